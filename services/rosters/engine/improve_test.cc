#include "services/rosters/engine/improve.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/rosters/engine/test_cases.h"

namespace liengia::rosters::engine {
namespace {

using ::testing::UnorderedElementsAre;

// What Improve makes of a roster that was not built by Construct.
std::vector<Duty> Improved(const Problem& problem, const std::vector<Duty>& duties) {
  const Facts facts(problem);
  State state(&facts);
  for (const Duty& duty : duties) state.Add(duty);
  Budget budget(100'000, nullptr);
  Dice dice(1);
  EXPECT_TRUE(Improve(&state, &budget, &dice));
  return state.roster().Duties();
}

Problem TwoMembers(const std::vector<Shift>& shifts) {
  return FourWeeks({AnyMember("an"), AnyMember("binh")}, shifts);
}

TEST(ImproveTest, GivesADutyToSomeoneWhoServesLess) {
  const Problem problem = TwoMembers({NightShift(0, "a"), NightShift(2, "b")});
  EXPECT_THAT(Improved(problem, {{0, 0}, {1, 0}}), UnorderedElementsAre(Duty{0, 1}, Duty{1, 0}));
}

TEST(ImproveTest, ExchangesTwoDutiesWhenNoSingleOneHelps) {
  Problem problem =
      TwoMembers({NightShift(0, "a"), NightShift(2, "b"), NightShift(4, "c"), NightShift(6, "d")});
  for (int i = 0; i < 4; ++i) problem.shifts[i].credit = int64_t{100} * (i + 1);
  for (Member& member : problem.members) member.max_duties = 2;
  // 300 against 700: any one duty more for An is too many, an exchange makes it 500 against 500.
  const std::vector<Duty> duties = Improved(problem, {{0, 0}, {1, 0}, {2, 1}, {3, 1}});
  ASSERT_EQ(duties.size(), 4u);
  EXPECT_EQ(duties[0].member, duties[3].member);
  EXPECT_EQ(duties[1].member, duties[2].member);
  EXPECT_NE(duties[0].member, duties[1].member);
}

TEST(ImproveTest, MovesSomeoneFromAFullCrewToAnEmptyShift) {
  Problem problem = TwoMembers({NightShift(0, "full"), NightShift(0, "empty")});
  problem.shifts[0].crew_max = 2;
  EXPECT_EQ(Improved(problem, {{0, 0}, {0, 1}}).size(), 2u);
  EXPECT_THAT(Improved(problem, {{0, 0}, {0, 1}}), UnorderedElementsAre(Duty{0, 1}, Duty{1, 0}));
}

TEST(ImproveTest, FillsAnEmptyPlaceByFreeingTheOnlyOneWhoMayTakeIt) {
  // Bình is a minor: the evening is open to both, the night that clashes with it only to An.
  Problem problem = TwoMembers({NightShift(0, "evening"), NightShift(0, "night")});
  problem.shifts[0].night = false;
  problem.members[1].minor = true;
  EXPECT_THAT(Improved(problem, {{0, 0}}), UnorderedElementsAre(Duty{0, 1}, Duty{1, 0}));
}

TEST(ImproveTest, BringsALeaderByAnExchange) {
  Problem problem = TwoMembers({NightShift(0, "led"), NightShift(0, "plain")});
  problem.shifts[0].leaders_needed = 1;
  problem.members[0].may_lead = true;
  EXPECT_THAT(Improved(problem, {{0, 1}, {1, 0}}), UnorderedElementsAre(Duty{0, 0}, Duty{1, 1}));
}

TEST(ImproveTest, LeavesPinsWhereTheyAre) {
  Problem problem = TwoMembers({NightShift(0, "a"), NightShift(2, "b")});
  problem.pins = {{0, 0}, {1, 0}};
  EXPECT_THAT(Improved(problem, {}), UnorderedElementsAre(Duty{0, 0, true}, Duty{1, 0, true}));
}

TEST(ImproveTest, FillsAPlaceThatItsVeryLastStepOpened) {
  // An and Bình share a household. An's duty goes to Chi, who carries less credit; only then may
  // Bình take the second shift of that night.
  Problem problem = FourWeeks({AnyMember("an"), AnyMember("binh"), AnyMember("chi")},
                              {NightShift(0, "first"), NightShift(0, "second")});
  Shift& second = problem.shifts[1];
  second.start_minute += 240;
  second.end_minute += 240;
  const Interval at_first = {problem.shifts[0].start_minute, problem.shifts[0].end_minute};
  const Interval at_second = {second.start_minute, second.end_minute};
  problem.households = {{"house", false}};
  problem.members[0].household = problem.members[1].household = 0;
  problem.members[0].carried_credit = 1000;
  problem.members[0].unavailable = {at_second};
  problem.members[1].unavailable = {at_first};
  problem.members[2].unavailable = {at_second};

  const Facts facts(problem);
  State state(&facts);
  state.Add({0, 0});
  Budget budget(1, nullptr);
  Dice dice(1);
  EXPECT_FALSE(Improve(&state, &budget, &dice));
  EXPECT_THAT(state.roster().Duties(), UnorderedElementsAre(Duty{0, 2}, Duty{1, 1}));
}

TEST(ImproveTest, SaysSoWhenTheBudgetEndsFirst) {
  const Problem problem = PatrolCase({20, 1, 14, 3}, 1);
  const Facts facts(problem);
  State state(&facts);
  Budget budget(10, nullptr);
  Dice dice(1);
  EXPECT_FALSE(Improve(&state, &budget, &dice));
  EXPECT_EQ(budget.used(), 10);
}

}  // namespace
}  // namespace liengia::rosters::engine
