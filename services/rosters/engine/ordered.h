#pragma once

#include <vector>

#include "services/rosters/engine/problem.h"

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

}  // namespace liengia::rosters::engine
