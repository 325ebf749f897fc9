#include "services/rosters/engine/rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/rosters/engine/test_cases.h"

namespace liengia::rosters::engine {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr int kFourHours = 4 * 60;

// Two members, five consecutive nights of 22:00 to 02:00 with room for two, and a morning of
// 07:00 to 09:00 after the first night. Nothing but the crew's size limits anyone.
class RulesTest : public ::testing::Test {
 protected:
  static constexpr int kAn = 0, kBinh = 1, kMorning = 5;

  RulesTest() {
    std::vector<Shift> shifts;
    for (int night = 0; night < 5; ++night) {
      shifts.push_back(NightShift(night, "night" + std::to_string(night)));
      shifts.back().crew_max = shifts.back().crew_ideal = 2;
    }
    shifts.push_back(MorningShift(1, "morning"));
    problem_ = FourWeeks({AnyMember("an"), AnyMember("binh")}, shifts);
    problem_.households = {{"house", false}};
  }

  Member& an() { return problem_.members[kAn]; }
  Shift& shift(int index) { return problem_.shifts[index]; }

  // The rules that giving `shift` to An breaks when An serves on `held` already.
  std::vector<Rule> BrokenForAn(int shift, const std::vector<int>& held = {}) const {
    Roster roster(problem_);
    for (const int other : held) roster.Add({other, kAn});
    return Broken(problem_, roster, kAn, shift);
  }

