#include "services/rosters/charter.h"

#include "gtest/gtest.h"
#include "services/rosters/planning.h"
#include "services/rosters/test_plans.h"

namespace liengia::rosters {
namespace {

TEST(CharterTest, EveryModelRestsAndStops) {
  for (int m = 0; m < groups::kGroupModelCount; ++m) {
    const Charter charter = CharterOf(static_cast<groups::GroupModel>(m));
    EXPECT_GT(charter.min_rest_minutes, 0) << m;
    EXPECT_GE(charter.max_nights_in_row, 1) << m;
    EXPECT_GE(charter.max_duties_per_week, 1) << m;
  }
}

TEST(CharterTest, WhatGroupsBeginWithIsAllowed) {
  for (int m = 0; m < groups::kGroupModelCount; ++m) {
    platform::Violations violations;
    CheckCharter(CharterOf(static_cast<groups::GroupModel>(m)), "charter", violations);
    EXPECT_TRUE(violations.empty()) << m;
  }
}

TEST(CharterTest, EverythingThatDoesNotFitIsToldAtOnce) {
  Charter charter;
  charter.max_nights_in_row = 0;
  charter.max_duties_per_week = 0;
  charter.credit = {.weekend_percent = 90,
                    .holiday_percent = 80,
                    .tet_percent = 70,
                    .night_start_minute = 22 * 60 + 1,
                    .night_end_minute = 6 * 60 - 1};
  platform::Violations violations;
  CheckCharter(charter, "charter", violations);
  const auto detail = platform::DetailOf(violations.ToStatus());
  ASSERT_TRUE(detail.has_value());
  std::vector<std::string> fields;
  for (const auto& violation : detail->violations) fields.push_back(violation.field);
  EXPECT_EQ(fields, (std::vector<std::string>{
                        "charter.max_nights_in_row", "charter.max_duties_per_week",
                        "charter.weekend_percent", "charter.holiday_percent", "charter.tet_percent",
                        "charter.night_start_time", "charter.night_end_time"}));
}

TEST(CharterTest, ALongerNightAndEqualWeightsAreAllowed) {
  Charter charter;
  charter.credit = {.weekend_percent = 100,
                    .holiday_percent = 100,
                    .tet_percent = 100,
                    .night_extra_percent = 0,
                    .night_start_minute = 18 * 60,
                    .night_end_minute = 8 * 60};
  platform::Violations violations;
  CheckCharter(charter, "charter", violations);
  EXPECT_TRUE(violations.empty());
}

TEST(CharterTest, TheSameRulesAreTheSameWhicheverTheirVersions) {
  Charter later;
  later.version = 7;
  EXPECT_TRUE(SameRules(Charter(), later));
  later.fairness_unit = FairnessUnit::kHousehold;
  EXPECT_FALSE(SameRules(Charter(), later));
}

// The second half of the night; four people.
Shift SecondShift(const Shift& first) {
  Shift second = first;
  second.id += "b";
  second.start_time = first.end_time;
  second.end_time = first.end_time + absl::Hours(3);
  return second;
}

TEST(CharterTest, TwentyFourNeighboursFillTwoNightShiftsOfFour) {
  std::vector<Candidate> candidates;
  for (int i = 0; i < 24; ++i) {
    candidates.push_back(AnyCandidate(std::to_string(100 + i)));
    candidates.back().household_id = "household " + std::to_string(i * 20 / 24);
    candidates.back().may_lead = i % 4 == 0;
  }
  std::vector<Shift> shifts;
  for (int day = 1; day <= 31; ++day) {
    Shift shift = NightShift("night " + std::to_string(day), day);
    shift.crew_min = shift.crew_ideal = shift.crew_max = 4;
    shifts.push_back(shift);
    shifts.push_back(SecondShift(shift));
  }
  const Plan plan = NewPlan(March(std::move(candidates), std::move(shifts)));
  const auto solved = engine::Solve(plan.problem, {.seed = 1, .steps = 100'000});
  ASSERT_TRUE(solved.ok()) << solved.status();
  EXPECT_TRUE(solved->empty.empty());
  EXPECT_TRUE(solved->without_leader.empty());
  EXPECT_LE(solved->fairness.max_load - solved->fairness.min_load, 1000);
}

}  // namespace
}  // namespace liengia::rosters
