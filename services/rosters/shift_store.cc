#include "services/rosters/shift_store.h"

#include <unordered_map>

namespace liengia::rosters {
namespace {

Shift ShiftOf(const pqxx::row& row) {
  Shift shift;
  shift.id = row["id"].as<std::string>();
  shift.roster_id = row["roster_id"].as<std::string>();
  shift.duty_template_id = db::TextOf(row["duty_template_id"]);
  shift.title = row["title"].as<std::string>();
  shift.post_id = row["post_id"].as<std::string>();
  shift.post_name = row["post_name"].as<std::string>();
  shift.duty_date = db::DayOf(row["duty_date"]);
  shift.start_time = db::TimeOf(row["start_time"]);
  shift.end_time = db::TimeOf(row["end_time"]);
  shift.crew_min = row["crew_min"].as<int>();
  shift.crew_ideal = row["crew_ideal"].as<int>();
  shift.crew_max = row["crew_max"].as<int>();
  shift.leaders_needed = row["leaders_needed"].as<int>();
  shift.importance = row["importance"].as<int>();
  return shift;
}

std::optional<duties::CheckIn> CheckInOf(const pqxx::row& row) {
  if (row["check_in_time"].is_null()) return std::nullopt;
  return duties::CheckIn{db::TimeOf(row["check_in_time"]), db::TimeOf(row["check_in_record_time"]),
                         duties::MethodNamed(db::TextOf(row["check_in_method"])),
                         db::TextOf(row["check_in_checkpoint_id"]),
                         db::TextOf(row["check_in_account_id"])};
}

duties::Attendance AttendanceOf(const pqxx::row& row) {
  duties::Attendance attendance;
  attendance.published = row["published"].as<bool>();
  attendance.start_time = db::TimeOf(row["start_time"]);
  attendance.end_time = db::TimeOf(row["end_time"]);
  attendance.check_in = CheckInOf(row);
  attendance.check_out_time = db::NullableTime(row["check_out_time"]);
  attendance.cover_member_id = db::TextOf(row["cover_member_id"]);
  if (!row["mark"].is_null()) attendance.mark = duties::MarkNamed(db::TextOf(row["mark"]));
  if (!row["mark_time"].is_null()) {
    attendance.marking =
        duties::Marking{db::TimeOf(row["mark_time"]), db::TextOf(row["mark_account_id"]),
                        db::TextOf(row["mark_member_name"])};
  }
  return attendance;
}

Duty DutyOf(const pqxx::row& row) {
  Duty duty;
  duty.id = row["id"].as<std::string>();
  duty.shift_id = row["shift_id"].as<std::string>();
  duty.member_id = row["member_id"].as<std::string>();
  duty.member_name = row["member_name"].as<std::string>();
  duty.may_lead = row["may_lead"].as<bool>();
  duty.pinned = row["pinned"].as<bool>();
  duty.slot = row["slot"].as<int>();
  duty.attendance = AttendanceOf(row);
  duty.cover_member_name = db::TextOf(row["cover_member_name"]);
  return duty;
}

// Gives each shift its crew.
std::vector<Shift> WithCrews(db::Tx& tx, const std::string& group_id, const pqxx::result& rows) {
  std::vector<Shift> shifts;
  std::vector<std::string> ids;
  std::unordered_map<std::string, size_t> index;
  for (const pqxx::row& row : rows) {
    shifts.push_back(ShiftOf(row));
    ids.push_back(shifts.back().id);
    index[ids.back()] = shifts.size() - 1;
  }
  if (shifts.empty()) return shifts;
  const auto duties = tx.Query(R"sql(
    select d.id, d.shift_id, d.member_id, m.full_name as member_name, m.may_lead, d.pinned, d.slot,
           d.published, d.start_time, d.end_time, d.check_in_time, d.check_in_method,
           d.check_in_record_time, d.check_in_checkpoint_id, d.check_in_account_id,
           d.check_out_time, d.mark, d.mark_time, d.mark_account_id,
           case when d.mark_time is not null then (
             select full_name from members
             where group_id = d.group_id and account_id = d.mark_account_id
             order by end_time desc nulls first limit 1) end as mark_member_name,
           d.cover_member_id, c.full_name as cover_member_name
    from duties d
    join members m on m.group_id = d.group_id and m.id = d.member_id
    left join members c on c.group_id = d.group_id and c.id = d.cover_member_id
    where d.group_id = $1::uuid and d.shift_id = any($2::uuid[])
    order by d.create_time, d.slot
  )sql",
                               group_id, db::ToSqlArray(ids));
  for (const pqxx::row& row : duties) {
    Duty duty = DutyOf(row);
    Shift& shift = shifts[index.at(duty.shift_id)];
    shift.duties.push_back(std::move(duty));
  }
  return shifts;
}

}  // namespace

