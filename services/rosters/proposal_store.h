#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "db/tx.h"
#include "services/platform/sentence.h"
#include "services/rosters/certificate.h"
#include "services/rosters/proposal.h"

namespace liengia::rosters {

// What is told when a proposal waits for a server (Tx::Changed). Of every other change of a
// proposal its id is told.
inline constexpr char kProposalQueue[] = "roster_proposals";

std::optional<Proposal> FindProposal(db::Tx& tx, const std::string& group_id,
                                     const std::string& id);
// The same, for a transaction that will change it.
std::optional<Proposal> LockProposal(db::Tx& tx, const std::string& group_id,
                                     const std::string& id);
// Of one that is solved or accepted.
std::optional<Certificate> FindProposedCertificate(db::Tx& tx, const std::string& group_id,
                                                   const std::string& id);

// Newest first.
struct ProposalFilter {
  std::optional<std::string> roster_id;
  std::optional<std::string> before;  // An id: those made before it.
};
std::vector<Proposal> ListProposals(db::Tx& tx, const std::string& group_id,
                                    const ProposalFilter& filter, int limit);
int CountProposalsSince(db::Tx& tx, const std::string& group_id, absl::Time time);

// Queued. Fails by its constraint when one is being made for the roster.
void InsertProposal(db::Tx& tx, const std::string& group_id, const Proposal& proposal,
                    const std::string& account_id);

// At rest from now on.
void SaveCancelled(db::Tx& tx, const std::string& group_id, const std::string& id);
void SaveAccepted(db::Tx& tx, const std::string& group_id, const std::string& id);

// A server's right to work on a proposal until it runs out or is lost.
struct Claim {
  std::string id;
  std::string group_id;
  Proposal proposal;
  int claim_count = 1;       // Of this proposal, with this one.
  std::string problem_text;  // Of the claim before, if it got that far.
};

// The longest-waiting proposal that is queued, or whose claim has run out, of any group. Two
// transactions at once get two of them.
std::optional<Claim> ClaimProposal(db::Tx& tx, absl::Time until);

// Each holds only while the claim does; false when somebody else has the proposal or it was called
// off.
bool SaveProblem(db::Tx& tx, const Claim& claim, int64_t roster_version,
                 const std::string& problem_text);
bool SaveProgress(db::Tx& tx, const Claim& claim, int64_t step_count, absl::Time until);
bool SaveSolved(db::Tx& tx, const Claim& claim, const Certificate& certificate);
bool SaveFailed(db::Tx& tx, const Claim& claim, const platform::Sentence& failure);
// Back into the queue.
bool SaveReleased(db::Tx& tx, const Claim& claim);

// Those at rest that were made before; at most `limit`. Returns how many.
int DeleteProposalsBefore(db::Tx& tx, absl::Time time, int limit);

}  // namespace liengia::rosters
