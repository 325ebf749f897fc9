#pragma once

#include <string>
#include <vector>

#include "absl/time/time.h"

namespace liengia::platform {

// The values of the contract's Role.
enum class Role {
  kNone = 0,
  kMember = 1,
  kDeputy = 2,
  kLeader = 3,
  kBeatOfficer = 4,
  kDutyOfficer = 5,
  kWardSupervisor = 6,
  kCitySupervisor = 7,
  kOperator = 8,
};

// A role as the database writes it ("ward_supervisor"), and back (kNone for any other text).
const char* RoleName(Role role);
Role RoleNamed(const std::string& name);

// The account as, or acting for, one member of one group.
struct CallerMembership {
  std::string group_id;
  std::string member_id;
  Role role = Role::kNone;  // kMember when acted for.
  bool acted_for = false;
};

struct CallerOffice {
  Role role = Role::kNone;
  std::string area_code;  // Empty for operators.
  std::string area_path;  // As areas.path; empty for operators.
  std::string area_name;
};

// Who is calling: what a token stands for.
struct Caller {
  std::string account_id;  // Empty: nobody is signed in.
  std::string session_id;
  std::string display_name;
  absl::Time expire_time;
  std::vector<CallerMembership> memberships;
  std::vector<CallerOffice> offices;

  bool signed_in() const { return !account_id.empty(); }
};

// The caller's own membership of a group, or the first of those acted for; null without any.
const CallerMembership* MembershipIn(const Caller& caller, const std::string& group_id);
// True when the member is the caller or somebody whom the caller acts for.
bool ActsFor(const Caller& caller, const std::string& group_id, const std::string& member_id);

}  // namespace liengia::platform
