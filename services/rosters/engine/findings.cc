#include <algorithm>
#include <numeric>

#include "services/rosters/engine/rules.h"

namespace liengia::rosters::engine {
namespace {

std::vector<int> ShiftsByStart(const Problem& problem) {
  std::vector<int> shifts(problem.shifts.size());
  std::iota(shifts.begin(), shifts.end(), 0);
  std::stable_sort(shifts.begin(), shifts.end(), [&](int a, int b) {
    return problem.shifts[a].start_minute < problem.shifts[b].start_minute;
  });
  return shifts;
}

// Because the rules are monotone, putting the duties back one by one in order of time meets every
// violation exactly once, at the last of the duties that make it.
void AddBrokenRules(const Problem& problem, const Duty& duty, Roster* so_far,
                    std::vector<Finding>* findings) {
  if (InWindow(problem, problem.shifts[duty.shift])) {
    for (const Rule rule : Broken(problem, *so_far, duty.member, duty.shift)) {
      findings->push_back({Flaw::kRuleBroken, rule, duty.shift, duty.member, 0});
    }
  }
  so_far->Add(duty);
}

void AddCrewFlaws(const Problem& problem, const Roster& roster, int index,
                  std::vector<Finding>* findings) {
  const Shift& shift = problem.shifts[index];
  if (!InWindow(problem, shift)) return;
  const std::vector<Duty>& crew = roster.DutiesOn(index);
  const int size = static_cast<int>(crew.size());
  const int leaders = static_cast<int>(std::count_if(
      crew.begin(), crew.end(), [&](const Duty& d) { return problem.members[d.member].may_lead; }));
  if (size < shift.crew_min) {
    findings->push_back({Flaw::kCrewUnderMinimum, {}, index, -1, shift.crew_min - size});
  }
  if (leaders < shift.leaders_needed) {
    findings->push_back({Flaw::kTooFewLeaders, {}, index, -1, shift.leaders_needed - leaders});
  }
  if (shift.night && size == 1) {
    findings->push_back({Flaw::kAloneAtNight, {}, index, crew[0].member, 0});
  }
}

}  // namespace

std::vector<Finding> CheckAll(const Problem& problem, const Roster& roster) {
  std::vector<Finding> findings;
  Roster so_far(problem);
  for (const int shift : ShiftsByStart(problem)) {
    for (const Duty& duty : roster.DutiesOn(shift)) {
      AddBrokenRules(problem, duty, &so_far, &findings);
    }
    AddCrewFlaws(problem, roster, shift, &findings);
  }
  return findings;
}

}  // namespace liengia::rosters::engine
