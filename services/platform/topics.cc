#include "services/platform/topics.h"

#include <utility>

namespace liengia::platform {

Topics::Subscription::Subscription(Subscription&& other) noexcept { *this = std::move(other); }

Topics::Subscription& Topics::Subscription::operator=(Subscription&& other) noexcept {
  std::swap(topics_, other.topics_);
  std::swap(topic_, other.topic_);
  std::swap(place_, other.place_);
  return *this;
}

Topics::Subscription::~Subscription() {
  if (topics_ == nullptr) return;
  std::lock_guard lock(topics_->mutex_);
  topic_->second.erase(place_);
  if (topic_->second.empty()) topics_->waiting_.erase(topic_);
}

Topics::Subscription Topics::Subscribe(const std::string& topic, std::function<void()> on_change) {
  std::lock_guard lock(mutex_);
  Subscription subscription;
  subscription.topics_ = this;
  subscription.topic_ = waiting_.try_emplace(topic).first;
  auto& places = subscription.topic_->second;
  subscription.place_ = places.insert(places.end(), std::move(on_change));
  return subscription;
}

void Topics::Changed(const std::string& topic) {
  std::lock_guard lock(mutex_);
  const auto at = waiting_.find(topic);
  if (at == waiting_.end()) return;
  for (const auto& on_change : at->second) on_change();
}

void Topics::AllChanged() {
  std::lock_guard lock(mutex_);
  for (const auto& [topic, places] : waiting_) {
    for (const auto& on_change : places) on_change();
  }
}

}  // namespace liengia::platform
