#include "services/rosters/proposal_service.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "liengia/v1/proposal_service.grpc.pb.h"
#include "services/groups/group.h"
#include "services/groups/group_store.h"
#include "services/groups/member_store.h"
#include "services/platform/errors.h"
#include "services/platform/etag.h"
#include "services/platform/id.h"
#include "services/platform/page.h"
#include "services/platform/rpc.h"
#include "services/rosters/assignment.h"
#include "services/rosters/certificate_store.h"
#include "services/rosters/engine/problem_text.h"
#include "services/rosters/filling_store.h"
#include "services/rosters/plan_store.h"
#include "services/rosters/proposal.h"
#include "services/rosters/proposal_proto.h"
#include "services/rosters/proposal_store.h"
#include "services/rosters/roster.h"
#include "services/rosters/roster_proto.h"
#include "services/rosters/roster_store.h"
#include "services/rosters/shift_store.h"

namespace liengia::rosters {
namespace {

using platform::Call;

// That the engine could begin now; it looks again when it does.
absl::Status CheckMayBegin(db::Tx& tx, const v1::CreateRosterProposalRequest& request) {
  const std::optional<groups::Group> group = groups::FindGroup(tx, request.group_id());
  if (!group.has_value()) return platform::NotFound();
  LIENGIA_RETURN_IF_ERROR(
      groups::CheckOperation(groups::GroupOperation::kPlanRoster, group->state));
  const std::optional<Roster> roster = FindRoster(tx, group->id, request.roster_id());
  if (!roster.has_value()) return platform::NotFound();
  LIENGIA_RETURN_IF_ERROR(CheckOperation(RosterOperation::kGenerate, *roster));
  LIENGIA_RETURN_IF_ERROR(platform::CheckEtag(request.etag(), roster->version));
  if (roster->last_end_time && *roster->last_end_time <= tx.now()) return AllIsOver();
  if (groups::CountMembers(tx, group->id) > 0) return absl::OkStatus();
  return platform::Precondition(platform::Reason::kNothingToPlan,
                                {"Tổ chưa có tổ viên nào. Hãy thêm tổ viên trước.",
                                 "The group has no members; add them first."});
}

absl::StatusOr<Plan> PlanOf(db::Tx& tx, const std::string& group_id, const std::string& roster_id) {
  const std::optional<groups::Group> group = groups::FindGroup(tx, group_id);
  const std::optional<Roster> roster = FindRoster(tx, group_id, roster_id);
  if (!group.has_value() || !roster.has_value()) return platform::NotFound();
  std::vector<Shift> shifts = ListShiftsOfRoster(tx, group_id, roster_id);
  if (roster->state == RosterState::kDraft) shifts = ShiftsAhead(std::move(shifts), tx.now());
  return LoadPlan(tx, *group, *roster, std::move(shifts));
}

}  // namespace

absl::StatusOr<v1::CreateRosterProposalResponse> CreateRosterProposal(
    db::Tx& tx, const Call& call, const v1::CreateRosterProposalRequest& request) {
  LIENGIA_RETURN_IF_ERROR(CheckMayBegin(tx, request));
  const int count = CountProposalsSince(tx, request.group_id(), call.now - kProposalDay);
  LIENGIA_RETURN_IF_ERROR(groups::CheckLimit(kProposalLimit, count + 1));
  Proposal proposal;
  proposal.id = platform::NewId(call.now);
  proposal.roster_id = request.roster_id();
  proposal.seed = request.seed();
  proposal.step_limit = request.step_limit() == 0 ? kUsualStepLimit : request.step_limit();
  proposal.create_time = call.now;
  InsertProposal(tx, request.group_id(), proposal, call.caller.account_id);
  v1::CreateRosterProposalResponse response;
  *response.mutable_proposal() = ToProto(proposal, call);
  return response;
}

absl::StatusOr<v1::GetRosterProposalResponse> GetRosterProposal(
    db::Tx& tx, const Call& call, const v1::GetRosterProposalRequest& request) {
  tx.Snapshot();
  const auto proposal = FindProposal(tx, request.group_id(), request.proposal_id());
  if (!proposal.has_value()) return platform::NotFound();
  v1::GetRosterProposalResponse response;
  *response.mutable_proposal() = ToProto(*proposal, call);
  const auto certificate = FindProposedCertificate(tx, request.group_id(), proposal->id);
  if (!certificate.has_value()) return response;
  LIENGIA_ASSIGN_OR_RETURN(const Plan plan, PlanOf(tx, request.group_id(), proposal->roster_id));
  const engine::Roster duties = RosterOf(*certificate, plan);
  for (engine::NamedDuty& duty : engine::NamedDuties(plan.problem, duties)) {
    v1::ProposedDuty* proposed = response.add_duties();
    proposed->set_shift_id(std::move(duty.shift_id));
    proposed->set_member_id(std::move(duty.member_id));
  }
  AddOutcome(plan, duties, call, response);
  return response;
}

absl::StatusOr<v1::ListRosterProposalsResponse> ListRosterProposals(
    db::Tx& tx, const Call& call, const v1::ListRosterProposalsRequest& request) {
  LIENGIA_ASSIGN_OR_RETURN(const platform::Page page, platform::ReadPage(request, 1));
  ProposalFilter filter;
  if (!request.roster_id().empty()) filter.roster_id = request.roster_id();
  if (!page.after.empty()) {
    if (!platform::IsId(page.after[0])) return platform::BadPageToken();
    filter.before = page.after[0];
  }
  std::vector<Proposal> proposals = ListProposals(tx, request.group_id(), filter, page.size + 1);
  v1::ListRosterProposalsResponse response;
  if (static_cast<int>(proposals.size()) > page.size) {
    proposals.resize(page.size);
    response.set_next_page_token(platform::PageToken(request, {proposals.back().id}));
  }
  for (const Proposal& proposal : proposals) *response.add_proposals() = ToProto(proposal, call);
  return response;
}

absl::StatusOr<platform::Seen<v1::WatchRosterProposalResponse>> WatchRosterProposal(
    db::Tx& tx, const Call& call, const v1::WatchRosterProposalRequest& request) {
  const auto proposal = FindProposal(tx, request.group_id(), request.proposal_id());
  if (!proposal.has_value()) return platform::NotFound();
  platform::Seen<v1::WatchRosterProposalResponse> seen;
  *seen.response.mutable_proposal() = ToProto(*proposal, call);
  seen.last = IsAtRest(proposal->state);
  return seen;
}

absl::StatusOr<v1::CancelRosterProposalResponse> CancelRosterProposal(
    db::Tx& tx, const Call& call, const v1::CancelRosterProposalRequest& request) {
  const auto proposal = LockProposal(tx, request.group_id(), request.proposal_id());
  if (!proposal.has_value()) return platform::NotFound();
  LIENGIA_RETURN_IF_ERROR(CheckOperation(ProposalOperation::kCancel, *proposal));
  SaveCancelled(tx, request.group_id(), proposal->id);
  v1::CancelRosterProposalResponse response;
  *response.mutable_proposal() = ToProto(*FindProposal(tx, request.group_id(), proposal->id), call);
  return response;
}

absl::StatusOr<v1::AcceptRosterProposalResponse> AcceptRosterProposal(
    db::Tx& tx, const Call& call, const v1::AcceptRosterProposalRequest& request) {
  const std::string& group_id = request.group_id();
  const auto proposal = LockProposal(tx, group_id, request.proposal_id());
  if (!proposal.has_value()) return platform::NotFound();
  LIENGIA_RETURN_IF_ERROR(CheckOperation(ProposalOperation::kAccept, *proposal));
  const auto certificate = FindProposedCertificate(tx, group_id, proposal->id);
  LIENGIA_ASSIGN_OR_RETURN(const Filled filled, FillDraft(tx, group_id, proposal->roster_id,
                                                          *proposal->roster_version, *certificate));
  SaveAccepted(tx, group_id, proposal->id);
  v1::AcceptRosterProposalResponse response;
  *response.mutable_proposal() = ToProto(*FindProposal(tx, group_id, proposal->id), call);
  *response.mutable_roster() = ToProto(*FindRoster(tx, group_id, proposal->roster_id));
  AddOutcome(filled.plan, filled.duties, call, response);
  return response;
}

absl::StatusOr<v1::GetRosterCertificateResponse> GetRosterCertificate(
    db::Tx& tx, const Call& call, const v1::GetRosterCertificateRequest& request) {
  tx.Snapshot();
  const std::optional<Roster> roster = FindRoster(tx, request.group_id(), request.roster_id());
  if (!roster.has_value() || (roster->state == RosterState::kDraft && !call.leads())) {
    return platform::NotFound();
  }
  const auto certificate = FindCertificate(tx, request.group_id(), roster->id);
  if (!certificate.has_value()) return platform::NotFound();
  LIENGIA_ASSIGN_OR_RETURN(const Plan plan, PlanOf(tx, request.group_id(), roster->id));
  v1::GetRosterCertificateResponse response;
  *response.mutable_certificate() = ToProto(*certificate, call.leads());
  response.mutable_certificate()->set_roster_id(roster->id);
  for (const MemberLoad& load : LoadsOf(plan, plan.roster)) *response.add_loads() = ToProto(load);
  return response;
}

namespace {

class ProposalService final : public v1::ProposalService::CallbackService {
 public:
  explicit ProposalService(platform::Border& border) : border_(border) {}

