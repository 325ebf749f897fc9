#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace liengia::platform {

// What Prometheus scrapes.
class Metrics {
 public:
  // Counts one finished call. `method` is "AreaService.GetArea"; any thread.
  void CountCall(const std::string& method, absl::StatusCode code, absl::Duration duration);

  // Adds a value that is asked for at each scrape.
  void AddGauge(const std::string& name, const std::string& help, std::function<double()> value);

  // The text exposition format, version 0.0.4.
  std::string Text() const;

 private:
  static constexpr std::array<double, 11> kBucketSeconds = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                                            0.1,   0.25,   0.5,   1,    5};
  struct MethodCounts {
    std::array<std::atomic<int64_t>, 17> by_code{};
    std::array<std::atomic<int64_t>, kBucketSeconds.size() + 1> by_bucket{};
    std::atomic<int64_t> nanoseconds{0};
  };
  struct Gauge {
    std::string name;
    std::string help;
    std::function<double()> value;
  };
  MethodCounts& Of(const std::string& method);

  mutable std::mutex mutex_;
  std::map<std::string, std::unique_ptr<MethodCounts>> methods_;
  std::vector<Gauge> gauges_;
};

}  // namespace liengia::platform
