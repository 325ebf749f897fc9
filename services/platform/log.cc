#include "services/platform/log.h"

#include <unistd.h>

#include <atomic>
#include <cstdio>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace liengia::platform {
namespace {

std::atomic<bool> silenced{false};

std::string Json(const std::string& text) {
  std::string json = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      json += '\\';
      json += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      json += absl::StrFormat("\\u%04x", c);
    } else {
      json += c;
    }
  }
  return json + "\"";
}

}  // namespace

void Log(const std::string& event, const LogFields& fields) {
  if (silenced.load(std::memory_order_relaxed)) return;
  std::string line = absl::StrCat(
      "{\"time\":\"",
      absl::FormatTime("%Y-%m-%dT%H:%M:%E3SZ", absl::Now(), absl::UTCTimeZone()),
      "\",\"event\":", Json(event));
  for (const auto& [key, value] : fields) absl::StrAppend(&line, ",", Json(key), ":", Json(value));
  line += "}\n";
  // One write a line: lines of several threads do not mix.
  [[maybe_unused]] const ssize_t written = write(STDERR_FILENO, line.data(), line.size());
}

void SilenceLog(bool silent) { silenced = silent; }

}  // namespace liengia::platform
