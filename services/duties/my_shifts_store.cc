#include "services/duties/my_shifts_store.h"

namespace liengia::duties {
namespace {

// No shift is longer: what goes on now began after that.
constexpr absl::Duration kLongestShift = absl::Hours(16);

MyShift MyShiftOf(const pqxx::row& row) {
  MyShift shift;
  shift.group_id = row["group_id"].as<std::string>();
  shift.group_name = row["group_name"].as<std::string>();
  shift.member_id = row["member_id"].as<std::string>();
  shift.member_name = row["member_name"].as<std::string>();
  shift.duty_id = row["id"].as<std::string>();
  shift.shift_id = row["shift_id"].as<std::string>();
  shift.title = row["title"].as<std::string>();
  shift.post_name = row["post_name"].as<std::string>();
  shift.attendance.published = true;
  shift.attendance.start_time = db::TimeOf(row["start_time"]);
  shift.attendance.end_time = db::TimeOf(row["end_time"]);
  if (const auto time = db::NullableTime(row["check_in_time"])) {
    shift.attendance.check_in.emplace().time = *time;
  }
  shift.attendance.check_out_time = db::NullableTime(row["check_out_time"]);
  if (!row["mark"].is_null()) shift.attendance.mark = MarkNamed(db::TextOf(row["mark"]));
  return shift;
}

}  // namespace

std::vector<MyShift> ListMyShifts(db::Tx& tx,
                                  const std::vector<platform::CallerMembership>& memberships,
                                  const std::optional<MyShiftKey>& after, int limit) {
  std::vector<std::string> group_ids, member_ids;
  for (const platform::CallerMembership& membership : memberships) {
    group_ids.push_back(membership.group_id);
    member_ids.push_back(membership.member_id);
  }
  const MyShiftKey first = {tx.now() - kLongestShift, "00000000-0000-0000-0000-000000000000"};
  const MyShiftKey& key = after.has_value() ? *after : first;
  // Each member's next duties come off one short range of an index; only those that are given are
  // joined to their names.
  const pqxx::result rows =
      tx.Query(R"sql(
    select d.group_id, d.member_id, d.id, d.shift_id, d.start_time, d.end_time, d.check_in_time,
           d.check_out_time, d.mark, g.name as group_name, m.full_name as member_name, s.title,
           p.name as post_name
    from (
      select next.*
      from unnest($1::uuid[], $2::uuid[]) as mine (group_id, member_id)
      cross join lateral (
        select group_id, member_id, id, shift_id, start_time, end_time, check_in_time,
               check_out_time, mark
        from duties
        where group_id = mine.group_id and member_id = mine.member_id and published
          and (start_time, id) > ($4::timestamptz, $5::uuid) and end_time > $3::timestamptz
        order by start_time, id
        limit $6
      ) next
      order by next.start_time, next.id
      limit $6
    ) d
    join shifts s on s.group_id = d.group_id and s.id = d.shift_id
    join posts p on p.group_id = s.group_id and p.id = s.post_id
    join groups g on g.id = d.group_id
    join members m on m.group_id = d.group_id and m.id = d.member_id
    order by d.start_time, d.id
  )sql",
               db::ToSqlArray(group_ids), db::ToSqlArray(member_ids), db::ToSql(tx.now()),
               db::ToSql(key.start_time), key.duty_id, limit);
  std::vector<MyShift> shifts;
  for (const pqxx::row& row : rows) shifts.push_back(MyShiftOf(row));
  return shifts;
}

}  // namespace liengia::duties
