#include "services/rosters/engine/lines/rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "services/rosters/engine/lines/test_models.h"

namespace liengia::rosters::engine::lines {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// A line from letters: o off, E, L.
Line LineOf(const std::string& letters) {
  Line line;
  for (char letter : letters) line.push_back(letter == 'o' ? 0 : letter == 'E' ? 1 : 2);
  return line;
}

class RulesTest : public ::testing::Test {
 protected:
  Model model_ = EmptyModel(14);
  Person person_ = FreePerson(model_);
};

TEST_F(RulesTest, WorkOnADayThatIsNotAllowedBreaksAllowed) {
  person_.allowed[3] = Only(kOff);
  EXPECT_TRUE(KeepsAllowed(person_, LineOf("EEEoEEEEEEEEEE")));
  EXPECT_FALSE(KeepsAllowed(person_, LineOf("oooEoooooooooo")));
}

TEST_F(RulesTest, APinnedDayAllowsNothingElse) {
  person_.allowed[0] = Only(2);
  EXPECT_TRUE(KeepsAllowed(person_, LineOf("Looooooooooooo")));
  EXPECT_FALSE(KeepsAllowed(person_, LineOf("oooooooooooooo")));
}

TEST_F(RulesTest, AForbiddenKindTheDayAfterBreaksSuccessionAndWithADayBetweenDoesNot) {
  EXPECT_FALSE(KeepsSuccession(model_, LineOf("LEoooooooooooo")));
  EXPECT_TRUE(KeepsSuccession(model_, LineOf("LoEELLoooooooo")));
}

TEST_F(RulesTest, MinutesAreCountedOverTheWholeHorizon) {
  person_.min_minutes = 1080;
  person_.max_minutes = 1080;
  EXPECT_TRUE(KeepsMinutes(model_, person_, LineOf("EooooooooooooL")));
  EXPECT_FALSE(KeepsMinutes(model_, person_, LineOf("EEoooooooooooo")));
  EXPECT_FALSE(KeepsMinutes(model_, person_, LineOf("LLoooooooooooo")));
}

TEST_F(RulesTest, TheLongestWorkRunHoldsAtTheEdgesToo) {
  person_.max_work_run = 3;
  EXPECT_TRUE(KeepsLongestWorkRun(person_, LineOf("EEEoEEEoooEELo")));
  EXPECT_FALSE(KeepsLongestWorkRun(person_, LineOf("EEEEoooooooooo")));
}

TEST_F(RulesTest, TheShortestWorkRunIsExcusedAtTheEdges) {
  person_.min_work_run = 2;
  EXPECT_TRUE(KeepsShortestWorkRun(person_, LineOf("EooooEEooooooE")));
  EXPECT_FALSE(KeepsShortestWorkRun(person_, LineOf("oooEoooooooooo")));
}

TEST_F(RulesTest, TheShortestOffRunIsExcusedAtTheEdges) {
  person_.min_off_run = 2;
  EXPECT_TRUE(KeepsShortestOffRun(person_, LineOf("oEEEooEEEEEEEo")));
  EXPECT_FALSE(KeepsShortestOffRun(person_, LineOf("EEEoEEEEEEEEEE")));
}

TEST_F(RulesTest, OneOrBothDaysOfAWeekendCountOnce) {
  person_.max_weekends = 1;
  EXPECT_TRUE(KeepsWeekends(model_, person_, LineOf("oooooEEooooooo")));
  EXPECT_TRUE(KeepsWeekends(model_, person_, LineOf("ooooooEooooooo")));
  EXPECT_FALSE(KeepsWeekends(model_, person_, LineOf("oooooEoooooooE")));
}

TEST_F(RulesTest, ATallyCountsItsKindsInItsDaysOnly) {
  const Tally tally{Only(2), 7, 13, 1};
  EXPECT_TRUE(KeepsTally(tally, LineOf("LLLLLLLLEEEEEE")));
  EXPECT_FALSE(KeepsTally(tally, LineOf("oooooooLLooooo")));
}

TEST_F(RulesTest, BreachesNamesEveryBrokenRule) {
  person_.allowed[1] = Only(kOff);
  person_.max_minutes = 1000;
  EXPECT_THAT(Breaches(model_, person_, LineOf("LEoooooooooooo")),
              ElementsAre(Rule::kAllowed, Rule::kSuccession, Rule::kMinutes));
  EXPECT_THAT(Breaches(model_, person_, LineOf("oooooooooooooo")), IsEmpty());
}

TEST_F(RulesTest, ALineCostsItsFixedPriceAndEachDaysPrice) {
  person_.fixed_price = 3;
  person_.price[2][1] = -3;
  person_.price[5][kOff] = 7;
  EXPECT_EQ(LinePrice(person_, LineOf("ooEooEoooooooo")), 0);
  EXPECT_EQ(LinePrice(person_, LineOf("oooooooooooooo")), 10);
}

}  // namespace
}  // namespace liengia::rosters::engine::lines
