#include "services/rosters/engine/repair.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <utility>

#include "services/rosters/engine/rules.h"
#include "services/rosters/engine/search.h"
#include "services/rosters/engine/solve.h"
#include "services/rosters/engine/test_cases.h"

namespace liengia::rosters::engine {

std::ostream& operator<<(std::ostream& out, const Replacement& one) {
  return out << "shift " << one.shift << ": " << one.member_off << " -> " << one.member_on
             << (one.moves_published ? ", moved" : "");
}

namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

MATCHER_P3(Replaces, shift, off, on, "") {
  return arg.shift == shift && arg.member_off == off && arg.member_on == on;
}

Interval TimeOf(const Shift& shift) { return {shift.start_minute, shift.end_minute}; }

class RepairTest : public ::testing::Test {
 protected:
  static constexpr int kAn = 0, kBinh = 1, kChi = 2, kDung = 3;
  static constexpr int64_t kDay = 24 * 60;

  // A night shift of one on each of ten nights in turn, 20 days of warning.
  RepairTest() {
    std::vector<Shift> shifts;
    for (int day = 0; day < 10; ++day) shifts.push_back(NightShift(day, std::to_string(day)));
    problem_ = FourWeeks({AnyMember("an"), AnyMember("binh"), AnyMember("chi"), AnyMember("dung")},
                         shifts);
    now_ = problem_.shifts[0].start_minute - 20 * kDay;
  }

  std::vector<RepairPlan> Plans(const std::vector<DropOut>& drop_outs) {
    Roster published(problem_);
    for (const Duty& duty : duties_) published.Add(duty);
    auto plans = Repair(problem_, published, drop_outs, now_);
    EXPECT_TRUE(plans.ok()) << plans.status();
    return plans.ok() ? *std::move(plans) : std::vector<RepairPlan>(3);
  }

  DropOut From(int member, int shift) const { return {member, TimeOf(problem_.shifts[shift])}; }

