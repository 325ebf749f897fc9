// Filling a draft: a proposal is asked for, watched and accepted.

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "clients/cli/command.h"
#include "clients/cli/interrupt.h"
#include "clients/cli/pick.h"
#include "clients/cli/proposal_lookup.h"
#include "clients/cli/roster_view.h"
#include "liengia/v1/proposal_service.grpc.pb.h"

namespace liengia::cli {
namespace {

using Proposals = v1::ProposalService::Stub;

// The one that is being made for the roster, when somebody asked before.
absl::StatusOr<v1::RosterProposal> FindUnderWay(Context& context, const Chosen& chosen) {
  v1::ListRosterProposalsRequest request;
  request.set_group_id(chosen.group.id);
  request.set_roster_id(chosen.roster.roster().roster_id());
  request.set_page_size(1);
  CLI_ASSIGN_OR_RETURN(const auto reply,
                       context.server.Call(&Proposals::ListRosterProposals, request));
  if (reply.proposals().empty() || !IsUnderWay(reply.proposals(0))) return absl::NotFoundError("");
  return reply.proposals(0);
}

absl::StatusOr<v1::RosterProposal> AskFor(Context& context, const Chosen& chosen) {
  v1::CreateRosterProposalRequest request;
  request.set_group_id(chosen.group.id);
  request.set_roster_id(chosen.roster.roster().roster_id());
  request.set_seed(context.arguments.Number("seed"));
  request.set_step_limit(context.arguments.Number("steps"));
  const auto reply = context.server.Call(&Proposals::CreateRosterProposal, request);
  if (reply.ok()) return reply->proposal();
  if (ReasonOf(reply.status()) != v1::ERROR_REASON_PROPOSAL_RUNNING) return reply.status();
  const auto running = FindUnderWay(context, chosen);
  return running.ok() ? running : reply.status();
}

absl::Status CheckSolved(const Context& context, const v1::RosterProposal& proposal) {
  if (proposal.state() == v1::RosterProposal::STATE_SOLVED) return absl::OkStatus();
  if (!proposal.failure_text().empty()) {
    return absl::FailedPreconditionError(proposal.failure_text());
  }
  return absl::FailedPreconditionError(
      context.Say({"Có người đã hủy hoặc dùng phương án này.",
                   "Somebody cancelled or accepted the proposal."}));
}

absl::Status Review(Context& context, const Chosen& chosen, const v1::RosterProposal& proposal) {
  v1::GetRosterProposalRequest request;
  request.set_group_id(chosen.group.id);
  request.set_proposal_id(proposal.proposal_id());
  CLI_ASSIGN_OR_RETURN(const auto reply,
                       context.server.Call(&Proposals::GetRosterProposal, request));
  const std::string next = absl::Substitute(
      context.Say({"\nTiếp theo: đưa vào bản nháp bằng liengia proposal accept $0.\n",
                   "\nNext: put it into the draft with liengia proposal accept $0.\n"}),
      ShortId(proposal.proposal_id()));
  return Print(context, reply,
               absl::StrCat(FairnessLine(context, reply.proposal().fairness()),
                            EmptySlotLines(context, chosen.roster.shifts(), reply.empty_slots()),
                            LoadTable(context, reply.loads()), next));
}

absl::Status Accept(Context& context, const Chosen& chosen, const v1::RosterProposal& proposal) {
  v1::AcceptRosterProposalRequest request;
  request.set_group_id(chosen.group.id);
  request.set_proposal_id(proposal.proposal_id());
  CLI_ASSIGN_OR_RETURN(const auto reply,
                       context.server.Call(&Proposals::AcceptRosterProposal, request));
  return Print(context, reply,
               absl::StrCat(Headline(context, reply.roster()),
                            FairnessLine(context, reply.proposal().fairness()),
                            EmptySlotLines(context, chosen.roster.shifts(), reply.empty_slots()),
                            LoadTable(context, reply.loads()), NextStep(context, reply.roster())));
}

absl::Status Generate(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Chosen chosen, ChooseRoster(context));
  // From here on Ctrl-C leaves the work to the server.
  const Interrupt interrupt([&context] { context.server.Leave(); });
  CLI_ASSIGN_OR_RETURN(const v1::RosterProposal asked, AskFor(context, chosen));
  CLI_ASSIGN_OR_RETURN(const v1::RosterProposal proposal,
                       WatchProposal(context, chosen.group.id, asked));
  CLI_RETURN_IF_ERROR(CheckSolved(context, proposal));
  return context.arguments.Has("review") ? Review(context, chosen, proposal)
                                         : Accept(context, chosen, proposal);
}

}  // namespace

Command GenerateRosterCommand() {
  return {
      "roster generate",
      {"xếp người công bằng vào bản nháp; Ctrl-C để máy chủ tự xếp tiếp",
       "fill a draft fairly; after Ctrl-C the server goes on"},
      {MonthOperand(Place::kOperand),
       GroupFlag(),
       {"seed",
        Kind::kNumber,
        Place::kFlag,
        {"cùng một số thì cùng một lịch", "the same number gives the same roster"}},
       {"steps",
        Kind::kNumber,
        Place::kFlag,
        {"tìm lâu nhất bao nhiêu bước (4000000)", "search for at most so many steps (4000000)"}},
       {"review",
        Kind::kSwitch,
        Place::kFlag,
        {"xem trước, chưa đưa vào bản nháp", "only show it, and leave the draft as it is"}}},
      {"roster generate 2026-12", "roster generate 2026-12 --review"},
      Generate};
}

}  // namespace liengia::cli
