#include "services/rosters/planning.h"

#include <algorithm>
#include <set>

#include "services/groups/member.h"
#include "services/rosters/engine_time.h"
#include "services/rosters/occurrence.h"

namespace liengia::rosters {
namespace {

constexpr int kFullShare = 1000;

engine::Interval IntervalOf(const TimeSpan& time) {
  return rosters::IntervalOf(time.start_time, time.end_time);
}

engine::Calendar CalendarOf(absl::CivilMonth month, const absl::TimeZone& zone) {
  return CalendarBetween(absl::CivilDay(month) - kContextDays,
                         absl::CivilDay(month + 1) + kContextDays, zone);
}

// The household's index, or -1; its first member adds it.
int HouseholdOf(const Candidate& candidate, std::unordered_map<std::string, int>& indexes,
                engine::Problem& problem) {
  if (candidate.household_id.empty()) return -1;
  const auto [at, added] =
      indexes.try_emplace(candidate.household_id, static_cast<int>(problem.households.size()));
  if (added) problem.households.push_back({candidate.household_id, candidate.two_a_night});
  return at->second;
}

engine::Member MemberOf(const Candidate& candidate, const PlanRows& rows) {
  const absl::CivilDay first(rows.month);
  engine::Member member;
  member.id = candidate.id;
  member.may_lead = candidate.may_lead;
  member.minor = groups::IsMinor(candidate.birth_year, first);
  member.over_70 = groups::IsOver70(candidate.birth_year, first);
  member.over_70_approved = candidate.over_70_approved;
  member.share =
      candidate.left ? 0 : ShareOf(candidate.absences, first, absl::CivilDay(rows.month + 1));
  for (const DaySpan& absence : candidate.absences) {
    member.unavailable.push_back(
        IntervalOf({InstantOf(absl::CivilMinute(absence.start_date), rows.zone),
                    InstantOf(absl::CivilMinute(absence.end_date), rows.zone)}));
  }
  for (const TimeSpan& duty : candidate.other_duties) {
    member.other_duties.push_back(IntervalOf(duty));
  }
  member.max_duties_per_week = rows.charter.max_duties_per_week;
  member.max_nights_in_row = rows.charter.max_nights_in_row;
  member.min_rest_minutes = rows.charter.min_rest_minutes;
  if (candidate.max_duties_a_month > 0) member.max_duties = candidate.max_duties_a_month;
  return member;
}

// Whoever joined or left in the middle of a month was away for the rest of it.
int ShareIn(absl::CivilMonth month, const Candidate& candidate, const absl::TimeZone& zone) {
  const absl::CivilDay start(month), end(month + 1);
  std::vector<DaySpan> away = candidate.absences;
  const absl::CivilDay joined = absl::ToCivilDay(candidate.create_time, zone);
  if (start < joined) away.push_back({start, joined});
  if (candidate.end_time) away.push_back({absl::ToCivilDay(*candidate.end_time, zone), end});
  return ShareOf(away, start, end);
}

void CarryCredit(Plan& plan) {
  const PlanRows& rows = plan.rows;
  for (size_t i = 0; i < rows.candidates.size(); ++i) {
    plan.problem.members[i].carried_credit = rows.candidates[i].settled_surplus;
  }
  for (const CreditMonth& month : rows.open_months) {
    const std::vector<CreditEntry> entries = EntriesOf(month, rows);
    for (size_t i = 0; i < entries.size(); ++i) {
      plan.problem.members[i].carried_credit += entries[i].surplus;
    }
  }
}

// Of the planned month, as the charter shares it out.
void SetShares(Plan& plan) {
  std::vector<Sharer> sharers;
  for (size_t i = 0; i < plan.rows.candidates.size(); ++i) {
    const Candidate& candidate = plan.rows.candidates[i];
    sharers.push_back({candidate.id, candidate.household_id, plan.problem.members[i].share});
  }
  const std::vector<int> shares = SharesBy(plan.rows.charter.fairness_unit, sharers);
  for (size_t i = 0; i < shares.size(); ++i) plan.problem.members[i].share = shares[i];
}

void AddMembers(Plan& plan) {
  std::unordered_map<std::string, int> households;
  for (const Candidate& candidate : plan.rows.candidates) {
    plan.members[candidate.id] = static_cast<int>(plan.problem.members.size());
    engine::Member member = MemberOf(candidate, plan.rows);
    member.household = HouseholdOf(candidate, households, plan.problem);
    plan.problem.members.push_back(std::move(member));
  }
  SetShares(plan);
  CarryCredit(plan);
}

engine::Shift TimedShift(const std::string& id, absl::CivilDay duty_date, const TimeSpan& time,
                         const PlanRows& rows, const engine::Calendar& calendar) {
  const engine::Interval interval = IntervalOf(time);
  engine::Shift shift;
  shift.id = id;
  shift.start_minute = interval.start_minute;
  shift.end_minute = interval.end_minute;
  shift.duty_day = DayNumber(duty_date);
  shift.night = engine::IsNight(interval, rows.charter.credit, calendar);
  shift.night_day = engine::NightDayOf(interval, rows.charter.credit, calendar);
  shift.credit = engine::Credit(interval, rows.charter.credit, calendar);
  return shift;
}

void AddShifts(const engine::Calendar& calendar, Plan& plan) {
  for (const Shift& row : plan.rows.shifts) {
    engine::Shift shift =
        TimedShift(row.id, row.duty_date, {row.start_time, row.end_time}, plan.rows, calendar);
    shift.post_id = row.post_id;
    shift.crew_min = row.crew_min;
    shift.crew_ideal = row.crew_ideal;
    shift.crew_max = row.crew_max;
    shift.leaders_needed = row.leaders_needed;
    shift.importance = row.importance;
    plan.shifts[row.id] = static_cast<int>(plan.problem.shifts.size());
    plan.problem.shifts.push_back(std::move(shift));
  }
}

// A wish for a template is one for each of its shifts.
void AddWishes(Plan& plan) {
  for (size_t i = 0; i < plan.rows.candidates.size(); ++i) {
    for (const Wish& wish : plan.rows.candidates[i].wishes) {
      for (size_t shift = 0; shift < plan.rows.shifts.size(); ++shift) {
        if (plan.rows.shifts[shift].duty_template_id != wish.duty_template_id) continue;
        plan.problem.members[i].preferences.push_back({static_cast<int>(shift), wish.score});
      }
    }
  }
}

void AddPairs(Plan& plan) {
  for (const MemberPair& pair : plan.rows.pairs) {
    const auto member = plan.members.find(pair.member_id);
    const auto other = plan.members.find(pair.other_member_id);
    if (member == plan.members.end() || other == plan.members.end()) continue;
    auto& pairs = pair.kind == PairKind::kApart ? plan.problem.not_together : plan.problem.together;
    pairs.emplace_back(member->second, other->second);
  }
}

void AddContext(const engine::Calendar& calendar, Plan& plan) {
  for (const ContextDuty& duty : plan.rows.context) {
    const auto member = plan.members.find(duty.member_id);
    if (member == plan.members.end()) continue;
    const auto [shift, added] =
        plan.shifts.try_emplace(duty.shift_id, static_cast<int>(plan.problem.shifts.size()));
    if (added) {
      plan.problem.shifts.push_back(
          TimedShift(duty.shift_id, duty.duty_date, duty.time, plan.rows, calendar));
    }
    plan.problem.pins.push_back({shift->second, member->second, true});
  }
}

void AddDuties(Plan& plan) {
  plan.roster = engine::Roster(plan.problem);
  for (const engine::Duty& duty : plan.problem.pins) plan.roster.Add(duty);
  for (const Shift& shift : plan.rows.shifts) {
    for (const Duty& duty : shift.duties) {
      const auto member = plan.members.find(duty.member_id);
      if (member == plan.members.end()) continue;
      const engine::Duty placed{plan.shifts.at(shift.id), member->second, duty.pinned};
      plan.roster.Add(placed);
      if (duty.pinned) plan.problem.pins.push_back(placed);
    }
  }
}

}  // namespace

int ShareOf(const std::vector<DaySpan>& absences, absl::CivilDay start, absl::CivilDay end) {
  std::set<absl::CivilDay> away;
  for (const DaySpan& absence : absences) {
    const absl::CivilDay last = std::min(absence.end_date, end);
    for (auto day = std::max(absence.start_date, start); day < last; ++day) away.insert(day);
  }
  const auto days = end - start;
  const auto present = days - static_cast<absl::civil_diff_t>(away.size());
  if (present == 0) return 0;
  return std::max(1, static_cast<int>(present * kFullShare / days));
}

std::vector<CreditEntry> EntriesOf(const CreditMonth& month, const PlanRows& rows) {
  std::vector<Sharer> sharers;
  for (const Candidate& candidate : rows.candidates) {
    sharers.push_back(
        {candidate.id, candidate.household_id, ShareIn(month.month, candidate, rows.zone)});
  }
  return EntriesOf(month, sharers, rows.zone);
}

CreditMonth OwnMonth(const PlanRows& rows) {
  CreditMonth month{rows.month, rows.charter, {}};
  for (const Shift& shift : rows.shifts) {
    for (const Duty& duty : shift.duties) {
      const std::string& served =
          duty.attendance.mark ? duty.attendance.cover_member_id : duty.member_id;
      if (served.empty()) continue;
      month.duties.push_back({served, shift.start_time, shift.end_time});
    }
  }
  return month;
}

Plan NewPlan(PlanRows rows) {
  Plan plan;
  plan.rows = std::move(rows);
  const engine::Calendar calendar = CalendarOf(plan.rows.month, plan.rows.zone);
  plan.problem.first_day = DayNumber(absl::CivilDay(plan.rows.month));
  plan.problem.last_day = DayNumber(absl::CivilDay(plan.rows.month + 1)) - 1;
  plan.problem.fairness_unit = plan.rows.charter.fairness_unit;
  AddMembers(plan);
  AddShifts(calendar, plan);
  AddWishes(plan);
  AddPairs(plan);
  AddContext(calendar, plan);
  AddDuties(plan);
  return plan;
}

int FreeSlot(const Shift& shift) {
  std::set<int> held;
  for (const Duty& duty : shift.duties) held.insert(duty.slot);
  int slot = 1;
  while (held.count(slot) > 0) ++slot;
  return slot;
}

std::vector<NewDuty> NewDuties(const Plan& plan, const engine::Roster& solved) {
  std::vector<NewDuty> duties;
  for (size_t i = 0; i < plan.rows.shifts.size(); ++i) {
    const Shift& row = plan.rows.shifts[i];
    Shift kept = row;
    kept.duties.clear();
    std::set<int> pinned;
    for (const Duty& duty : row.duties) {
      if (!duty.pinned) continue;
      kept.duties.push_back(duty);
      if (const auto at = plan.members.find(duty.member_id); at != plan.members.end()) {
        pinned.insert(at->second);
      }
    }
    for (const engine::Duty& duty : solved.DutiesOn(static_cast<int>(i))) {
      if (pinned.count(duty.member) > 0) continue;
      const int slot = FreeSlot(kept);
      kept.duties.push_back({});
      kept.duties.back().slot = slot;
      duties.push_back({row.id, plan.problem.members[duty.member].id, slot});
    }
  }
  return duties;
}

}  // namespace liengia::rosters
