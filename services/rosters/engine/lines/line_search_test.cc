#include "services/rosters/engine/lines/line_search.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>

#include "services/rosters/engine/lines/budget.h"
#include "services/rosters/engine/lines/rules.h"
#include "services/rosters/engine/lines/test_models.h"

namespace liengia::rosters::engine::lines {
namespace {

PriceTable RandomPrices(const Model& model, Span span, uint64_t seed) {
  Dice dice(seed);
  PriceTable prices(span, static_cast<int>(model.kinds.size()));
  for (int day = span.first; day < span.last; ++day) {
    for (Kind kind = 0; kind < 3; ++kind) {
      prices.At(day, kind) = static_cast<float>(dice.Below(41) - 20);
    }
  }
  return prices;
}

// Tries every line that agrees with `around` outside the span.
std::optional<float> CheapestOfAll(const Model& model, int person, Span span,
                                   const PriceTable& prices, Line around) {
  std::optional<float> best;
  int64_t count = 1;
  for (int i = 0; i < span.days(); ++i) count *= 3;
  for (int64_t n = 0; n < count; ++n) {
    int64_t rest = n;
    float price = 0;
    for (int day = span.first; day < span.last; ++day, rest /= 3) {
      around[day] = static_cast<Kind>(rest % 3);
      price += prices.At(day, around[day]);
    }
    if (best && price >= *best) continue;
    if (Breaches(model, model.people[person], around).empty()) best = price;
  }
  return best;
}

// The widest search against trying everything; `first` and `last` bound the span.
void ExpectOptimum(uint64_t seed, int days, Span span) {
  SCOPED_TRACE(testing::Message() << "seed " << seed << ", days " << span.first << " to "
                                  << span.last);
  const Model model = RandomModel(seed, days, 1);
  const Span all{0, days};
  SearchSpace space;
  Line around(days, kOff);
  if (span.days() < days) {
    const LineSearch whole(model, 0, all, around);
    const PriceTable prices = RandomPrices(model, all, seed + 1000);
    whole.Relax(prices, whole.allowed(), space);
    const auto found = whole.Find(prices, prices, whole.allowed(), {1000, 1}, space);
    if (found.lines.empty()) return;
    around = found.lines.front().kinds;
  }
  const PriceTable prices = RandomPrices(model, span, seed);
  const LineSearch search(model, 0, span, around);
  const float bound = search.Relax(prices, search.allowed(), space);
  const auto found = search.Find(prices, prices, search.allowed(), {100'000, 5}, space);
  const std::optional<float> best = CheapestOfAll(model, 0, span, prices, around);
  ASSERT_TRUE(found.proven);
  ASSERT_EQ(best.has_value(), !found.lines.empty());
  if (!best) return;
  EXPECT_EQ(found.lines.front().price, *best);
  EXPECT_LE(bound, *best);
  for (const LinePart& part : found.lines) {
    std::copy(part.kinds.begin(), part.kinds.end(), around.begin() + span.first);
    EXPECT_TRUE(Breaches(model, model.people[0], around).empty());
  }
}

TEST(LineSearchTest, AWideSearchOfAWholeHorizonFindsTheOptimum) {
  for (uint64_t seed = 1; seed <= 60; ++seed) ExpectOptimum(seed, 9, {0, 9});
}

TEST(LineSearchTest, AWideSearchOfASpanFindsTheOptimumThatFitsWhatLiesAround) {
  for (uint64_t seed = 1; seed <= 60; ++seed) {
    ExpectOptimum(seed, 18, {4, 11});
    ExpectOptimum(seed, 18, {0, 7});
    ExpectOptimum(seed, 18, {11, 18});
  }
}

TEST(LineSearchTest, PricesOnTalliesKeepTheBoundBelowTheOptimum) {
  int charged_seeds = 0;
  for (uint64_t seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    const Model model = RandomModel(seed, 10, 1);
    const Span all{0, 10};
    const Line around(10, kOff);
    const PriceTable prices = RandomPrices(model, all, seed);
    const LineSearch search(model, 0, all, around);
    const auto best = CheapestOfAll(model, 0, all, prices, around);
    if (!best || search.tallies() == 0) continue;
    ++charged_seeds;
    const std::vector<float> tally_prices(search.tallies(), 3);
    PriceTable charged = prices;
    search.Charge(tally_prices, charged);
    SearchSpace space;
    const float bound = search.Relax(charged, search.allowed(), space);
    EXPECT_LE(bound - search.Allowance(tally_prices), *best);
    const auto found = search.Find(prices, charged, search.allowed(), {100'000, 1}, space);
    ASSERT_FALSE(found.lines.empty());
    EXPECT_EQ(found.lines.front().price, *best);
  }
  EXPECT_GT(charged_seeds, 10);
}

TEST(LineSearchTest, ANarrowSearchKeepsTheRulesToo) {
  for (uint64_t seed = 1; seed <= 40; ++seed) {
    const Model model = RandomModel(seed, 28, 1);
    const Span all{0, 28};
    const LineSearch search(model, 0, all, Line(28, kOff));
    const PriceTable prices = RandomPrices(model, all, seed);
    SearchSpace space;
    search.Relax(prices, search.allowed(), space);
    for (const LinePart& part :
         search.Find(prices, prices, search.allowed(), {4, 4}, space).lines) {
      EXPECT_TRUE(Breaches(model, model.people[0], part.kinds).empty()) << "seed " << seed;
    }
  }
}

}  // namespace
}  // namespace liengia::rosters::engine::lines
