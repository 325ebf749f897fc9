#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "absl/status/statusor.h"
#include "services/rosters/engine/problem.h"
#include "services/rosters/engine/report.h"
#include "services/rosters/engine/roster.h"
#include "services/rosters/engine/score.h"

namespace liengia::rosters::engine {

// How far a search has come.
struct Progress {
  int64_t steps = 0;  // Spent.
  const Score* best;  // Of the best roster so far; lives as long as the call.
};

struct Options {
  // Breaks ties and steers the search; any value is as good as another.
  uint64_t seed = 1;
  // Candidate changes to weigh before the best roster so far is handed back. Steps, not seconds:
  // the same problem, seed and steps give the same roster on every machine. The first roster is
  // always completed.
  int64_t steps = 4'000'000;
  // Asked now and then; true = hand back the best so far, which while the first roster is being
  // made is that roster as far as it has come. May be empty.
  std::function<bool()> stop;
  // Told of the first roster, of every better one, and now and then between. May be empty.
  std::function<void(const Progress&)> progress;
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
  // Spent. As a budget they give this roster again, even where `stop` cut the search short.
  int64_t steps = 0;
  // False where `stop` came before the first roster was complete: that no budget gives again.
  bool repeatable = true;
};

// The best roster found: pins untouched, no hard rule broken by any other duty, and in this order
// the fewest empty minimum slots by importance, missing leaders, missing skills, people alone at
// night, places below the ideal crew, the fairest loads, the most preferences (score.h says how
// these are weighed). A problem that cannot be filled is not an error. INVALID_ARGUMENT as
// CheckProblem, or for negative steps.
absl::StatusOr<Solution> Solve(const Problem& problem, const Options& options);

}  // namespace liengia::rosters::engine
