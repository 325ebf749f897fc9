#pragma once

#include <optional>
#include <vector>

#include "services/rosters/engine/problem.h"
#include "services/rosters/engine/roster.h"
#include "services/rosters/engine/rules.h"

// Why a month cannot be filled.
namespace liengia::rosters::engine {

// Shifts whose smallest crews no way was found to fill together, and the rules that stand against
// it. Neither has more than it needs: without any one of the rules, the others kept, the places can
// be filled (a roster was found that does); without the shifts of any one day, too.
struct Shortage {
  std::vector<Rule> rules;  // In the order of the enum. Empty: too few people, whatever the rules.
  std::vector<int> shifts;  // By index.
  int places = 0;           // Of their smallest crews.
  int missing = 0;          // Of these, the places that stay empty at best.
};

// Nothing when `roster` fills every smallest crew, or another one can. Begins at the weeks in which
// `roster` has empty places. Among several shortages it looks for one of rules that a group can
// change: what the law or the calendar says is let off first. Repeatable. Requires a problem that
// passes CheckProblem and a roster of it.
std::optional<Shortage> FindShortage(const Problem& problem, const Roster& roster);

}  // namespace liengia::rosters::engine
