#include "services/identity/office.h"

#include <algorithm>
#include <array>

namespace liengia::identity {
namespace {

using areas::AreaKind;
using platform::Role;

struct Place {
  Role role;
  AreaKind area_kind;
};

// A ward's police unit and its supervisor stand over the ward or commune; a beat may be a part of
// it.
constexpr std::array<Place, 9> kPlaces = {{
    {Role::kBeatOfficer, AreaKind::kWard},
    {Role::kBeatOfficer, AreaKind::kCommune},
    {Role::kBeatOfficer, AreaKind::kStreetBlock},
    {Role::kBeatOfficer, AreaKind::kHamlet},
    {Role::kDutyOfficer, AreaKind::kWard},
    {Role::kDutyOfficer, AreaKind::kCommune},
    {Role::kWardSupervisor, AreaKind::kWard},
    {Role::kWardSupervisor, AreaKind::kCommune},
    {Role::kCitySupervisor, AreaKind::kCity},
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

bool MayStandOver(Role role, AreaKind kind) {
  return std::any_of(kPlaces.begin(), kPlaces.end(), [&](const Place& place) {
    return place.role == role && place.area_kind == kind;
  });
}

}  // namespace liengia::identity
