#include "services/identity/session_store.h"

#include "services/platform/errors.h"

namespace liengia::identity {
namespace {

using platform::Caller;

absl::Status SignInRequired() {
  return platform::Refusal(absl::StatusCode::kUnauthenticated, platform::Reason::kSignInRequired,
                           {"Phiên đăng nhập không còn dùng được. Hãy đăng nhập lại.",
                            "The token is unknown, revoked or expired. Sign in again."});
}

Session SessionOf(const pqxx::row& row) {
  return {.id = row["id"].as<std::string>(),
          .account_id = row["account_id"].as<std::string>(),
          .device_name = row["device_name"].as<std::string>(),
          .official = row["official"].as<bool>(),
          .create_time = db::TimeOf(row["create_time"]),
          .expire_time = db::TimeOf(row["expire_time"])};
}

std::vector<platform::CallerMembership> ListCallerMemberships(db::Tx& tx,
                                                              const std::string& account_id) {
  const pqxx::result rows = tx.Query(R"sql(
    with own as (
      select group_id, id, role from members where account_id = $1::uuid and end_time is null
    )
    select group_id, id, role, false as acted_for from own
    union all
    select m.group_id, m.id, 'member', true
    from own
    join households h on h.group_id = own.group_id and h.proxy_member_id = own.id
    join members m on m.group_id = h.group_id and m.household_id = h.id
    where m.account_id is null and m.end_time is null
    order by group_id, acted_for, id
  )sql",
                                     account_id);
  std::vector<platform::CallerMembership> memberships;
  for (const pqxx::row& row : rows) {
    memberships.push_back({.group_id = row["group_id"].as<std::string>(),
                           .member_id = row["id"].as<std::string>(),
                           .role = platform::RoleNamed(row["role"].as<std::string>()),
                           .acted_for = row["acted_for"].as<bool>()});
  }
  return memberships;
}

std::vector<platform::CallerOffice> ListCallerOffices(db::Tx& tx, const std::string& account_id) {
  const pqxx::result rows = tx.Query(R"sql(
    select o.role, o.area_code, a.path, a.name
    from offices o left join areas a on a.code = o.area_code
    where o.account_id = $1::uuid and o.end_time is null
    order by o.create_time, o.id
  )sql",
                                     account_id);
  std::vector<platform::CallerOffice> offices;
  for (const pqxx::row& row : rows) {
    offices.push_back({.role = platform::RoleNamed(row["role"].as<std::string>()),
                       .area_code = db::TextOf(row["area_code"]),
                       .area_path = db::TextOf(row["path"]),
                       .area_name = db::TextOf(row["name"])});
  }
  return offices;
}

bool ToldIfAny(db::Tx& tx, const std::string& account_id, const pqxx::result& revoked) {
  if (revoked.affected_rows() == 0) return false;
  tx.CallerChanged(account_id);
  return true;
}

}  // namespace

absl::StatusOr<Caller> LoadCaller(db::Tx& tx, const std::string& token_hash) {
  const pqxx::result rows = tx.Query(R"sql(
    select s.id, s.account_id, s.expire_time, s.official, a.display_name
    from sessions s join accounts a on a.id = s.account_id
    where s.token_hash = $1::bytea and s.revoke_time is null and s.expire_time > $2::timestamptz
  )sql",
                                     db::ToSqlBytea(token_hash), db::ToSql(tx.now()));
  if (rows.empty()) return SignInRequired();
  const pqxx::row row = rows[0];
  Caller caller{.account_id = row["account_id"].as<std::string>(),
                .session_id = row["id"].as<std::string>(),
                .display_name = row["display_name"].as<std::string>(),
                .expire_time = db::TimeOf(row["expire_time"])};
  caller.memberships = ListCallerMemberships(tx, caller.account_id);
  if (row["official"].as<bool>()) caller.offices = ListCallerOffices(tx, caller.account_id);
  return caller;
}

void InsertSession(db::Tx& tx, const Session& session, const std::string& token_hash) {
  tx.Query(R"sql(
    insert into sessions (id, account_id, token_hash, device_name, official, create_time,
                          expire_time)
    values ($1::uuid, $2::uuid, $3::bytea, $4, $5, $6::timestamptz, $7::timestamptz)
  )sql",
           session.id, session.account_id, db::ToSqlBytea(token_hash), session.device_name,
           session.official, db::ToSql(session.create_time), db::ToSql(session.expire_time));
}

std::vector<Session> ListLiveSessions(db::Tx& tx, const std::string& account_id,
                                      const std::optional<SessionKey>& after, int limit) {
  const std::optional<std::string> after_time =
      after ? std::optional(db::ToSql(after->create_time)) : std::nullopt;
  const std::optional<std::string> after_id = after ? std::optional(after->id) : std::nullopt;
  const pqxx::result rows = tx.Query(R"sql(
    select id, account_id, device_name, official, create_time, expire_time
    from sessions
    where account_id = $1::uuid and revoke_time is null and expire_time > $2::timestamptz
      and ($3::timestamptz is null or (create_time, id) < ($3::timestamptz, $4::uuid))
    order by create_time desc, id desc
    limit $5
  )sql",
                                     account_id, db::ToSql(tx.now()), after_time, after_id, limit);
  std::vector<Session> sessions;
  for (const pqxx::row& row : rows) sessions.push_back(SessionOf(row));
  return sessions;
}

bool EndSession(db::Tx& tx, const std::string& account_id, const std::string& session_id) {
  const pqxx::result revoked = tx.Query(R"sql(
    update sessions set revoke_time = $3::timestamptz
    where id = $2::uuid and account_id = $1::uuid and revoke_time is null
      and expire_time > $3::timestamptz
  )sql",
                                        account_id, session_id, db::ToSql(tx.now()));
  return ToldIfAny(tx, account_id, revoked);
}

bool EndOtherSessions(db::Tx& tx, const std::string& account_id,
                      const std::string& kept_session_id) {
  const std::optional<std::string> kept =
      kept_session_id.empty() ? std::nullopt : std::optional(kept_session_id);
  const pqxx::result revoked = tx.Query(R"sql(
    update sessions set revoke_time = $3::timestamptz
    where account_id = $1::uuid and id is distinct from $2::uuid and revoke_time is null
      and expire_time > $3::timestamptz
  )sql",
                                        account_id, kept, db::ToSql(tx.now()));
  return ToldIfAny(tx, account_id, revoked);
}

bool EndOfficialSessions(db::Tx& tx, const std::string& account_id) {
  const pqxx::result revoked = tx.Query(R"sql(
    update sessions set revoke_time = $2::timestamptz
    where account_id = $1::uuid and official and revoke_time is null
      and expire_time > $2::timestamptz
  )sql",
                                        account_id, db::ToSql(tx.now()));
  return ToldIfAny(tx, account_id, revoked);
}

int DeleteSessionsOver(db::Tx& tx, absl::Time horizon, int limit) {
  const pqxx::result deleted = tx.Query(R"sql(
    delete from sessions where id in (
      select id from sessions where expire_time < $1::timestamptz order by expire_time limit $2
      for update skip locked
    )
  )sql",
                                        db::ToSql(horizon), limit);
  return static_cast<int>(deleted.affected_rows());
}

}  // namespace liengia::identity
