#include "services/rosters/roster_store.h"

#include "services/platform/id.h"

namespace liengia::rosters {
namespace {

std::string ToSql(absl::CivilMonth month) { return db::ToSql(absl::CivilDay(month)); }

Roster RosterOf(const pqxx::row& row) {
  Roster roster;
  roster.id = row["id"].as<std::string>();
  roster.month = absl::CivilMonth(db::DayOf(row["month"]));
  roster.state = RosterStateNamed(row["state"].as<std::string>());
  roster.create_time = db::TimeOf(row["create_time"]);
  roster.publish_time = db::NullableTime(row["publish_time"]);
  roster.version = row["version"].as<int64_t>();
  roster.charter_version = row["charter_in_force"].as<int64_t>();
  roster.shift_count = row["shift_count"].as<int>();
  roster.needed_count = row["needed_count"].as<int>();
  roster.duty_count = row["duty_count"].as<int>();
  roster.empty_count = row["empty_count"].as<int>();
  roster.last_end_time = db::NullableTime(row["last_end_time"]);
  return roster;
}

std::optional<Roster> FirstOf(const pqxx::result& rows) {
  if (rows.empty()) return std::nullopt;
  return RosterOf(rows[0]);
}

}  // namespace

std::optional<Roster> FindRoster(db::Tx& tx, const std::string& group_id, const std::string& id) {
  return FirstOf(tx.Query(R"sql(
    select r.*, c.*,
           case when r.state <> 'draft' then r.charter_version
                else coalesce((select max(version) from charters where group_id = $1::uuid), 0)
           end as charter_in_force
    from rosters r
    cross join lateral (
      select count(*) as shift_count, coalesce(sum(s.crew_min), 0) as needed_count,
             coalesce(sum(n.duties), 0) as duty_count,
             coalesce(sum(greatest(s.crew_min - n.duties, 0)), 0) as empty_count,
             max(s.end_time) as last_end_time
      from shifts s
      cross join lateral (
        select count(*) as duties from duties d where d.group_id = $1::uuid and d.shift_id = s.id
      ) n
      where s.group_id = $1::uuid and s.roster_id = r.id
    ) c
    where r.group_id = $1::uuid and r.id = $2::uuid
  )sql",
                          group_id, id));
}

std::optional<Roster> FindRosterOfMonth(db::Tx& tx, const std::string& group_id,
                                        absl::CivilMonth month) {
  const auto rows = tx.Query(R"sql(
    select id from rosters where group_id = $1::uuid and month = $2::date
  )sql",
                             group_id, ToSql(month));
  if (rows.empty()) return std::nullopt;
  return FindRoster(tx, group_id, rows[0][0].as<std::string>());
}

std::vector<Roster> ListRosters(db::Tx& tx, const std::string& group_id, const RosterFilter& filter,
                                int limit) {
  const auto before =
      filter.before.has_value() ? std::optional(ToSql(*filter.before)) : std::nullopt;
  const auto rows = tx.Query(R"sql(
    select r.*, c.*,
           case when r.state <> 'draft' then r.charter_version
                else coalesce((select max(version) from charters where group_id = $1::uuid), 0)
           end as charter_in_force
    from (
      select * from rosters
      where group_id = $1::uuid and ($2::boolean or state <> 'draft')
        and ($3::date is null or month < $3::date)
      order by month desc
      limit $4
    ) r
    cross join lateral (
      select count(*) as shift_count, coalesce(sum(s.crew_min), 0) as needed_count,
             coalesce(sum(n.duties), 0) as duty_count,
             coalesce(sum(greatest(s.crew_min - n.duties, 0)), 0) as empty_count,
             max(s.end_time) as last_end_time
      from shifts s
      cross join lateral (
        select count(*) as duties from duties d where d.group_id = $1::uuid and d.shift_id = s.id
      ) n
      where s.group_id = $1::uuid and s.roster_id = r.id
    ) c
    order by r.month desc
  )sql",
                             group_id, filter.with_drafts, before, limit);
  std::vector<Roster> rosters;
  for (const pqxx::row& row : rows) rosters.push_back(RosterOf(row));
  return rosters;
}

std::optional<Roster> LockRoster(db::Tx& tx, const std::string& group_id, const std::string& id) {
  tx.Query(R"sql(
    select from rosters where group_id = $1::uuid and id = $2::uuid for update
  )sql",
           group_id, id);
  return FindRoster(tx, group_id, id);
}

void InsertRoster(db::Tx& tx, const std::string& group_id, const Roster& roster) {
  tx.Query(R"sql(
    insert into rosters (group_id, id, month, state, create_time)
    values ($1::uuid, $2::uuid, $3::date, 'draft', $4::timestamptz)
  )sql",
           group_id, roster.id, ToSql(roster.month), db::ToSql(tx.now()));
}

