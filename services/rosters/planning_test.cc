#include "services/rosters/planning.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/rosters/test_plans.h"

namespace liengia::rosters {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Day = absl::CivilDay;
using Minute = absl::CivilMinute;

TEST(ShareTest, ShrinksWithTheDaysAway) {
  const Day start(2026, 3, 1), end(2026, 4, 1);
  EXPECT_EQ(ShareOf({}, start, end), 1000);
  EXPECT_EQ(ShareOf({{Day(2026, 2, 20), Day(2026, 3, 2)}}, start, end), 30 * 1000 / 31);
  EXPECT_EQ(ShareOf({{Day(2026, 3, 1), Day(2026, 4, 1)}}, start, end), 0);
  EXPECT_EQ(ShareOf({{Day(2026, 4, 1), Day(2026, 4, 9)}}, start, end), 1000);
}

TEST(ShareTest, CountsADayAwayOnce) {
  EXPECT_EQ(ShareOf({{Day(2026, 3, 1), Day(2026, 3, 11)}, {Day(2026, 3, 6), Day(2026, 3, 16)}},
                    Day(2026, 3, 1), Day(2026, 3, 31)),
            500);
}

TEST(PlanTest, CoversTheMonth) {
  const Plan plan = NewPlan(March({AnyCandidate("A")}, {NightShift("s", 31)}));
  EXPECT_EQ(plan.problem.last_day - plan.problem.first_day, 30);
  EXPECT_TRUE(engine::InWindow(plan.problem, plan.problem.shifts[0]));
  EXPECT_TRUE(engine::CheckProblem(plan.problem).ok());
}

TEST(PlanTest, NightMinutesAndSundaysWeighMore) {
  const Plan plan =
      NewPlan(March({AnyCandidate("A")}, {NightShift("sun", 1), NightShift("wed", 4)}));
  EXPECT_TRUE(plan.problem.shifts[0].night);
  // Two hours of Sunday night, two of Monday night.
  EXPECT_EQ(plan.problem.shifts[0].credit, 120 * 175 / 100 + 120 * 150 / 100);
  EXPECT_EQ(plan.problem.shifts[1].credit, 240 * 150 / 100);
}

TEST(PlanTest, HolidaysWeighMore) {
  PlanRows rows = March({AnyCandidate("A")}, {});
  rows.month = absl::CivilMonth(2026, 4);
  Shift shift = NightShift("holiday", 1);
  shift.duty_date = Day(2026, 4, 30);
  shift.start_time = At(Minute(2026, 4, 30, 8, 0));
  shift.end_time = At(Minute(2026, 4, 30, 10, 0));
  rows.shifts = {shift};
  EXPECT_EQ(NewPlan(std::move(rows)).problem.shifts[0].credit, 180);
}

TEST(PlanTest, AnAbsenceIsFromMidnightToMidnightInHue) {
  Candidate away = AnyCandidate("A");
  away.absences = {{Day(2026, 3, 10), Day(2026, 3, 12)}};
  const Plan plan = NewPlan(March({away}, {}));
  ASSERT_THAT(plan.problem.members[0].unavailable, SizeIs(1));
  const engine::Interval absence = plan.problem.members[0].unavailable[0];
  EXPECT_EQ(absence.start_minute, absl::ToUnixSeconds(At(Minute(2026, 3, 10, 0, 0))) / 60);
  EXPECT_EQ(absence.end_minute - absence.start_minute, 2 * 24 * 60);
  EXPECT_EQ(plan.problem.members[0].share, 29 * 1000 / 31);
}

TEST(PlanTest, AgesAreThoseOfTheMonth) {
  Candidate young = AnyCandidate("A"), old = AnyCandidate("B"), unknown = AnyCandidate("C");
  young.birth_year = 2010;
  old.birth_year = 1950;
  old.over_70_approved = true;
  unknown.birth_year.reset();
  const Plan plan = NewPlan(March({young, old, unknown}, {}));
  EXPECT_TRUE(plan.problem.members[0].minor);
  EXPECT_TRUE(plan.problem.members[1].over_70);
  EXPECT_TRUE(plan.problem.members[1].over_70_approved);
  EXPECT_FALSE(plan.problem.members[2].minor || plan.problem.members[2].over_70);
}

TEST(PlanTest, HouseholdsAreSharedByTheirMembers) {
  Candidate a = AnyCandidate("A"), b = AnyCandidate("B"), c = AnyCandidate("C");
  a.household_id = b.household_id = "h";
  a.two_a_night = b.two_a_night = true;
  const Plan plan = NewPlan(March({a, b, c}, {}));
  ASSERT_THAT(plan.problem.households, SizeIs(1));
  EXPECT_TRUE(plan.problem.households[0].two_per_night);
  EXPECT_EQ(plan.problem.members[0].household, plan.problem.members[1].household);
  EXPECT_EQ(plan.problem.members[2].household, -1);
}

// Two plain hours of one member.
CreditMonth JanuaryOf(const std::string& member_id) {
  CreditMonth month{absl::CivilMonth(2026, 1), Charter(), {}};
  month.duties = {{member_id, At(Minute(2026, 1, 14, 8, 0)), At(Minute(2026, 1, 14, 10, 0))}};
  return month;
}

TEST(PlanTest, CreditIsCarriedAsTheSurplusOverTheOthers) {
  Candidate a = AnyCandidate("A"), b = AnyCandidate("B");
  a.settled_surplus = 30;
  b.settled_surplus = -30;
  PlanRows rows = March({a, b}, {});
  rows.open_months = {JanuaryOf("A")};
  const Plan plan = NewPlan(std::move(rows));
  EXPECT_EQ(plan.problem.members[0].carried_credit, 90);
  EXPECT_EQ(plan.problem.members[1].carried_credit, -90);
}

TEST(PlanTest, WhoJoinedYesterdayHasNothingToWorkOff) {
  Candidate old = AnyCandidate("A"), fresh = AnyCandidate("B");
  fresh.create_time = At(Minute(2026, 3, 1, 8, 0));
  PlanRows rows = March({old, fresh}, {});
  rows.open_months = {JanuaryOf("A")};
  const Plan plan = NewPlan(std::move(rows));
  EXPECT_EQ(plan.problem.members[0].carried_credit, 0);
  EXPECT_EQ(plan.problem.members[1].carried_credit, 0);
}

TEST(PlanTest, WhoJoinedOrLeftInTheMiddleHasThatPartOfTheMonth) {
  Candidate fresh = AnyCandidate("A"), gone = AnyCandidate("B"), away = AnyCandidate("C");
  fresh.create_time = At(Minute(2026, 1, 17, 8, 0));
  gone.end_time = At(Minute(2026, 1, 2, 8, 0));
  away.absences = {{Day(2025, 12, 20), Day(2026, 2, 20)}};
  PlanRows rows = March({fresh, gone, away}, {});
  const std::vector<CreditEntry> entries = EntriesOf(JanuaryOf("A"), rows);
  EXPECT_EQ(entries[0].share, 15 * 1000 / 31);
  EXPECT_EQ(entries[1].share, 1 * 1000 / 31);
  EXPECT_EQ(entries[2].share, 0);
}

TEST(PlanTest, ByHouseholdAllOfItTakeOneShare) {
  Candidate a = AnyCandidate("A"), b = AnyCandidate("B"), c = AnyCandidate("C");
  a.household_id = b.household_id = "h";
  PlanRows rows = March({a, b, c}, {});
  rows.charter.fairness_unit = FairnessUnit::kHousehold;
  const Plan plan = NewPlan(std::move(rows));
  EXPECT_EQ(plan.problem.members[0].share, 500);
  EXPECT_EQ(plan.problem.members[1].share, 500);
  EXPECT_EQ(plan.problem.members[2].share, 1000);
  EXPECT_EQ(plan.problem.fairness_unit, engine::FairnessUnit::kHousehold);
}

TEST(OwnMonthTest, CountsWhoServedAndWhoStoodIn) {
  Shift shift = NightShift("s", 5);
  for (const char* member : {"A", "B", "C"}) Assign(shift, member);
  shift.duties[1].attendance.mark = duties::AbsenceMark::kAbsent;
  shift.duties[2].attendance.mark = duties::AbsenceMark::kExcused;
  shift.duties[2].attendance.cover_member_id = "D";
  const CreditMonth month = OwnMonth(March({}, {shift}));
  ASSERT_THAT(month.duties, SizeIs(2));
  EXPECT_EQ(month.duties[0].member_id, "A");
  EXPECT_EQ(month.duties[1].member_id, "D");
  EXPECT_EQ(month.duties[1].end_time, shift.end_time);
}

TEST(PlanTest, OneWhoLeftTakesNoPart) {
  Candidate gone = AnyCandidate("A");
  gone.left = true;
  EXPECT_EQ(NewPlan(March({gone}, {})).problem.members[0].share, 0);
}

TEST(PlanTest, AWishForATemplateIsOneForEachOfItsShifts) {
  std::vector<Shift> shifts = {NightShift("a", 1), NightShift("b", 2), NightShift("c", 3)};
  shifts[0].duty_template_id = shifts[2].duty_template_id = "late";
  shifts[1].duty_template_id = "early";
  Candidate candidate = AnyCandidate("A");
  candidate.wishes = {{"late", -2}, {"gone", 1}};
  const Plan plan = NewPlan(March({candidate}, std::move(shifts)));
  const auto& preferences = plan.problem.members[0].preferences;
  ASSERT_THAT(preferences, SizeIs(2));
  EXPECT_EQ(preferences[0].shift, 0);
  EXPECT_EQ(preferences[1].shift, 2);
  EXPECT_EQ(preferences[1].score, -2);
  EXPECT_TRUE(engine::CheckProblem(plan.problem).ok());
}

TEST(PlanTest, PairsAreTwoKindsAndThoseWhoLeftAreNoPair) {
  PlanRows rows = March({AnyCandidate("A"), AnyCandidate("B"), AnyCandidate("C")}, {});
  rows.pairs = {{"A", "B", PairKind::kApart}, {"A", "C", PairKind::kTogether}, {"A", "gone"}};
  const Plan plan = NewPlan(std::move(rows));
  EXPECT_THAT(plan.problem.not_together, ElementsAre(std::pair(0, 1)));
  EXPECT_THAT(plan.problem.together, ElementsAre(std::pair(0, 2)));
}

TEST(PlanTest, TheContextIsPinnedAndOutsideTheMonth) {
  PlanRows rows = March({AnyCandidate("A")}, {NightShift("s", 1)});
  rows.context = {{"before",
                   "A",
                   Day(2026, 2, 28),
                   {At(Minute(2026, 2, 28, 22, 0)), At(Minute(2026, 3, 1, 2, 0))}},
                  {"before", "stranger", Day(2026, 2, 28), {}}};
  const Plan plan = NewPlan(std::move(rows));
  EXPECT_THAT(plan.problem.pins, ElementsAre(engine::Duty{1, 0, true}));
  EXPECT_TRUE(plan.roster.Has(1, 0));
  EXPECT_FALSE(engine::InWindow(plan.problem, plan.problem.shifts[1]));
}

TEST(PlanTest, OnlyDutiesSetByHandArePinned) {
  Shift shift = NightShift("s", 5);
  Assign(shift, "A", true);
  Assign(shift, "B", false);
  const Plan plan = NewPlan(March({AnyCandidate("A"), AnyCandidate("B")}, {shift}));
  EXPECT_THAT(plan.problem.pins, ElementsAre(engine::Duty{0, 0, true}));
  EXPECT_TRUE(plan.roster.Has(0, 1));
}

TEST(SlotTest, TheLowestFreeOneIsTaken) {
  Shift shift = NightShift("s", 5);
  EXPECT_EQ(FreeSlot(shift), 1);
  Assign(shift, "A");
  Assign(shift, "B");
  shift.duties.erase(shift.duties.begin());
  EXPECT_EQ(FreeSlot(shift), 1);
  Assign(shift, "C");
  EXPECT_EQ(FreeSlot(shift), 3);
}

TEST(NewDutiesTest, KeepPinnedDutiesAndTheirSlots) {
  Shift shift = NightShift("s", 5);
  Assign(shift, "A", false);
  Assign(shift, "B", true);
  const Plan plan =
      NewPlan(March({AnyCandidate("A"), AnyCandidate("B"), AnyCandidate("C")}, {shift}));
  engine::Roster solved(plan.problem);
  for (int member = 0; member < 3; ++member) solved.Add({0, member, false});
  const std::vector<NewDuty> duties = NewDuties(plan, solved);
  ASSERT_THAT(duties, SizeIs(2));
  EXPECT_EQ(duties[0].member_id, "A");
  EXPECT_EQ(duties[0].slot, 1);
  EXPECT_EQ(duties[1].member_id, "C");
  EXPECT_EQ(duties[1].slot, 3);
}

TEST(NewDutiesTest, AreNoneForAnEmptyRoster) {
  const Plan plan = NewPlan(March({AnyCandidate("A")}, {NightShift("s", 5)}));
  EXPECT_THAT(NewDuties(plan, plan.roster), IsEmpty());
}

}  // namespace
}  // namespace liengia::rosters
