#include "services/rosters/plan_store.h"

#include <unordered_map>

#include "services/rosters/charter_store.h"
#include "services/rosters/credit_store.h"
#include "services/rosters/occurrence.h"

namespace liengia::rosters {
namespace {

Candidate CandidateOf(const pqxx::row& row) {
  Candidate candidate;
  candidate.id = row["id"].as<std::string>();
  candidate.name = row["full_name"].as<std::string>();
  candidate.household_id = db::TextOf(row["household_id"]);
  candidate.two_a_night = row["two_a_night"].as<bool>();
  candidate.may_lead = row["may_lead"].as<bool>();
  candidate.birth_year = db::Nullable<int>(row["birth_year"]);
  candidate.over_70_approved = row["over_70_approved"].as<bool>();
  candidate.max_duties_a_month = db::Nullable<int>(row["max_duties_a_month"]).value_or(0);
  candidate.left = row["gone"].as<bool>();
  candidate.create_time = db::TimeOf(row["create_time"]);
  candidate.end_time = db::NullableTime(row["end_time"]);
  candidate.settled_surplus = row["settled_surplus"].as<int64_t>();
  return candidate;
}

// The members of today, and those who left but are on a duty of the roster or stood in for one.
std::vector<Candidate> ListCandidates(db::Tx& tx, const std::string& group_id,
                                      const Roster& roster) {
  const auto rows = tx.Query(R"sql(
    select m.id, m.full_name, m.household_id, coalesce(h.allow_two_a_night, false) as two_a_night,
           m.may_lead, m.birth_year, m.over_70_approved, m.max_duties_a_month,
           m.end_time is not null as gone, m.create_time, m.end_time,
           coalesce(c.surplus, 0) as settled_surplus
    from members m
    left join (
      select member_id, sum(surplus_minutes) as surplus
      from credit_entries
      where group_id = $1::uuid and month < $3::date
      group by member_id
    ) c on c.member_id = m.id
    left join households h on h.group_id = m.group_id and h.id = m.household_id
    where m.group_id = $1::uuid
      and (m.end_time is null
           or m.id in (select unnest(array[d.member_id, d.cover_member_id])
                       from shifts s
                       join duties d on d.group_id = s.group_id and d.shift_id = s.id
                       where s.group_id = $1::uuid and s.roster_id = $2::uuid))
    order by m.id
  )sql",
                             group_id, roster.id, db::ToSql(absl::CivilDay(roster.month)));
  std::vector<Candidate> candidates;
  for (const pqxx::row& row : rows) candidates.push_back(CandidateOf(row));
  return candidates;
}

TimeSpan SpanOf(const pqxx::row& row) {
  return {db::TimeOf(row["start_time"]), db::TimeOf(row["end_time"])};
}

void AddServed(absl::CivilMonth month, ServedDuty duty, PlanRows& rows) {
  for (CreditMonth& open : rows.open_months) {
    if (open.month == month) open.duties.push_back(std::move(duty));
  }
}

void AddEngagement(const pqxx::row& row, Candidate& candidate, PlanRows& rows) {
  const std::string kind = row["kind"].as<std::string>();
  if (kind == "away") {
    candidate.absences.push_back({db::DayOf(row["start_date"]), db::DayOf(row["end_date"])});
  } else if (kind == "elsewhere") {
    candidate.other_duties.push_back(SpanOf(row));
  } else if (kind == "served") {
    AddServed(absl::CivilMonth(db::DayOf(row["start_date"])),
              {candidate.id, db::TimeOf(row["start_time"]), db::TimeOf(row["end_time"])}, rows);
  } else {
    rows.context.push_back({row["shift_id"].as<std::string>(), candidate.id,
                            db::DayOf(row["start_date"]), SpanOf(row)});
  }
}

// What keeps members from serving or counts for them: absences, published duties in other groups,
// published duties of the months next to this one, and what was served in the open months.
pqxx::result ListEngagements(db::Tx& tx, const std::string& group_id, const std::string& roster_id,
                             const PlanRows& rows) {
  const absl::CivilDay first(rows.month);
  const absl::CivilDay end(rows.month + 1);
  const absl::CivilDay oldest(rows.open_months.empty() ? rows.month
                                                       : rows.open_months.front().month);
  const auto instant = [&](absl::CivilDay day) {
    return db::ToSql(InstantOf(absl::CivilMinute(day), rows.zone));
  };
  // People are followed into their other groups by their memberships: asking the index of
  // duties_overlap by person answers the same, forty times slower.
  return tx.Query(R"sql(
    select 'away' as kind, a.member_id, null::uuid as shift_id, a.start_date, a.end_date,
           null::timestamptz as start_time, null::timestamptz as end_time
    from absences a
    where a.group_id = $1::uuid and a.end_date > $3::date and a.start_date <= $4::date
    union all
    select 'elsewhere', m.id, null, null, null, d.start_time, d.end_time
    from members m
    join members o on o.account_id = m.account_id and o.end_time is null and o.group_id <> $1::uuid
    join duties d on d.group_id = o.group_id and d.member_id = o.id and d.published
      and not d.closed
      and d.start_time >= $5::timestamptz and d.start_time < $6::timestamptz
    where m.group_id = $1::uuid and m.end_time is null
    union all
    select 'context', d.member_id, d.shift_id, s.duty_date, null, d.start_time, d.end_time
    from shifts s
    join duties d on d.group_id = s.group_id and d.shift_id = s.id and d.published
    where s.group_id = $1::uuid and s.roster_id <> $2::uuid
      and s.start_time >= $5::timestamptz and s.start_time < $6::timestamptz
    union all
    select 'served', case when d.mark is null then d.member_id else d.cover_member_id end, null,
           r.month, null, d.start_time, d.end_time
    from rosters r
    join shifts s on s.group_id = r.group_id and s.roster_id = r.id
    join duties d on d.group_id = s.group_id and d.shift_id = s.id and d.published
      and (d.mark is null or d.cover_member_id is not null)
    where r.group_id = $1::uuid and r.month >= $3::date and r.month < $7::date
      and r.state <> 'draft'
      and not exists (select from credit_entries e
                      where e.group_id = r.group_id and e.month = r.month)
  )sql",
                  group_id, roster_id, db::ToSql(oldest), db::ToSql(end),
                  instant(first - kContextDays), instant(end + kContextDays), db::ToSql(first));
}

