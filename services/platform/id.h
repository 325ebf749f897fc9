#pragma once

#include <string>

#include "absl/time/time.h"

namespace liengia::platform {

// A new UUIDv7 (RFC 9562, section 5.7) in lower case: ids made later sort later, to the
// millisecond.
std::string NewId(absl::Time now);

// True for the canonical form of any UUID: 36 characters, lower-case hexadecimal.
bool IsId(const std::string& text);

}  // namespace liengia::platform
