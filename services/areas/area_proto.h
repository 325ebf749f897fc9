#pragma once

#include "liengia/v1/area.pb.h"
#include "services/areas/area.h"
#include "services/platform/errors.h"

namespace liengia::areas {

v1::Area ToProto(const Area& area);

// Adds a violation for a date that does not exist or a missing `valid_from`.
Area FromProto(const v1::Area& proto, platform::Violations& violations);

}  // namespace liengia::areas
