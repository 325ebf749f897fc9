#include "services/rosters/engine/exceptions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "services/rosters/engine/solve.h"
#include "services/rosters/engine/test_cases.h"

namespace liengia::rosters::engine {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

Roster Solved(const Problem& problem) {
  Options options;
  options.steps = 20'000;
  absl::StatusOr<Solution> solution = Solve(problem, options);
  EXPECT_TRUE(solution.ok()) << solution.status();
  return solution->roster;
}

class WayOutTest : public ::testing::Test {
 protected:
  static constexpr int kAn = 0, kBinh = 1;

  // Four nights in a row for two members.
  WayOutTest() {
    std::vector<Shift> shifts;
    for (int day = 0; day < 4; ++day) shifts.push_back(NightShift(day, std::to_string(day)));
    problem_ = FourWeeks({AnyMember("an"), AnyMember("binh")}, shifts);
  }

  WayOut Found() const { return FindWayOut(problem_, Solved(problem_)); }

  std::vector<std::string> Told(const WayOut& way_out, Language language) const {
    return Sentences(
        way_out, [this](int member) { return problem_.members[member].id; }, language);
  }

  Problem problem_;
};

TEST_F(WayOutTest, AMonthThatIsFilledHasNone) {
  const WayOut way_out = Found();
  EXPECT_THAT(way_out.rules, IsEmpty());
  EXPECT_THAT(Told(way_out, Language::kEnglish), IsEmpty());
}

TEST_F(WayOutTest, NamesTheOneRuleInTheWayAndTheFewestExceptions) {
  for (Member& member : problem_.members) {
    member.max_duties_per_week = 1;
    member.min_rest_minutes = 60;
  }
  problem_.members[kBinh].max_duties_per_week = 2;
  const WayOut way_out = Found();
  EXPECT_THAT(way_out.rules, ElementsAre(Rule::kMaxPerWeek));
  ASSERT_EQ(way_out.exceptions.size(), 1u);
  EXPECT_THAT(way_out.exceptions[0].rules, ElementsAre(Rule::kMaxPerWeek));
  EXPECT_EQ(way_out.places_left, 0);
}

TEST_F(WayOutTest, NamesTwoRulesWhereNeitherAloneWouldDo) {
  for (Member& member : problem_.members) {
    member.max_duties_per_week = 1;
    member.max_duties = 1;
  }
  const WayOut way_out = Found();
  EXPECT_THAT(way_out.rules, UnorderedElementsAre(Rule::kMaxPerWeek, Rule::kMaxPerPeriod));
  EXPECT_EQ(way_out.exceptions.size(), 2u);
}

TEST_F(WayOutTest, EachRuleThatPeopleCanSetAsideIsFoundWhenItAloneStandsInTheWay) {
  const auto found = [&](const std::function<void(Problem*)>& spoil) {
    Problem problem = FourWeeks({AnyMember("an"), AnyMember("binh")}, {NightShift(0, "a")});
    problem.households = {{"house", false}};
    problem.skills = {"first_aid"};
    problem.shifts[0].crew_min = problem.shifts[0].crew_ideal = problem.shifts[0].crew_max = 2;
    spoil(&problem);
    return FindWayOut(problem, Solved(problem)).rules;
  };
  EXPECT_THAT(found([](Problem* p) { p->members[0].max_duties_per_week = 0; }),
              ElementsAre(Rule::kMaxPerWeek));
  EXPECT_THAT(found([](Problem* p) { p->members[0].max_duties = 0; }),
              ElementsAre(Rule::kMaxPerPeriod));
  EXPECT_THAT(found([](Problem* p) { p->members[0].max_nights_in_row = 0; }),
              ElementsAre(Rule::kNightsInRow));
  EXPECT_THAT(found([](Problem* p) {
                p->members[0].min_rest_minutes = 60;
                const int64_t end = p->shifts[0].end_minute;
                p->members[0].other_duties = {{end, end + 60}};
              }),
              ElementsAre(Rule::kRest));
  EXPECT_THAT(found([](Problem* p) {
                p->not_together = {{0, 1}};
              }),
              ElementsAre(Rule::kNotTogether));
  EXPECT_THAT(found([](Problem* p) {
                p->shifts[0].skills_needed = {{0, 1}};
              }),
              ElementsAre(Rule::kSkill));
  EXPECT_THAT(found([](Problem* p) { p->members[0].household = p->members[1].household = 0; }),
              ElementsAre(Rule::kHouseholdNight));
  EXPECT_THAT(found([](Problem* p) {
                p->members[0].unavailable = {{p->shifts[0].start_minute, p->shifts[0].end_minute}};
              }),
              ElementsAre(Rule::kUnavailable));
  EXPECT_THAT(found([](Problem* p) { p->members[0].over_70 = true; }), ElementsAre(Rule::kOver70));
  EXPECT_THAT(found([](Problem* p) { p->members[0].minor = true; }), IsEmpty())
      << "the law is nobody's to set aside";
}

TEST_F(WayOutTest, TooFewPeopleAreNoRulesFault) {
  for (Shift& shift : problem_.shifts) shift.crew_min = shift.crew_ideal = shift.crew_max = 3;
  const WayOut way_out = Found();
  EXPECT_THAT(way_out.rules, IsEmpty());
  EXPECT_EQ(way_out.places_left, 4);
  EXPECT_THAT(Told(way_out, Language::kVietnamese),
              ElementsAre("Vẫn còn 4 chỗ trống vì không đủ người trực được."));
}

TEST_F(WayOutTest, IsToldInPlainWords) {
  problem_.members[kAn].max_duties_per_week = 0;
  problem_.members[kBinh].max_duties_per_week = 3;
  const WayOut way_out = Found();
  EXPECT_THAT(Told(way_out, Language::kEnglish),
              ElementsAre("To fill the places, these rules would have to give way: has the most "
                          "duties allowed that week.",
                          "It would do to make an exception for an: has the most duties allowed "
                          "that week."));
}

TEST_F(WayOutTest, StopHandsBackWhatWasFound) {
  for (Member& member : problem_.members) member.max_duties_per_week = 1;
  const WayOut way_out = FindWayOut(problem_, Solved(problem_), [] { return true; });
  EXPECT_EQ(way_out.places_left, 0);
}

TEST(WayOutPropertyTest, ExceptionsBreakOnlyTheRulesNamedAndNoneWithoutThem) {
  int found = 0;
  for (uint64_t seed = 0; seed < 150; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    Problem problem = SmallCase(seed);
    problem.pins.clear();
    const WayOut way_out = FindWayOut(problem, Solved(problem));
    if (way_out.rules.empty()) continue;
    ++found;
    for (const Exception& one : way_out.exceptions) {
      for (const Rule rule : one.rules) {
        EXPECT_THAT(way_out.rules, ::testing::Contains(rule));
      }
    }
    EXPECT_THAT(way_out.exceptions, Not(IsEmpty()));
  }
  EXPECT_GT(found, 30);
}

}  // namespace
}  // namespace liengia::rosters::engine
