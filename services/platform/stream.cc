#include "services/platform/stream.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/platform/errors.h"

namespace liengia::platform {
namespace {

absl::Status Stopping() {
  return Refusal(absl::StatusCode::kUnavailable, Reason::kServerStopping,
                 {"Máy chủ đang dừng. Hãy theo dõi lại, máy chủ khác sẽ trả lời.",
                  "The server stops; watch again, another one answers."});
}

absl::Status Over() {
  return Refusal(absl::StatusCode::kDeadlineExceeded, Reason::kTooSlow,
                 {"Đã theo dõi lâu nhất có thể. Hãy theo dõi lại.",
                  "The stream has lasted as long as one may; watch again."});
}

}  // namespace

void Stream::Wake() {
  std::lock_guard lock(mutex_);
  if (finished_) return;
  if (busy_) {
    woken_ = true;
    return;
  }
  busy_ = true;
  workers_.Run([self = shared_from_this()] { self->Look(); });
}

void Stream::Look() {
  {
    std::unique_lock lock(mutex_);
    if (ending_.has_value()) return Finish(std::move(lock), *ending_);
    woken_ = false;
  }
  const absl::StatusOr<bool> last = parts_.look();
  std::unique_lock lock(mutex_);
  if (ending_.has_value()) return Finish(std::move(lock), *ending_);
  if (!last.ok()) return Finish(std::move(lock), last.status());
  last_ = *last;
  std::string shown = parts_.message->SerializeAsString();
  if (sent_count_ > 0 && shown == shown_) {
    if (last_) return Finish(std::move(lock), absl::OkStatus());
    return Rest();
  }
  shown_ = std::move(shown);
  ++sent_count_;
  lock.unlock();
  parts_.send();
}

void Stream::Sent(bool left) {
  std::unique_lock lock(mutex_);
  if (!left && !ending_.has_value()) ending_ = absl::CancelledError("the client is gone");
  if (ending_.has_value()) return Finish(std::move(lock), *ending_);
  if (last_) return Finish(std::move(lock), absl::OkStatus());
  Rest();
}

void Stream::End(absl::Status status) {
  std::unique_lock lock(mutex_);
  if (finished_ || ending_.has_value()) return;
  if (!busy_) return Finish(std::move(lock), status);
  ending_ = std::move(status);
}

void Stream::Rest() {
  busy_ = woken_;
  if (busy_) workers_.Run([self = shared_from_this()] { self->Look(); });
}

void Stream::Finish(std::unique_lock<std::mutex> lock, const absl::Status& status) {
  finished_ = true;
  lock.unlock();
  parts_.finish(status);
}

absl::Status Streams::Add(std::shared_ptr<Stream> stream, absl::Time deadline) {
  std::lock_guard lock(mutex_);
  if (stopping_) return Stopping();
  if (static_cast<int>(open_.size()) >= options_.max_open) {
    return Refusal(absl::StatusCode::kResourceExhausted, Reason::kServerBusy,
                   {"Hệ thống đang bận. Hãy thử lại sau giây lát.",
                    "The server has as many streams as it can hold; try again in a moment."});
  }
  open_[std::move(stream)] = {deadline, ""};
  return absl::OkStatus();
}

absl::Status Streams::Count(const std::shared_ptr<Stream>& stream, const std::string& account_id) {
  std::lock_guard lock(mutex_);
  const auto at = open_.find(stream);
  if (at == open_.end() || account_id.empty()) return absl::OkStatus();
  int& count = count_by_account_[account_id];
  if (count >= options_.max_open_per_account) {
    return Refusal(
        absl::StatusCode::kResourceExhausted, Reason::kLimitReached,
        {absl::StrCat("Bạn đang theo dõi ", count, " mục cùng lúc. Hãy đóng bớt rồi thử lại."),
         absl::StrCat("The account has ", count, " streams open; end some, then try again.")});
  }
  ++count;
  at->second.account_id = account_id;
  return absl::OkStatus();
}

void Streams::Remove(const std::shared_ptr<Stream>& stream) {
  std::lock_guard lock(mutex_);
  const auto at = open_.find(stream);
  if (at == open_.end()) return;
  const auto count = count_by_account_.find(at->second.account_id);
  if (count != count_by_account_.end() && --count->second == 0) count_by_account_.erase(count);
  open_.erase(at);
}

void Streams::EndThoseOver(absl::Time now) {
  std::vector<std::shared_ptr<Stream>> over;
  {
    std::lock_guard lock(mutex_);
    for (const auto& [stream, entry] : open_) {
      if (entry.deadline <= now) over.push_back(stream);
    }
  }
  for (const auto& stream : over) stream->End(Over());
}

void Streams::Stop() {
  std::vector<std::shared_ptr<Stream>> all;
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
    for (const auto& [stream, entry] : open_) all.push_back(stream);
  }
  for (const auto& stream : all) stream->End(Stopping());
}

int Streams::count() const {
  std::lock_guard lock(mutex_);
  return static_cast<int>(open_.size());
}

}  // namespace liengia::platform
