#include "services/rosters/engine/problem.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <limits>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/rosters/engine/bound.h"
#include "services/rosters/engine/exceptions.h"
#include "services/rosters/engine/explain.h"
#include "services/rosters/engine/repair.h"
#include "services/rosters/engine/search.h"
#include "services/rosters/engine/solve.h"
#include "services/rosters/engine/suggest.h"
#include "services/rosters/engine/test_cases.h"

namespace liengia::rosters::engine {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

Problem Sound() {
  Problem problem = FourWeeks({AnyMember("an"), AnyMember("binh")},
                              {NightShift(0, "first"), NightShift(1, "second")});
  problem.households = {{"house", false}};
  return problem;
}

std::string Complaint(const std::function<void(Problem*)>& spoil) {
  Problem problem = Sound();
  spoil(&problem);
  const absl::Status status = CheckProblem(problem);
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(Solve(problem, {}).status(), status);
  return std::string(status.message());
}

TEST(CheckProblemTest, ASoundProblemPasses) { EXPECT_TRUE(CheckProblem(Sound()).ok()); }

TEST(CheckProblemTest, AnEmptyProblemPasses) { EXPECT_TRUE(CheckProblem({}).ok()); }

TEST(CheckProblemTest, NamesEachFault) {
  const std::vector<std::pair<std::function<void(Problem*)>, std::string>> faults = {
      {[](Problem* p) { p->members[1].id = "an"; }, "member id an occurs twice"},
      {[](Problem* p) { p->members[1].id.clear(); }, "member 1 has no id"},
      {[](Problem* p) { p->shifts[1].id = "first"; }, "shift id first occurs twice"},
      {[](Problem* p) { p->households.push_back({"house"}); }, "household id house occurs twice"},
      {[](Problem* p) { p->members[0].household = 1; }, "household 1, which does not exist"},
      {[](Problem* p) { p->members[0].household = -2; }, "household -2, which does not exist"},
      {[](Problem* p) { p->members[0].share = -1; }, "a share of -1"},
      {[](Problem* p) { p->members[0].share = kMaxShare + 1; }, "a share of 100001"},
      {[](Problem* p) { p->members[0].carried_credit = kMaxCarriedCredit + 1; }, "carries more"},
      {[](Problem* p) { p->members[0].max_duties = -1; }, "a negative maximum"},
      {[](Problem* p) { p->members[0].skills = {0}; }, "holds skill 0, which does not exist"},
      {[](Problem* p) {
         p->shifts[0].skills_needed = {{0, 1}};
       },
       "needs skill 0, which does not exist"},
      {[](Problem* p) {
         p->skills = {"first_aid"};
         p->shifts[0].skills_needed = {{0, 0}};
       },
       "a skill of 0 people"},
      {[](Problem* p) {
         p->skills = {"first_aid", "first_aid"};
       },
       "skill id first_aid occurs twice"},
      {[](Problem* p) { p->shifts[0].night_day = 0; }, "its night, day 0, is not that"},
      {[](Problem* p) {
         p->not_together = {{0, 1}};
         p->together = {{1, 0}};
       },
       "both must not and should serve together"},
      {[](Problem* p) {
         p->together = {{1, 1}};
       },
       "members 1 and 1, which are not two members"},
      {[](Problem* p) {
         p->published = Publication{{{0, 2}}, 0};
       },
       "a published duty names shift 0 and member 2"},
      {[](Problem* p) { p->members[0].min_rest_minutes = -1; }, "a rest of -1 minutes"},
      {[](Problem* p) {
         p->members[0].unavailable = {{5, 5}};
       },
       "ends before it starts"},
      {[](Problem* p) {
         p->members[0].other_duties = {{5, 4}};
       },
       "ends before it starts"},
      {[](Problem* p) {
         p->members[0].preferences = {{2, 0}};
       },
       "preference for shift 2"},
      {[](Problem* p) {
         p->members[0].preferences = {{0, 3}};
       },
       "preference of 3"},
      {[](Problem* p) {
         p->members[0].preferences = {{0, 1}, {0, 1}};
       },
       "two preferences"},
      {[](Problem* p) { p->shifts[0].end_minute = p->shifts[0].start_minute; }, "ends before"},
      {[](Problem* p) { p->shifts[0].end_minute += kMaxShiftMinutes; }, "longer than a week"},
      {[](Problem* p) { p->shifts[0].crew_min = 2; }, "minimum, ideal, maximum of 2, 1, 1"},
      {[](Problem* p) { p->shifts[0].crew_ideal = 2; }, "minimum, ideal, maximum of 1, 2, 1"},
      {[](Problem* p) { p->shifts[0].crew_min = -1; }, "a crew outside 0 to 200"},
      {[](Problem* p) { p->shifts[0].leaders_needed = -1; }, "needs -1 leaders"},
      {[](Problem* p) { p->shifts[0].importance = 0; }, "an importance of 0"},
      {[](Problem* p) { p->shifts[0].credit = -1; }, "a credit of -1"},
      {[](Problem* p) {
         p->pins = {{2, 0}};
       },
       "a pin names shift 2 and member 0"},
      {[](Problem* p) {
         p->pins = {{0, -1}};
       },
       "a pin names shift 0 and member -1"},
      {[](Problem* p) {
         p->pins = {{0, 1}, {0, 1, true}};
       },
       "the pin of member 1 on shift 0 occurs twice"},
      {[](Problem* p) {
         p->not_together = {{0, 2}};
       },
       "members 0 and 2, which are not"},
      {[](Problem* p) {
         p->not_together = {{1, 1}};
       },
       "members 1 and 1, which are not"},
      {[](Problem* p) { p->last_day = p->first_day - 1; }, "the window runs from"},
  };
  for (const auto& [spoil, complaint] : faults) {
    EXPECT_THAT(Complaint(spoil), HasSubstr(complaint));
  }
}

TEST(CheckProblemTest, NamesAllFaultsAtOnce) {
  EXPECT_THAT(Complaint([](Problem* problem) {
                problem->members[0].share = -5;
                problem->shifts[1].crew_min = 9;
                problem->pins = {{7, 7}};
              }),
              AllOf(HasSubstr("share of -5"), HasSubstr("of 9, 1, 1"), HasSubstr("shift 7")));
}

TEST(CheckProblemTest, AListOfFaultsWithoutEndIsCutShort) {
  EXPECT_THAT(Complaint([](Problem* problem) {
                problem->pins.assign(200, Duty{-1, -1});
              }),
              HasSubstr("more"));
}

TEST(CheckProblemTest, TooManyMembersAreRefused) {
  EXPECT_THAT(Complaint([](Problem* problem) { problem->members.resize(10'000); }),
              HasSubstr("10000 members; at most 1000"));
}

TEST(CheckProblemTest, TooManyPlacesAreRefused) {
  EXPECT_THAT(Complaint([](Problem* problem) {
                for (int i = 0; i < 200; ++i) {
                  problem->shifts.push_back(NightShift(i, absl::StrCat("more", i)));
                  problem->shifts.back().crew_ideal = problem->shifts.back().crew_max = kMaxCrew;
                }
              }),
              HasSubstr("40002 places on the shifts; at most 20000"));
}

TEST(CheckProblemTest, ExtremeNumbersAreRefusedNotComputedWith) {
  constexpr int64_t kLeast = std::numeric_limits<int64_t>::min();
  constexpr int64_t kMost = std::numeric_limits<int64_t>::max();
  EXPECT_THAT(Complaint([&](Problem* problem) {
                problem->shifts[0].start_minute = kLeast;
                problem->shifts[0].end_minute = kMost;
                problem->shifts[0].duty_day = std::numeric_limits<int>::max();
                problem->members[0].carried_credit = kLeast;
              }),
              AllOf(HasSubstr("real date"), HasSubstr("carries")));
}

// Writes random values, many of them absurd, over random fields.
void Spoil(Problem* problem, Dice* dice) {
  constexpr int64_t kValues[] = {0, 1, -1, 2, 3, 7, 199, 201, 1000, 1 << 30, -(1 << 30)};
  const auto value = [&] { return kValues[dice->Below(std::size(kValues))]; };
  const auto number = [&] { return static_cast<int>(value()); };
  Member& member = problem->members[dice->Below(static_cast<int>(problem->members.size()))];
  Shift& shift = problem->shifts[dice->Below(static_cast<int>(problem->shifts.size()))];
  switch (dice->Below(24)) {
    case 18:
      member.skills.push_back(number());
      break;
    case 19:
      shift.skills_needed.push_back({number(), number()});
      break;
    case 20:
      problem->together.emplace_back(number(), number());
      break;
    case 21:
      problem->published = Publication{{{number(), number()}}, value()};
      break;
    case 22:
      problem->fairness_unit = FairnessUnit::kHousehold;
      break;
    case 23:
      shift.night_day += number() % 3;
      break;
    case 0:
      member.household = number();
      break;
    case 1:
      member.share = number();
      break;
    case 2:
      member.carried_credit = value() * value();
      break;
    case 3:
      member.max_duties = number();
      break;
    case 4:
      member.max_duties_per_week = number();
      break;
    case 5:
      member.max_nights_in_row = number();
      break;
    case 6:
      member.min_rest_minutes = number();
      break;
    case 7:
      member.unavailable.push_back({value(), value()});
      break;
    case 8:
      member.preferences.push_back({number(), number()});
      break;
    case 9:
      shift.start_minute += value();
      break;
    case 10:
      shift.end_minute += value();
      break;
    case 11:
      shift.crew_min = number();
      break;
    case 12:
      shift.crew_max = shift.crew_ideal = number();
      break;
    case 13:
      shift.duty_day += number() / 2;
      break;
    case 14:
      shift.credit = value();
      break;
    case 15:
      problem->pins.push_back({number(), number()});
      break;
    case 16:
      problem->not_together.emplace_back(number(), number());
      break;
    case 17:
      problem->last_day += number() / 2;
      break;
  }
}

// Whatever can be asked about a solved problem has an answer.
void AskEverything(const Problem& problem, const Roster& roster) {
  const LoadBound bound = BoundHeaviestLoad(problem, roster);
  EXPECT_LE(bound.lower_bound, bound.highest_load);
  FindWayOut(problem, roster);
  for (const Duty& duty : roster.Duties()) {
    EXPECT_EQ(ExplainAssignment(problem, roster, duty.shift, duty.member).chosen.member,
              duty.member);
  }
  const Shift& shift = problem.shifts[0];
  EXPECT_LE(Suggest(problem, roster, 0, 3).size(), 3u);
  const DropOut drop_out{0, {shift.start_minute, shift.end_minute}};
  const auto plans = Repair(problem, roster, {drop_out}, shift.start_minute - 60);
  EXPECT_TRUE(!plans.ok() || plans->size() == 3);
}

TEST(SolveFuzzTest, AnyProblemIsRefusedOrSolved) {
  int solved = 0;
  for (uint64_t seed = 0; seed < 1500; ++seed) {
    Dice dice(seed);
    Problem problem = SmallCase(seed);
    for (int i = dice.Below(4); i >= 0; --i) Spoil(&problem, &dice);
    Options options;
    options.steps = 2000;
    const absl::StatusOr<Solution> solution = Solve(problem, options);
    ASSERT_EQ(solution.ok(), CheckProblem(problem).ok()) << "seed " << seed;
    if (!solution.ok()) continue;
    ++solved;
    AskEverything(problem, solution->roster);
  }
  EXPECT_GT(solved, 150);
}

}  // namespace
}  // namespace liengia::rosters::engine
