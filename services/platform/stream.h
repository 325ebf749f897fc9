#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "google/protobuf/message.h"
#include "services/platform/workers.h"

namespace liengia::platform {

// A call that is answered again and again. Whenever what it shows may have changed, a worker looks,
// and the client gets what is new. Between two looks the stream holds neither a thread nor a
// connection, and while the client does not read, nobody looks.
class Stream : public std::enable_shared_from_this<Stream> {
 public:
  struct Parts {
    // Fills in the message and says whether it is the last. Runs on a worker, one at a time.
    std::function<absl::StatusOr<bool>()> look;
    // What `look` fills in.
    const google::protobuf::Message* message = nullptr;
    // Sends the message; the transport then calls Sent. One at a time.
    std::function<void()> send;
    // Called once, when no message is under way; nothing of the above is called after it.
    std::function<void(absl::Status)> finish;
  };

  // `workers` must outlive the stream.
  Stream(Parts parts, Workers& workers) : parts_(std::move(parts)), workers_(workers) {}

  // What it shows may have changed. Never blocks.
  void Wake();
  // The message has left, or, if not, the client is gone.
  void Sent(bool left);
  // Ends it with this status as soon as no look and no message is under way.
  void End(absl::Status status);

  int sent_count() const { return sent_count_; }

 private:
  void Look();
  // After a look or a message, under the mutex: looks again if something changed in the meantime.
  void Rest();
  void Finish(std::unique_lock<std::mutex> lock, const absl::Status& status);

  const Parts parts_;
  Workers& workers_;
  std::mutex mutex_;
  bool busy_ = false;   // A look or a message is under way.
  bool woken_ = false;  // While busy.
  bool last_ = false;   // The message under way is the last.
  bool finished_ = false;
  std::optional<absl::Status> ending_;  // While busy.
  std::string shown_;                   // What the client saw last.
  int sent_count_ = 0;
};

// The streams that are open.
class Streams {
 public:
  struct Options {
    // Over these, a new one is refused. A stream rests most of the time.
    int max_open = 4096;
    int max_open_per_account = 16;
    // Of one whose client sets no deadline or a later one.
    absl::Duration max_duration = absl::Hours(1);
  };

  explicit Streams(const Options& options) : options_(options) {}

  // RESOURCE_EXHAUSTED (kServerBusy) when there are too many; UNAVAILABLE (kServerStopping).
  absl::Status Add(std::shared_ptr<Stream> stream, absl::Time deadline);
  // Whose it is, once that is known. RESOURCE_EXHAUSTED (kLimitReached) when they have too many.
  absl::Status Count(const std::shared_ptr<Stream>& stream, const std::string& account_id);
  void Remove(const std::shared_ptr<Stream>& stream);

  // Ends those over their deadline (DEADLINE_EXCEEDED, kTooSlow). To be called now and then: a
  // stream at rest looks at no clock.
  void EndThoseOver(absl::Time now);
  // Ends them all (UNAVAILABLE, kServerStopping) and refuses new ones.
  void Stop();

  int count() const;

 private:
  struct Entry {
    absl::Time deadline;
    std::string account_id;
  };

  const Options options_;
  mutable std::mutex mutex_;
  bool stopping_ = false;
  std::map<std::shared_ptr<Stream>, Entry> open_;
  std::map<std::string, int> count_by_account_;
};

}  // namespace liengia::platform
