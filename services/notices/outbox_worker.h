#pragma once

#include <map>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "db/pool.h"
#include "services/notices/channel.h"
#include "services/notices/message.h"
#include "services/platform/clock.h"

namespace liengia::notices {

// Sends what is in the outbox. Several servers share the work: a message is claimed in a short
// transaction of its own and sent after it, so that no two send it and none holds a row while a
// gateway is slow. A server that stops in between leaves its claim to run out; then the message is
// sent again, rather twice than never.
class Outbox {
 public:
  struct Options {
    int batch_size = 32;
    // How long a claim lasts. What was not sent by then is left to whoever claims it next.
    absl::Duration claim = absl::Minutes(1);
  };
  // By the name that messages call them; a message whose channel is missing is tried again. Not
  // owned.
  using Channels = std::map<std::string, Channel*>;

  Outbox(Options options, db::Pool& pool, const platform::Clock& clock, Channels channels);

  // What became of the messages of one round.
  struct Round {
    int sent = 0;
    int failed = 0;    // Will be tried again.
    int given_up = 0;  // Expired, or will never go through.
    int total() const { return sent + failed + given_up; }
  };
  // Sends what is due, at most one batch. Fails when the database does. One thread at a time.
  absl::StatusOr<Round> RunOnce();

  // RunOnce for a thread of its own (platform::Ticker): true when more is waiting. Notes failures
  // in the log.
  bool Tick();

 private:
  enum class Fate { kSent, kFailed, kGivenUp };
  Fate Send(const Message& message);
  absl::Status Save(const Message& message, Fate fate);

  const Options options_;
  db::Pool& pool_;
  const platform::Clock& clock_;
  const Channels channels_;
  bool database_away_ = false;
};

}  // namespace liengia::notices
