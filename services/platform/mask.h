#pragma once

#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "google/protobuf/field_mask.pb.h"
#include "google/protobuf/message.h"

namespace liengia::platform {

// The fields that an Update writes: those of the mask, or, when the mask is empty, those of
// `allowed` that are set in `resource`. INVALID_ARGUMENT naming every path that is not in
// `allowed`, or when nothing is left to write.
absl::StatusOr<std::set<std::string>> PathsToWrite(const google::protobuf::FieldMask& mask,
                                                   const google::protobuf::Message& resource,
                                                   const std::vector<std::string>& allowed);

}  // namespace liengia::platform
