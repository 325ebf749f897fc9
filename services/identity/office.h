#pragma once

#include <optional>
#include <string>

#include "absl/time/time.h"
#include "services/areas/area.h"
#include "services/platform/caller.h"
#include "services/platform/errors.h"

namespace liengia::identity {

// An official's post: a role over an area.
struct Office {
  std::string id;
  std::string account_id;
  std::string display_name;  // The holder's.
  platform::Role role = platform::Role::kNone;
  std::string area_code;  // Empty for operators.
  absl::Time create_time;
  std::optional<absl::Time> end_time;
};

// What an office is given for.
struct Appointment {
  std::string phone_number;  // Canonical.
  std::string display_name;
  platform::Role role = platform::Role::kNone;
  std::string area_code;
};

// Beat officer to operator.
bool IsOfficeRole(platform::Role role);

// Adds what is wrong with a role and the area it is to stand over; `area_code` empty means none.
void CheckOfficeRole(platform::Role role, const std::string& area_code,
                     platform::Violations& violations);

// Whether such an office can stand over an area of that kind: an office of a ward over a whole city
// would see what nobody gave it.
bool MayStandOver(platform::Role role, areas::AreaKind kind);

}  // namespace liengia::identity