  grpc::ServerUnaryReactor* CreateRosterProposal(
      grpc::CallbackServerContext* context, const v1::CreateRosterProposalRequest* request,
      v1::CreateRosterProposalResponse* response) override {
    return platform::Serve(border_, context, request, response, rosters::CreateRosterProposal);
  }
  grpc::ServerUnaryReactor* GetRosterProposal(grpc::CallbackServerContext* context,
                                              const v1::GetRosterProposalRequest* request,
                                              v1::GetRosterProposalResponse* response) override {
    return platform::Serve(border_, context, request, response, rosters::GetRosterProposal);
  }
  grpc::ServerUnaryReactor* ListRosterProposals(
      grpc::CallbackServerContext* context, const v1::ListRosterProposalsRequest* request,
      v1::ListRosterProposalsResponse* response) override {
    return platform::Serve(border_, context, request, response, rosters::ListRosterProposals);
  }
  grpc::ServerWriteReactor<v1::WatchRosterProposalResponse>* WatchRosterProposal(
      grpc::CallbackServerContext* context,
      const v1::WatchRosterProposalRequest* request) override {
    return platform::ServeStream(border_, context, request, request->proposal_id(),
                                 rosters::WatchRosterProposal);
  }
  grpc::ServerUnaryReactor* CancelRosterProposal(
      grpc::CallbackServerContext* context, const v1::CancelRosterProposalRequest* request,
      v1::CancelRosterProposalResponse* response) override {
    return platform::Serve(border_, context, request, response, rosters::CancelRosterProposal);
  }
  grpc::ServerUnaryReactor* AcceptRosterProposal(
      grpc::CallbackServerContext* context, const v1::AcceptRosterProposalRequest* request,
      v1::AcceptRosterProposalResponse* response) override {
    return platform::Serve(border_, context, request, response, rosters::AcceptRosterProposal);
  }
  grpc::ServerUnaryReactor* GetRosterCertificate(
      grpc::CallbackServerContext* context, const v1::GetRosterCertificateRequest* request,
      v1::GetRosterCertificateResponse* response) override {
    return platform::Serve(border_, context, request, response, rosters::GetRosterCertificate);
  }

 private:
  platform::Border& border_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewProposalService(platform::Border& border) {
  return std::make_unique<ProposalService>(border);
}

}  // namespace liengia::rosters
