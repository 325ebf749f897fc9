#include "services/rosters/engine/knapsack.h"

#include <algorithm>
#include <utility>

namespace liengia::rosters::engine {
namespace {

// A limit on all duties that is higher than this is left out.
constexpr int kMostCounted = 40;
constexpr int64_t kNever = std::numeric_limits<int64_t>::min() / 4;

}  // namespace

int64_t Knapsack::Best(const Block& block, int64_t capacity, const Prices& prices,
                       std::vector<int>* use) {
  units_ = static_cast<int>(capacity / unit_) + 1;
  counts_duties_ = block.limit <= kMostCounted;
  duties_ = counts_duties_ ? block.limit + 1 : 1;
  stages_.clear();
  worth_.assign(Layer(), 0);
  for (const BlockWeek& week : block.weeks) Pass(week, prices);
  return Trace(use);
}

int64_t Knapsack::WorthOf(const Option& option, const Prices& prices) const {
  int64_t worth = 0;
  for (const int row : option.rows) worth += blocks_.rows[row].demand ? prices[row] : -prices[row];
  return worth;
}

void Knapsack::Pass(const BlockWeek& week, const Prices& prices) {
  int most = 0;
  for (const Cluster& cluster : week.clusters) most += cluster.times;
  const bool counted = week.limit < most;
  if (counted && week.limit == 0) return;
  const int counts = counted ? week.limit + 1 : 1;
  worth_.resize(Cell(counts, 0), kNever);
  for (const Cluster& cluster : week.clusters) {
    for (int i = 0; i < cluster.times; ++i) Take(cluster, prices, counts, counted);
  }
  if (counts > 1) EndWeek(counts);
}

// Of options as large, only the dearest can matter.
Knapsack::Stage Knapsack::Dearest(const Cluster& cluster, const Prices& prices) const {
  Stage stage;
  for (const Option& option : cluster.options) {
    const int size = static_cast<int>(blocks_.credits[option.shift] / unit_);
    const int64_t worth = WorthOf(option, prices);
    if (worth <= 0 || size >= units_) continue;
    const size_t same =
        std::find(stage.sizes.begin(), stage.sizes.end(), size) - stage.sizes.begin();
    if (same == stage.sizes.size()) {
      stage.options.push_back(&option);
      stage.sizes.push_back(size);
      stage.worths.push_back(worth);
    } else if (stage.worths[same] < worth) {
      stage.options[same] = &option;
      stage.worths[same] = worth;
    }
  }
  return stage;
}

void Knapsack::Take(const Cluster& cluster, const Prices& prices, int counts, bool counted) {
  Stage stage = Dearest(cluster, prices);
  if (stage.options.empty()) return;
  stage.counts = counts;
  stage.choice.assign(worth_.size(), -1);
  next_ = worth_;
  const int count_step = counted ? 1 : 0;
  const int duty_step = counts_duties_ ? 1 : 0;
  for (size_t i = 0; i < stage.options.size(); ++i) {
    const int size = stage.sizes[i];
    for (int count = 0; count + count_step < counts; ++count) {
      for (int duty = 0; duty + duty_step < duties_; ++duty) {
        const int64_t* from = &worth_[Cell(count, duty)];
        const size_t to = Cell(count + count_step, duty + duty_step) + static_cast<size_t>(size);
        for (int unit = 0; unit + size < units_; ++unit) {
          const int64_t worth = from[unit] + stage.worths[i];
          if (worth <= next_[to + unit]) continue;
          next_[to + unit] = worth;
          stage.choice[to + unit] = static_cast<int16_t>(i);
        }
      }
    }
  }
  std::swap(worth_, next_);
  stages_.push_back(std::move(stage));
}

void Knapsack::EndWeek(int counts) {
  Stage stage;
  stage.choice.assign(Layer(), 0);
  for (int count = 1; count < counts; ++count) {
    for (size_t cell = 0; cell < Layer(); ++cell) {
      const int64_t worth = worth_[static_cast<size_t>(count) * Layer() + cell];
      if (worth <= worth_[cell]) continue;
      worth_[cell] = worth;
      stage.choice[cell] = static_cast<int16_t>(count);
    }
  }
  worth_.resize(Layer());
  stages_.push_back(std::move(stage));
}

int64_t Knapsack::Trace(std::vector<int>* use) const {
  const auto best = std::max_element(worth_.begin(), worth_.end());
  size_t cell = static_cast<size_t>(best - worth_.begin());
  for (auto stage = stages_.rbegin(); stage != stages_.rend(); ++stage) {
    const int choice = stage->choice[cell];
    if (stage->options.empty()) {
      cell += static_cast<size_t>(choice) * Layer();
      continue;
    }
    if (choice < 0) continue;
    for (const int row : stage->options[choice]->rows) ++(*use)[row];
    cell -= static_cast<size_t>(stage->sizes[choice]);
    if (counts_duties_) cell -= static_cast<size_t>(units_);
    if (stage->counts > 1) cell -= Layer();
  }
  return *best;
}

}  // namespace liengia::rosters::engine
