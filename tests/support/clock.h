#pragma once

#include <mutex>

#include "services/platform/clock.h"

namespace liengia::testing {

// A clock that stands still until a test moves it.
class ManualClock : public platform::Clock {
 public:
  explicit ManualClock(absl::Time now) : now_(now) {}

  absl::Time Now() const override {
    std::lock_guard lock(mutex_);
    return now_;
  }
  void Set(absl::Time now) {
    std::lock_guard lock(mutex_);
    now_ = now;
  }
  void Advance(absl::Duration duration) { Set(Now() + duration); }

 private:
  mutable std::mutex mutex_;
  absl::Time now_;
};

}  // namespace liengia::testing
