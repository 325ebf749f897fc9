#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "db/tx.h"
#include "services/identity/session.h"
#include "services/platform/caller.h"

namespace liengia::identity {

// Who a token stands for, by its hash (platform::TokenHash): the account, its memberships in force,
// the members without a phone for whose households one of those members is the proxy, and, for an
// official session, the offices that the account holds. UNAUTHENTICATED (kSignInRequired) for a
// hash that is unknown, or whose session is revoked or over. Three statements by index.
absl::StatusOr<platform::Caller> LoadCaller(db::Tx& tx, const std::string& token_hash);

void InsertSession(db::Tx& tx, const Session& session, const std::string& token_hash);

// The sort key of a session in its list.
struct SessionKey {
  absl::Time create_time;
  std::string id;
};

// Those of the account that are not over, newest first, after `after` if it is set; at most
// `limit`.
std::vector<Session> ListLiveSessions(db::Tx& tx, const std::string& account_id,
                                      const std::optional<SessionKey>& after, int limit);

// Each ends sessions at once and tells the servers. False when there was none to end.
bool EndSession(db::Tx& tx, const std::string& account_id, const std::string& session_id);
// All but `kept_session_id`, which may be empty.
bool EndOtherSessions(db::Tx& tx, const std::string& account_id,
                      const std::string& kept_session_id);
bool EndOfficialSessions(db::Tx& tx, const std::string& account_id);

// Deletes at most `limit` sessions that were over before `horizon`; returns how many.
int DeleteSessionsOver(db::Tx& tx, absl::Time horizon, int limit);

}  // namespace liengia::identity
