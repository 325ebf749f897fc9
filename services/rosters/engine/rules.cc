#include "services/rosters/engine/rules.h"

#include <algorithm>

#include "services/rosters/engine/civil_day.h"

namespace liengia::rosters::engine {
namespace {

Interval TimeOf(const Shift& shift) { return {shift.start_minute, shift.end_minute}; }

bool Overlap(const Interval& a, const Interval& b) {
  return a.start_minute < b.end_minute && b.start_minute < a.end_minute;
}

bool OverlapsAny(const Interval& time, const std::vector<Interval>& others) {
  return std::any_of(others.begin(), others.end(),
                     [&](const Interval& other) { return Overlap(time, other); });
}

bool TooClose(const Interval& a, const Interval& b, int rest_minutes) {
  if (Overlap(a, b)) return false;
  const int64_t gap =
      std::max(a.start_minute, b.start_minute) - std::min(a.end_minute, b.end_minute);
  return gap < rest_minutes;
}

// Calls `matches` on the member's shifts other than `shift`.
template <typename Matches>
bool AnyOtherShift(const Problem& problem, const Roster& roster, const Duty& duty,
                   const Matches& matches) {
  for (const int other : roster.ShiftsOf(duty.member)) {
    if (other != duty.shift && matches(problem.shifts[other])) return true;
  }
  return false;
}

template <typename Matches>
int CountOtherShifts(const Problem& problem, const Roster& roster, const Duty& duty,
                     const Matches& matches) {
  int count = 0;
  for (const int other : roster.ShiftsOf(duty.member)) {
    if (other != duty.shift && matches(problem.shifts[other])) ++count;
  }
  return count;
}

// Nights that join `day` without a gap, walking by `step` = +1 or -1. A run is a handful of nights,
// so asking night by night is cheaper than sorting them.
int NightsBeyond(const Problem& problem, const Roster& roster, const Duty& duty, int step) {
  const int day = problem.shifts[duty.shift].night_day;
  int nights = 0;
  while (AnyOtherShift(problem, roster, duty, [&](const Shift& other) {
    return other.night && other.night_day == day + step * (nights + 1);
  })) {
    ++nights;
  }
  return nights;
}

struct NamedRule {
  Rule rule;
  bool (*breaks)(const Problem&, const Roster&, int member, int shift);
};

constexpr NamedRule kRules[] = {
    {Rule::kNoShare, BreaksNoShare},
    {Rule::kUnavailable, BreaksUnavailable},
    {Rule::kOverlap, BreaksOverlap},
    {Rule::kOtherGroupOverlap, BreaksOtherGroupOverlap},
    {Rule::kRest, BreaksRest},
    {Rule::kMaxPerWeek, BreaksMaxPerWeek},
    {Rule::kMaxPerPeriod, BreaksMaxPerPeriod},
    {Rule::kNightsInRow, BreaksNightsInRow},
    {Rule::kNotTogether, BreaksNotTogether},
    {Rule::kSkill, BreaksSkill},
    {Rule::kHouseholdNight, BreaksHouseholdNight},
    {Rule::kMinorAtNight, BreaksMinorAtNight},
    {Rule::kOver70, BreaksOver70},
    {Rule::kCrewFull, BreaksCrewFull},
    {Rule::kAlreadyOnShift, BreaksAlreadyOnShift},
};
static_assert(std::size(kRules) == kRuleCount);

}  // namespace

bool BreaksNoShare(const Problem& problem, const Roster&, int member, int) {
  return problem.members[member].share == 0;
}

bool BreaksUnavailable(const Problem& problem, const Roster&, int member, int shift) {
  return OverlapsAny(TimeOf(problem.shifts[shift]), problem.members[member].unavailable);
}

bool BreaksOverlap(const Problem& problem, const Roster& roster, int member, int shift) {
  const Interval time = TimeOf(problem.shifts[shift]);
  return AnyOtherShift(problem, roster, {shift, member},
                       [&](const Shift& other) { return Overlap(time, TimeOf(other)); });
}

bool BreaksOtherGroupOverlap(const Problem& problem, const Roster&, int member, int shift) {
  return OverlapsAny(TimeOf(problem.shifts[shift]), problem.members[member].other_duties);
}

bool BreaksRest(const Problem& problem, const Roster& roster, int member, int shift) {
  const int rest = problem.members[member].min_rest_minutes;
  if (rest == 0) return false;
  const Interval time = TimeOf(problem.shifts[shift]);
  for (const Interval& other : problem.members[member].other_duties) {
    if (TooClose(time, other, rest)) return true;
  }
  return AnyOtherShift(problem, roster, {shift, member},
                       [&](const Shift& other) { return TooClose(time, TimeOf(other), rest); });
}

bool BreaksMaxPerWeek(const Problem& problem, const Roster& roster, int member, int shift) {
  const int most = problem.members[member].max_duties_per_week;
  if (most == kNoLimit) return false;
  const int week = WeekOf(problem.shifts[shift].duty_day);
  return CountOtherShifts(problem, roster, {shift, member}, [&](const Shift& other) {
           return WeekOf(other.duty_day) == week;
         }) >= most;
}

bool BreaksMaxPerPeriod(const Problem& problem, const Roster& roster, int member, int shift) {
  const int most = problem.members[member].max_duties;
  if (most == kNoLimit || !InWindow(problem, problem.shifts[shift])) return false;
  return CountOtherShifts(problem, roster, {shift, member},
                          [&](const Shift& other) { return InWindow(problem, other); }) >= most;
}

bool BreaksNightsInRow(const Problem& problem, const Roster& roster, int member, int shift) {
  const int most = problem.members[member].max_nights_in_row;
  if (most == kNoLimit || !problem.shifts[shift].night) return false;
  const Duty duty{shift, member};
  return NightsBeyond(problem, roster, duty, -1) + 1 + NightsBeyond(problem, roster, duty, 1) >
         most;
}

bool BreaksNotTogether(const Problem& problem, const Roster& roster, int member, int shift) {
  for (const auto& [a, b] : problem.not_together) {
    if (a == member && roster.Has(shift, b)) return true;
    if (b == member && roster.Has(shift, a)) return true;
  }
  return false;
}

bool BreaksSkill(const Problem& problem, const Roster& roster, int member, int shift) {
  const Shift& data = problem.shifts[shift];
  for (const SkillNeed& need : data.skills_needed) {
    if (Holds(problem.members[member], need.skill)) continue;
    int without = 1;
    for (const Duty& duty : roster.DutiesOn(shift)) {
      if (duty.member != member && !Holds(problem.members[duty.member], need.skill)) ++without;
    }
    if (without > data.crew_max - need.people) return true;
  }
  return false;
}

bool BreaksHouseholdNight(const Problem& problem, const Roster& roster, int member, int shift) {
  const int household = problem.members[member].household;
  if (household < 0 || !problem.shifts[shift].night) return false;
  const int own = roster.Has(shift, member) ? 1 : 0;
  const int most = problem.households[household].two_per_night ? 2 : 1;
  return roster.NightDuties(household, problem.shifts[shift].night_day) - own >= most;
}

bool BreaksMinorAtNight(const Problem& problem, const Roster&, int member, int shift) {
  return problem.members[member].minor && problem.shifts[shift].night;
}

bool BreaksOver70(const Problem& problem, const Roster&, int member, int) {
  return problem.members[member].over_70 && !problem.members[member].over_70_approved;
}

bool BreaksCrewFull(const Problem& problem, const Roster& roster, int member, int shift) {
  const int own = roster.Has(shift, member) ? 1 : 0;
  return static_cast<int>(roster.DutiesOn(shift).size()) - own >= problem.shifts[shift].crew_max;
}

bool BreaksAlreadyOnShift(const Problem&, const Roster& roster, int member, int shift) {
  return roster.Has(shift, member);
}

std::vector<Rule> Broken(const Problem& problem, const Roster& roster, int member, int shift) {
  std::vector<Rule> broken;
  for (const NamedRule& rule : kRules) {
    if (rule.breaks(problem, roster, member, shift)) broken.push_back(rule.rule);
  }
  return broken;
}

bool Allowed(const Problem& problem, const Roster& roster, int member, int shift) {
  return std::none_of(std::begin(kRules), std::end(kRules), [&](const NamedRule& rule) {
    return rule.breaks(problem, roster, member, shift);
  });
}

}  // namespace liengia::rosters::engine