  Problem problem_;
};

TEST_F(RulesTest, NothingForbidsAFreeMember) { EXPECT_THAT(BrokenForAn(0), IsEmpty()); }

TEST_F(RulesTest, AMemberWithoutAShareTakesNoPart) {
  an().share = 0;
  EXPECT_THAT(BrokenForAn(0), ElementsAre(Rule::kNoShare));
  an().share = 1;
  EXPECT_THAT(BrokenForAn(0), IsEmpty());
}

TEST_F(RulesTest, LeaveOfOneMinuteOfTheShiftForbidsIt) {
  an().unavailable = {{shift(0).end_minute - 1, shift(0).end_minute + 60}};
  EXPECT_THAT(BrokenForAn(0), ElementsAre(Rule::kUnavailable));
}

TEST_F(RulesTest, LeaveThatOnlyTouchesTheShiftDoesNotForbidIt) {
  an().unavailable = {{shift(0).end_minute, shift(0).end_minute + 60},
                      {shift(0).start_minute - 60, shift(0).start_minute}};
  EXPECT_THAT(BrokenForAn(0), IsEmpty());
}

TEST_F(RulesTest, OneSharedMinuteWithAnotherShiftIsAnOverlap) {
  shift(kMorning).start_minute = shift(0).end_minute - 1;
  EXPECT_THAT(BrokenForAn(kMorning, {0}), ElementsAre(Rule::kOverlap));
  EXPECT_THAT(BrokenForAn(0, {kMorning}), ElementsAre(Rule::kOverlap));
}

TEST_F(RulesTest, BackToBackShiftsAreAllowedWithoutARestRule) {
  shift(kMorning).start_minute = shift(0).end_minute;
  EXPECT_THAT(BrokenForAn(kMorning, {0}), IsEmpty());
}

TEST_F(RulesTest, OneSharedMinuteWithADutyInAnotherGroupIsAnOverlap) {
  an().other_duties = {{shift(0).start_minute - 60, shift(0).start_minute + 1}};
  EXPECT_THAT(BrokenForAn(0), ElementsAre(Rule::kOtherGroupOverlap));
  an().other_duties[0].end_minute = shift(0).start_minute;
  EXPECT_THAT(BrokenForAn(0), IsEmpty());
}

TEST_F(RulesTest, RestIsNeededBeforeAndAfterAShift) {
  const int gap = 5 * 60;  // 02:00 to 07:00.
  an().min_rest_minutes = gap;
  EXPECT_THAT(BrokenForAn(kMorning, {0}), IsEmpty());
  an().min_rest_minutes = gap + 1;
  EXPECT_THAT(BrokenForAn(kMorning, {0}), ElementsAre(Rule::kRest));
  EXPECT_THAT(BrokenForAn(0, {kMorning}), ElementsAre(Rule::kRest));
}

TEST_F(RulesTest, RestIsNeededAroundDutiesInOtherGroups) {
  an().min_rest_minutes = 61;
  an().other_duties = {{shift(0).end_minute + 60, shift(0).end_minute + 120}};
  EXPECT_THAT(BrokenForAn(0), ElementsAre(Rule::kRest));
  an().min_rest_minutes = 60;
  EXPECT_THAT(BrokenForAn(0), IsEmpty());
}

TEST_F(RulesTest, AnOverlapIsNotAlsoCalledMissingRest) {
  an().min_rest_minutes = kFourHours;
  shift(kMorning).start_minute = shift(0).start_minute;
  EXPECT_THAT(BrokenForAn(kMorning, {0}), ElementsAre(Rule::kOverlap));
}

TEST_F(RulesTest, TheWeeksMaximumCountsTheIsoWeekOfTheDutyDay) {
  an().max_duties_per_week = 1;
  EXPECT_THAT(BrokenForAn(4, {0}), ElementsAre(Rule::kMaxPerWeek));
  shift(4).duty_day = kMonday + 6;  // Sunday of the same week.
  EXPECT_THAT(BrokenForAn(4, {0}), ElementsAre(Rule::kMaxPerWeek));
  shift(4).duty_day = kMonday + 7;
  EXPECT_THAT(BrokenForAn(4, {0}), IsEmpty());
}

TEST_F(RulesTest, TheWeeksMaximumCountsTheDaysBeforeTheWindow) {
  an().max_duties_per_week = 1;
  problem_.first_day = kMonday + 2;
  EXPECT_THAT(BrokenForAn(4, {0}), ElementsAre(Rule::kMaxPerWeek));
}

TEST_F(RulesTest, ThePeriodsMaximumCountsTheWindowOnly) {
  an().max_duties = 2;
  EXPECT_THAT(BrokenForAn(4, {0}), IsEmpty());
  EXPECT_THAT(BrokenForAn(4, {0, 2}), ElementsAre(Rule::kMaxPerPeriod));
  problem_.first_day = kMonday + 1;
  EXPECT_THAT(BrokenForAn(4, {0, 2}), IsEmpty());
}

TEST_F(RulesTest, AMaximumOfZeroForbidsEveryDuty) {
  an().max_duties = 0;
  an().max_duties_per_week = 0;
  EXPECT_THAT(BrokenForAn(0), ElementsAre(Rule::kMaxPerWeek, Rule::kMaxPerPeriod));
}

TEST_F(RulesTest, NightsInARowJoinOnBothSides) {
  an().max_nights_in_row = 3;
  EXPECT_THAT(BrokenForAn(2, {0, 1}), IsEmpty());
  EXPECT_THAT(BrokenForAn(2, {1, 3}), IsEmpty());
  EXPECT_THAT(BrokenForAn(2, {0, 1, 3}), ElementsAre(Rule::kNightsInRow));
}

TEST_F(RulesTest, ANightOffBreaksTheRun) {
  an().max_nights_in_row = 2;
  EXPECT_THAT(BrokenForAn(4, {0, 1, 3}), IsEmpty());
}

TEST_F(RulesTest, DayShiftsAreNoPartOfARunOfNights) {
  an().max_nights_in_row = 1;
  EXPECT_THAT(BrokenForAn(kMorning, {0, 2}), IsEmpty());
  EXPECT_THAT(BrokenForAn(0, {kMorning}), IsEmpty());
}

TEST_F(RulesTest, PeopleKeptApartNeverShareAShift) {
  problem_.not_together = {{kBinh, kAn}};
  Roster roster(problem_);
  roster.Add({0, kBinh});
  EXPECT_THAT(Broken(problem_, roster, kAn, 0), ElementsAre(Rule::kNotTogether));
  EXPECT_THAT(Broken(problem_, roster, kAn, 1), IsEmpty());
}

TEST_F(RulesTest, PlacesAreKeptForThoseWhoHoldANeededSkill) {
  problem_.skills = {"first_aid", "swimming"};
  shift(0).skills_needed = {{0, 1}};
  Roster roster(problem_);
  EXPECT_THAT(Broken(problem_, roster, kAn, 0), IsEmpty());
  roster.Add({0, kBinh});
  EXPECT_THAT(Broken(problem_, roster, kAn, 0), ElementsAre(Rule::kSkill));
  problem_.members[kBinh].skills = {1, 0};
  EXPECT_THAT(Broken(problem_, roster, kAn, 0), IsEmpty());
  shift(0).skills_needed = {{0, 2}};
  EXPECT_THAT(Broken(problem_, roster, kAn, 0), ElementsAre(Rule::kSkill));
  an().skills = {0};
  EXPECT_THAT(Broken(problem_, roster, kAn, 0), IsEmpty());
}

TEST_F(RulesTest, EveningAndSmallHoursAreOneNight) {
  problem_.shifts.push_back(SmallHoursShift(0, "small hours"));
  const int small_hours = static_cast<int>(problem_.shifts.size()) - 1;
  shift(small_hours).crew_max = 2;
  problem_.members[kAn].household = problem_.members[kBinh].household = 0;
  Roster roster(problem_);
  roster.Add({0, kBinh});
  EXPECT_THAT(Broken(problem_, roster, kAn, small_hours), ElementsAre(Rule::kHouseholdNight));
  EXPECT_THAT(Broken(problem_, roster, kAn, 1), IsEmpty()) << "22:00 of the next day is another";
  an().household = -1;
  an().max_nights_in_row = 1;
  EXPECT_THAT(BrokenForAn(small_hours, {0}), IsEmpty()) << "two duties of one night are one night";
  EXPECT_THAT(BrokenForAn(small_hours, {1}), ElementsAre(Rule::kNightsInRow));
}

TEST_F(RulesTest, AHouseholdServesOncePerNight) {
  problem_.members[kAn].household = problem_.members[kBinh].household = 0;
  shift(1).night_day = shift(0).night_day;
  Roster roster(problem_);
  roster.Add({0, kBinh});
  EXPECT_THAT(Broken(problem_, roster, kAn, 0), ElementsAre(Rule::kHouseholdNight));
  EXPECT_THAT(Broken(problem_, roster, kAn, 1), ElementsAre(Rule::kHouseholdNight));
  EXPECT_THAT(Broken(problem_, roster, kAn, 2), IsEmpty());
}

TEST_F(RulesTest, AHouseholdThatAgreedServesTwicePerNightAndNoMore) {
  problem_.members.push_back(AnyMember("chi"));
  for (Member& member : problem_.members) member.household = 0;
  problem_.households[0].two_per_night = true;
  shift(0).crew_max = 3;
  Roster roster(problem_);
  roster.Add({0, kBinh});
  EXPECT_THAT(Broken(problem_, roster, kAn, 0), IsEmpty());
  roster.Add({0, 2});
  EXPECT_THAT(Broken(problem_, roster, kAn, 0), ElementsAre(Rule::kHouseholdNight));
}

TEST_F(RulesTest, ByDayAHouseholdMayServeTogether) {
  problem_.members[kAn].household = problem_.members[kBinh].household = 0;
  shift(kMorning).crew_max = 2;
  Roster roster(problem_);
  roster.Add({kMorning, kBinh});
  EXPECT_THAT(Broken(problem_, roster, kAn, kMorning), IsEmpty());
}

TEST_F(RulesTest, MembersWithoutAHouseholdDoNotShareOne) {
  Roster roster(problem_);
  roster.Add({0, kBinh});
  EXPECT_THAT(Broken(problem_, roster, kAn, 0), IsEmpty());
}

TEST_F(RulesTest, MinorsServeByDayOnly) {
  an().minor = true;
  EXPECT_THAT(BrokenForAn(0), ElementsAre(Rule::kMinorAtNight));
  EXPECT_THAT(BrokenForAn(kMorning), IsEmpty());
}

TEST_F(RulesTest, OverSeventyServesWhenApproved) {
  an().over_70 = true;
  EXPECT_THAT(BrokenForAn(kMorning), ElementsAre(Rule::kOver70));
  an().over_70_approved = true;
  EXPECT_THAT(BrokenForAn(kMorning), IsEmpty());
}

TEST_F(RulesTest, ACrewStopsAtItsMaximum) {
  shift(0).crew_max = 1;
  Roster roster(problem_);
  roster.Add({0, kBinh});
  EXPECT_THAT(Broken(problem_, roster, kAn, 0), ElementsAre(Rule::kCrewFull));
}

TEST_F(RulesTest, NobodyServesTwiceOnOneShift) {
  EXPECT_THAT(BrokenForAn(0, {0}), ElementsAre(Rule::kAlreadyOnShift));
}

TEST_F(RulesTest, AllBrokenRulesAreNamedAtOnce) {
  an().minor = true;
  an().max_duties = 0;
  an().unavailable = {{shift(0).start_minute, shift(0).end_minute}};
  EXPECT_THAT(BrokenForAn(0),
              ElementsAre(Rule::kUnavailable, Rule::kMaxPerPeriod, Rule::kMinorAtNight));
}

TEST(BrokenTest, AgreesWithAllowedAndStaysAllowedWhenDutiesGo) {
  for (uint64_t seed = 0; seed < 200; ++seed) {
    const Problem problem = SmallCase(seed);
    Roster roster = PinnedRoster(problem);
    for (int shift = 0; shift < static_cast<int>(problem.shifts.size()); ++shift) {
      for (int member = 0; member < static_cast<int>(problem.members.size()); ++member) {
        const bool allowed = Allowed(problem, roster, member, shift);
        EXPECT_EQ(allowed, Broken(problem, roster, member, shift).empty()) << "seed " << seed;
        if (!allowed) continue;
        EXPECT_TRUE(Allowed(problem, Roster(problem), member, shift)) << "seed " << seed;
        roster.Add({shift, member});
      }
    }
  }
}

class CheckAllTest : public RulesTest {
 protected:
  static std::string What(const Finding& finding) {
    switch (finding.flaw) {
      case Flaw::kRuleBroken:
        return RuleText(finding.rule, Language::kEnglish);
      case Flaw::kCrewUnderMinimum:
        return absl::StrCat("lacks ", finding.missing);
      case Flaw::kTooFewLeaders:
        return absl::StrCat("lacks leaders ", finding.missing);
      case Flaw::kTooFewSkilled:
        return absl::StrCat("lacks skilled ", finding.missing);
      case Flaw::kAloneAtNight:
        return "alone";
    }
    return "";
  }

