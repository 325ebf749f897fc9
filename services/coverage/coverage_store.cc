#include "services/coverage/coverage_store.h"

#include <utility>

namespace liengia::coverage {
namespace {

// No shift is longer: what reaches into a day began after that before it.
constexpr absl::Duration kLongestShift = absl::Hours(16);

WatchedSpan SpanOf(const pqxx::row& row) {
  return {.start_time = db::TimeOf(row["start_time"]),
          .end_time = db::TimeOf(row["end_time"]),
          .needed_count = row["needed"].as<int>(),
          .assigned_count = row["assigned"].as<int>(),
          .present_count = row["present"].as<int>()};
}

// The shifts' own span, and the one in which people were there.
void AddSpans(const pqxx::row& row, std::vector<WatchedSpan>& spans) {
  WatchedSpan shifts = SpanOf(row);
  const int present_count = std::exchange(shifts.present_count, 0);
  spans.push_back(shifts);
  if (present_count == 0) return;
  const WatchedSpan there = {.start_time = db::TimeOf(row["came"]),
                             .end_time = db::TimeOf(row["gone"]),
                             .present_count = present_count};
  if (there.end_time > there.start_time) spans.push_back(there);
}

}  // namespace

std::vector<AreaSpans> ListAreaSpans(db::Tx& tx, const std::string& area_path,
                                     absl::Time start_time, absl::Time end_time) {
  // Each group's shifts and duties come off one range of an index each and are added up there: what
  // is left to sort for a city is a tenth of its duties. Drafts are few; a set of them is cheaper
  // than asking for each shift's roster.
  const pqxx::result rows =
      tx.Query(R"sql(
    with place as materialized (
      select g.id as group_id, b.code, b.name,
             dense_rank() over (order by b.name collate "vi-x-icu", b.code)::int as position
      from areas a
      join groups g on g.area_code = a.code
      join areas b on b.code = case when a.path = $1 then a.code
                                    else split_part(substr(a.path, length($1) + 1), '/', 1) end
      where a.path like $1 || '%'
    ), watched as (
      select place.position, own.start_time, own.end_time, sum(own.needed)::int as needed,
             sum(own.assigned)::int as assigned, sum(own.present)::int as present,
             own.start_time + sum(own.before) / nullif(sum(own.present), 0) as came,
             own.end_time - sum(own.after) / nullif(sum(own.present), 0) as gone
      from place
      cross join lateral (
        select start_time, end_time, sum(needed)::int as needed, sum(assigned)::int as assigned,
               count(came) as present, sum(came - start_time) as before, sum(end_time - gone) as after,
               date_bin('15 minutes', came, 'epoch') as came_bin,
               date_bin('15 minutes', gone, 'epoch') as gone_bin
        from (
          select start_time, end_time, crew_min::int as needed, 0 as assigned,
                 null::timestamptz as came, null::timestamptz as gone
          from shifts
          where group_id = place.group_id and start_time > $2::timestamptz
            and start_time < $4::timestamptz and end_time > $3::timestamptz
            and roster_id not in (select r.id
                                  from place p
                                  join rosters r on r.group_id = p.group_id and r.state = 'draft')
          union all
          select start_time, end_time, 0, 1,
                 case when check_in_time is not null and mark is null
                      then greatest(check_in_time, start_time) end,
                 case when check_in_time is not null and mark is null
                      then greatest(check_in_time, start_time,
                                    least(check_out_time, end_time, $5::timestamptz)) end
          from duties
          where group_id = place.group_id and published and start_time > $2::timestamptz
            and start_time < $4::timestamptz and end_time > $3::timestamptz
        ) one
        group by start_time, end_time, came_bin, gone_bin
      ) own
      group by place.position, own.start_time, own.end_time, own.came_bin, own.gone_bin
    )
    select area.code, area.name, start_time, end_time, needed, assigned, present, came, gone
    from watched
    join (select distinct position, code, name from place) area using (position)
    order by position, start_time, end_time
  )sql",
               area_path, db::ToSql(start_time - kLongestShift), db::ToSql(start_time),
               db::ToSql(end_time), db::ToSql(tx.now()));
  std::vector<AreaSpans> areas;
  for (const pqxx::row& row : rows) {
    if (areas.empty() || areas.back().area_code != row[0].c_str()) {
      areas.push_back({row[0].as<std::string>(), row[1].as<std::string>(), {}});
    }
    AddSpans(row, areas.back().spans);
  }
  return areas;
}

std::vector<AreaShift> ListAreaShifts(db::Tx& tx, const std::string& area_path,
                                      absl::Time start_time, absl::Time end_time,
                                      const std::optional<AreaShiftKey>& after, int limit) {
  const std::string nil = "00000000-0000-0000-0000-000000000000";
  const AreaShiftKey first = {absl::InfinitePast(), nil, nil};
  const AreaShiftKey& key = after.has_value() ? *after : first;
  const pqxx::result rows = tx.Query(R"sql(
    select s.group_id, s.group_name, s.id, s.title, p.name as post_name, s.start_time, s.end_time,
           s.crew_min as needed, crew.assigned, crew.present
    from (
      select shift.*, g.name as group_name
      from areas a
      join groups g on g.area_code = a.code
      join shifts shift on shift.group_id = g.id and shift.start_time >= $2::timestamptz
                           and shift.start_time < $3::timestamptz
      join rosters r on r.group_id = shift.group_id and r.id = shift.roster_id
                        and r.state <> 'draft'
      where a.path like $1 || '%'
        and (shift.start_time, shift.group_id, shift.id) > ($4::timestamptz, $5::uuid, $6::uuid)
      order by shift.start_time, shift.group_id, shift.id
      limit $7
    ) s
    join posts p on p.group_id = s.group_id and p.id = s.post_id
    cross join lateral (
      select count(*) as assigned, count(check_in_time) filter (where mark is null) as present
      from duties d
      where d.group_id = s.group_id and d.shift_id = s.id
    ) crew
    order by s.start_time, s.group_id, s.id
  )sql",
                                     area_path, db::ToSql(start_time), db::ToSql(end_time),
                                     db::ToSql(key.start_time), key.group_id, key.shift_id, limit);
  std::vector<AreaShift> shifts;
  for (const pqxx::row& row : rows) {
    shifts.push_back({row["group_id"].as<std::string>(), row["group_name"].as<std::string>(),
                      row["id"].as<std::string>(), row["title"].as<std::string>(),
                      row["post_name"].as<std::string>(), SpanOf(row)});
  }
  return shifts;
}

}  // namespace liengia::coverage
