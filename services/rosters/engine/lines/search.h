#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <vector>

#include "absl/status/statusor.h"
#include "services/rosters/engine/lines/model.h"

namespace liengia::rosters::engine::lines {

struct Progress {
  int64_t cost = 0;
  double lower_bound = 0;
  int64_t steps = 0;
};

struct SearchOptions {
  uint64_t seed = 1;
  // A step is one search for one person's line. The same model, seed and steps give the same lines
  // as long as `stop` never says yes, on machines whose CLP, CBC and BLAS calculate alike.
  int64_t steps = std::numeric_limits<int64_t>::max();
  std::function<bool()> stop;                     // Asked often; true ends the search.
  std::function<void(const Progress&)> progress;  // At every better cost or bound.
};

struct SearchResult {
  std::vector<Line> lines;  // By person.
  int64_t cost = 0;
  // No lines that keep the rules cost less. Minus infinity when the search ended too early to tell.
  double lower_bound = -std::numeric_limits<double>::infinity();
  // People for whom no line was found that keeps their rules; they have every day off.
  std::vector<int> without_line;
  int64_t steps = 0;
};

// Lines that keep every rule, as cheap as the budget allows. INVALID_ARGUMENT as CheckModel says.
absl::StatusOr<SearchResult> Search(const Model& model, const SearchOptions& options);

}  // namespace liengia::rosters::engine::lines
