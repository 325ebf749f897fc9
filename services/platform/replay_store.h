#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "db/tx.h"

namespace liengia::platform {

// A call that its client may repeat: who made it and under which id.
struct ReplayKey {
  std::string account_id;
  std::string request_id;
  std::string method;
  std::string request_hash;
};

// The serialized reply that was given to the call before; nothing when it is new. INVALID_ARGUMENT
// (kRequestIdReused) when the id was used for another request.
absl::StatusOr<std::optional<std::string>> FindReply(db::Tx& tx, const ReplayKey& key);

void InsertReply(db::Tx& tx, const ReplayKey& key, const std::string& response);

// Deletes at most `limit` replies that were given before `horizon`; returns how many.
int DeleteRepliesBefore(db::Tx& tx, absl::Time horizon, int limit);

}  // namespace liengia::platform
