#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "services/rosters/engine/blocks.h"

namespace liengia::rosters::engine {

// By row: what one more of it is worth, in a demand, or costs, in a limit. Not negative.
using Prices = std::vector<int64_t>;

// The dearest set of duties of one bearer whose credit fits a capacity: dynamic programming over
// the weeks, by credit, duties in the week and duties at all. Reused, so that nothing is allocated
// anew for every bearer and price.
class Knapsack {
 public:
  // Credit is counted in whole units, rounded down: exact if `unit` divides every credit, generous
  // otherwise. `blocks` must outlive it.
  Knapsack(const Blocks& blocks, int64_t unit) : blocks_(blocks), unit_(unit) {}

  // What the set earns; each row's use by it is added to `use`. `capacity` >= 0.
  int64_t Best(const Block& block, int64_t capacity, const Prices& prices, std::vector<int>* use);

 private:
  // One cluster taken once, or the end of a week, and how each state was reached by it.
  struct Stage {
    std::vector<const Option*> options;  // Empty at the end of a week.
    std::vector<int> sizes;              // Of the options, in units.
    std::vector<int64_t> worths;
    // By cell: an option, or -1 = none; at the end of a week, how many duties it had.
    std::vector<int16_t> choice;
    int counts = 1;
  };

  size_t Layer() const { return static_cast<size_t>(duties_) * static_cast<size_t>(units_); }
  size_t Cell(int count, int duty) const {
    return static_cast<size_t>(count) * Layer() +
           static_cast<size_t>(duty) * static_cast<size_t>(units_);
  }
  int64_t WorthOf(const Option& option, const Prices& prices) const;
  void Pass(const BlockWeek& week, const Prices& prices);
  Stage Dearest(const Cluster& cluster, const Prices& prices) const;
  void Take(const Cluster& cluster, const Prices& prices, int counts, bool counted);
  void EndWeek(int counts);
  int64_t Trace(std::vector<int>* use) const;

  const Blocks& blocks_;
  const int64_t unit_;
  int units_ = 0;               // Credits that are told apart.
  int duties_ = 1;              // Numbers of duties at all that are told apart.
  bool counts_duties_ = false;  // Whether they are.
  std::vector<int64_t> worth_;  // By cell: (duties in the week, duties at all, credit).
  std::vector<int64_t> next_;
  std::vector<Stage> stages_;
};

}  // namespace liengia::rosters::engine
