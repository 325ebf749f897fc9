#pragma once

#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "db/tx.h"
#include "services/identity/try_limit.h"

namespace liengia::identity {

// Counts one try under each limit, in one statement. RESOURCE_EXHAUSTED (kTooManyTries, with
// metadata retry_seconds, in the words of the limit) when one is passed; then the counts stay only
// if the caller calls Tx::KeepIfRefused. To be done first and with the number before the address:
// calls that race for a row then wait before they have done anything costly, and never for each
// other.
absl::Status CountTries(db::Tx& tx, const std::vector<Try>& tries);

// Deletes at most `limit` counts of windows that started before `horizon`; returns how many.
int DeleteTriesBefore(db::Tx& tx, absl::Time horizon, int limit);

}  // namespace liengia::identity
