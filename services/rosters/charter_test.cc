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
