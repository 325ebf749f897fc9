#include "services/rosters/engine/lines/search.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>

#include "services/rosters/engine/lines/plan.h"
#include "services/rosters/engine/lines/rules.h"
#include "services/rosters/engine/lines/test_models.h"

namespace liengia::rosters::engine::lines {
namespace {

SearchOptions Steps(int64_t steps, uint64_t seed = 1) {
  SearchOptions options;
  options.steps = steps;
  options.seed = seed;
  return options;
}

// Every line of every person, tried together.
class AllPlans {
 public:
  explicit AllPlans(const Model& model) : model_(model), lines_(model.people.size()) {
    for (size_t p = 0; p < model.people.size(); ++p) Collect(p, {});
  }
  std::optional<int64_t> Cheapest() {
    Choose(0, {});
    return best_;
  }

 private:
  void Collect(size_t person, Line line) {
    if (static_cast<int>(line.size()) == model_.days) {
      if (Breaches(model_, model_.people[person], line).empty()) lines_[person].push_back(line);
      return;
    }
    for (Kind kind = 0; kind < 3; ++kind) {
      line.push_back(kind);
      Collect(person, line);
      line.pop_back();
    }
  }
  void Choose(size_t person, std::vector<Line> chosen) {
    if (person == lines_.size()) {
      const int64_t cost = CostOf(model_, chosen);
      if (!best_ || cost < *best_) best_ = cost;
      return;
    }
    for (const Line& line : lines_[person]) {
      chosen.push_back(line);
      Choose(person + 1, chosen);
      chosen.pop_back();
    }
  }

  const Model& model_;
  std::vector<std::vector<Line>> lines_;
  std::optional<int64_t> best_;
};

TEST(SearchTest, SmallModelsAreSolvedToTheOptimumAndTheBoundIsBelowIt) {
  int solved = 0;
  for (uint64_t seed = 1; seed <= 30; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    const Model model = RandomModel(seed, 5, 3);
    const std::optional<int64_t> best = AllPlans(model).Cheapest();
    const auto result = Search(model, Steps(2'000));
    ASSERT_TRUE(result.ok());
    EXPECT_EQ(result->without_line.empty(), best.has_value());
    if (!best) continue;
    ++solved;
    EXPECT_EQ(result->cost, *best);
    EXPECT_LE(result->lower_bound, *best + 0.01);
  }
  EXPECT_GT(solved, 10);
}

TEST(SearchTest, EveryLineKeepsTheRulesAndTheCostIsTheFullCost) {
  for (uint64_t seed = 1; seed <= 5; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    const Model model = RandomModel(seed, 28, 10);
    const auto result = Search(model, Steps(1'500));
    ASSERT_TRUE(result.ok());
    EXPECT_EQ(result->cost, CostOf(model, result->lines));
    for (size_t p = 0; p < model.people.size(); ++p) {
      const std::vector<int>& without = result->without_line;
      if (std::find(without.begin(), without.end(), p) != without.end()) continue;
      EXPECT_TRUE(Breaches(model, model.people[p], result->lines[p]).empty());
    }
  }
}

TEST(SearchTest, ALongHorizonIsSearchedInWindowsAndKeepsTheRules) {
  Model model = EmptyModel(182);
  for (int p = 0; p < 3; ++p) {
    Person person = FreePerson(model);
    person.min_minutes = 110 * 480;
    person.max_minutes = 120 * 480;
    person.max_work_run = 5;
    person.min_work_run = 2;
    person.min_off_run = 2;
    person.max_weekends = 13;
    model.people.push_back(person);
  }
  for (int day = 0; day < model.days; ++day) model.covers.push_back({day, Only(1), 2, 100, 1});
  const auto result = Search(model, Steps(800));
  ASSERT_TRUE(result.ok());
  ASSERT_TRUE(result->without_line.empty());
  for (int p = 0; p < 3; ++p) {
    EXPECT_TRUE(Breaches(model, model.people[p], result->lines[p]).empty());
  }
}

TEST(SearchTest, TheSameSeedAndStepsGiveTheSameLines) {
  const Model model = RandomModel(7, 21, 8);
  const auto once = Search(model, Steps(1'000, 5));
  const auto again = Search(model, Steps(1'000, 5));
  ASSERT_TRUE(once.ok() && again.ok());
  EXPECT_EQ(once->lines, again->lines);
  EXPECT_EQ(once->steps, again->steps);
}

TEST(SearchTest, StoppedAtOnceItStillGivesEverybodyALine) {
  const Model model = RandomModel(7, 21, 8);
  SearchOptions options;
  options.stop = [] { return true; };
  const auto result = Search(model, options);
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(result->cost, CostOf(model, result->lines));
}

TEST(SearchTest, ProgressOnlyEverGetsBetter) {
  const Model model = RandomModel(9, 21, 8);
  SearchOptions options = Steps(1'000);
  std::optional<Progress> last;
  options.progress = [&](const Progress& progress) {
    if (last) {
      EXPECT_LE(progress.cost, last->cost);
      EXPECT_GE(progress.lower_bound, last->lower_bound);
    }
    last = progress;
  };
  const auto result = Search(model, options);
  ASSERT_TRUE(result.ok());
  ASSERT_TRUE(last.has_value());
  EXPECT_EQ(last->cost, result->cost);
}

TEST(SearchTest, NobodyAndNoDayAreAnsweredWithNothing) {
  EXPECT_EQ(Search(EmptyModel(7), Steps(10))->cost, 0);
  Model model = EmptyModel(0);
  model.people.push_back(FreePerson(model));
  EXPECT_EQ(Search(model, Steps(10))->lines, std::vector<Line>{Line{}});
}

TEST(SearchTest, SomeoneWhoCannotKeepTheRulesIsNamedAndStaysOff) {
  Model model = EmptyModel(7);
  model.people = {FreePerson(model), FreePerson(model)};
  model.people[1].min_minutes = 1'000'000;
  model.people[1].max_minutes = 2'000'000;
  model.covers.push_back({0, Only(1), 1, 100, 1});
  const auto result = Search(model, Steps(100));
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(result->without_line, std::vector<int>{1});
  EXPECT_EQ(result->lines[1], Line(7, kOff));
  EXPECT_EQ(result->cost, 0);
}

}  // namespace
}  // namespace liengia::rosters::engine::lines