  Problem problem_;
  std::vector<Duty> duties_;
  int64_t now_ = 0;
};

TEST_F(RepairTest, TheLightestTakesTheOnlyPlace) {
  duties_ = {{0, kAn}, {1, kBinh}, {2, kChi}};
  for (const RepairPlan& plan : Plans({From(kAn, 0)})) {
    EXPECT_THAT(plan.changes, ElementsAre(Replaces(0, kAn, kDung)));
    EXPECT_FALSE(plan.changes[0].moves_published);
    EXPECT_EQ(plan.price.still_empty, 0);
    EXPECT_EQ(plan.price.people_disturbed, 1);
    EXPECT_EQ(plan.price.duties_moved, 0);
    EXPECT_EQ(plan.price.least_notice, 20 * kDay);
    EXPECT_EQ(plan.price.notice_lacking, 0);
    EXPECT_EQ(plan.price.highest_load, 240);
  }
}

TEST_F(RepairTest, FewestPeopleOrTheFairest) {
  duties_ = {{0, kAn}, {2, kAn}, {4, kAn}};
  const std::vector<RepairPlan> plans =
      Plans({{kAn, {problem_.shifts[0].start_minute, problem_.shifts[9].end_minute}}});
  EXPECT_EQ(plans[0].aim, Ranking::kFewestDisturbed);
  EXPECT_EQ(plans[0].price.people_disturbed, 1);
  EXPECT_EQ(plans[0].price.highest_load, 720);
  EXPECT_EQ(plans[1].aim, Ranking::kFairest);
  EXPECT_EQ(plans[1].price.people_disturbed, 3);
  EXPECT_EQ(plans[1].price.highest_load, 240);
}

TEST_F(RepairTest, ShortNoticeFallsOnAsFewAsPossibleAndTheRestIsSharedFairly) {
  now_ = problem_.shifts[0].start_minute - kDay / 2;
  problem_.shifts[8].start_minute += 14 * kDay;
  problem_.shifts[8].end_minute += 14 * kDay;
  problem_.shifts[8].duty_day += 14;
  problem_.shifts[8].night_day += 14;
  duties_ = {{0, kAn}, {2, kAn}, {8, kAn}};
  const RepairPlan plan =
      Plans({{kAn, {problem_.shifts[0].start_minute, problem_.shifts[8].end_minute}}})[2];
  EXPECT_EQ(plan.aim, Ranking::kLeastNotice);
  ASSERT_EQ(plan.changes.size(), 3u);
  EXPECT_EQ(plan.changes[0].member_on, plan.changes[1].member_on);
  EXPECT_NE(plan.changes[0].member_on, plan.changes[2].member_on);
  EXPECT_EQ(plan.price.notice_lacking, kAmpleNotice - kDay / 2);
}

TEST_F(RepairTest, SomebodysDutyIsMovedOnlyWhereAPlaceCouldNotBeFilledOtherwise) {
  // Only Bình may lead; he serves on that night already, on another post.
  problem_.shifts[1] = NightShift(0, "other post");
  problem_.members[kBinh].may_lead = true;
  problem_.members[kAn].may_lead = true;
  problem_.shifts[0].leaders_needed = 1;
  duties_ = {{0, kAn}, {1, kBinh}};
  for (const RepairPlan& plan : Plans({From(kAn, 0)})) {
    EXPECT_TRUE(plan.roster.Has(0, kBinh));
    EXPECT_FALSE(plan.roster.Has(1, kBinh));
    EXPECT_EQ(plan.price.duties_moved, 1);
    EXPECT_EQ(plan.price.people_disturbed, 2);
    EXPECT_EQ(plan.price.still_empty, 0);
    EXPECT_EQ(std::count_if(plan.changes.begin(), plan.changes.end(),
                            [](const Replacement& one) { return one.moves_published; }),
              1);
  }
}

TEST_F(RepairTest, PinsAndWhatHasBegunAreNotMoved) {
  problem_.shifts[1] = NightShift(0, "other post");
  problem_.members[kBinh].may_lead = problem_.members[kAn].may_lead = true;
  problem_.shifts[0].leaders_needed = 1;
  duties_ = {{0, kAn}, {1, kBinh, true}};
  problem_.pins = {{1, kBinh, true}};
  for (const RepairPlan& plan : Plans({From(kAn, 0)})) {
    EXPECT_EQ(plan.price.duties_moved, 0);
    EXPECT_TRUE(plan.roster.Has(1, kBinh));
  }
  problem_.pins.clear();
  duties_[1].pinned = false;
  now_ = problem_.shifts[0].start_minute + 10;
  for (const RepairPlan& plan : Plans({From(kAn, 0)})) EXPECT_EQ(plan.price.duties_moved, 0);
}

TEST_F(RepairTest, AShiftThatIsOverIsLeftAlone) {
  duties_ = {{0, kAn}, {1, kAn}};
  now_ = problem_.shifts[0].end_minute;
  for (const RepairPlan& plan :
       Plans({{kAn, {problem_.shifts[0].start_minute, problem_.shifts[9].end_minute}}})) {
    EXPECT_TRUE(plan.roster.Has(0, kAn));
    EXPECT_THAT(plan.changes, ElementsAre(Replaces(1, kAn, plan.changes[0].member_on)));
  }
}

TEST_F(RepairTest, PlacesThatWereEmptyBeforeAreNoneOfItsBusiness) {
  duties_ = {{0, kAn}};
  for (const RepairPlan& plan : Plans({From(kAn, 0)})) EXPECT_EQ(plan.changes.size(), 1u);
}

TEST_F(RepairTest, NobodyIsCalledUpToJoinSomebodyWhoWasPublishedAlone) {
  for (Shift& shift : problem_.shifts) shift.crew_ideal = shift.crew_max = 2;
  duties_ = {{0, kAn}, {1, kBinh}};
  for (const RepairPlan& plan : Plans({From(kAn, 0)})) {
    ASSERT_THAT(plan.changes, ::testing::SizeIs(1));
    EXPECT_EQ(plan.changes[0].shift, 0);
    EXPECT_EQ(plan.price.people_disturbed, 1);
  }
}

TEST_F(RepairTest, APlaceThatNobodyMayTakeStaysEmptyAndIsCounted) {
  for (Member& member : problem_.members) member.minor = true;
  duties_ = {{0, kAn}};
  for (const RepairPlan& plan : Plans({From(kAn, 0)})) {
    EXPECT_THAT(plan.changes, ElementsAre(Replaces(0, kAn, -1)));
    EXPECT_EQ(plan.price.still_empty, 1);
    EXPECT_EQ(plan.price.people_disturbed, 0);
    EXPECT_EQ(plan.price.least_notice, 0);
  }
}

TEST_F(RepairTest, WithoutDropOutsNothingChanges) {
  duties_ = {{0, kAn}, {1, kAn}, {2, kAn}};
  for (const RepairPlan& plan : Plans({})) EXPECT_THAT(plan.changes, IsEmpty());
}

TEST_F(RepairTest, NonsenseIsRefused) {
  const Roster published(problem_);
  const auto code = [&](const DropOut& one) {
    return Repair(problem_, published, {one}, now_).status().code();
  };
  EXPECT_EQ(code({9, {0, 1}}), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(code({-1, {0, 1}}), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(code({0, {1, 1}}), absl::StatusCode::kInvalidArgument);
}

TEST(RepairPropertyTest, PlansBreakNoRuleAndLeaveOthersInPeaceWhereTheyCan) {
  for (uint64_t seed = 0; seed < 60; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    Dice dice(seed);
    const Problem problem = PatrolCase({12, 1 + static_cast<int>(seed % 2), 10, 3}, seed);
    Options options;
    options.steps = 3'000;
    const auto solution = Solve(problem, options);
    ASSERT_TRUE(solution.ok());
    const int member = dice.Below(12);
    const int64_t now = problem.shifts[0].start_minute + dice.Below(5 * 24 * 60);
    const Interval away{now, now + dice.Below(10 * 24 * 60) + 1};
    const auto plans = Repair(problem, solution->roster, {{member, away}}, now);
    ASSERT_TRUE(plans.ok());
    ASSERT_EQ(plans->size(), 3u);
    for (const RepairPlan& plan : *plans) {
      Problem after = problem;
      after.members[member].unavailable.push_back(away);
      for (const Finding& finding : CheckAll(after, plan.roster)) {
        const bool before_now = problem.shifts[finding.shift].start_minute <= now;
        EXPECT_TRUE(finding.flaw != Flaw::kRuleBroken || before_now);
      }
      int moved = 0;
      for (const Duty& duty : solution->roster.Duties()) {
        if (duty.member != member && !plan.roster.Has(duty.shift, duty.member)) ++moved;
      }
      EXPECT_EQ(moved, plan.price.duties_moved);
    }
    EXPECT_LE((*plans)[0].price.people_disturbed, (*plans)[1].price.people_disturbed);
  }
}

}  // namespace
}  // namespace liengia::rosters::engine
