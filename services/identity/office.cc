#include "services/identity/office.h"

#include <algorithm>
#include <array>

namespace liengia::identity {
namespace {

using platform::Role;

struct Place {
  Role role;
  const char* area_kind;
};

// A ward's police unit and its supervisor stand over the ward or commune; a beat may be a part of
// it.
constexpr std::array<Place, 9> kPlaces = {{
    {Role::kBeatOfficer, "ward"},
    {Role::kBeatOfficer, "commune"},
    {Role::kBeatOfficer, "street_block"},
    {Role::kBeatOfficer, "hamlet"},
    {Role::kDutyOfficer, "ward"},
    {Role::kDutyOfficer, "commune"},
    {Role::kWardSupervisor, "ward"},
    {Role::kWardSupervisor, "commune"},
    {Role::kCitySupervisor, "city"},
}};

}  // namespace

bool IsOfficeRole(Role role) { return role >= Role::kBeatOfficer && role <= Role::kOperator; }

void CheckOfficeRole(Role role, const std::string& area_code, platform::Violations& violations) {
  if (!IsOfficeRole(role)) {
    violations.Add("role", {"phải là một chức vụ, từ cảnh sát khu vực đến người vận hành.",
                            "must be an office, BEAT_OFFICER to OPERATOR."});
  } else if (role == Role::kOperator) {
    violations.Require(area_code.empty(), "area_code",
                       {"phải để trống: người vận hành không phụ trách địa bàn nào.",
                        "must be empty: an operator stands over no area."});
  } else {
    violations.Require(!area_code.empty(), "area_code",
                       {"phải có: chức vụ này phụ trách một địa bàn.",
                        "must be set: this office stands over an area."});
  }
}

bool MayStandOver(Role role, const std::string& area_kind) {
  return std::any_of(kPlaces.begin(), kPlaces.end(), [&](const Place& place) {
    return place.role == role && area_kind == place.area_kind;
  });
}

}  // namespace liengia::identity
