#include "services/liengiad/chores.h"

#include "services/identity/session_store.h"
#include "services/identity/sign_in_code_store.h"
#include "services/identity/try_limit.h"
#include "services/identity/try_limit_store.h"
#include "services/notices/outbox_store.h"
#include "services/platform/replay_store.h"
#include "services/rosters/proposal_store.h"

namespace liengia {
namespace {

// For somebody who looks into why a message or a session did not do what it should.
constexpr absl::Duration kLookBack = absl::Hours(24);
// A phone that was without a network for a week may still repeat a call safely.
constexpr absl::Duration kReplays = absl::Hours(7 * 24);

}  // namespace

std::vector<platform::Chore> Chores() {
  return {
      {"sign_in_codes",
       [](db::Tx& tx, int limit) { return identity::DeleteSignInCodesOver(tx, tx.now(), limit); }},
      {"try_counts",
       [](db::Tx& tx, int limit) {
         return identity::DeleteTriesBefore(tx, tx.now() - identity::kLongestTryWindow, limit);
       }},
      {"sessions",
       [](db::Tx& tx, int limit) {
         return identity::DeleteSessionsOver(tx, tx.now() - kLookBack, limit);
       }},
      {"outbox",
       [](db::Tx& tx, int limit) {
         return notices::DeleteMessagesOver(tx, tx.now() - kLookBack, limit);
       }},
      {"replays",
       [](db::Tx& tx, int limit) {
         return platform::DeleteRepliesBefore(tx, tx.now() - kReplays, limit);
       }},
      {"proposals",
       [](db::Tx& tx, int limit) {
         return rosters::DeleteProposalsBefore(tx, tx.now() - rosters::kProposalLife, limit);
       }},
  };
}

}  // namespace liengia
