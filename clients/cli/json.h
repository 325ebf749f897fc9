#pragma once

#include <string>

#include "google/protobuf/message.h"

namespace liengia::cli {

// Proto3 JSON over several lines, with fields that are zero.
std::string ToJson(const google::protobuf::Message& message);

}  // namespace liengia::cli
