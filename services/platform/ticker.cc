#include "services/platform/ticker.h"

#include <utility>

namespace liengia::platform {

Ticker::Ticker(absl::Duration rest, std::function<bool()> step)
    : rest_(rest), step_(std::move(step)), thread_([this] { Loop(); }) {}

Ticker::~Ticker() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  stop_.notify_one();
  thread_.join();
}

void Ticker::Loop() {
  const auto stopping = [this] { return stopping_; };
  for (bool more = false;; more = step_()) {
    std::unique_lock lock(mutex_);
    const absl::Duration rest = more ? absl::ZeroDuration() : rest_;
    if (stop_.wait_for(lock, absl::ToChronoNanoseconds(rest), stopping)) return;
  }
}

}  // namespace liengia::platform