std::vector<Shift> ListPublishedShifts(db::Tx& tx, const std::string& group_id, absl::Time start,
                                       absl::Time end, const std::optional<ShiftKey>& after,
                                       int limit) {
  // No shift lasts a day: that bounds the scan of the index from below.
  const auto rows = tx.Query(R"sql(
    select s.id, s.roster_id, s.duty_template_id, s.title, s.post_id, p.name as post_name,
           s.duty_date, s.start_time, s.end_time, s.crew_min, s.crew_ideal, s.crew_max, s.leaders_needed, s.importance
    from shifts s
    join rosters r on r.group_id = s.group_id and r.id = s.roster_id and r.state <> 'draft'
    join posts p on p.group_id = s.group_id and p.id = s.post_id
    where s.group_id = $1::uuid and s.start_time < $3::timestamptz and s.end_time > $2::timestamptz
      and s.start_time > $2::timestamptz - interval '1 day'
      and ($4::timestamptz is null or (s.start_time, s.id) > ($4::timestamptz, $5::uuid))
    order by s.start_time, s.id
    limit $6
  )sql",
                             group_id, db::ToSql(start), db::ToSql(end),
                             after ? std::optional(db::ToSql(after->start_time)) : std::nullopt,
                             after ? std::optional(after->id) : std::nullopt, limit);
  return WithCrews(tx, group_id, rows);
}

std::vector<Shift> ListShiftsOfRoster(db::Tx& tx, const std::string& group_id,
                                      const std::string& roster_id) {
  const auto rows = tx.Query(R"sql(
    select s.id, s.roster_id, s.duty_template_id, s.title, s.post_id, p.name as post_name,
           s.duty_date, s.start_time, s.end_time, s.crew_min, s.crew_ideal, s.crew_max, s.leaders_needed, s.importance
    from shifts s
    join posts p on p.group_id = s.group_id and p.id = s.post_id
    where s.group_id = $1::uuid and s.roster_id = $2::uuid
    order by s.start_time, s.id
  )sql",
                             group_id, roster_id);
  return WithCrews(tx, group_id, rows);
}

std::optional<Shift> FindShift(db::Tx& tx, const std::string& group_id, const std::string& id) {
  const auto rows = tx.Query(R"sql(
    select s.id, s.roster_id, s.duty_template_id, s.title, s.post_id, p.name as post_name,
           s.duty_date, s.start_time, s.end_time, s.crew_min, s.crew_ideal, s.crew_max, s.leaders_needed, s.importance
    from shifts s
    join posts p on p.group_id = s.group_id and p.id = s.post_id
    where s.group_id = $1::uuid and s.id = $2::uuid
  )sql",
                             group_id, id);
  if (rows.empty()) return std::nullopt;
  return WithCrews(tx, group_id, rows).front();
}

std::optional<Duty> FindDuty(db::Tx& tx, const std::string& group_id, const std::string& id) {
  const auto rows = tx.Query(R"sql(
    select d.id, d.shift_id, d.member_id, m.full_name as member_name, m.may_lead, d.pinned, d.slot,
           d.published, d.start_time, d.end_time, d.check_in_time, d.check_in_method,
           d.check_in_record_time, d.check_in_checkpoint_id, d.check_in_account_id,
           d.check_out_time, d.mark, d.mark_time, d.mark_account_id,
           case when d.mark_time is not null then (
             select full_name from members
             where group_id = d.group_id and account_id = d.mark_account_id
             order by end_time desc nulls first limit 1) end as mark_member_name,
           d.cover_member_id, c.full_name as cover_member_name
    from duties d
    join members m on m.group_id = d.group_id and m.id = d.member_id
    left join members c on c.group_id = d.group_id and c.id = d.cover_member_id
    where d.group_id = $1::uuid and d.id = $2::uuid
  )sql",
                             group_id, id);
  if (rows.empty()) return std::nullopt;
  return DutyOf(rows[0]);
}

}  // namespace liengia::rosters
