#pragma once

#include <functional>
#include <list>
#include <map>
#include <mutex>
#include <string>

namespace liengia::platform {

// Who waits for what to change. A topic is the id of a thing, or a name that both sides know;
// Tx::Changed tells it to every server on the database.
class Topics {
 public:
  // Ends when it is destroyed: from then on `on_change` does not run.
  class Subscription {
   public:
    Subscription() = default;
    Subscription(Subscription&& other) noexcept;
    Subscription& operator=(Subscription&& other) noexcept;
    ~Subscription();

   private:
    friend class Topics;
    using Waiting = std::map<std::string, std::list<std::function<void()>>>;
    Topics* topics_ = nullptr;
    Waiting::iterator topic_;
    std::list<std::function<void()>>::iterator place_;
  };

  // `on_change` runs on the thread that tells of the change; it must not wait, nor subscribe or end
  // a subscription. It may run without a change.
  Subscription Subscribe(const std::string& topic, std::function<void()> on_change);

  void Changed(const std::string& topic);
  // What changed is not known: the server heard nothing for a while.
  void AllChanged();

 private:
  std::mutex mutex_;
  Subscription::Waiting waiting_;
};

}  // namespace liengia::platform
