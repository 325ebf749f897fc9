#include "services/rosters/repair_plan.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/platform/errors.h"
#include "services/rosters/test_plans.h"

namespace liengia::rosters {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const absl::Time kNow = At(absl::CivilMinute(2026, 3, 1, 8, 0));

// A and B have the 5th, A and E the 12th, all set by hand. C and D have nothing.
Plan Published() {
  std::vector<Shift> shifts = {NightShift("s5", 5), NightShift("s12", 12)};
  for (Shift& shift : shifts) shift.crew_max = 2;
  Assign(shifts[0], "A", true);
  Assign(shifts[0], "B", true);
  Assign(shifts[1], "A", true);
  Assign(shifts[1], "E", true);
  return NewPlan(March({AnyCandidate("A"), AnyCandidate("B"), AnyCandidate("C"), AnyCandidate("D"),
                        AnyCandidate("E")},
                       std::move(shifts)));
}

Roster InForce() {
  Roster roster;
  roster.state = RosterState::kPublished;
  return roster;
}

DropOut Days(const std::string& member_id, int first, int last) {
  return {member_id, "", absl::CivilDay(2026, 3, first), absl::CivilDay(2026, 3, last + 1)};
}

TEST(PlansForTest, WhatWasSetByHandIsReplacedToo) {
  const Plan plan = Published();
  const auto plans = PlansFor(plan, {Days("A", 5, 5)}, kNow);
  ASSERT_TRUE(plans.ok()) << plans.status();
  ASSERT_THAT(*plans, SizeIs(3));
  for (const engine::RepairPlan& repair : *plans) {
    ASSERT_THAT(repair.changes, SizeIs(1));
    const RepairChange change = ChangeOf(plan, repair.changes[0]);
    EXPECT_EQ(change.shift_id, "s5");
    EXPECT_EQ(change.off_member_id, "A");
    EXPECT_TRUE(change.on_member_id == "C" || change.on_member_id == "D");
  }
}

TEST(PlansForTest, OneShiftOrSomeDaysOfThem) {
  const Plan plan = Published();
  EXPECT_THAT(PlansFor(plan, {{"A", "s12", {}, {}}}, kNow)->front().changes, SizeIs(1));
  EXPECT_THAT(PlansFor(plan, {Days("A", 1, 31)}, kNow)->front().changes, SizeIs(2));
  EXPECT_THAT(PlansFor(plan, {Days("C", 1, 31)}, kNow)->front().changes, IsEmpty());
}

TEST(PlansForTest, AStrangerOrAStrangeShiftIsNotFound) {
  const Plan plan = Published();
  EXPECT_EQ(PlansFor(plan, {Days("X", 1, 2)}, kNow).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(PlansFor(plan, {{"A", "x", {}, {}}}, kNow).status().code(),
            absl::StatusCode::kNotFound);
}

TEST(RepairByTest, WhoComesTakesTheSlotOfWhoGoes) {
  const auto repair = RepairBy(Published(), InForce(), {{"s5", "A", "C"}}, kNow);
  ASSERT_TRUE(repair.ok()) << repair.status();
  EXPECT_THAT(repair->freed_duty_ids, ElementsAre("s5-A"));
  ASSERT_THAT(repair->new_duties, SizeIs(1));
  EXPECT_EQ(repair->new_duties[0].member_id, "C");
  EXPECT_EQ(repair->new_duties[0].slot, 1);
  EXPECT_THAT(repair->problems, IsEmpty());
}

TEST(RepairByTest, EveryBrokenRuleOfEveryChangeIsTold) {
  const auto repair =
      RepairBy(Published(), InForce(),
               {{"s5", "", "C"}, {"s12", "E", ""}, {"s12", "", "A"}, {"s12", "", "D"}}, kNow);
  ASSERT_TRUE(repair.ok()) << repair.status();
  ASSERT_THAT(repair->problems, SizeIs(2));
  EXPECT_EQ(repair->problems[0].kind, ProblemKind::kCrewFull);
  EXPECT_EQ(repair->problems[1].kind, ProblemKind::kAlreadyOnShift);
}

TEST(RepairByTest, ChangesAreJudgedTogether) {
  // Nobody of the crew of the 5th has room for a third; the one who goes makes it.
  const auto repair = RepairBy(Published(), InForce(), {{"s5", "", "C"}, {"s5", "B", ""}}, kNow);
  ASSERT_TRUE(repair.ok()) << repair.status();
  EXPECT_THAT(repair->problems, IsEmpty());
  EXPECT_EQ(repair->new_duties[0].slot, 2);
}

TEST(RepairByTest, ShiftsThatAreOverStayAsTheyAre) {
  const auto repair =
      RepairBy(Published(), InForce(), {{"s5", "A", "C"}}, At(absl::CivilMinute(2026, 3, 6, 2, 0)));
  EXPECT_EQ(platform::ReasonOf(repair.status()), platform::Reason::kRosterState);
}

TEST(RepairByTest, WhoIsNotOnTheShiftCanNotGoOffIt) {
  EXPECT_EQ(RepairBy(Published(), InForce(), {{"s12", "B", ""}}, kNow).status().code(),
            absl::StatusCode::kNotFound);
}

TEST(ChangesTest, ThatSayNothingOrTooMuchAreMalformed) {
  platform::Violations violations;
  CheckChanges({{"s5", "", ""}, {"", "A", ""}, {"s5", "B", "B"}, {"s5", "B", ""}}, violations);
  const auto detail = platform::DetailOf(violations.ToStatus());
  ASSERT_TRUE(detail.has_value());
  EXPECT_EQ(detail->violations.size(), 4u);
}

TEST(TextTest, SaysWhoGoesWhoComesAndThePrice) {
  const Plan plan = Published();
  EXPECT_EQ(ChangeText(plan, {0, 0, 2}).vi,
            "Tuần tra đêm, 22:00 ngày 5/3: Nguyễn Văn A thôi, Nguyễn Văn C vào.");
  EXPECT_EQ(ChangeText(plan, {0, 0, -1}).en,
            "Tuần tra đêm, 22:00 on 5 March: Nguyễn Văn A goes, the place stays empty.");
  engine::RepairPrice price;
  price.people_disturbed = 2;
  price.duties_moved = 1;
  price.least_notice = 26 * 60 + 59;
  EXPECT_EQ(PriceText(price).vi,
            "Ảnh hưởng 2 người, dời 1 lượt đã công bố, báo trước ít nhất 26 giờ; còn trống 0 chỗ.");
  EXPECT_EQ(PriceText({.still_empty = 1}).en, "0 people disturbed; 1 place stays empty.");
}

}  // namespace
}  // namespace liengia::rosters
