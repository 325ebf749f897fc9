#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "services/platform/errors.h"

namespace liengia::areas {

// The values of the contract's Area.Kind.
enum class AreaKind {
  kNone = 0,
  kCity = 1,
  kWard = 2,
  kCommune = 3,
  kStreetBlock = 4,
  kHamlet = 5
};

// A kind as the database writes it ("street_block"), and back (kNone for any other text).
const char* KindName(AreaKind kind);
AreaKind KindNamed(const std::string& name);

struct Area {
  std::string code;
  std::string name;
  AreaKind kind = AreaKind::kNone;
  std::string parent_code;  // Empty for a city.
  std::string path;         // The codes from the city to here, each followed by a slash.
  absl::CivilDay valid_from;
  std::optional<absl::CivilDay> valid_to;  // The first day on which it is no longer in force.
  std::vector<std::string> predecessor_codes;
};

bool InForce(const Area& area, absl::CivilDay day);

// What is wrong with a new area by itself: its code's form, a name of nothing, a missing kind or
// parent, a validity that is set, an area among its own predecessors.
void CheckNew(const Area& area, platform::Violations& violations);

// A city stands alone; wards and communes stand below a city, street blocks below a ward, hamlets
// below a commune. `parent` is null for an area without one.
bool MayStandBelow(AreaKind kind, const Area* parent);

}  // namespace liengia::areas
