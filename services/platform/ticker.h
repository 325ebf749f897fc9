#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "absl/time/time.h"

namespace liengia::platform {

// A thread that does the same step again and again: background work. The step says whether more is
// waiting; when not, the thread rests for `rest`.
class Ticker {
 public:
  Ticker(absl::Duration rest, std::function<bool()> step);
  // Lets the step that is running finish, then stops.
  ~Ticker();

 private:
  void Loop();

  const absl::Duration rest_;
  const std::function<bool()> step_;
  std::mutex mutex_;
  std::condition_variable stop_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace liengia::platform
