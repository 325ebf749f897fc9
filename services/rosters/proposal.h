#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/groups/group.h"
#include "services/platform/sentence.h"
#include "services/rosters/engine/report.h"
#include "services/rosters/engine/roster.h"
#include "services/rosters/planning.h"

// A roster that the engine makes for a draft in the background, for its leaders to accept.
namespace liengia::rosters {

enum class ProposalState { kQueued, kSolving, kSolved, kFailed, kCancelled, kAccepted };
inline constexpr int kProposalStateCount = 6;

// As the database writes it ("queued"), and back; any other text is a fault of the schema and gives
// kFailed, which allows nothing.
const char* ProposalStateName(ProposalState state);
ProposalState ProposalStateNamed(const std::string& name);

// Nothing of it changes by itself any more.
constexpr bool IsAtRest(ProposalState state) {
  return state != ProposalState::kQueued && state != ProposalState::kSolving;
}

struct Proposal {
  std::string id;
  std::string roster_id;
  ProposalState state = ProposalState::kQueued;
  int64_t seed = 0;
  int64_t step_limit = 0;
  absl::Time create_time;
  std::optional<int64_t> roster_version;  // When the engine began.
  int64_t step_count = 0;
  // Of one that was solved.
  std::optional<int> empty_count;
  engine::Fairness fairness;  // Without the mean.
  bool exchange_stable = false;
  platform::Sentence failure;  // Of one that failed.
  std::optional<absl::Time> finish_time;
};

inline constexpr int64_t kUsualStepLimit = 4'000'000;
// How long proposals are kept, and how many may be asked for in a day.
inline constexpr absl::Duration kProposalLife = absl::Hours(60 * 24);
inline constexpr absl::Duration kProposalDay = absl::Hours(24);
inline constexpr groups::Limit kProposalLimit{40, "phương án của một tổ trong 24 giờ",
                                              "proposals of a group in 24 hours"};

// One that was begun so often and never finished ends the servers that try: it fails.
inline constexpr int kMaxClaims = 3;

enum class ProposalOperation {
  kAccept,
  kCancel,
};
inline constexpr int kProposalOperationCount = 2;

// What each state allows: one row per operation, in the order of the enums.
inline constexpr std::array<std::array<bool, kProposalStateCount>, kProposalOperationCount>
    kProposalAllows = {{
        /* kAccept */ {false, false, true, false, false, false},
        /* kCancel */ {true, true, true, false, false, false},
    }};

constexpr bool Allows(ProposalState state, ProposalOperation operation) {
  return kProposalAllows[static_cast<size_t>(operation)][static_cast<size_t>(state)];
}

// OK, or FAILED_PRECONDITION (kProposalState) saying what the proposal is.
absl::Status CheckOperation(ProposalOperation operation, const Proposal& proposal);

// The roster changed since the engine began: ABORTED (kProposalStale).
absl::Status StaleProposal();

// OK when `proposed` may take the place of the duties of the plan that were not set by hand.
// ABORTED (kProposalStale) naming the first of those who can't serve as proposed any more: they are
// away by now, serve in another group, or have left. `duty_count`: how many duties were proposed,
// with those of people whom the plan does not know any more.
absl::Status CheckStillFits(const Plan& plan, const engine::Roster& proposed, size_t duty_count);

}  // namespace liengia::rosters
