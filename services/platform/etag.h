#pragma once

#include <cstdint>
#include <string>

#include "absl/status/status.h"

namespace liengia::platform {

// The etag of a row's version.
std::string EtagOf(int64_t version);

// OK when `etag` is empty (the caller does not ask) or is that of `version`; else ABORTED with
// kStaleEtag.
absl::Status CheckEtag(const std::string& etag, int64_t version);

}  // namespace liengia::platform
