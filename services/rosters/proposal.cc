#include "services/rosters/proposal.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/platform/errors.h"
#include "services/rosters/engine/problem_text.h"
#include "services/rosters/engine/rules.h"
#include "services/rosters/roster_problem.h"

namespace liengia::rosters {
namespace {

constexpr std::array<const char*, kProposalStateCount> kStateNames = {
    "queued", "solving", "solved", "failed", "cancelled", "accepted"};

constexpr const char* kStatesVi[] = {"đang chờ",       "đang được xếp", "đã xếp xong",
                                     "không xếp được", "đã hủy",        "đã được dùng"};
constexpr const char* kStatesEn[] = {"queued", "being solved", "solved",
                                     "failed", "cancelled",    "accepted"};

struct OperationText {
  const char* vi;
  const char* en;
};
constexpr std::array<OperationText, kProposalOperationCount> kOperationTexts = {{
    {"Chỉ dùng được phương án đã xếp xong.", "Only one that is solved can be accepted."},
    {"Chỉ hủy được phương án đang chờ, đang xếp hoặc đã xếp xong.",
     "Only one that is queued, being solved or solved can be cancelled."},
}};

absl::Status Stale(platform::Sentence text) {
  return platform::Refusal(absl::StatusCode::kAborted, platform::Reason::kProposalStale,
                           std::move(text));
}

}  // namespace

const char* ProposalStateName(ProposalState state) {
  return kStateNames.at(static_cast<size_t>(state));
}

ProposalState ProposalStateNamed(const std::string& name) {
  const auto at = std::find(kStateNames.begin(), kStateNames.end(), name);
  return at == kStateNames.end() ? ProposalState::kFailed
                                 : static_cast<ProposalState>(at - kStateNames.begin());
}

absl::Status CheckOperation(ProposalOperation operation, const Proposal& proposal) {
  if (Allows(proposal.state, operation)) return absl::OkStatus();
  const auto state = static_cast<size_t>(proposal.state);
  const OperationText& text = kOperationTexts.at(static_cast<size_t>(operation));
  return platform::Precondition(
      platform::Reason::kProposalState,
      {absl::StrCat("Phương án này ", kStatesVi[state], ". ", text.vi),
       absl::StrCat("The proposal is ", kStatesEn[state], ". ", text.en)});
}

absl::Status StaleProposal() {
  return Stale({"Lịch trực đã thay đổi từ khi máy bắt đầu xếp. Hãy xếp lại.",
                "The roster has changed since the engine began; make a new proposal."});
}

absl::Status CheckStillFits(const Plan& plan, const engine::Roster& proposed, size_t duty_count) {
  if (engine::NamedDuties(plan.problem, proposed).size() != duty_count) {
    return Stale({"Có người trong phương án đã rời tổ từ khi máy bắt đầu xếp. Hãy xếp lại.",
                  "Somebody in the proposal has left the group since the engine began; make a new "
                  "one."});
  }
  Plan filled = plan;
  filled.roster = proposed;
  for (const engine::Duty& duty : proposed.Duties()) {
    if (duty.pinned) continue;
    const std::vector<RosterProblem> problems = BrokenBy(filled, duty.member, duty.shift);
    for (const RosterProblem& problem : problems) {
      if (problem.kind == ProblemKind::kAlreadyOnShift) continue;
      return Stale({absl::StrCat("Từ khi máy bắt đầu xếp đã có thay đổi: ", problem.text.vi,
                                 " Hãy xếp lại."),
                    absl::StrCat("Something has changed since the engine began: ", problem.text.en,
                                 " Make a new proposal.")});
    }
  }
  return absl::OkStatus();
}

}  // namespace liengia::rosters
