#include "services/rosters/engine/lines/tally_pricing.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace liengia::rosters::engine::lines {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kLeastSaving = 0.01;
// While no line is known, the price of the most overdrawn tally rises by so much, later by less.
constexpr double kFirstRise = 30;

// How far to go along the subgradient: towards the best line known (Polyak). 0 to stay.
double Stride(const std::vector<int>& excess, const std::vector<float>& tally_prices,
              double missing, int round) {
  double square = 0;
  int most = 0;
  for (size_t t = 0; t < excess.size(); ++t) {
    if (excess[t] > 0 || tally_prices[t] > 0) square += excess[t] * excess[t];
    most = std::max(most, excess[t]);
  }
  if (square == 0) return 0;
  if (std::isfinite(missing)) return missing / square;
  const int slower = most * (1 + round / 8);
  return most > 0 ? kFirstRise / slower : 0;
}

}  // namespace

PricedLines FindCheapest(const LineSearch& search, const PriceTable& prices,
                         const std::vector<KindSet>& allowed, const LineSearch::Effort& effort,
                         int rounds, std::vector<float>& tally_prices, SearchSpace& space) {
  PricedLines priced{{}, -kInfinity};
  double best = effort.cutoff;
  std::vector<float> trial = tally_prices;
  for (int round = 0; round < rounds; ++round) {
    PriceTable charged = prices;
    search.Charge(trial, charged);
    const float allowance = search.Allowance(trial);
    const double bound = search.Relax(charged, allowed, space) - allowance;
    if (bound > priced.least) {
      priced.least = bound;
      tally_prices = trial;
    }
    if (priced.least >= effort.cutoff) break;
    LineSearch::Effort charged_effort = effort;
    charged_effort.cutoff += allowance;
    LineSearch::Found found = search.Find(prices, charged, allowed, charged_effort, space);
    if (!found.lines.empty() && found.lines.front().price < best) {
      best = found.lines.front().price;
      priced.lines = std::move(found.lines);
    }
    if (found.proven) priced.least = std::max(priced.least, best);
    if (best - priced.least < kLeastSaving) break;
    const std::vector<int> excess = search.Excess(charged, allowed, space);
    const double stride = Stride(excess, trial, best - bound, round);
    if (stride == 0) break;
    for (size_t t = 0; t < excess.size(); ++t) {
      trial[t] = std::max(0.0F, trial[t] + static_cast<float>(stride * excess[t]));
    }
  }
  if (!search.complete()) priced.least = -kInfinity;
  return priced;
}

}  // namespace liengia::rosters::engine::lines
