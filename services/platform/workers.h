#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace liengia::platform {

// Threads that run handlers, which wait for PostgreSQL, so that gRPC's own threads never do. The
// queue needs no bound of its own: the border admits only so many calls (Border::Options).
class Workers {
 public:
  explicit Workers(int count);
  ~Workers();  // Runs what is queued, then stops.

  void Run(std::function<void()> work);

 private:
  void Loop();

  std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<std::function<void()>> queue_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace liengia::platform
