#pragma once

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "db/tx.h"
#include "services/notices/message.h"

namespace liengia::notices {

// Puts a message into the outbox: it leaves when the transaction commits, and only then.
void InsertMessage(db::Tx& tx, const Message& message);

// Takes at most `limit` messages that are due, oldest first, and hides them from every server until
// `hidden_until`. Those that have expired are among them.
std::vector<Message> ClaimMessages(db::Tx& tx, absl::Time hidden_until, int limit);

// Notes down that it left, and wipes the payload.
void SaveSent(db::Tx& tx, const std::string& id);
// Makes it due again at `next_time`.
void SaveFailed(db::Tx& tx, const std::string& id, absl::Time next_time);
void DeleteMessage(db::Tx& tx, const std::string& id);

// Deletes at most `limit` messages that expired before `horizon`; returns how many.
int DeleteMessagesOver(db::Tx& tx, absl::Time horizon, int limit);

}  // namespace liengia::notices
