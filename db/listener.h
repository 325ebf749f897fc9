#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <thread>

namespace liengia::db {

// Hears what servers tell by Tx::CallerChanged and Tx::Changed, this one too, on a connection and a
// thread of its own, and connects again by itself.
class Listener {
 public:
  struct Options {
    std::string url;
    std::function<void(const std::string& account_id)> on_caller_changed;
    std::function<void(const std::string& topic)> on_changed;
    // Called with true when listening begins and with false when the connection is lost: what was
    // told in between is not known.
    std::function<void(bool)> on_hearing;
  };

  explicit Listener(Options options);
  ~Listener();

 private:
  void Loop();
  void Listen();

  Options options_;
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

}  // namespace liengia::db
