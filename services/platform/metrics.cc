#include "services/platform/metrics.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace liengia::platform {

Metrics::MethodCounts& Metrics::Of(const std::string& method) {
  std::lock_guard lock(mutex_);
  auto& counts = methods_[method];
  if (counts == nullptr) counts = std::make_unique<MethodCounts>();
  return *counts;
}

void Metrics::CountCall(const std::string& method, absl::StatusCode code, absl::Duration duration) {
  MethodCounts& counts = Of(method);
  counts.by_code[std::min<size_t>(static_cast<size_t>(code), counts.by_code.size() - 1)]++;
  const auto* bucket = std::lower_bound(kBucketSeconds.begin(), kBucketSeconds.end(),
                                        absl::ToDoubleSeconds(duration));
  counts.by_bucket[bucket - kBucketSeconds.begin()]++;
  counts.nanoseconds += absl::ToInt64Nanoseconds(duration);
}

void Metrics::AddGauge(const std::string& name, const std::string& help,
                       std::function<double()> value) {
  std::lock_guard lock(mutex_);
  gauges_.push_back({name, help, std::move(value)});
}

std::string Metrics::Text() const {
  std::lock_guard lock(mutex_);
  std::string text =
      "# HELP liengia_calls_total Finished calls.\n# TYPE liengia_calls_total counter\n";
  for (const auto& [method, counts] : methods_) {
    for (size_t code = 0; code < counts->by_code.size(); ++code) {
      const int64_t count = counts->by_code[code];
      if (count == 0) continue;
      const std::string name = absl::StatusCodeToString(static_cast<absl::StatusCode>(code));
      absl::StrAppend(&text, "liengia_calls_total{method=\"", method, "\",code=\"", name, "\"} ",
                      count, "\n");
    }
  }
  absl::StrAppend(&text, "# HELP liengia_call_seconds Duration of calls.\n",
                  "# TYPE liengia_call_seconds histogram\n");
  for (const auto& [method, counts] : methods_) {
    int64_t sum = 0;
    for (size_t bucket = 0; bucket <= kBucketSeconds.size(); ++bucket) {
      sum += counts->by_bucket[bucket];
      const std::string edge =
          bucket < kBucketSeconds.size() ? absl::StrCat(kBucketSeconds[bucket]) : "+Inf";
      absl::StrAppend(&text, "liengia_call_seconds_bucket{method=\"", method, "\",le=\"", edge,
                      "\"} ", sum, "\n");
    }
    absl::StrAppend(&text, "liengia_call_seconds_sum{method=\"", method, "\"} ",
                    static_cast<double>(counts->nanoseconds) / 1e9, "\n",
                    "liengia_call_seconds_count{method=\"", method, "\"} ", sum, "\n");
  }
  for (const Gauge& gauge : gauges_) {
    absl::StrAppend(&text, "# HELP ", gauge.name, " ", gauge.help, "\n# TYPE ", gauge.name,
                    " gauge\n", gauge.name, " ", gauge.value(), "\n");
  }
  return text;
}

}  // namespace liengia::platform
