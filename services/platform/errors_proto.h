#pragma once

#include "absl/status/status.h"
#include "liengia/v1/error.pb.h"
#include "services/platform/call.h"

namespace liengia::platform {

// What leaves the house for a status that is not OK: code, developer's message, ErrorDetail and its
// attachments. An INTERNAL status keeps its text to itself.
v1::StatusDetails ToProto(const absl::Status& status, Language language);

}  // namespace liengia::platform
