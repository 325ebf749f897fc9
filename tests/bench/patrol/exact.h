#pragma once

#include <cstdint>
#include <optional>

#include "services/rosters/engine/problem.h"
#include "services/rosters/engine/roster.h"

namespace liengia::bench {

// What CBC, an exact solver that shares no code with the engine, says of a month: the least that
// each rank above fairness can be, in their order, and then the lightest heaviest load of those who
// serve when every crew is as large as `roster`'s and has as many of the leaders it needs.
struct Exact {
  int64_t empty = 0;
  int64_t leaders = 0;
  int64_t alone = 0;
  double highest_load = 0;  // In weighted minutes of a full share.
  double load_bound = 0;    // The same if CBC ended; otherwise what it had proven by then.
};

// Nothing where CBC did not prove the first ranks in `seconds` each. The month must have no pins,
// no skills, no pairs that are a wish, and be fair by member.
std::optional<Exact> SolveExactly(const rosters::engine::Problem& problem,
                                  const rosters::engine::Roster& roster, double seconds);

}  // namespace liengia::bench
