#include "services/platform/access.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "services/platform/errors.h"

namespace liengia::platform {
namespace {

bool Allows(const v1::Access& access, Role role) {
  return std::find(access.roles().begin(), access.roles().end(), static_cast<int>(role)) !=
         access.roles().end();
}

absl::Status RoleMissing() {
  return Refusal(absl::StatusCode::kPermissionDenied, Reason::kRoleMissing,
                 {"Bạn không có quyền làm việc này.", "Your role does not allow this."});
}

// The strongest of the caller's offices over the area that the policy allows; `over` tells whether
// there was any over it at all.
const CallerOffice* OfficeOver(const v1::Access& access, const Caller& caller,
                               const std::string& path, bool& over) {
  const CallerOffice* best = nullptr;
  for (const CallerOffice& office : caller.offices) {
    if (office.area_path.empty() || !absl::StartsWith(path, office.area_path)) continue;
    over = true;
    if (Allows(access, office.role) && (best == nullptr || office.role > best->role)) {
      best = &office;
    }
  }
  return best;
}

absl::StatusOr<Grant> DecideByOffice(const v1::Access& access, const Caller& caller,
                                     const std::optional<std::string>& area_path) {
  if (!area_path.has_value()) return NotFound();
  bool over = false;
  if (const CallerOffice* office = OfficeOver(access, caller, *area_path, over)) {
    return Grant{.role = office->role, .unit_name = office->area_name};
  }
  // Areas are public knowledge; groups are known only to those who have to do with them.
  if (over || access.scope() == v1::Access::SCOPE_AREA) return RoleMissing();
  return NotFound();
}

absl::StatusOr<Grant> DecideByMembership(const v1::Access& access,
                                         const CallerMembership& membership) {
  if (!Allows(access, membership.role)) return RoleMissing();
  return Grant{.role = membership.role, .member_id = membership.member_id};
}

}  // namespace

bool NeedsAreaPath(const v1::Access& access, const Caller& caller, const std::string& group_id) {
  if (access.scope() == v1::Access::SCOPE_AREA) return true;
  if (access.scope() != v1::Access::SCOPE_GROUP || caller.offices.empty()) return false;
  const CallerMembership* membership = MembershipIn(caller, group_id);
  return membership == nullptr || !Allows(access, membership->role);
}

absl::StatusOr<Grant> Decide(const v1::Access& access, const Caller& caller,
                             const std::string& group_id,
                             const std::optional<std::string>& area_path) {
  if (access.scope() == v1::Access::SCOPE_PUBLIC) return Grant{};
  if (!caller.signed_in()) {
    return Refusal(absl::StatusCode::kUnauthenticated, Reason::kSignInRequired,
                   {"Bạn cần đăng nhập.", "Sign in first."});
  }
  switch (access.scope()) {
    case v1::Access::SCOPE_SELF:
      return Grant{};
    case v1::Access::SCOPE_GROUP: {
      const CallerMembership* membership = MembershipIn(caller, group_id);
      if (membership == nullptr) return DecideByOffice(access, caller, area_path);
      if (Allows(access, membership->role) || !area_path.has_value()) {
        return DecideByMembership(access, *membership);
      }
      // A member who also holds an office over the group.
      auto by_office = DecideByOffice(access, caller, area_path);
      return by_office.ok() ? by_office : DecideByMembership(access, *membership);
    }
    case v1::Access::SCOPE_AREA:
      return DecideByOffice(access, caller, area_path);
    default:
      for (const CallerOffice& office : caller.offices) {
        if (Allows(access, office.role)) return Grant{.role = office.role};
      }
      return RoleMissing();
  }
}

}  // namespace liengia::platform
