#pragma once

#include <string>

#include "absl/time/time.h"
#include "services/platform/caller.h"

namespace liengia::groups {

// One time that an official read the group's data.
struct AccessEntry {
  std::string id;
  absl::Time access_time;
  std::string official_name;
  platform::Role role = platform::Role::kNone;
  std::string unit_name;
  std::string method;  // Such as "IncidentService.ListIncidents".
  std::string reason;
  std::string case_number;
};

}  // namespace liengia::groups
