#include "services/groups/member_store.h"

#include "services/platform/text.h"

namespace liengia::groups {
namespace {

// Null for the empty text: ids and numbers that are not there.
std::optional<std::string> OrNull(const std::string& text) {
  if (text.empty()) return std::nullopt;
  return text;
}

std::optional<int> OrNull(int number) {
  if (number == 0) return std::nullopt;
  return number;
}

Member MemberOf(const pqxx::row& row) {
  Member member;
  member.id = row["id"].as<std::string>();
  member.household_id = db::TextOf(row["household_id"]);
  member.account_id = db::TextOf(row["account_id"]);
  member.phone_number = db::TextOf(row["phone_number"]);
  member.full_name = row["full_name"].as<std::string>();
  member.role = MemberRoleNamed(row["role"].as<std::string>());
  member.may_lead = row["may_lead"].as<bool>();
  member.birth_year = db::Nullable<int>(row["birth_year"]);
  member.over_70_approved = row["over_70_approved"].as<bool>();
  member.max_duties_a_month = db::Nullable<int>(row["max_duties_a_month"]).value_or(0);
  member.create_time = db::TimeOf(row["create_time"]);
  member.version = row["version"].as<int64_t>();
  return member;
}

std::vector<Member> MembersOf(const pqxx::result& rows) {
  std::vector<Member> members;
  members.reserve(rows.size());
  for (const pqxx::row& row : rows) members.push_back(MemberOf(row));
  return members;
}

Absence AbsenceOf(const pqxx::row& row) {
  return {row["id"].as<std::string>(), row["member_id"].as<std::string>(),
          db::DayOf(row["start_date"]), db::DayOf(row["end_date"])};
}

}  // namespace

std::optional<Member> FindMember(db::Tx& tx, const std::string& group_id, const std::string& id) {
  const auto rows = tx.Query(R"sql(
    select m.*, a.phone_number
    from members m left join accounts a on a.id = m.account_id
    where m.group_id = $1::uuid and m.id = $2::uuid and m.end_time is null
  )sql",
                             group_id, id);
  if (rows.empty()) return std::nullopt;
  return MemberOf(rows[0]);
}

std::optional<Member> FindLeader(db::Tx& tx, const std::string& group_id) {
  const auto rows = tx.Query(R"sql(
    select m.*, a.phone_number
    from members m left join accounts a on a.id = m.account_id
    where m.group_id = $1::uuid and m.role = 'leader' and m.end_time is null
  )sql",
                             group_id);
  if (rows.empty()) return std::nullopt;
  return MemberOf(rows[0]);
}

MemberKey KeyOf(const Member& member) {
  return {platform::NameSortKey(member.full_name), member.id};
}

std::vector<Member> ListMembers(db::Tx& tx, const std::string& group_id,
                                const std::optional<MemberKey>& after, int limit) {
  if (!after.has_value()) {
    return MembersOf(tx.Query(R"sql(
      select m.*, a.phone_number
      from members m left join accounts a on a.id = m.account_id
      where m.group_id = $1::uuid and m.end_time is null
      order by m.sort_name, m.id
      limit $2
    )sql",
                              group_id, limit));
  }
  return MembersOf(tx.Query(R"sql(
    select m.*, a.phone_number
    from members m left join accounts a on a.id = m.account_id
    where m.group_id = $1::uuid and m.end_time is null
      and (m.sort_name, m.id) > ($3::text collate "C", $4::uuid)
    order by m.sort_name, m.id
    limit $2
  )sql",
                            group_id, limit, after->sort_name, after->id));
}

int CountMembers(db::Tx& tx, const std::string& group_id) {
  return tx
      .Query(R"sql(
    select count(*) from members where group_id = $1::uuid and end_time is null
  )sql",
             group_id)[0][0]
      .as<int>();
}

void InsertMember(db::Tx& tx, const std::string& group_id, const Member& member) {
  tx.Query(R"sql(
    insert into members (group_id, id, household_id, account_id, full_name, sort_name, role,
                         may_lead, birth_year, over_70_approved, max_duties_a_month, create_time)
    values ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5, $6, $7, $8, $9, $10, $11, $12::timestamptz)
  )sql",
           group_id, member.id, member.household_id, OrNull(member.account_id), member.full_name,
           platform::NameSortKey(member.full_name), MemberRoleName(member.role), member.may_lead,
           member.birth_year, member.over_70_approved, OrNull(member.max_duties_a_month),
           db::ToSql(tx.now()));
}

void SaveMember(db::Tx& tx, const std::string& group_id, const Member& member) {
  tx.Query(R"sql(
    update members
    set household_id = $3::uuid, account_id = $4::uuid, full_name = $5, sort_name = $6, role = $7,
        may_lead = $8, birth_year = $9, over_70_approved = $10, max_duties_a_month = $11,
        version = version + 1
    where group_id = $1::uuid and id = $2::uuid
  )sql",
           group_id, member.id, member.household_id, OrNull(member.account_id), member.full_name,
           platform::NameSortKey(member.full_name), MemberRoleName(member.role), member.may_lead,
           member.birth_year, member.over_70_approved, OrNull(member.max_duties_a_month));
}

