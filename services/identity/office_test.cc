#include "services/identity/office.h"

#include <gtest/gtest.h>

#include <string>

namespace liengia::identity {
namespace {

using areas::AreaKind;
using platform::Role;

bool Allowed(Role role, const std::string& area_code) {
  platform::Violations violations;
  CheckOfficeRole(role, area_code, violations);
  return violations.empty();
}

TEST(Office, RolesOfGroupsAreNone) {
  for (const Role role : {Role::kNone, Role::kMember, Role::kDeputy, Role::kLeader}) {
    EXPECT_FALSE(Allowed(role, "phuong-thuan-hoa"));
    EXPECT_FALSE(Allowed(role, ""));
  }
}

TEST(Office, StandsOverAnAreaUnlessItIsAnOperators) {
  for (const Role role :
       {Role::kBeatOfficer, Role::kDutyOfficer, Role::kWardSupervisor, Role::kCitySupervisor}) {
    EXPECT_TRUE(Allowed(role, "phuong-thuan-hoa"));
    EXPECT_FALSE(Allowed(role, ""));
  }
  EXPECT_TRUE(Allowed(Role::kOperator, ""));
  EXPECT_FALSE(Allowed(Role::kOperator, "hue"));
}

// Every role by every kind of area.
TEST(Office, StandsOnlyOverTheKindsOfAreaItIsMeantFor) {
  constexpr AreaKind kKinds[] = {AreaKind::kCity, AreaKind::kWard, AreaKind::kCommune,
                                 AreaKind::kStreetBlock, AreaKind::kHamlet};
  const struct {
    Role role;
    const char* allowed;  // One sign per kind.
  } kRows[] = {{Role::kMember, "-----"},         {Role::kDeputy, "-----"},
               {Role::kLeader, "-----"},         {Role::kBeatOfficer, "-xxxx"},
               {Role::kDutyOfficer, "-xx--"},    {Role::kWardSupervisor, "-xx--"},
               {Role::kCitySupervisor, "x----"}, {Role::kOperator, "-----"}};
  for (const auto& row : kRows) {
    for (int i = 0; i < 5; ++i) {
      EXPECT_EQ(MayStandOver(row.role, kKinds[i]), row.allowed[i] == 'x')
          << platform::RoleName(row.role) << " over " << areas::KindName(kKinds[i]);
    }
  }
}

}  // namespace
}  // namespace liengia::identity
