#pragma once

#include <functional>
#include <thread>

namespace liengia::cli {

// While it lives, Ctrl-C does not end the program: `on_interrupt` runs, on a thread of its own,
// once. One at a time.
class Interrupt {
 public:
  explicit Interrupt(std::function<void()> on_interrupt);
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

 private:
  void Wait();

  const std::function<void()> on_interrupt_;
  std::thread thread_;
};

}  // namespace liengia::cli
