#include "clients/cli/proposal_lookup.h"

#include <unistd.h>

#include <iostream>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "clients/cli/lookup.h"
#include "clients/cli/pick.h"
#include "clients/cli/words.h"
#include "liengia/v1/proposal_service.grpc.pb.h"

namespace liengia::cli {
namespace {

using Proposals = v1::ProposalService::Stub;

constexpr int kMostToChooseFrom = 200;

// Written over itself; for a person only.
void ShowProgress(const Context& context, const v1::RosterProposal& proposal) {
  if (isatty(STDERR_FILENO) == 0) return;
  std::cerr << "\r\033[K";
  if (!IsUnderWay(proposal)) return;
  std::cerr << NameOf(ProposalStates(), proposal.state(), context.speech.language);
  if (proposal.step_count() > 0 && proposal.step_limit() > 0) {
    std::cerr << " " << proposal.step_count() * 100 / proposal.step_limit() << " %";
  }
  std::cerr << std::flush;
}

}  // namespace

bool IsUnderWay(const v1::RosterProposal& proposal) {
  return proposal.state() == v1::RosterProposal::STATE_QUEUED ||
         proposal.state() == v1::RosterProposal::STATE_SOLVING;
}

absl::StatusOr<v1::RosterProposal> ChooseProposal(Context& context, const std::string& group_id,
                                                  const std::string& text) {
  v1::ListRosterProposalsRequest request;
  request.set_group_id(group_id);
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.List(&Proposals::ListRosterProposals,
                                                             request, kMostToChooseFrom));
  if (reply.proposals().empty()) {
    return absl::NotFoundError(
        context.Say({"Chưa có phương án nào: tổ trưởng xếp bằng liengia roster generate 2026-12.",
                     "There is no proposal yet: a leader asks for one with liengia roster generate "
                     "2026-12."}));
  }
  if (text.empty()) return reply.proposals(0);
  std::vector<Choice> choices;
  for (const v1::RosterProposal& proposal : reply.proposals()) {
    choices.push_back({proposal.proposal_id(), ShortId(proposal.proposal_id())});
  }
  CLI_ASSIGN_OR_RETURN(const size_t at, Choose(context, {"phương án", "proposal"}, text, choices));
  return reply.proposals(static_cast<int>(at));
}

absl::StatusOr<v1::RosterProposal> WatchProposal(Context& context, const std::string& group_id,
                                                 const v1::RosterProposal& proposal) {
  v1::WatchRosterProposalRequest request;
  request.set_group_id(group_id);
  request.set_proposal_id(proposal.proposal_id());
  v1::RosterProposal latest = proposal;
  const absl::Status status =
      context.server
          .Watch<Proposals, v1::WatchRosterProposalRequest, v1::WatchRosterProposalResponse>(
              &Proposals::WatchRosterProposal, request,
              [&](const v1::WatchRosterProposalResponse& message) {
                latest = message.proposal();
                ShowProgress(context, latest);
              });
  if (absl::IsCancelled(status)) {
    const std::string id = ShortId(proposal.proposal_id());
    return absl::CancelledError(absl::Substitute(
        context.Say({"Máy chủ vẫn xếp tiếp. Xem: liengia proposal show $0; dùng: liengia proposal "
                     "accept $0; thôi không xếp nữa: liengia proposal cancel $0.",
                     "The server goes on. See it: liengia proposal show $0; use it: liengia "
                     "proposal accept $0; call it off: liengia proposal cancel $0."}),
        id));
  }
  if (!status.ok()) return status;
  return latest;
}

}  // namespace liengia::cli
