#include "services/rosters/engine/shortage.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/rosters/engine/solve.h"
#include "services/rosters/engine/test_cases.h"

namespace liengia::rosters::engine {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<Shift> Nights(int count) {
  std::vector<Shift> shifts;
  for (int day = 0; day < count; ++day) shifts.push_back(NightShift(day, std::to_string(day)));
  return shifts;
}

Problem OneWeek(int members, int nights) {
  std::vector<Member> people;
  for (int i = 0; i < members; ++i) people.push_back(AnyMember(std::string(1, 'A' + i)));
  return FourWeeks(std::move(people), Nights(nights));
}

// Of a month in which nobody has anything yet.
std::optional<Shortage> Found(const Problem& problem) {
  return FindShortage(problem, PinnedRoster(problem));
}

TEST(ShortageTest, AMonthThatCanBeFilledHasNone) { EXPECT_FALSE(Found(OneWeek(1, 7)).has_value()); }

TEST(ShortageTest, TheWeeksLimitAloneIsOne) {
  Problem problem = OneWeek(2, 7);
  for (Member& member : problem.members) {
    member.max_duties_per_week = 3;
    member.min_rest_minutes = 8 * 60;
    member.max_nights_in_row = 7;
  }
  const auto shortage = Found(problem);
  ASSERT_TRUE(shortage.has_value());
  EXPECT_THAT(shortage->rules, ElementsAre(Rule::kMaxPerWeek));
  EXPECT_EQ(shortage->places, 7);
  EXPECT_EQ(shortage->missing, 1);
}

TEST(ShortageTest, RulesThatOnlyTogetherStandAgainstItAreAllNamed) {
  // One is away on Tuesday, the other may not serve two nights in a row.
  Problem problem = OneWeek(2, 2);
  const Shift& tuesday = problem.shifts[1];
  problem.members[0].unavailable = {{tuesday.start_minute, tuesday.end_minute}};
  problem.members[1].max_duties = 1;
  problem.shifts[0].crew_min = problem.shifts[0].crew_ideal = problem.shifts[0].crew_max = 2;
  const auto shortage = Found(problem);
  ASSERT_TRUE(shortage.has_value());
  EXPECT_THAT(shortage->rules, ElementsAre(Rule::kUnavailable, Rule::kMaxPerPeriod));
  EXPECT_THAT(shortage->shifts, ElementsAre(0, 1));
}

TEST(ShortageTest, TheDaysThatAreNoPartOfItAreLeftOut) {
  Problem problem = OneWeek(2, 20);
  for (Member& member : problem.members) {
    member.unavailable = {{problem.shifts[11].start_minute, problem.shifts[11].end_minute}};
  }
  const auto shortage = Found(problem);
  ASSERT_TRUE(shortage.has_value());
  EXPECT_THAT(shortage->rules, ElementsAre(Rule::kUnavailable));
  EXPECT_THAT(shortage->shifts, ElementsAre(11));
}

TEST(ShortageTest, TooFewPeopleAreTooFewWhateverTheRules) {
  Problem problem = OneWeek(2, 1);
  problem.members[0].max_duties_per_week = 1;
  problem.shifts[0].crew_min = problem.shifts[0].crew_ideal = problem.shifts[0].crew_max = 3;
  const auto shortage = Found(problem);
  ASSERT_TRUE(shortage.has_value());
  EXPECT_THAT(shortage->rules, IsEmpty());
  EXPECT_EQ(shortage->missing, 1);
}

TEST(ShortageTest, WhatTheGroupAgreedOnIsNamedBeforeAbsences) {
  // With seven duties a week allowed the absence of one would not matter, and the other way round
  // it would: three duties a week are too few for one and a half people.
  Problem problem = OneWeek(2, 7);
  for (Member& member : problem.members) member.max_duties_per_week = 3;
  problem.members[0].unavailable = {{problem.shifts[0].start_minute, problem.shifts[0].end_minute}};
  const auto shortage = Found(problem);
  ASSERT_TRUE(shortage.has_value());
  EXPECT_THAT(shortage->rules, ElementsAre(Rule::kMaxPerWeek));
}

TEST(ShortageTest, IsTheSameEachTime) {
  for (uint64_t seed = 1; seed <= 20; ++seed) {
    const Problem problem = SmallCase(seed);
    const auto shortage = Found(problem);
    const auto again = Found(problem);
    ASSERT_EQ(shortage.has_value(), again.has_value()) << "seed " << seed;
    if (!shortage.has_value()) continue;
    EXPECT_EQ(shortage->rules, again->rules) << "seed " << seed;
    EXPECT_EQ(shortage->shifts, again->shifts) << "seed " << seed;
    EXPECT_GT(shortage->missing, 0) << "seed " << seed;
    EXPECT_GE(shortage->places, shortage->missing) << "seed " << seed;
  }
}

}  // namespace
}  // namespace liengia::rosters::engine