void InsertShifts(db::Tx& tx, const std::string& group_id, const std::string& roster_id,
                  const std::vector<NewShift>& shifts) {
  std::vector<std::string> ids, templates, days, starts, ends;
  for (const NewShift& shift : shifts) {
    ids.push_back(shift.id);
    templates.push_back(shift.duty_template_id);
    days.push_back(db::ToSql(shift.occurrence.duty_date));
    starts.push_back(db::ToSql(shift.occurrence.start_time));
    ends.push_back(db::ToSql(shift.occurrence.end_time));
  }
  tx.Query(R"sql(
    insert into shifts (group_id, id, roster_id, duty_template_id, title, post_id, duty_date,
                        start_time, end_time, crew_min, crew_ideal, crew_max, leaders_needed,
                        importance)
    select $1::uuid, n.id, $2::uuid, t.id, t.name, t.post_id, n.duty_date, n.start_time,
           n.end_time, t.crew_min, t.crew_ideal, t.crew_max, t.leaders_needed, t.importance
    from unnest($3::uuid[], $4::uuid[], $5::date[], $6::timestamptz[], $7::timestamptz[])
      as n (id, duty_template_id, duty_date, start_time, end_time)
    join duty_templates t on t.group_id = $1::uuid and t.id = n.duty_template_id
  )sql",
           group_id, roster_id, db::ToSqlArray(ids), db::ToSqlArray(templates),
           db::ToSqlArray(days), db::ToSqlArray(starts), db::ToSqlArray(ends));
}

void DeleteShiftsOver(db::Tx& tx, const std::string& group_id, const std::string& roster_id) {
  tx.Query(R"sql(
    delete from shifts
    where group_id = $1::uuid and roster_id = $2::uuid and end_time <= $3::timestamptz
  )sql",
           group_id, roster_id, db::ToSql(tx.now()));
}

void SavePublished(db::Tx& tx, const std::string& group_id, const Roster& roster) {
  tx.Query(R"sql(
    update rosters
    set state = 'published', publish_time = $3::timestamptz, charter_version = $4,
        version = version + 1
    where group_id = $1::uuid and id = $2::uuid
  )sql",
           group_id, roster.id, db::ToSql(tx.now()), roster.charter_version);
  tx.Query(R"sql(
    update duties d set published = true
    from shifts s
    where s.group_id = $1::uuid and s.roster_id = $2::uuid
      and d.group_id = $1::uuid and d.shift_id = s.id
  )sql",
           group_id, roster.id);
}

void SaveClosed(db::Tx& tx, const std::string& group_id, const std::string& roster_id) {
  tx.Query(R"sql(
    update rosters set state = 'closed', close_time = $3::timestamptz, version = version + 1
    where group_id = $1::uuid and id = $2::uuid
  )sql",
           group_id, roster_id, db::ToSql(tx.now()));
  tx.Query(R"sql(
    update duties d set closed = true
    from shifts s
    where s.group_id = $1::uuid and s.roster_id = $2::uuid
      and d.group_id = $1::uuid and d.shift_id = s.id
  )sql",
           group_id, roster_id);
}

void TouchRoster(db::Tx& tx, const std::string& group_id, const std::string& roster_id) {
  tx.Query(R"sql(
    update rosters set version = version + 1 where group_id = $1::uuid and id = $2::uuid
  )sql",
           group_id, roster_id);
}

void TouchDrafts(db::Tx& tx, const std::string& group_id) {
  tx.Query(R"sql(
    update rosters set version = version + 1 where group_id = $1::uuid and state = 'draft'
  )sql",
           group_id);
}

void DeleteRoster(db::Tx& tx, const std::string& group_id, const std::string& roster_id) {
  tx.Query(R"sql(
    delete from rosters where group_id = $1::uuid and id = $2::uuid
  )sql",
           group_id, roster_id);
}

void InsertDuties(db::Tx& tx, const std::string& group_id, const std::vector<NewDuty>& duties,
                  const DutyFlags& flags) {
  std::vector<std::string> ids, shifts, members, slots;
  for (const NewDuty& duty : duties) {
    ids.push_back(platform::NewId(tx.now()));
    shifts.push_back(duty.shift_id);
    members.push_back(duty.member_id);
    slots.push_back(std::to_string(duty.slot));
  }
  tx.Query(R"sql(
    insert into duties (group_id, id, shift_id, member_id, person_id, slot, start_time, end_time,
                        crew_max, published, pinned, create_time)
    select $1::uuid, n.id, s.id, m.id, coalesce(m.account_id, m.id), n.slot, s.start_time,
           s.end_time, s.crew_max, $6, $7, $8::timestamptz
    from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::smallint[])
      as n (id, shift_id, member_id, slot)
    join shifts s on s.group_id = $1::uuid and s.id = n.shift_id
    join members m on m.group_id = $1::uuid and m.id = n.member_id
  )sql",
           group_id, db::ToSqlArray(ids), db::ToSqlArray(shifts), db::ToSqlArray(members),
           db::ToSqlArray(slots), flags.published, flags.pinned, db::ToSql(tx.now()));
}

void DeleteDuty(db::Tx& tx, const std::string& group_id, const std::string& duty_id) {
  tx.Query(R"sql(
    delete from duties where group_id = $1::uuid and id = $2::uuid
  )sql",
           group_id, duty_id);
}

void DeleteDuties(db::Tx& tx, const std::string& group_id,
                  const std::vector<std::string>& duty_ids) {
  tx.Query(R"sql(
    delete from duties where group_id = $1::uuid and id = any($2::uuid[])
  )sql",
           group_id, db::ToSqlArray(duty_ids));
}

void DeleteUnpinnedDuties(db::Tx& tx, const std::string& group_id, const std::string& roster_id) {
  tx.Query(R"sql(
    delete from duties d
    using shifts s
    where s.group_id = $1::uuid and s.roster_id = $2::uuid
      and d.group_id = $1::uuid and d.shift_id = s.id and not d.pinned
  )sql",
           group_id, roster_id);
}

}  // namespace liengia::rosters
