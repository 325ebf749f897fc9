#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/time/time.h"

// The file into which a demo's server writes what it would send to phones, a JSON object
// {"recipient": …, "payload": …} a line.
namespace liengia::cli {

// The six digits of the last message to `recipient` (+84905123456) in `lines`.
std::optional<std::string> LastCode(const std::string& lines, const std::string& recipient);

// How long the file is now; 0 without a file.
int64_t SizeOfOutbox(const std::string& path);

// Waits until the file has a code for `recipient` behind its first `size` bytes, at most `wait`.
std::optional<std::string> AwaitCode(const std::string& path, int64_t size,
                                     const std::string& recipient, absl::Duration wait);

}  // namespace liengia::cli
