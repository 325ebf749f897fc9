#include "services/notices/outbox_worker.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/notices/outbox_store.h"
#include "services/platform/errors.h"
#include "services/platform/log.h"

namespace liengia::notices {
namespace {

constexpr absl::Duration kPatience = absl::Seconds(5);  // With one transaction.

}  // namespace

Outbox::Outbox(Options options, db::Pool& pool, const platform::Clock& clock, Channels channels)
    : options_(options), pool_(pool), clock_(clock), channels_(std::move(channels)) {}

absl::StatusOr<Outbox::Round> Outbox::RunOnce() {
  const absl::Time claimed_until = clock_.Now() + options_.claim;
  std::vector<Message> messages;
  LIENGIA_RETURN_IF_ERROR(pool_.Transact(clock_.Now(), absl::Now() + kPatience, [&](db::Tx& tx) {
    messages = ClaimMessages(tx, claimed_until, options_.batch_size);
    return absl::OkStatus();
  }));
  Round round;
  for (const Message& message : messages) {
    if (clock_.Now() >= claimed_until) break;
    const Fate fate = Send(message);
    LIENGIA_RETURN_IF_ERROR(Save(message, fate));
    ++(fate == Fate::kSent ? round.sent : fate == Fate::kFailed ? round.failed : round.given_up);
  }
  return round;
}

Outbox::Fate Outbox::Send(const Message& message) {
  if (message.expire_time <= clock_.Now()) return Fate::kGivenUp;
  const auto channel = channels_.find(message.channel);
  const absl::Status status = channel == channels_.end()
                                  ? absl::UnavailableError("this server has no such channel")
                                  : channel->second->Send(message.recipient, message.payload);
  if (status.ok()) return Fate::kSent;
  platform::Log("message_failed", {{"channel", message.channel},
                                   {"try", absl::StrCat(message.try_count)},
                                   {"why", std::string(status.message())}});
  return absl::IsInvalidArgument(status) ? Fate::kGivenUp : Fate::kFailed;
}

absl::Status Outbox::Save(const Message& message, Fate fate) {
  return pool_.Transact(clock_.Now(), absl::Now() + kPatience, [&](db::Tx& tx) {
    switch (fate) {
      case Fate::kSent:
        SaveSent(tx, message.id);
        break;
      case Fate::kFailed:
        SaveFailed(tx, message.id, NextTry(message, tx.now()));
        break;
      case Fate::kGivenUp:
        DeleteMessage(tx, message.id);
        break;
    }
    return absl::OkStatus();
  });
}

bool Outbox::Tick() {
  const absl::StatusOr<Round> round = RunOnce();
  if (!round.ok()) {
    // Once, not five times a second for as long as the database is away.
    if (!database_away_) {
      platform::Log("outbox_waits", {{"why", std::string(round.status().message())}});
    }
    database_away_ = true;
    return false;
  }
  database_away_ = false;
  if (round->given_up > 0) {
    platform::Log("messages_given_up", {{"count", absl::StrCat(round->given_up)}});
  }
  return round->total() == options_.batch_size;
}

}  // namespace liengia::notices
