#include "services/duties/my_shifts_store.h"

#include <algorithm>
#include <tuple>

namespace liengia::duties {
namespace {

// No shift is longer: what goes on now began after that.
constexpr absl::Duration kLongestShift = absl::Hours(16);

// The arrays of one statement: a row for each member of each query.
struct Keys {
  std::vector<std::string> query, group_id, member_id, now, start_time, duty_id, limit;
};

Keys KeysOf(const std::vector<MyShiftsQuery>& queries) {
  Keys keys;
  for (size_t i = 0; i < queries.size(); ++i) {
    const MyShiftsQuery& query = queries[i];
    const MyShiftKey first = {query.now - kLongestShift, "00000000-0000-0000-0000-000000000000"};
    const MyShiftKey& after = query.after.has_value() ? *query.after : first;
    for (const platform::CallerMembership& membership : query.memberships) {
      keys.query.push_back(std::to_string(i));
      keys.group_id.push_back(membership.group_id);
      keys.member_id.push_back(membership.member_id);
      keys.now.push_back(db::ToSql(query.now));
      keys.start_time.push_back(db::ToSql(after.start_time));
      keys.duty_id.push_back(after.duty_id);
      keys.limit.push_back(std::to_string(query.limit));
    }
  }
  return keys;
}

MyShift MyShiftOf(db::Fields& fields) {
  MyShift shift;
  shift.group_id = db::TextOf(fields.Next());
  shift.group_name = db::TextOf(fields.Next());
  shift.member_id = db::TextOf(fields.Next());
  shift.member_name = db::TextOf(fields.Next());
  shift.duty_id = db::TextOf(fields.Next());
  shift.shift_id = db::TextOf(fields.Next());
  shift.title = db::TextOf(fields.Next());
  shift.post_name = db::TextOf(fields.Next());
  shift.attendance.published = true;
  shift.attendance.start_time = db::TimeOf(fields.Next());
  shift.attendance.end_time = db::TimeOf(fields.Next());
  if (const auto time = db::NullableTime(fields.Next())) {
    shift.attendance.check_in.emplace().time = *time;
  }
  shift.attendance.check_out_time = db::NullableTime(fields.Next());
  if (const auto mark = db::TextOf(fields.Next()); !mark.empty()) {
    shift.attendance.mark = MarkNamed(mark);
  }
  return shift;
}

bool Earlier(const MyShift& a, const MyShift& b) {
  return std::tie(a.attendance.start_time, a.duty_id) <
         std::tie(b.attendance.start_time, b.duty_id);
}

}  // namespace

std::vector<std::vector<MyShift>> ListMyShifts(db::Tx& tx,
                                               const std::vector<MyShiftsQuery>& queries) {
  const Keys keys = KeysOf(queries);
  // Each member's next duties come off one short range of an index.
  const pqxx::result rows = tx.Query(R"sql( /* ListMyShifts */
    select k.query, d.group_id, g.name, d.member_id, m.full_name, d.id, d.shift_id, s.title, p.name,
           d.start_time, d.end_time, d.check_in_time, d.check_out_time, d.mark
    from unnest($1::int[], $2::uuid[], $3::uuid[], $4::timestamptz[], $5::timestamptz[],
                $6::uuid[], $7::int[])
      as k (query, group_id, member_id, now, start_time, duty_id, page_size)
    join groups g on g.id = k.group_id
    join members m on m.group_id = k.group_id and m.id = k.member_id
    cross join lateral (
      select * from duties
      where group_id = k.group_id and member_id = k.member_id and published and not closed
        and (start_time, id) > (k.start_time, k.duty_id) and end_time > k.now
      order by start_time, id
      limit k.page_size
    ) d
    join shifts s on s.group_id = d.group_id and s.id = d.shift_id
    join posts p on p.group_id = s.group_id and p.id = s.post_id
  )sql",
                                     db::ToSqlArray(keys.query), db::ToSqlArray(keys.group_id),
                                     db::ToSqlArray(keys.member_id), db::ToSqlArray(keys.now),
                                     db::ToSqlArray(keys.start_time), db::ToSqlArray(keys.duty_id),
                                     db::ToSqlArray(keys.limit));
  std::vector<std::vector<MyShift>> lists(queries.size());
  for (const pqxx::row& row : rows) {
    db::Fields fields(row);
    auto& list = lists[fields.Next().as<size_t>()];
    list.push_back(MyShiftOf(fields));
  }
  for (size_t i = 0; i < lists.size(); ++i) {
    std::sort(lists[i].begin(), lists[i].end(), Earlier);
    if (lists[i].size() > static_cast<size_t>(queries[i].limit)) lists[i].resize(queries[i].limit);
  }
  return lists;
}

}  // namespace liengia::duties
