#include "services/identity/office_store.h"

#include "services/identity/account_store.h"
#include "services/identity/credentials_store.h"
#include "services/identity/session_store.h"
#include "services/platform/id.h"

namespace liengia::identity {
namespace {

Office OfficeOf(const pqxx::row& row) {
  return {.id = row["id"].as<std::string>(),
          .account_id = row["account_id"].as<std::string>(),
          .display_name = row["display_name"].as<std::string>(),
          .role = platform::RoleNamed(row["role"].as<std::string>()),
          .area_code = db::TextOf(row["area_code"]),
          .create_time = db::TimeOf(row["create_time"]),
          .end_time = db::NullableTime(row["end_time"])};
}

std::vector<Office> AllOf(const pqxx::result& rows) {
  std::vector<Office> offices;
  for (const pqxx::row& row : rows) offices.push_back(OfficeOf(row));
  return offices;
}

std::optional<std::string> NullIfEmpty(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

void InsertOffice(db::Tx& tx, const Office& office) {
  tx.Query(R"sql(
    insert into offices (id, account_id, role, area_code, create_time)
    values ($1::uuid, $2::uuid, $3, $4, $5::timestamptz)
  )sql",
           office.id, office.account_id, platform::RoleName(office.role),
           NullIfEmpty(office.area_code), db::ToSql(office.create_time));
}

}  // namespace

Appointed Appoint(db::Tx& tx, const Appointment& appointment, const Credentials& credentials) {
  const Account account = FindOrInsertAccount(tx, appointment.phone_number);
  const Office office = {.id = platform::NewId(tx.now()),
                         .account_id = account.id,
                         .display_name = appointment.display_name,
                         .role = appointment.role,
                         .area_code = appointment.area_code,
                         .create_time = tx.now()};
  InsertOffice(tx, office);
  // Groups read in their ledger who looked at their data: an official goes by the name under which
  // the office was given. Tells the servers of the new office as well.
  SaveDisplayName(tx, account.id, appointment.display_name);
  const bool first_office = !FindCredentials(tx, account.id).has_value();
  if (first_office) SaveCredentials(tx, account.id, credentials);
  return {.office = office, .first_office = first_office};
}

std::optional<Office> FindOffice(db::Tx& tx, const std::string& office_id) {
  const pqxx::result rows = tx.Query(R"sql(
    select o.id, o.account_id, a.display_name, o.role, o.area_code, o.create_time, o.end_time
    from offices o join accounts a on a.id = o.account_id
    where o.id = $1::uuid
  )sql",
                                     office_id);
  if (rows.empty()) return std::nullopt;
  return OfficeOf(rows[0]);
}

std::vector<Office> ListOfficesHeld(db::Tx& tx, const std::string& account_id) {
  return AllOf(tx.Query(R"sql(
    select o.id, o.account_id, a.display_name, o.role, o.area_code, o.create_time, o.end_time
    from offices o join accounts a on a.id = o.account_id
    where o.account_id = $1::uuid and o.end_time is null
    order by o.create_time, o.id
  )sql",
                        account_id));
}

std::vector<Office> ListMatchingOffices(db::Tx& tx, const OfficeFilter& filter,
                                        const std::optional<OfficeKey>& after, int limit) {
  const std::optional<std::string> after_name =
      after ? std::optional(after->display_name) : std::nullopt;
  const std::optional<std::string> after_id = after ? std::optional(after->id) : std::nullopt;
  return AllOf(tx.Query(R"sql(
    select o.id, o.account_id, a.display_name, o.role, o.area_code, o.create_time, o.end_time
    from offices o
    join accounts a on a.id = o.account_id
    left join areas below on below.code = o.area_code
    where ($1::text is null
           or below.path like (select path from areas where code = $1::text) || '%')
      and ($2::boolean or o.end_time is null)
      and ($3::text is null
           or (a.display_name collate "vi-x-icu", o.id) > ($3::text collate "vi-x-icu", $4::uuid))
    order by a.display_name collate "vi-x-icu", o.id
    limit $5
  )sql",
                        NullIfEmpty(filter.area_code), filter.show_ended, after_name, after_id,
                        limit));
}

int CountOperators(db::Tx& tx) {
  return tx.Query("select count(*) from offices where role = 'operator' and end_time is null")[0][0]
      .as<int>();
}

void SaveOfficeEnd(db::Tx& tx, const Office& office) {
  tx.Query("update offices set end_time = $2::timestamptz where id = $1::uuid", office.id,
           db::ToSql(tx.now()));
  if (ListOfficesHeld(tx, office.account_id).empty()) {
    DeleteCredentials(tx, office.account_id);
    EndOfficialSessions(tx, office.account_id);
  }
  tx.CallerChanged(office.account_id);
}

}  // namespace liengia::identity
