#include "services/rosters/engine/bound.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

#include "services/rosters/engine/civil_day.h"
#include "services/rosters/engine/rules.h"
#include "services/rosters/engine/solve.h"
#include "services/rosters/engine/test_cases.h"

namespace liengia::rosters::engine {
namespace {

Roster RosterOf(const Problem& problem, const std::vector<Duty>& duties) {
  Roster roster(problem);
  for (const Duty& duty : duties) roster.Add(duty);
  return roster;
}

Problem TwoMembers(const std::vector<Shift>& shifts) {
  return FourWeeks({AnyMember("an"), AnyMember("binh")}, shifts);
}

TEST(BoundTest, NobodyServingReachesIt) {
  const LoadBound bound = BoundHeaviestLoad(Problem(), Roster());
  EXPECT_TRUE(bound.reached);
  EXPECT_EQ(bound.GapPercent(), 0);
}

TEST(BoundTest, AnEvenRosterReachesIt) {
  const Problem problem = TwoMembers({NightShift(0, "a"), NightShift(1, "b")});
  const LoadBound bound = BoundHeaviestLoad(problem, RosterOf(problem, {{0, 0}, {1, 1}}));
  EXPECT_TRUE(bound.reached);
  EXPECT_EQ(bound.highest_load, 240);
  EXPECT_EQ(bound.lower_bound, 240);
}

TEST(BoundTest, AnUnevenRosterIsToldHowMuchLighterItMightBe) {
  const Problem problem = TwoMembers({NightShift(0, "a"), NightShift(1, "b")});
  const LoadBound bound = BoundHeaviestLoad(problem, RosterOf(problem, {{0, 0}, {1, 0}}));
  EXPECT_FALSE(bound.reached);
  EXPECT_EQ(bound.highest_load, 480);
  EXPECT_LE(bound.lower_bound, 240);
  EXPECT_GE(bound.lower_bound, 200);
}

TEST(BoundTest, CreditComesInWholeDuties) {
  // Three duties for two members: one of them has two, whatever the mean.
  const Problem problem = TwoMembers({NightShift(0, "a"), NightShift(1, "b"), NightShift(2, "c")});
  const LoadBound bound = BoundHeaviestLoad(problem, RosterOf(problem, {{0, 0}, {1, 1}, {2, 0}}));
  EXPECT_TRUE(bound.reached);
  EXPECT_EQ(bound.highest_load, 480);
}

TEST(BoundTest, WhoIsAwayCannotShare) {
  Problem problem = TwoMembers({NightShift(0, "a"), NightShift(1, "b")});
  problem.members[1].unavailable = {{problem.shifts[0].start_minute, problem.shifts[1].end_minute}};
  EXPECT_TRUE(BoundHeaviestLoad(problem, RosterOf(problem, {{0, 0}, {1, 0}})).reached);
}

TEST(BoundTest, TheWeeksMaximumLimitsWhatOthersCanTake) {
  Problem problem =
      TwoMembers({NightShift(0, "a"), NightShift(1, "b"), NightShift(2, "c"), NightShift(3, "d")});
  problem.members[1].max_duties_per_week = 1;
  EXPECT_TRUE(
      BoundHeaviestLoad(problem, RosterOf(problem, {{0, 0}, {1, 0}, {2, 0}, {3, 1}})).reached);
}

TEST(BoundTest, ScarceLeadersBearWhatOnlyTheyCan) {
  Problem problem = FourWeeks({AnyMember("an"), AnyMember("binh"), AnyMember("chi")},
                              {NightShift(0, "a"), NightShift(1, "b")});
  problem.members[0].may_lead = true;
  for (Shift& shift : problem.shifts) shift.leaders_needed = 1;
  EXPECT_TRUE(BoundHeaviestLoad(problem, RosterOf(problem, {{0, 0}, {1, 0}})).reached);
  EXPECT_FALSE(BoundHeaviestLoad(problem, RosterOf(problem, {{0, 1}, {1, 1}})).reached);
}

TEST(BoundTest, WhatSomeoneCarriesWithoutServingIsNotCounted) {
  Problem problem = TwoMembers({NightShift(0, "a")});
  problem.members[1].carried_credit = 9000;
  const LoadBound bound = BoundHeaviestLoad(problem, RosterOf(problem, {{0, 0}}));
  EXPECT_EQ(bound.highest_load, 240);
  EXPECT_TRUE(bound.reached);
}

// The lightest possible heaviest load of those who serve, among sound rosters with the same crews
// and at least as many of the leaders needed, by trying them all.
class Lightest {
 public:
  Lightest(const Problem& problem, const Roster& roster)
      : problem_(problem), wanted_(roster), roster_(PinnedRoster(problem)) {}

