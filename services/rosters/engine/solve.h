#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "absl/status/statusor.h"
#include "services/rosters/engine/problem.h"
#include "services/rosters/engine/report.h"
#include "services/rosters/engine/roster.h"

namespace liengia::rosters::engine {

struct Options {
  // Breaks ties and steers the search; any value is as good as another.
  uint64_t seed = 1;
  // Candidate changes to weigh before the best roster so far is handed back. Steps, not seconds:
  // the same problem, seed and steps give the same roster on every machine. The first roster is
  // always completed.
  int64_t steps = 4'000'000;
  // Asked now and then; true = hand back the best so far. May be empty. A search that it cuts short
  // is valid but need not be repeatable.
  std::function<bool()> stop;
};

struct Solution {
  Roster roster;
  std::vector<EmptySlot> empty;       // By shift index.
  std::vector<int> without_leader;    // Shifts with fewer leaders than needed, ascending.
  std::vector<int> without_skill;     // Shifts with fewer holders of a skill than needed.
  std::vector<int> alone_at_night;    // Night shifts with a crew of one, ascending.
  std::vector<int> below_ideal;       // Shifts under their ideal crew, ascending.
  std::vector<MemberCredit> credits;  // By member.
  Fairness fairness;
  // True when it was checked that nobody can be added to an empty slot and that no duty given to
  // another member, no duty moved to another shift and no exchange of two duties betters the
  // roster.
  bool exchange_stable = false;
  int64_t steps = 0;  // Spent.
};

// The best roster found: pins untouched, no hard rule broken by any other duty, and in this order
// the fewest empty minimum slots by importance, missing leaders, missing skills, people alone at
// night, places below the ideal crew, the fairest loads, the most preferences (score.h says how
// these are weighed). A problem that cannot be filled is not an error. INVALID_ARGUMENT as
// CheckProblem, or for negative steps.
absl::StatusOr<Solution> Solve(const Problem& problem, const Options& options);

}  // namespace liengia::rosters::engine
