#include "db/listener.h"

#include <chrono>
#include <pqxx/pqxx>
#include <utility>

#include "db/connection.h"

namespace liengia::db {
namespace {

// How long a stop may take to be noticed, and the pause before connecting again.
constexpr int kPauseMicroseconds = 200'000;

class Receiver : public pqxx::notification_receiver {
 public:
  Receiver(pqxx::connection& connection, const char* channel,
           std::function<void(const std::string&)> receive)
      : pqxx::notification_receiver(connection, channel), receive_(std::move(receive)) {}
  void operator()(const std::string& told, int) override { receive_(told); }

 private:
  std::function<void(const std::string&)> receive_;
};

}  // namespace

Listener::Listener(Options options) : options_(std::move(options)), thread_([this] { Loop(); }) {}

Listener::~Listener() {
  stopping_ = true;
  thread_.join();
}

void Listener::Loop() {
  while (!stopping_) {
    try {
      Listen();
    } catch (const std::exception&) {
      // Gone; the pool's callers are told UNAVAILABLE, here it is enough to try again.
    }
    options_.on_hearing(false);
    if (!stopping_) std::this_thread::sleep_for(std::chrono::microseconds(kPauseMicroseconds));
  }
}

void Listener::Listen() {
  Connection connection(options_.url);
  const Receiver callers(connection.raw(), "caller_changed", options_.on_caller_changed);
  const Receiver topics(connection.raw(), "changed", options_.on_changed);
  // A first round trip: from here on LISTEN is in force.
  connection.raw().get_notifs();
  options_.on_hearing(true);
  while (!stopping_) connection.raw().await_notification(0, kPauseMicroseconds);
}

}  // namespace liengia::db