  int64_t Find() {
    Visit(0, 0);
    return best_;
  }

 private:
  bool Fits(int shift) const {
    const Crew want = CrewOf(problem_, wanted_, shift);
    const Crew have = CrewOf(problem_, roster_, shift);
    return have.people == want.people &&
           have.leaders >= std::min(want.leaders, problem_.shifts[shift].leaders_needed);
  }

  void Visit(int shift, int member) {
    if (shift == static_cast<int>(problem_.shifts.size())) {
      best_ = std::min(best_, BoundHeaviestLoadOnly());
      return;
    }
    if (!InWindow(problem_, problem_.shifts[shift])) return Visit(shift + 1, 0);
    if (member == static_cast<int>(problem_.members.size())) {
      if (Fits(shift)) Visit(shift + 1, 0);
      return;
    }
    Visit(shift, member + 1);
    if (Allowed(problem_, roster_, member, shift)) {
      roster_.Add({shift, member});
      Visit(shift, member + 1);
      roster_.Remove(shift, member);
    }
  }

  int64_t BoundHeaviestLoadOnly() const {
    const Bearers bearers = BearersOf(problem_);
    std::vector<int64_t> credits(bearers.shares.size());
    std::vector<bool> serves(bearers.shares.size());
    for (int member = 0; member < static_cast<int>(problem_.members.size()); ++member) {
      credits[bearers.of_member[member]] += CreditOf(problem_, roster_, member);
      for (const int shift : roster_.ShiftsOf(member)) {
        if (InWindow(problem_, problem_.shifts[shift])) serves[bearers.of_member[member]] = true;
      }
    }
    int64_t heaviest = std::numeric_limits<int64_t>::min();
    for (size_t i = 0; i < credits.size(); ++i) {
      if (!serves[i] || bearers.shares[i] == 0) continue;
      heaviest = std::max(heaviest, FloorDiv(credits[i] * 1000, bearers.shares[i]));
    }
    return heaviest;
  }

  const Problem& problem_;
  const Roster& wanted_;
  Roster roster_;
  int64_t best_ = std::numeric_limits<int64_t>::max();
};

TEST(BoundTest, NeverExceedsWhatTryingEveryRosterFinds) {
  int reached = 0;
  int compared = 0;
  for (uint64_t seed = 0; seed < 300; ++seed) {
    const Problem problem = SmallCase(seed);
    Options options;
    options.steps = seed % 2 == 0 ? 0 : 20'000;
    const absl::StatusOr<Solution> solution = Solve(problem, options);
    ASSERT_TRUE(solution.ok());
    const LoadBound bound = BoundHeaviestLoad(problem, solution->roster);
    const int64_t lightest = Lightest(problem, solution->roster).Find();
    if (bound.heaviest.credit == 0) continue;
    ++compared;
    EXPECT_LE(bound.lower_bound, lightest) << "seed " << seed;
    EXPECT_TRUE(!bound.reached || bound.highest_load == lightest) << "seed " << seed;
    reached += bound.reached ? 1 : 0;
  }
  EXPECT_GT(compared, 200);
  EXPECT_GT(reached, compared * 9 / 10);
}

}  // namespace
}  // namespace liengia::rosters::engine
