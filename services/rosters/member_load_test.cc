#include "services/rosters/member_load.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/rosters/test_plans.h"

namespace liengia::rosters {
namespace {

using ::testing::ElementsAre;

Candidate Named(const std::string& id, const std::string& name) {
  Candidate candidate = AnyCandidate(id);
  candidate.name = name;
  return candidate;
}

TEST(LoadsTest, AreListedByGivenName) {
  Candidate gone = Named("D", "Lê Văn Anh");
  gone.left = true;
  const Plan plan = NewPlan(March(
      {Named("A", "Trần Văn Ước"), Named("B", "Nguyễn Thị Đào"), Named("C", "Lê An"), gone}, {}));
  std::vector<std::string> names;
  for (const MemberLoad& load : LoadsOf(plan, plan.roster)) names.push_back(load.member_name);
  EXPECT_THAT(names, ElementsAre("Lê An", "Nguyễn Thị Đào", "Trần Văn Ước"));
}

TEST(LoadsTest, CountTheMonthAndNotItsContext) {
  Shift shift = NightShift("s", 4);
  Assign(shift, "A");
  PlanRows rows = March({AnyCandidate("A"), AnyCandidate("B")}, {shift});
  rows.context = {
      {"before",
       "A",
       absl::CivilDay(2026, 2, 28),
       {At(absl::CivilMinute(2026, 2, 28, 22, 0)), At(absl::CivilMinute(2026, 3, 1, 2, 0))}}};
  const Plan plan = NewPlan(std::move(rows));
  const std::vector<MemberLoad> loads = LoadsOf(plan, plan.roster);
  EXPECT_EQ(loads[0].duty_count, 1);
  EXPECT_EQ(loads[0].duty_minutes, 240);
  EXPECT_EQ(loads[0].credit_before, 0);
  EXPECT_EQ(loads[0].credit_after, 360);
  EXPECT_EQ(loads[1].duty_count, 0);
}

}  // namespace
}  // namespace liengia::rosters
