#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "clients/cli/language.h"

namespace liengia::cli {

// What the server takes of a file at most, in bytes.
constexpr size_t kLargestFile = 1'048'576;

// A file as it is. INVALID_ARGUMENT, with the sentence for the person: a folder, nothing that can
// be read, empty, or larger than kLargestFile.
absl::StatusOr<std::string> ReadInputFile(const std::string& path, Language language);

}  // namespace liengia::cli
