#pragma once

#include <cstdint>

#include "services/rosters/engine/problem.h"
#include "services/rosters/engine/roster.h"
#include "services/rosters/engine/score.h"

namespace liengia::rosters::engine {

// Of the bearers who have a duty in the window, the heaviest; a share of 0 when nobody serves.
Load HeaviestServing(const Problem& problem, const Roster& roster);

// The same in weighted minutes of a full share, rounded down; 0 when nobody serves.
int64_t HighestLoad(const Problem& problem, const Roster& roster);

// How low the heaviest load could be, against how heavy it is. Loads are those of bearers who serve
// in the window: what somebody carries who gets no duty is no choice of this roster.
struct LoadBound {
  Load heaviest;             // As HeaviestServing.
  int64_t highest_load = 0;  // As HighestLoad.
  // No roster with as many people on every shift, and as many of the leaders it needs, has a
  // heaviest load under this, in the same unit. At most `highest_load`.
  int64_t lower_bound = 0;
  // True when it was proven that no such roster has a lighter heaviest load at all.
  bool reached = false;

  // (highest - bound) / highest, in percent; 0 where the bound is reached or nobody serves.
  double GapPercent() const;
};

// Proves as high a bound as it can, by counting. Suppose nobody may bear more than a threshold.
// Then with any prices on the shifts' places, no set of duties that fits under somebody's threshold
// and rules earns them more than a best one, which is a knapsack. If everyone's best together earn
// less than the places are worth, the places cannot all be filled: the threshold is too low. The
// prices are sought by a subgradient method, in integers, so that the answer is the same
// everywhere. Rules that the knapsack leaves out only make the bound lower, never wrong.
LoadBound BoundHeaviestLoad(const Problem& problem, const Roster& roster);

}  // namespace liengia::rosters::engine
