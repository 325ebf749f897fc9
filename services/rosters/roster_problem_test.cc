#include "services/rosters/roster_problem.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/platform/errors.h"
#include "services/rosters/test_plans.h"

namespace liengia::rosters {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Day = absl::CivilDay;
using platform::Reason;

std::vector<ProblemKind> Kinds(const std::vector<RosterProblem>& problems) {
  std::vector<ProblemKind> kinds;
  kinds.reserve(problems.size());
  for (const RosterProblem& problem : problems) kinds.push_back(problem.kind);
  return kinds;
}

TEST(ProblemsTest, AFullLedCrewHasNone) {
  Shift shift = NightShift("s", 17);
  Assign(shift, "A");
  Assign(shift, "B");
  EXPECT_THAT(ProblemsOf(NewPlan(March({AnyCandidate("A"), AnyCandidate("B")}, {shift}))),
              IsEmpty());
}

TEST(ProblemsTest, EmptyPlacesAreWarnings) {
  const auto problems = ProblemsOf(NewPlan(March({AnyCandidate("A")}, {NightShift("s", 17)})));
  EXPECT_THAT(Kinds(problems), ElementsAre(ProblemKind::kCrewShort, ProblemKind::kLeaderMissing));
  EXPECT_TRUE(problems[0].warning && problems[1].warning);
  EXPECT_EQ(problems[0].text.vi, "Tuần tra đêm, 22:00 ngày 17/3: thiếu 2 người.");
  EXPECT_EQ(problems[0].text.en, "Tuần tra đêm, 22:00 on 17 March: 2 people short.");
}

TEST(ProblemsTest, EarlyDaysHaveOneDigit) {
  const auto problems = ProblemsOf(NewPlan(March({}, {NightShift("s", 5)})));
  EXPECT_EQ(problems[0].text.vi, "Tuần tra đêm, 22:00 ngày 5/3: thiếu 2 người.");
  EXPECT_EQ(problems[0].text.en, "Tuần tra đêm, 22:00 on 5 March: 2 people short.");
}

TEST(ProblemsTest, OneAloneAtNightIsNamed) {
  Shift shift = NightShift("s", 17);
  shift.crew_min = 1;
  Assign(shift, "A");
  const auto problems = ProblemsOf(NewPlan(March({AnyCandidate("A")}, {shift})));
  ASSERT_THAT(Kinds(problems), ElementsAre(ProblemKind::kAloneAtNight));
  EXPECT_EQ(problems[0].member_id, "A");
  EXPECT_EQ(problems[0].text.en,
            "Nguyễn Văn A is alone at night (Tuần tra đêm, 22:00 on 17 March).");
}

TEST(ProblemsTest, ABrokenRuleSaysWhoWhenAndWhy) {
  Candidate away = AnyCandidate("A");
  away.absences = {{Day(2026, 3, 17), Day(2026, 3, 18)}};
  Shift shift = NightShift("s", 17);
  Assign(shift, "A");
  Assign(shift, "B");
  const auto problems = ProblemsOf(NewPlan(March({away, AnyCandidate("B")}, {shift})));
  ASSERT_THAT(Kinds(problems), ElementsAre(ProblemKind::kUnavailable));
  EXPECT_FALSE(problems[0].warning);
  EXPECT_EQ(problems[0].shift_id, "s");
  EXPECT_EQ(problems[0].text.vi,
            "Nguyễn Văn A: nghỉ phép hoặc báo bận (Tuần tra đêm, 22:00 ngày 17/3).");
}

TEST(ProblemsTest, AMonthAwayIsToldOnce) {
  Candidate away = AnyCandidate("A");
  away.absences = {{Day(2026, 3, 1), Day(2026, 4, 1)}};
  Shift shift = NightShift("s", 17);
  Assign(shift, "A");
  Assign(shift, "B");
  EXPECT_THAT(Kinds(ProblemsOf(NewPlan(March({away, AnyCandidate("B")}, {shift})))),
              ElementsAre(ProblemKind::kUnavailable));
}

TEST(ProblemsTest, OneWhoLeftIsAProblem) {
  Candidate gone = AnyCandidate("A");
  gone.left = true;
  Shift shift = NightShift("s", 17);
  Assign(shift, "A");
  Assign(shift, "B");
  const auto problems = ProblemsOf(NewPlan(March({gone, AnyCandidate("B")}, {shift})));
  ASSERT_THAT(Kinds(problems), ElementsAre(ProblemKind::kLeft));
  EXPECT_EQ(problems[0].text.vi,
            "Nguyễn Văn A: không còn trong tổ (Tuần tra đêm, 22:00 ngày 17/3).");
}

TEST(BrokenByTest, TellsEveryRuleAtOnce) {
  Candidate child = AnyCandidate("A");
  child.birth_year = 2012;
  child.absences = {{Day(2026, 3, 17), Day(2026, 3, 18)}};
  child.other_duties = {
      {At(absl::CivilMinute(2026, 3, 17, 21, 0)), At(absl::CivilMinute(2026, 3, 17, 23, 0))}};
  const Plan plan = NewPlan(March({child}, {NightShift("s", 17)}));
  EXPECT_THAT(
      Kinds(BrokenBy(plan, 0, 0)),
      ElementsAre(ProblemKind::kUnavailable, ProblemKind::kOverlap, ProblemKind::kMinorAtNight));
}

TEST(BrokenByTest, RestCountsDutiesOfOtherGroups) {
  Candidate busy = AnyCandidate("A");
  busy.other_duties = {
      {At(absl::CivilMinute(2026, 3, 17, 12, 0)), At(absl::CivilMinute(2026, 3, 17, 15, 0))}};
  EXPECT_THAT(Kinds(BrokenBy(NewPlan(March({busy}, {NightShift("s", 17)})), 0, 0)),
              ElementsAre(ProblemKind::kRest));
  EXPECT_THAT(BrokenBy(NewPlan(March({busy}, {NightShift("s", 18)})), 0, 0), IsEmpty());
}

RosterProblem Of(ProblemKind kind) { return {kind, "s", "A", {"câu.", "text."}, false}; }

TEST(AssignmentRefusalTest, NamesTheOnlyReason) {
  const auto reason = [](const std::vector<RosterProblem>& problems) {
    return platform::ReasonOf(AssignmentRefusal(problems, ""));
  };
  EXPECT_EQ(reason({Of(ProblemKind::kCrewFull)}), Reason::kCrewFull);
  EXPECT_EQ(reason({Of(ProblemKind::kOverlap)}), Reason::kDutyOverlap);
  EXPECT_EQ(reason({Of(ProblemKind::kRest)}), Reason::kRuleBroken);
  EXPECT_EQ(reason({Of(ProblemKind::kCrewFull), Of(ProblemKind::kRest)}), Reason::kRuleBroken);
  EXPECT_EQ(reason({Of(ProblemKind::kRest), Of(ProblemKind::kAlreadyOnShift)}),
            Reason::kAlreadyOnShift);
}

TEST(AssignmentRefusalTest, SaysAllOfItAndCarriesTheList) {
  const absl::Status status =
      AssignmentRefusal({Of(ProblemKind::kRest), Of(ProblemKind::kOver70)}, "list");
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(platform::DetailOf(status)->text.vi, "câu. câu.");
  EXPECT_THAT(platform::DetailOf(status)->attachments, ElementsAre("list"));
  EXPECT_EQ(AssignmentRefusal({Of(ProblemKind::kAlreadyOnShift)}, "").code(),
            absl::StatusCode::kAlreadyExists);
}

TEST(CheckPublishableTest, WarningsCanBeAcceptedBrokenRulesCannot) {
  RosterProblem warning = Of(ProblemKind::kCrewShort);
  warning.warning = true;
  EXPECT_TRUE(CheckPublishable({}, false, "").ok());
  EXPECT_FALSE(CheckPublishable({warning}, false, "").ok());
  EXPECT_TRUE(CheckPublishable({warning}, true, "").ok());
  const absl::Status broken = CheckPublishable({warning, Of(ProblemKind::kRest)}, true, "list");
  EXPECT_EQ(platform::ReasonOf(broken), Reason::kNotPublishable);
  EXPECT_THAT(platform::DetailOf(broken)->attachments, ElementsAre("list"));
}

TEST(EmptySlotsTest, CountWhomEachRuleKeepsAway) {
  Candidate away = AnyCandidate("A"), old = AnyCandidate("B"), older = AnyCandidate("C");
  away.absences = {{Day(2026, 3, 17), Day(2026, 3, 18)}};
  old.birth_year = 1950;
  older.birth_year = 1945;
  const Plan plan = NewPlan(March({away, old, older}, {NightShift("s", 17)}));
  const auto slots = EmptySlotsOf(plan, plan.roster);
  ASSERT_THAT(slots, SizeIs(1));
  EXPECT_EQ(slots[0].missing, 2);
  ASSERT_THAT(slots[0].counts, SizeIs(2));
  EXPECT_EQ(slots[0].counts[0].kind, ProblemKind::kOver70);
  EXPECT_EQ(slots[0].counts[0].members, 2);
  EXPECT_EQ(slots[0].counts[0].text.vi, "2 người: trên 70 tuổi, chưa được chấp thuận.");
  EXPECT_EQ(slots[0].counts[1].kind, ProblemKind::kUnavailable);
  EXPECT_EQ(slots[0].counts[1].text.en, "1 member: on leave or not available.");
}

}  // namespace
}  // namespace liengia::rosters
