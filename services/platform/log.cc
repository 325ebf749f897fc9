#include "services/platform/log.h"

#include <unistd.h>

#include <atomic>
#include <cstdio>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "services/platform/json.h"

namespace liengia::platform {
namespace {

std::atomic<bool> silenced{false};

}  // namespace

void Log(const std::string& event, const LogFields& fields) {
  if (silenced.load(std::memory_order_relaxed)) return;
  std::string line = absl::StrCat(
      "{\"time\":\"", absl::FormatTime("%Y-%m-%dT%H:%M:%E3SZ", absl::Now(), absl::UTCTimeZone()),
      "\",\"event\":", JsonText(event));
  for (const auto& [key, value] : fields)
    absl::StrAppend(&line, ",", JsonText(key), ":", JsonText(value));
  line += "}\n";
  // One write a line: lines of several threads do not mix.
  [[maybe_unused]] const ssize_t written = write(STDERR_FILENO, line.data(), line.size());
}

void SilenceLog(bool silent) { silenced = silent; }

}  // namespace liengia::platform
