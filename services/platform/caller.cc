#include "services/platform/caller.h"

#include <algorithm>
#include <array>

namespace liengia::platform {
namespace {

constexpr std::array<const char*, 9> kNames = {"",
                                               "member",
                                               "deputy",
                                               "leader",
                                               "beat_officer",
                                               "duty_officer",
                                               "ward_supervisor",
                                               "city_supervisor",
                                               "operator"};

}  // namespace

const char* RoleName(Role role) { return kNames[static_cast<size_t>(role)]; }

Role RoleNamed(const std::string& name) {
  const auto* found = std::find(kNames.begin(), kNames.end(), name);
  return found == kNames.end() ? Role::kNone : static_cast<Role>(found - kNames.begin());
}

const CallerMembership* MembershipIn(const Caller& caller, const std::string& group_id) {
  const CallerMembership* best = nullptr;
  for (const CallerMembership& membership : caller.memberships) {
    if (membership.group_id != group_id) continue;
    if (!membership.acted_for) return &membership;
    if (best == nullptr) best = &membership;
  }
  return best;
}

bool ActsFor(const Caller& caller, const std::string& group_id, const std::string& member_id) {
  return std::any_of(caller.memberships.begin(), caller.memberships.end(),
                     [&](const CallerMembership& membership) {
                       return membership.group_id == group_id && membership.member_id == member_id;
                     });
}

}  // namespace liengia::platform
