#include <algorithm>
#include <numeric>

#include "services/rosters/engine/rules.h"
#include "services/rosters/engine/score.h"

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
  const Crew crew = CrewOf(problem, roster, index);
  const Score score = ScoreShift(shift, crew);
  const auto add = [&](Flaw flaw, int member, int64_t missing) {
    findings->push_back({flaw, {}, index, member, static_cast<int>(missing)});
  };
  if (score.empty > 0) add(Flaw::kCrewUnderMinimum, -1, shift.crew_min - crew.people);
  if (score.leaders > 0) add(Flaw::kTooFewLeaders, -1, score.leaders);
  if (score.skilled > 0) add(Flaw::kTooFewSkilled, -1, score.skilled);
  if (score.alone > 0) add(Flaw::kAloneAtNight, roster.DutiesOn(index)[0].member, 0);
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
