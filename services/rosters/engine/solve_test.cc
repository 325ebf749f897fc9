#include "services/rosters/engine/solve.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "services/rosters/engine/test_cases.h"

namespace liengia::rosters::engine {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

Solution Solved(const Problem& problem, const Options& options = {}) {
  absl::StatusOr<Solution> solution = Solve(problem, options);
  EXPECT_TRUE(solution.ok()) << solution.status();
  return solution.ok() ? *std::move(solution) : Solution{};
}

int Size(const std::vector<Duty>& duties) { return static_cast<int>(duties.size()); }

std::vector<int> DutiesPerMember(const Solution& solution) {
  std::vector<int> counts;
  for (const MemberCredit& credit : solution.credits) counts.push_back(credit.duties);
  return counts;
}

// `members` members m0, m1, … and a night shift on each of `nights` nights.
Problem Nights(int members, int nights) {
  std::vector<Member> people(members);
  for (int i = 0; i < members; ++i) people[i] = AnyMember("m" + std::to_string(i));
  std::vector<Shift> shifts(nights);
  for (int i = 0; i < nights; ++i) shifts[i] = NightShift(i, "n" + std::to_string(100 + i));
  return FourWeeks(people, shifts);
}

void SetCrew(Problem* problem, int min, int ideal, int max) {
  for (Shift& shift : problem->shifts) {
    shift.crew_min = min;
    shift.crew_ideal = ideal;
    shift.crew_max = max;
  }
}

TEST(SolveTest, NoMembersLeaveEverySlotEmpty) {
  const Solution solution = Solved(Nights(0, 3));
  EXPECT_THAT(solution.roster.Duties(), IsEmpty());
  ASSERT_EQ(solution.empty.size(), 3u);
  EXPECT_EQ(solution.empty[2].shift, 2);
  EXPECT_EQ(solution.empty[2].missing, 1);
  EXPECT_EQ(solution.empty[2].candidates, 0);
  EXPECT_TRUE(solution.exchange_stable);
}

TEST(SolveTest, NoShiftsLeaveEveryLoadAsItWas) {
  Problem problem = Nights(2, 0);
  problem.members[1].carried_credit = 50;
  const Solution solution = Solved(problem);
  EXPECT_THAT(solution.empty, IsEmpty());
  EXPECT_EQ(solution.credits[1].after, 50);
  EXPECT_EQ(solution.fairness.max_load, 50);
  EXPECT_EQ(solution.fairness.mean_load, 25);
}

TEST(SolveTest, NothingAtAllIsSolved) { EXPECT_THAT(Solved({}).roster.Duties(), IsEmpty()); }

TEST(SolveTest, NegativeStepsAreRefused) {
  Options options;
  options.steps = -1;
  EXPECT_EQ(Solve({}, options).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(SolveTest, EqualMembersServeEquallyOften) {
  const Solution solution = Solved(Nights(5, 20));
  EXPECT_THAT(DutiesPerMember(solution), ElementsAre(4, 4, 4, 4, 4));
  EXPECT_EQ(solution.fairness.max_load, 960);
  EXPECT_EQ(solution.fairness.min_load, 960);
  EXPECT_EQ(solution.fairness.gini, 0);
}

TEST(SolveTest, WhoCarriesCreditServesLess) {
  Problem problem = Nights(2, 6);
  problem.members[0].carried_credit = 480;
  const Solution solution = Solved(problem);
  EXPECT_THAT(DutiesPerMember(solution), ElementsAre(2, 4));
  EXPECT_EQ(solution.credits[0].before, 480);
  EXPECT_EQ(solution.credits[0].after, 960);
  EXPECT_EQ(solution.credits[0].deviation, 0);
}

TEST(SolveTest, AHalfShareServesHalfAsOften) {
  Problem problem = Nights(2, 9);
  problem.members[0].share = 500;
  const Solution solution = Solved(problem);
  EXPECT_THAT(DutiesPerMember(solution), ElementsAre(3, 6));
  EXPECT_EQ(solution.credits[0].load_after, 1440);
  EXPECT_EQ(solution.credits[1].load_after, 1440);
}

TEST(SolveTest, HeavyShiftsAreSpreadByTheirCreditNotByTheirNumber) {
  Problem problem = Nights(2, 4);
  problem.shifts[0].credit = 720;
  const Solution solution = Solved(problem);
  EXPECT_EQ(solution.fairness.max_load, 720);
  EXPECT_EQ(solution.fairness.min_load, 720);
}

TEST(SolveTest, LeadersAreSpreadOverTheShifts) {
  Problem problem = Nights(6, 4);
  SetCrew(&problem, 2, 2, 2);
  for (Shift& shift : problem.shifts) shift.leaders_needed = 1;
  problem.members[4].may_lead = problem.members[5].may_lead = true;
  EXPECT_THAT(Solved(problem).without_leader, IsEmpty());
  problem.members[4].may_lead = problem.members[5].may_lead = false;
  EXPECT_THAT(Solved(problem).without_leader, ElementsAre(0, 1, 2, 3));
}

TEST(SolveTest, NobodyIsLeftAloneAtNightWhereACompanionIsAllowed) {
  Problem problem = Nights(4, 4);
  SetCrew(&problem, 1, 1, 2);
  EXPECT_THAT(Solved(problem).alone_at_night, IsEmpty());
  SetCrew(&problem, 1, 1, 1);
  EXPECT_THAT(Solved(problem).alone_at_night, ElementsAre(0, 1, 2, 3));
}

TEST(SolveTest, AnOptionalNightTakesTwoPeopleOrNone) {
  Problem problem = Nights(2, 1);
  SetCrew(&problem, 0, 2, 2);
  EXPECT_EQ(Size(Solved(problem).roster.DutiesOn(0)), 2);
  problem.members[0].minor = true;
  EXPECT_EQ(Size(Solved(problem).roster.DutiesOn(0)), 0);
}

TEST(SolveTest, CrewsGrowToTheIdealAndNotBeyond) {
  Problem problem = Nights(6, 6);
  SetCrew(&problem, 2, 3, 5);
  const Solution solution = Solved(problem);
  EXPECT_THAT(solution.below_ideal, IsEmpty());
  EXPECT_THAT(DutiesPerMember(solution), ElementsAre(3, 3, 3, 3, 3, 3));
}

TEST(SolveTest, IdealCrewsLiftNobodyMoreThanADutyAboveTheFairLevel) {
  // Only m0 could bring every crew to its ideal, and would serve every night for it.
  Problem problem = Nights(3, 12);
  SetCrew(&problem, 1, 2, 2);
  for (Shift& shift : problem.shifts) shift.night = false;
  problem.members[1].max_duties = problem.members[2].max_duties = 6;
  const Solution solution = Solved(problem);
  EXPECT_THAT(DutiesPerMember(solution), ElementsAre(9, 6, 6));
  EXPECT_EQ(solution.below_ideal.size(), 3u);
}

TEST(SolveTest, TheMoreImportantShiftIsManned) {
  Problem problem = Nights(1, 2);
  problem.members[0].max_duties = 1;
  problem.shifts[1].importance = 2;
  const Solution solution = Solved(problem);
  ASSERT_EQ(solution.empty.size(), 1u);
  EXPECT_EQ(solution.empty[0].shift, 0);
}

TEST(SolveTest, AnEmptySlotSaysWhatKeepsEveryoneOff) {
  Problem problem = Nights(4, 1);
  SetCrew(&problem, 3, 3, 3);
  problem.households = {{"house", false}};
  problem.members[0].minor = true;
  problem.members[0].max_duties = 0;
  problem.members[1].household = problem.members[2].household = 0;
  const Solution solution = Solved(problem);
  ASSERT_EQ(solution.empty.size(), 1u);
  const EmptySlot& slot = solution.empty[0];
  EXPECT_EQ(slot.missing, 1);
  EXPECT_EQ(slot.candidates, 2);
  EXPECT_EQ(slot.blocked[static_cast<int>(Rule::kMinorAtNight)], 1);
  EXPECT_EQ(slot.blocked[static_cast<int>(Rule::kMaxPerPeriod)], 1);
  EXPECT_EQ(slot.blocked[static_cast<int>(Rule::kHouseholdNight)], 1);
  EXPECT_EQ(slot.blocked[static_cast<int>(Rule::kUnavailable)], 0);
}

TEST(SolveTest, AWishDecidesBetweenRostersAsFair) {
  Problem problem = Nights(2, 2);
  problem.members[0].preferences = {{1, 2}};
  EXPECT_TRUE(Solved(problem).roster.Has(1, 0));
  problem.members[0].preferences = {{1, -2}};
  EXPECT_TRUE(Solved(problem).roster.Has(0, 0));
}

TEST(SolveTest, AWishNeverCostsFairness) {
  Problem problem = Nights(2, 2);
  problem.members[0].preferences = {{0, 2}, {1, 2}};
  EXPECT_THAT(DutiesPerMember(Solved(problem)), ElementsAre(1, 1));
}

TEST(SolveTest, PinsStayEvenWhereTheyBreakARule) {
  Problem problem = Nights(3, 3);
  problem.members[0].minor = true;
  problem.pins = {{0, 0}, {2, 0}};
  const Solution solution = Solved(problem);
  EXPECT_THAT(solution.roster.DutiesOn(0), ElementsAre(Duty{0, 0, true}));
  EXPECT_THAT(solution.roster.DutiesOn(2), ElementsAre(Duty{2, 0, true}));
  EXPECT_FALSE(solution.roster.DutiesOn(1)[0].pinned);
}

TEST(SolveTest, NightsBeforeTheWindowCountTowardsARun) {
  Problem problem = Nights(2, 3);
  problem.first_day = kMonday + 2;
  problem.members[0].max_nights_in_row = 2;
  problem.members[1].carried_credit = 10'000;
  problem.pins = {{0, 0}, {1, 0}};
  const Solution solution = Solved(problem);
  EXPECT_THAT(solution.roster.DutiesOn(2), ElementsAre(Duty{2, 1, false}));
  EXPECT_EQ(solution.credits[0].after, 0) << "duties outside the window earn nothing";
}

TEST(SolveTest, ShiftsOutsideTheWindowAreNeitherFilledNorMissed) {
  Problem problem = Nights(2, 4);
  problem.last_day = kMonday + 1;
  const Solution solution = Solved(problem);
  EXPECT_THAT(solution.roster.DutiesOn(2), IsEmpty());
  EXPECT_THAT(solution.empty, IsEmpty());
}

TEST(SolveTest, WithoutStepsTheFirstRosterIsComplete) {
  Options options;
  options.steps = 0;
  const Solution solution = Solved(Nights(5, 20), options);
  EXPECT_THAT(solution.empty, IsEmpty());
  EXPECT_FALSE(solution.exchange_stable);
  EXPECT_EQ(solution.steps, 0);
}

TEST(SolveTest, StopHandsBackTheBestSoFar) {
  Options options;
  bool begun = false;
  int asked = 0;
  options.progress = [&](const Progress&) { begun = true; };
  options.stop = [&] { return begun && ++asked == 3; };
  const Problem problem = PatrolCase({30, 2, 28, 3}, 5);
  const Solution solution = Solved(problem, options);
  EXPECT_EQ(asked, 3);
  EXPECT_LT(solution.steps, Options{}.steps);
  EXPECT_THAT(solution.empty, IsEmpty());
}

TEST(SolveTest, StopWhileTheFirstRosterIsMadeHandsBackWhatThereIs) {
  Options options;
  options.stop = [] { return true; };
  const Problem problem = PatrolCase({30, 2, 28, 3}, 5);
  const Solution solution = Solved(problem, options);
  EXPECT_FALSE(solution.repeatable);
  EXPECT_THAT(solution.roster.Duties(), Not(IsEmpty()));
  EXPECT_THAT(solution.empty, Not(IsEmpty()));
}

TEST(SolveTest, ProgressOnlyGetsBetterAndEndsWithTheRosterGiven) {
  const Problem problem = PatrolCase({20, 1, 28, 3}, 5);
  Options options;
  options.steps = 100'000;
  std::vector<Score> told;
  int64_t steps = 0;
  options.progress = [&](const Progress& progress) {
    EXPECT_GE(progress.steps, steps);
    steps = progress.steps;
    told.push_back(*progress.best);
  };
  const Solution solution = Solved(problem, options);
  ASSERT_GT(told.size(), 3u);
  for (size_t i = 0; i + 1 < told.size(); ++i) EXPECT_LE(Compare(told[i + 1], told[i]), 0);
  EXPECT_EQ(Compare(told.back(), Evaluate(problem, solution.roster)), 0);
}

TEST(SolveTest, GiniOfAKnownRoster) {
  Problem problem = Nights(2, 4);
  problem.members[0].max_duties = 1;
  const Solution solution = Solved(problem);
  // Loads 240 and 720: mean difference 240 over twice the mean 960.
  EXPECT_DOUBLE_EQ(solution.fairness.gini, 0.25);
  EXPECT_EQ(solution.credits[0].deviation, -240);
}

}  // namespace
}  // namespace liengia::rosters::engine
