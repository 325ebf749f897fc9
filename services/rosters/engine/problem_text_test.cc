#include "services/rosters/engine/problem_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "services/rosters/engine/search.h"
#include "services/rosters/engine/solve.h"
#include "services/rosters/engine/test_cases.h"

namespace liengia::rosters::engine {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// The same problem, its rows in another order.
Problem Shuffled(const Problem& problem, uint64_t seed) {
  Dice dice(seed);
  Problem other;
  other.first_day = problem.first_day;
  other.last_day = problem.last_day;
  const auto order = [&dice](size_t size) {
    std::vector<int> places(size);
    for (size_t i = 0; i < size; ++i) places[i] = static_cast<int>(i);
    for (size_t i = size; i > 1; --i) {
      std::swap(places[i - 1], places[dice.Below(static_cast<int>(i))]);
    }
    return places;
  };
  const std::vector<int> households = order(problem.households.size());
  const std::vector<int> members = order(problem.members.size());
  const std::vector<int> shifts = order(problem.shifts.size());
  other.households.resize(households.size());
  other.members.resize(members.size());
  other.shifts.resize(shifts.size());
  for (size_t i = 0; i < households.size(); ++i) {
    other.households[households[i]] = problem.households[i];
  }
  for (size_t i = 0; i < shifts.size(); ++i) other.shifts[shifts[i]] = problem.shifts[i];
  for (size_t i = 0; i < members.size(); ++i) {
    Member member = problem.members[i];
    if (member.household >= 0) member.household = households[member.household];
    for (Preference& wish : member.preferences) wish.shift = shifts[wish.shift];
    std::reverse(member.unavailable.begin(), member.unavailable.end());
    other.members[members[i]] = std::move(member);
  }
  for (const Duty& pin : problem.pins) {
    other.pins.insert(other.pins.begin(), {shifts[pin.shift], members[pin.member], true});
  }
  for (const auto& [a, b] : problem.not_together) {
    other.not_together.emplace_back(members[b], members[a]);
  }
  for (const auto& [a, b] : problem.together) other.together.emplace_back(members[b], members[a]);
  other.skills = problem.skills;
  other.fairness_unit = problem.fairness_unit;
  other.published = problem.published;
  return other;
}

Problem OneOfEach() {
  Member member = AnyMember("an");
  member.household = 0;
  member.may_lead = true;
  member.share = 500;
  member.carried_credit = -30;
  member.max_duties = 4;
  member.unavailable = {{5, 9}, {1, 2}};
  member.other_duties = {{7, 8}};
  Shift shift = MorningShift(0, "s");
  member.preferences = {{1, -2}};
  member.skills = {0, 1};
  shift.skills_needed = {{0, 2}, {1, 1}};
  Problem problem =
      FourWeeks({member, AnyMember("a b%"), AnyMember("binh")}, {NightShift(0, "t"), shift});
  problem.skills = {"swim", "first_aid"};
  problem.households = {{"h", true}};
  problem.fairness_unit = FairnessUnit::kHousehold;
  problem.together = {{2, 0}};
  problem.published = Publication{{{1, 0}}, 17};
  problem.pins = {{1, 1, true}};
  problem.not_together = {{0, 1}};
  return problem;
}

TEST(ProblemTextTest, HasALineForEverything) {
  EXPECT_EQ(ProblemText(OneOfEach()),
            "liengia problem 2\n"
            "days 20486 20513\n"
            "household h 1\n"
            "fairness household\n"
            "skill first_aid\n"
            "skill swim\n"
            "shift s post 29499840 29499960 20486 - 1 1 1 0 1 120\n"
            "needs first_aid 1\nneeds swim 2\n"
            "shift t post 29500740 29500980 20486 20486 1 1 1 0 1 240\n"
            "member a%20b%25 - 0 0 0 0 1000 0 - - - 0\n"
            "member an h 1 0 0 0 500 -30 - 4 - 0\n"
            "holds first_aid\nholds swim\naway 1 2\naway 5 9\nbusy 7 8\nwish s -2\n"
            "member binh - 0 0 0 0 1000 0 - - - 0\n"
            "pin s a%20b%25\n"
            "apart a%20b%25 an\n"
            "together an binh\n"
            "now 17\npublished s an\n");
}

TEST(ProblemTextTest, TheOrderOfTheRowsDoesNotMatter) {
  for (uint64_t seed = 1; seed <= 50; ++seed) {
    const Problem problem = SmallCase(seed);
    EXPECT_EQ(ProblemText(Shuffled(problem, seed)), ProblemText(problem)) << "seed " << seed;
  }
}

TEST(ProblemTextTest, WhatIsReadBackIsTheSame) {
  for (uint64_t seed = 1; seed <= 50; ++seed) {
    const std::string text = ProblemText(SmallCase(seed));
    const auto read = ParseProblem(text);
    ASSERT_TRUE(read.ok()) << read.status() << " seed " << seed;
    EXPECT_EQ(ProblemText(*read), text) << "seed " << seed;
  }
}

TEST(ProblemTextTest, WhatIsReadBackIsSolvedToTheSameRoster) {
  const Problem problem = PatrolCase({.members = 20, .nights = 14}, 3);
  const Options options = {.seed = 5, .steps = 100'000};
  const auto solved = Solve(problem, options);
  ASSERT_TRUE(solved.ok());
  const std::string roster = RosterText(NamedDuties(problem, solved->roster));
  for (uint64_t seed = 1; seed <= 3; ++seed) {
    const auto read = ParseProblem(ProblemText(Shuffled(problem, seed)));
    ASSERT_TRUE(read.ok()) << read.status();
    const auto again = Solve(*read, options);
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(RosterText(NamedDuties(*read, again->roster)), roster) << "seed " << seed;
  }
}

// Does not compile when a field is added: it has to be written, read and named here.
TEST(ProblemTextTest, NoFieldIsForgotten) {
  [[maybe_unused]] const auto& [household_id, two] = Household();
  [[maybe_unused]] const auto& [member_id, household, may_lead, minor, over_70, approved, share,
                                carried, unavailable, other_duties, skills, week, month, nights,
                                rest, wishes] = Member();
  [[maybe_unused]] const auto& [shift_id, post_id, start, end, day, night, night_day, min, ideal,
                                max, leaders, skills_needed, importance, credit] = Shift();
  [[maybe_unused]] const auto& [households, members, shifts, problem_skills, pins, not_together,
                                together, fairness, published, first, last] = Problem();
}

TEST(ParseProblemTest, SaysWhichLineIsWrongAndWhatWasExpected) {
  const std::string head = "liengia problem 2\ndays 1 2\n";
  const std::pair<const char*, const char*> cases[] = {
      {"", "line 1: expected \"liengia problem 2\""},
      {"liengia problem 2\ndays 1 x\n", "line 2: expected days FIRST LAST"},
      {"liengia problem 2\n\ndays 1 2\n", "line 2: expected days, fairness"},
      {"liengia problem 2\nmonth 1\n", "line 2: expected days, fairness"},
      {"liengia problem 2\naway 1 2\n", "line 2: expected START END of the member"},
      {"liengia problem 2\npin s m\n", "line 2: expected SHIFT MEMBER"},
      {"liengia problem 2\nhousehold %4 0\n", "line 2: expected household ID"},
      {"liengia problem 2\nmember m h 0 0 0 0 1 0 - - - 0\n", "line 2: expected member ID"},
  };
  for (const auto& [text, complaint] : cases) {
    const auto read = ParseProblem(text);
    ASSERT_FALSE(read.ok()) << text;
    EXPECT_THAT(std::string(read.status().message()), HasSubstr(complaint)) << text;
  }
}

TEST(ParseProblemTest, RefusesWhatTheEngineWould) {
  std::string text = ProblemText(OneOfEach());
  text.replace(text.find("500 -30"), 7, "-50 -30");
  EXPECT_EQ(ParseProblem(text).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(ParseProblemTest, AnyDamageIsARefusalOrAProblem) {
  const std::string text = ProblemText(SmallCase(9));
  Dice dice(20261123);
  for (int i = 0; i < 5'000; ++i) {
    std::string damaged = text;
    for (int hits = 1 + dice.Below(4); hits > 0; --hits) {
      const int at = dice.Below(static_cast<int>(damaged.size()));
      if (dice.Below(3) == 0) {
        damaged.erase(at, 1 + dice.Below(20));
      } else {
        damaged[at] = static_cast<char>(dice.Below(256));
      }
      if (damaged.empty()) break;
    }
    const auto read = ParseProblem(damaged);
    EXPECT_TRUE(!read.ok() || CheckProblem(*read).ok());
  }
}

TEST(RosterTextTest, IsSortedAndReadsBack) {
  const std::string text = RosterText({{"s2", "m1"}, {"s1", "m 2"}, {"s1", "m1"}});
  EXPECT_EQ(text, "liengia roster 1\nduty s1 m%202\nduty s1 m1\nduty s2 m1\n");
  const auto read = ParseRoster(text);
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_THAT(*read,
              ElementsAre(NamedDuty{"s1", "m 2"}, NamedDuty{"s1", "m1"}, NamedDuty{"s2", "m1"}));
  EXPECT_FALSE(ParseRoster("duty s1 m1\n").ok());
  EXPECT_FALSE(ParseRoster("liengia roster 1\nduty s1\n").ok());
}

TEST(RosterTextTest, LeavesTheContextOutAndMakesTheRosterAgain) {
  Problem problem = FourWeeks({AnyMember("m")}, {NightShift(0, "s"), NightShift(-1, "before")});
  problem.pins = {{1, 0, true}};
  Roster roster = PinnedRoster(problem);
  roster.Add({0, 0, false});
  const std::vector<NamedDuty> named = NamedDuties(problem, roster);
  EXPECT_THAT(named, ElementsAre(NamedDuty{"s", "m"}));
  EXPECT_EQ(RosterWith(problem, named).Duties(), roster.Duties());
  EXPECT_EQ(RosterWith(problem, {{"s", "gone"}, {"gone", "m"}}).Duties(),
            PinnedRoster(problem).Duties());
}

}  // namespace
}  // namespace liengia::rosters::engine