void EndMember(db::Tx& tx, const std::string& group_id, const std::string& id) {
  tx.Query(R"sql(
    update members set end_time = $3::timestamptz, version = version + 1
    where group_id = $1::uuid and id = $2::uuid and end_time is null
  )sql",
           group_id, id, db::ToSql(tx.now()));
}

void RelinkDuties(db::Tx& tx, const std::string& group_id, const std::vector<std::string>& ids) {
  tx.Query(R"sql(
    update duties d set person_id = coalesce(m.account_id, m.id)
    from members m
    where m.group_id = $1::uuid and m.id = any($2::uuid[])
      and d.group_id = $1::uuid and d.member_id = m.id and d.end_time > $3::timestamptz
      and d.person_id <> coalesce(m.account_id, m.id)
  )sql",
           group_id, db::ToSqlArray(ids), db::ToSql(tx.now()));
}

int FreeDuties(db::Tx& tx, const std::string& group_id, const std::string& member_id) {
  return tx
      .Query(R"sql(
    with freed as (
      delete from duties
      where group_id = $1::uuid and member_id = $2::uuid and start_time > $3::timestamptz
      returning shift_id
    ), touched as (
      update rosters set version = version + 1
      where group_id = $1::uuid and id in (
        select s.roster_id from shifts s join freed f on s.id = f.shift_id
        where s.group_id = $1::uuid)
    )
    select count(*) from freed
  )sql",
             group_id, member_id, db::ToSql(tx.now()))[0][0]
      .as<int>();
}

std::vector<std::string> ListActingAccounts(db::Tx& tx, const std::string& group_id,
                                            const std::vector<std::string>& member_ids) {
  const auto rows = tx.Query(R"sql(
    select distinct coalesce(m.account_id, p.account_id) as account_id
    from members m
    join households h on h.group_id = m.group_id and h.id = m.household_id
    left join members p on p.group_id = h.group_id and p.id = h.proxy_member_id
      and p.end_time is null
    where m.group_id = $1::uuid and m.id = any($2::uuid[])
      and coalesce(m.account_id, p.account_id) is not null
  )sql",
                             group_id, db::ToSqlArray(member_ids));
  std::vector<std::string> accounts;
  for (const pqxx::row& row : rows) accounts.push_back(row[0].as<std::string>());
  return accounts;
}

std::vector<Absence> ListAbsences(db::Tx& tx, const std::string& group_id,
                                  const AbsenceFilter& filter,
                                  const std::optional<AbsenceKey>& after, int limit) {
  const auto rows = tx.Query(R"sql(
    select a.*
    from absences a
    join members m on m.group_id = a.group_id and m.id = a.member_id and m.end_time is null
    where a.group_id = $1::uuid and a.end_date > $2::date
      and ($3::uuid is null or a.member_id = $3::uuid)
      and ($5::date is null or (a.start_date, a.id) > ($5::date, $6::uuid))
    order by a.start_date, a.id
    limit $4
  )sql",
                             group_id, db::ToSql(filter.ends_after), OrNull(filter.member_id),
                             limit, after ? OrNull(db::ToSql(after->start_date)) : std::nullopt,
                             after ? OrNull(after->id) : std::nullopt);
  std::vector<Absence> absences;
  absences.reserve(rows.size());
  for (const pqxx::row& row : rows) absences.push_back(AbsenceOf(row));
  return absences;
}

std::optional<Absence> FindAbsence(db::Tx& tx, const std::string& group_id, const std::string& id) {
  const auto rows = tx.Query(R"sql(
    select a.*
    from absences a
    join members m on m.group_id = a.group_id and m.id = a.member_id and m.end_time is null
    where a.group_id = $1::uuid and a.id = $2::uuid
  )sql",
                             group_id, id);
  if (rows.empty()) return std::nullopt;
  return AbsenceOf(rows[0]);
}

int CountAbsences(db::Tx& tx, const std::string& group_id, const std::string& member_id,
                  absl::CivilDay day) {
  return tx
      .Query(R"sql(
    select count(*) from absences
    where group_id = $1::uuid and member_id = $2::uuid and end_date > $3::date
  )sql",
             group_id, member_id, db::ToSql(day))[0][0]
      .as<int>();
}

void InsertAbsence(db::Tx& tx, const std::string& group_id, const Absence& absence) {
  tx.Query(R"sql(
    insert into absences (group_id, id, member_id, start_date, end_date, create_time)
    values ($1::uuid, $2::uuid, $3::uuid, $4::date, $5::date, $6::timestamptz)
  )sql",
           group_id, absence.id, absence.member_id, db::ToSql(absence.start_date),
           db::ToSql(absence.end_date), db::ToSql(tx.now()));
}

void DeleteAbsence(db::Tx& tx, const std::string& group_id, const std::string& id) {
  tx.Query(R"sql(
    delete from absences where group_id = $1::uuid and id = $2::uuid
  )sql",
           group_id, id);
}

}  // namespace liengia::groups
