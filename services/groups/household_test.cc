#include "services/groups/household.h"

#include <gtest/gtest.h>

namespace liengia::groups {
namespace {

Household Home() {
  Household household;
  household.id = "h1";
  household.label = "12/3";
  return household;
}

Member Neighbour() {
  Member member;
  member.household_id = "h1";
  member.account_id = "a1";
  return member;
}

bool IsRightProxy(const Member* proxy) {
  platform::Violations violations;
  CheckProxy(Home(), proxy, "household.", violations);
  return violations.empty();
}

TEST(HouseholdTest, AHouseholdHasALabel) {
  platform::Violations violations;
  CheckHousehold(Home(), "household.", violations);
  EXPECT_TRUE(violations.empty());
  CheckHousehold(Household(), "household.", violations);
  EXPECT_FALSE(violations.empty());
}

TEST(HouseholdTest, AMemberOfItWithAPhoneMayBeProxy) {
  const Member proxy = Neighbour();
  EXPECT_TRUE(IsRightProxy(&proxy));
}

TEST(HouseholdTest, SomebodyOfAnotherHouseholdIsNoProxy) {
  Member proxy = Neighbour();
  proxy.household_id = "h2";
  EXPECT_FALSE(IsRightProxy(&proxy));
  EXPECT_FALSE(IsRightProxy(nullptr));
}

TEST(HouseholdTest, SomebodyWithoutAPhoneIsNoProxy) {
  Member proxy = Neighbour();
  proxy.account_id.clear();
  EXPECT_FALSE(IsRightProxy(&proxy));
}

}  // namespace
}  // namespace liengia::groups
