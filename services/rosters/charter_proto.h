#pragma once

#include <set>
#include <string>

#include "liengia/v1/charter.pb.h"
#include "services/platform/errors.h"
#include "services/rosters/charter.h"

namespace liengia::rosters {

v1::Charter ToProto(const Charter& charter);

// Writes the fields of `paths`. Adds a violation for a missing time of day or unit, and for a time
// that does not exist.
void ReadInto(const v1::Charter& proto, const std::set<std::string>& paths, Charter& charter,
              platform::Violations& violations);

}  // namespace liengia::rosters
