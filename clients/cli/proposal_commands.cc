// Rosters that the engine made, for the leader to accept.

#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "clients/cli/command.h"
#include "clients/cli/lookup.h"
#include "clients/cli/proposal_lookup.h"
#include "clients/cli/roster_view.h"
#include "clients/cli/wire.h"
#include "clients/cli/words.h"
#include "liengia/v1/proposal_service.grpc.pb.h"
#include "liengia/v1/roster_service.grpc.pb.h"

namespace liengia::cli {
namespace {

using Proposals = v1::ProposalService::Stub;
using Rosters = v1::RosterService::Stub;

struct ChosenProposal {
  Choice group;
  v1::RosterProposal proposal;
};

absl::StatusOr<ChosenProposal> ChooseOne(Context& context) {
  CLI_ASSIGN_OR_RETURN(Choice group, ChooseGroup(context));
  CLI_ASSIGN_OR_RETURN(v1::RosterProposal proposal,
                       ChooseProposal(context, group.id, context.arguments.Text("proposal")));
  return ChosenProposal{std::move(group), std::move(proposal)};
}

template <typename Request>
Request About(const ChosenProposal& chosen) {
  Request request;
  request.set_group_id(chosen.group.id);
  request.set_proposal_id(chosen.proposal.proposal_id());
  return request;
}

absl::StatusOr<v1::GetRosterResponse> RosterOf(Context& context, const ChosenProposal& chosen) {
  v1::GetRosterRequest request;
  request.set_group_id(chosen.group.id);
  request.set_roster_id(chosen.proposal.roster_id());
  return context.server.Call(&Rosters::GetRoster, request);
}

std::string CountOrNothing(const v1::RosterProposal& proposal) {
  return proposal.has_empty_count() ? absl::StrCat(proposal.empty_count()) : "";
}

// "Phương án 3f0a2b cho tháng 12/2026: đã xếp xong, còn trống 0."
std::string ProposalLine(const Context& context, const v1::RosterProposal& proposal,
                         const v1::Roster& roster) {
  std::string text = absl::Substitute(
      context.Say({"Phương án $0 cho $1: $2", "Proposal $0 for $1: $2"}),
      ShortId(proposal.proposal_id()), SayMonth(MonthOf(roster), context.speech.language),
      NameOf(ProposalStates(), proposal.state(), context.speech.language));
  if (proposal.has_empty_count()) {
    absl::StrAppend(&text, absl::Substitute(context.Say({", còn trống $0", ", $0 places empty"}),
                                            proposal.empty_count()));
  }
  absl::StrAppend(&text, ".\n");
  if (!proposal.failure_text().empty()) absl::StrAppend(&text, proposal.failure_text(), "\n");
  if (proposal.has_fairness()) {
    absl::StrAppend(&text, FairnessLine(context, proposal.fairness()));
  }
  return text;
}

absl::Status Show(Context& context) {
  CLI_ASSIGN_OR_RETURN(const ChosenProposal chosen, ChooseOne(context));
  CLI_ASSIGN_OR_RETURN(const auto roster, RosterOf(context, chosen));
  CLI_ASSIGN_OR_RETURN(const auto reply,
                       context.server.Call(&Proposals::GetRosterProposal,
                                           About<v1::GetRosterProposalRequest>(chosen)));
  return Print(context, reply,
               absl::StrCat(ProposalLine(context, reply.proposal(), roster.roster()),
                            EmptySlotLines(context, roster.shifts(), reply.empty_slots()),
                            LoadTable(context, reply.loads())));
}

absl::Status Cancel(Context& context) {
  CLI_ASSIGN_OR_RETURN(const ChosenProposal chosen, ChooseOne(context));
  CLI_ASSIGN_OR_RETURN(const auto reply,
                       context.server.Call(&Proposals::CancelRosterProposal,
                                           About<v1::CancelRosterProposalRequest>(chosen)));
  return Print(context, reply,
               context.Say({"Đã hủy phương án.\n", "The proposal is cancelled.\n"}));
}

absl::Status Accept(Context& context) {
  CLI_ASSIGN_OR_RETURN(const ChosenProposal chosen, ChooseOne(context));
  CLI_ASSIGN_OR_RETURN(const auto roster, RosterOf(context, chosen));
  CLI_ASSIGN_OR_RETURN(const auto reply,
                       context.server.Call(&Proposals::AcceptRosterProposal,
                                           About<v1::AcceptRosterProposalRequest>(chosen)));
  return Print(context, reply,
               absl::StrCat(Headline(context, reply.roster()),
                            EmptySlotLines(context, roster.shifts(), reply.empty_slots()),
                            NextStep(context, reply.roster())));
}

absl::StatusOr<std::map<std::string, std::string>> MonthsByRoster(Context& context,
                                                                  const std::string& group_id) {
  v1::ListRostersRequest request;
  request.set_group_id(group_id);
  CLI_ASSIGN_OR_RETURN(const auto reply,
                       context.server.List(&Rosters::ListRosters, request, LimitOf(context)));
  std::map<std::string, std::string> months;
  for (const v1::Roster& roster : reply.rosters()) {
    months[roster.roster_id()] = SayMonth(MonthOf(roster), context.speech.language);
  }
  return months;
}

absl::Status List(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Choice group, ChooseGroup(context));
  v1::ListRosterProposalsRequest request;
  request.set_group_id(group.id);
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.List(&Proposals::ListRosterProposals,
                                                             request, LimitOf(context)));
  CLI_ASSIGN_OR_RETURN(auto months, MonthsByRoster(context, group.id));
  std::vector<Row> rows;
  for (const v1::RosterProposal& proposal : reply.proposals()) {
    rows.push_back(
        {SayTime(FromWire(proposal.create_time()), context.speech), months[proposal.roster_id()],
         NameOf(ProposalStates(), proposal.state(), context.speech.language),
         CountOrNothing(proposal), absl::StrCat(proposal.seed()), ShortId(proposal.proposal_id())});
  }
  return Print(
      context, reply,
      TableOr(context,
              {"Chưa có phương án nào: tổ trưởng xếp bằng liengia roster generate 2026-12.",
               "There is no proposal yet: a leader asks for one with liengia roster generate "
               "2026-12."},
              {context.Say({"Lúc", "Asked for"}), context.Say({"Tháng", "Month"}),
               context.Say({"Trạng thái", "State"}), context.Say({"Trống", "Empty"}),
               context.Say({"Số", "Seed"}), context.Say({"Mã", "Id"})},
              rows, reply.next_page_token()));
}

}  // namespace

std::vector<Command> ProposalCommands() {
  const Parameter which = {"proposal",
                           Kind::kText,
                           Place::kOptionalOperand,
                           {"cuối mã phương án; không ghi thì là phương án mới nhất",
                            "the end of its id; without it the newest"}};
  return {
      {"proposal list",
       {"các phương án xếp lịch", "the rosters that the engine proposed"},
       {GroupFlag(), LimitFlag()},
       {"proposal list"},
       List},
      {"proposal show",
       {"một phương án: chỗ trống, công trực từng người",
        "a proposal: its empty places and what it asks of each"},
       {which, GroupFlag()},
       {"proposal show", "proposal show 3f0a2b"},
       Show},
      {"proposal accept",
       {"đưa phương án vào bản nháp", "put a proposal into its draft"},
       {which, GroupFlag()},
       {"proposal accept 3f0a2b"},
       Accept},
      {"proposal cancel",
       {"thôi không xếp, hoặc bỏ phương án", "call a proposal off, or throw it away"},
       {which, GroupFlag()},
       {"proposal cancel 3f0a2b"},
       Cancel},
  };
}

}  // namespace liengia::cli
