#include "clients/cli/outbox_file.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"

namespace liengia::cli {
namespace {

constexpr size_t kCodeDigits = 6;

// The first run of exactly six digits.
std::optional<std::string> SixDigits(const std::string& text) {
  std::string digits;
  for (const char c : text + " ") {
    if (absl::ascii_isdigit(c)) {
      digits.push_back(c);
    } else if (digits.size() == kCodeDigits) {
      return digits;
    } else {
      digits.clear();
    }
  }
  return std::nullopt;
}

std::string Field(const google::protobuf::Struct& object, const std::string& name) {
  const auto found = object.fields().find(name);
  return found == object.fields().end() ? "" : found->second.string_value();
}

}  // namespace

std::optional<std::string> LastCode(const std::string& lines, const std::string& recipient) {
  std::optional<std::string> code;
  for (const absl::string_view line : absl::StrSplit(lines, '\n', absl::SkipEmpty())) {
    google::protobuf::Struct object;
    const auto status =
        google::protobuf::util::JsonStringToMessage({line.data(), line.size()}, &object);
    if (!status.ok() || Field(object, "recipient") != recipient) continue;
    if (const auto digits = SixDigits(Field(object, "payload"))) code = digits;
  }
  return code;
}

int64_t SizeOfOutbox(const std::string& path) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  return error ? 0 : static_cast<int64_t>(size);
}

std::optional<std::string> AwaitCode(const std::string& path, int64_t size,
                                     const std::string& recipient, absl::Duration wait) {
  const absl::Time end = absl::Now() + wait;
  while (true) {
    std::ifstream file(path, std::ios::binary);
    file.seekg(size);
    const std::string lines{std::istreambuf_iterator<char>(file), {}};
    if (auto code = LastCode(lines, recipient)) return code;
    if (absl::Now() >= end) return std::nullopt;
    absl::SleepFor(absl::Milliseconds(100));
  }
}

}  // namespace liengia::cli
