#include "services/rosters/engine/lines/plan.h"

#include <gtest/gtest.h>

#include "services/rosters/engine/lines/budget.h"
#include "services/rosters/engine/lines/test_models.h"

namespace liengia::rosters::engine::lines {
namespace {

TEST(PlanTest, AMissingPersonCostsTheUnderPriceAndOneTooManyTheOverPrice) {
  const Cover cover{0, Only(1), 2, 100, 1};
  EXPECT_EQ(CoverPrice(cover, 0), 200);
  EXPECT_EQ(CoverPrice(cover, 2), 0);
  EXPECT_EQ(CoverPrice(cover, 5), 3);
}

TEST(PlanTest, TheRunningCostIsTheFullCostAfterEveryRandomReplacement) {
  for (uint64_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    const Model model = RandomModel(seed, 20, 6);
    const CoverIndex index(model);
    Plan plan(&model, &index);
    Dice dice(seed);
    for (int i = 0; i < 200; ++i) {
      const int first = dice.Below(model.days);
      Line part(1 + dice.Below(model.days - first));
      for (Kind& kind : part) kind = static_cast<Kind>(dice.Below(3));
      plan.Replace(dice.Below(6), first, part);
      ASSERT_EQ(plan.cost(), CostOf(model, plan.lines())) << "after change " << i;
    }
  }
}

TEST(PlanTest, JoiningCostsWhatReplacingADayOffWouldAdd) {
  const Model model = RandomModel(3, 10, 4);
  const CoverIndex index(model);
  Plan plan(&model, &index);
  for (int day = 0; day < model.days; ++day) {
    const int64_t price = plan.PriceOfJoining(day, 1);
    const std::vector<int>& own = model.people[2].price[day];
    const int64_t before = plan.cost();
    plan.Replace(2, day, {1});
    EXPECT_EQ(plan.cost() - before, price + own[1] - own[kOff]);
  }
}

}  // namespace
}  // namespace liengia::rosters::engine::lines
