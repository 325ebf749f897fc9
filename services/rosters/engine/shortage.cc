#include "services/rosters/engine/shortage.h"

#include <algorithm>
#include <set>

#include "services/rosters/engine/civil_day.h"
#include "services/rosters/engine/report.h"
#include "services/rosters/engine/solve.h"

namespace liengia::rosters::engine {
namespace {

// Enough to fill what can be filled; each question asks for several rosters.
constexpr int64_t kSteps = 40'000;

template <typename Change>
void ForEachMember(Problem* problem, Change change) {
  for (Member& member : problem->members) change(&member);
}

// What nobody can change comes first, what the group agreed on last: a rule that is let off early
// is no part of the shortage if the later ones make one by themselves.
constexpr Rule kLetOff[] = {Rule::kMinorAtNight, Rule::kOver70,         Rule::kOtherGroupOverlap,
                            Rule::kUnavailable,  Rule::kSkill,          Rule::kNotTogether,
                            Rule::kMaxPerPeriod, Rule::kHouseholdNight, Rule::kRest,
                            Rule::kNightsInRow,  Rule::kMaxPerWeek};

void LetOff(Rule rule, Problem* problem) {
  switch (rule) {
    case Rule::kMinorAtNight:
      return ForEachMember(problem, [](Member* member) { member->minor = false; });
    case Rule::kOver70:
      return ForEachMember(problem, [](Member* member) { member->over_70_approved = true; });
    case Rule::kOtherGroupOverlap:
      return ForEachMember(problem, [](Member* member) { member->other_duties.clear(); });
    case Rule::kUnavailable:
      return ForEachMember(problem, [](Member* member) { member->unavailable.clear(); });
    case Rule::kSkill:
      for (Shift& shift : problem->shifts) shift.skills_needed.clear();
      return;
    case Rule::kNotTogether:
      return problem->not_together.clear();
    case Rule::kMaxPerPeriod:
      return ForEachMember(problem, [](Member* member) { member->max_duties = kNoLimit; });
    case Rule::kHouseholdNight:
      return ForEachMember(problem, [](Member* member) { member->household = -1; });
    case Rule::kRest:
      return ForEachMember(problem, [](Member* member) { member->min_rest_minutes = 0; });
    case Rule::kNightsInRow:
      return ForEachMember(problem, [](Member* member) { member->max_nights_in_row = kNoLimit; });
    case Rule::kMaxPerWeek:
      return ForEachMember(problem, [](Member* member) { member->max_duties_per_week = kNoLimit; });
    // Nobody is in two places, and a crew has its size.
    case Rule::kNoShare:
    case Rule::kOverlap:
    case Rule::kCrewFull:
    case Rule::kAlreadyOnShift:
      return;
  }
}

// Asks for the smallest crews only.
Problem Bare(const Problem& problem) {
  Problem bare = problem;
  for (Shift& shift : bare.shifts) {
    shift.crew_ideal = shift.crew_min;
    shift.leaders_needed = 0;
  }
  bare.together.clear();
  bare.published.reset();
  ForEachMember(&bare, [](Member* member) { member->preferences.clear(); });
  return bare;
}

// The places that stay empty; the first roster that leaves none is enough.
int Missing(const Problem& problem) {
  bool filled = false;
  Options options;
  options.steps = kSteps;
  options.progress = [&](const Progress& progress) { filled = progress.best->empty == 0; };
  options.stop = [&] { return filled; };
  const auto solution = Solve(problem, options);
  if (!solution.ok()) return 0;
  int missing = 0;
  for (const EmptySlot& slot : solution->empty) missing += slot.missing;
  return missing;
}

std::set<int> DaysAsked(const Problem& problem) {
  std::set<int> days;
  for (const Shift& shift : problem.shifts) {
    if (InWindow(problem, shift) && shift.crew_min > 0) days.insert(shift.duty_day);
  }
  return days;
}

// Nobody is needed on the shifts from one day to another, both included.
Problem Without(Problem problem, int first, int last) {
  for (Shift& shift : problem.shifts) {
    if (first <= shift.duty_day && shift.duty_day <= last) shift.crew_min = shift.crew_ideal = 0;
  }
  return problem;
}

// Leaves out runs of that many days as long as places stay empty.
void Narrow(int length, Problem* problem) {
  const std::set<int> days = DaysAsked(*problem);
  for (auto day = days.begin(); day != days.end();) {
    const int last = *day + length - 1;
    Problem narrower = Without(*problem, *day, last);
    if (!DaysAsked(narrower).empty() && Missing(narrower) > 0) *problem = std::move(narrower);
    day = days.upper_bound(last);
  }
}

// Nobody is needed but in the weeks in which the roster has empty places.
Problem ShortWeeks(const Problem& problem, const Roster& roster) {
  std::set<int> weeks;
  for (const EmptySlot& slot : EmptySlots(problem, roster)) {
    weeks.insert(WeekOf(problem.shifts[slot.shift].duty_day));
  }
  Problem weekly = problem;
  for (Shift& shift : weekly.shifts) {
    if (weeks.count(WeekOf(shift.duty_day)) == 0) shift.crew_min = shift.crew_ideal = 0;
  }
  return weekly;
}

}  // namespace

std::optional<Shortage> FindShortage(const Problem& problem, const Roster& roster) {
  if (EmptySlots(problem, roster).empty()) return std::nullopt;
  // Mostly the weeks with empty places are hopeless by themselves, and a quarter of the month.
  const Problem bare = Bare(problem);
  Problem left = ShortWeeks(bare, roster);
  if (Missing(left) == 0) left = bare;
  if (Missing(left) == 0) return std::nullopt;
  for (const int length : {7, 1}) Narrow(length, &left);
  Shortage shortage;
  for (const Rule rule : kLetOff) {
    Problem milder = left;
    LetOff(rule, &milder);
    if (Missing(milder) > 0) {
      left = std::move(milder);
    } else {
      shortage.rules.push_back(rule);
    }
  }
  std::sort(shortage.rules.begin(), shortage.rules.end());
  for (int i = 0; i < static_cast<int>(left.shifts.size()); ++i) {
    if (!InWindow(left, left.shifts[i]) || left.shifts[i].crew_min == 0) continue;
    shortage.shifts.push_back(i);
    shortage.places += left.shifts[i].crew_min;
  }
  shortage.missing = Missing(left);
  return shortage;
}

}  // namespace liengia::rosters::engine