  // One line per finding: "shift member: what".
  std::vector<std::string> Found(const std::vector<Duty>& duties) const {
    Roster roster(problem_);
    for (const Duty& duty : duties) roster.Add(duty);
    std::vector<std::string> found;
    for (const Finding& finding : CheckAll(problem_, roster)) {
      const std::string& shift = problem_.shifts[finding.shift].id;
      const std::string who = finding.member < 0 ? "" : " " + problem_.members[finding.member].id;
      found.push_back(absl::StrCat(shift, who, ": ", What(finding)));
    }
    return found;
  }

  CheckAllTest() {
    for (Shift& shift : problem_.shifts) shift.crew_min = 0;
  }
};

TEST_F(CheckAllTest, FindsNothingInASoundRoster) {
  EXPECT_THAT(Found({{0, kAn}, {0, kBinh}, {kMorning, kAn}}), IsEmpty());
}

TEST_F(CheckAllTest, FindsEverythingAtOnce) {
  an().minor = true;
  shift(1).crew_min = 2;
  shift(1).leaders_needed = 1;
  EXPECT_THAT(Found({{0, kAn}}),
              ElementsAre("night0 an: under 18, never at night", "night0 an: alone",
                          "night1: lacks 2", "night1: lacks leaders 1"));
}

TEST_F(CheckAllTest, ReportsAConflictOfTwoDutiesOnceAtTheLater) {
  an().min_rest_minutes = 6 * 60;
  EXPECT_THAT(Found({{kMorning, kAn}, {0, kAn}, {0, kBinh}}),
              ElementsAre("morning an: too little rest between two duties"));
}

TEST_F(CheckAllTest, ReportsEachDutyBeyondAMaximum) {
  an().max_duties = 1;
  problem_.members[kBinh].max_duties = 2;
  EXPECT_THAT(Found({{0, kAn}, {0, kBinh}, {2, kAn}, {2, kBinh}, {4, kAn}, {4, kBinh}}),
              ElementsAre("night2 an: has the most duties allowed in this roster",
                          "night4 an: has the most duties allowed in this roster",
                          "night4 binh: has the most duties allowed in this roster"));
}

TEST_F(CheckAllTest, ReportsPinsThatBreakRules) {
  an().over_70 = true;
  EXPECT_THAT(Found({{kMorning, kAn, true}}),
              ElementsAre("morning an: over 70 and not yet approved"));
}

TEST_F(CheckAllTest, JudgesOnlyTheWindow) {
  problem_.first_day = kMonday + 1;
  shift(0).crew_min = 2;
  an().minor = true;
  EXPECT_THAT(Found({{0, kAn}}), IsEmpty());
}

TEST_F(CheckAllTest, AWindowDutyTooCloseToOneBeforeTheWindowIsFound) {
  problem_.first_day = kMonday + 1;
  an().max_nights_in_row = 1;
  EXPECT_THAT(Found({{0, kAn}, {1, kAn}, {1, kBinh}}),
              ElementsAre("night1 an: too many nights in a row"));
}

TEST(RuleTextTest, EveryRuleHasItsOwnPhraseInBothLanguages) {
  std::set<std::string> phrases;
  for (int rule = 0; rule < kRuleCount; ++rule) {
    phrases.insert(RuleText(static_cast<Rule>(rule), Language::kEnglish));
    phrases.insert(RuleText(static_cast<Rule>(rule), Language::kVietnamese));
  }
  EXPECT_EQ(phrases.size(), 2u * kRuleCount);
  EXPECT_STREQ(RuleText(Rule::kHouseholdNight, Language::kVietnamese),
               "hộ đã có người trực đêm đó");
  EXPECT_STREQ(RuleText(Rule::kAlreadyOnShift, Language::kEnglish), "already on this shift");
}

}  // namespace
}  // namespace liengia::rosters::engine
