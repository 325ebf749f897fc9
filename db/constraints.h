#pragma once

#include <string>

#include "absl/status/status.h"

namespace liengia::db {

// What the breaking of a named constraint means to the caller. INTERNAL for a constraint that no
// call should ever reach.
absl::Status ConstraintRefusal(const std::string& constraint);

// The name in one of PostgreSQL's English messages (`... constraint "x"`); empty without one.
std::string ConstraintNamed(const std::string& message);

}  // namespace liengia::db