// Whom somebody wants to serve with, or on what.
void AddWishes(db::Tx& tx, const std::string& group_id,
               const std::unordered_map<std::string, Candidate*>& by_id, PlanRows& rows) {
  const auto wishes = tx.Query(R"sql(
    select 'wish' as kind, member_id, duty_template_id as other_id, score
    from wishes where group_id = $1::uuid
    union all
    select kind, member_id, other_member_id, null from member_pairs where group_id = $1::uuid
  )sql",
                               group_id);
  for (const pqxx::row& row : wishes) {
    const std::string kind = row["kind"].as<std::string>();
    const std::string member_id = row["member_id"].as<std::string>();
    const std::string other_id = row["other_id"].as<std::string>();
    if (kind != "wish") {
      rows.pairs.push_back({member_id, other_id, PairKindNamed(kind)});
    } else if (const auto at = by_id.find(member_id); at != by_id.end()) {
      at->second->wishes.push_back({other_id, row["score"].as<int>()});
    }
  }
}

}  // namespace

Plan LoadPlan(db::Tx& tx, const groups::Group& group, const Roster& roster,
              std::vector<Shift> shifts) {
  PlanRows rows;
  rows.month = roster.month;
  rows.zone = ZoneNamed(group.time_zone);
  rows.charter = FindCharter(tx, group, roster.charter_version);
  rows.shifts = std::move(shifts);
  rows.candidates = ListCandidates(tx, group.id, roster);
  rows.open_months = ListOpenMonths(tx, group, rows.month);
  std::unordered_map<std::string, Candidate*> by_id;
  for (Candidate& candidate : rows.candidates) by_id[candidate.id] = &candidate;
  for (const pqxx::row& row : ListEngagements(tx, group.id, roster.id, rows)) {
    const auto at = by_id.find(row["member_id"].as<std::string>());
    if (at != by_id.end()) AddEngagement(row, *at->second, rows);
  }
  AddWishes(tx, group.id, by_id, rows);
  return NewPlan(std::move(rows));
}

}  // namespace liengia::rosters
