#pragma once

#include <vector>

#include "services/rosters/engine/problem.h"
#include "services/rosters/engine/roster.h"

namespace liengia::rosters::engine {

// A problem with members, households and skills by id, shifts by start, then id, and every list
// sorted, so that the answer does not depend on the order in which the caller loaded them; and the
// way back.
struct Ordered {
  Problem problem;
  std::vector<int> members;  // By ordered index: the caller's index.
  std::vector<int> shifts;
};

Ordered InOrder(const Problem& problem);

// A roster of the ordered problem as one of `problem`.
Roster Restored(const Problem& problem, const Ordered& ordered, const Roster& found);

}  // namespace liengia::rosters::engine
