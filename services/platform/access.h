#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "liengia/v1/access.pb.h"
#include "services/platform/caller.h"

namespace liengia::platform {

// How a caller got in.
struct Grant {
  Role role = Role::kNone;
  std::string member_id;  // By membership.
  std::string unit_name;  // By office: the area's name.
};

// True when the caller's memberships alone can't decide and the path of the group's or the
// request's area is needed.
bool NeedsAreaPath(const v1::Access& access, const Caller& caller, const std::string& group_id);

// Decides by the policy. `area_path` is that of the group's area (SCOPE_GROUP) or of the request's
// area (SCOPE_AREA); nothing when there is no such group or area, or it was not needed.
// UNAUTHENTICATED without a caller; NOT_FOUND for a group or an area of which the caller may not
// know; PERMISSION_DENIED when the role is not enough.
absl::StatusOr<Grant> Decide(const v1::Access& access, const Caller& caller,
                             const std::string& group_id,
                             const std::optional<std::string>& area_path);

}  // namespace liengia::platform
