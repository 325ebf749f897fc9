#include "services/rosters/advice_service.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "liengia/v1/advice_service.grpc.pb.h"
#include "services/groups/group.h"
#include "services/groups/group_store.h"
#include "services/platform/caller.h"
#include "services/platform/errors.h"
#include "services/platform/etag.h"
#include "services/platform/rpc.h"
#include "services/rosters/advice_proto.h"
#include "services/rosters/engine/exceptions.h"
#include "services/rosters/engine/explain.h"
#include "services/rosters/engine/shortage.h"
#include "services/rosters/engine/suggest.h"
#include "services/rosters/plan_store.h"
#include "services/rosters/repair_plan.h"
#include "services/rosters/roster_problem.h"
#include "services/rosters/roster_proto.h"
#include "services/rosters/roster_store.h"
#include "services/rosters/shift_proto.h"
#include "services/rosters/shift_store.h"
#include "services/rosters/shortage.h"

namespace liengia::rosters {
namespace {

using platform::Call;

constexpr int kUsualCandidates = 5;
// Sets of rules that are tried for a way out: each takes milliseconds for a large group.
constexpr int kMostTries = 60;

// A roster with what it is judged by.
struct Look {
  groups::Group group;
  Roster roster;
  Plan plan;
};

absl::StatusOr<Look> LookAt(db::Tx& tx, const std::string& group_id, const Roster& roster,
                            std::vector<Shift> shifts) {
  std::optional<groups::Group> group = groups::FindGroup(tx, group_id);
  if (!group.has_value()) return platform::NotFound();
  Plan plan = LoadPlan(tx, *group, roster, std::move(shifts));
  return Look{*std::move(group), roster, std::move(plan)};
}

absl::StatusOr<Look> LookAt(db::Tx& tx, const std::string& group_id, const Roster& roster) {
  return LookAt(tx, group_id, roster, ListShiftsOfRoster(tx, group_id, roster.id));
}

absl::StatusOr<Look> LookAtRosterOf(db::Tx& tx, const std::string& group_id,
                                    const std::string& shift_id) {
  const std::optional<Shift> shift = FindShift(tx, group_id, shift_id);
  if (!shift.has_value()) return platform::NotFound();
  return LookAt(tx, group_id, *FindRoster(tx, group_id, shift->roster_id));
}

// A member asks about the own duty, or one of those acted for, once it is published.
absl::Status CheckMayAsk(const Call& call, const std::string& group_id, const Duty& duty) {
  if (call.leads()) return absl::OkStatus();
  if (!duty.attendance.published) return platform::NotFound();
  if (platform::ActsFor(call.caller, group_id, duty.member_id)) return absl::OkStatus();
  return platform::Refusal(absl::StatusCode::kPermissionDenied, platform::Reason::kNotYourDuty,
                           {"Đây là lượt trực của người khác. Tổ trưởng xem được của cả tổ.",
                            "This duty is somebody else's; leaders can ask about everybody's."});
}

EmptySlot SlotOf(const Plan& plan, const std::string& shift_id) {
  for (EmptySlot& slot : EmptySlotsOf(plan, plan.roster)) {
    if (slot.shift_id == shift_id) return std::move(slot);
  }
  return {shift_id, 0, {}};
}

engine::WayOut WayOutOf(const Plan& plan) {
  int tries = 0;
  return engine::FindWayOut(plan.problem, plan.roster, [&tries] { return ++tries > kMostTries; });
}

absl::Status CheckPublished(const Roster& roster) {
  return CheckOperation(RosterOperation::kRepair, roster);
}

}  // namespace

absl::StatusOr<v1::ExplainAssignmentResponse> ExplainAssignment(
    db::Tx& tx, const Call& call, const v1::ExplainAssignmentRequest& request) {
  tx.Snapshot();
  const std::optional<Duty> duty = FindDuty(tx, request.group_id(), request.duty_id());
  if (!duty.has_value()) return platform::NotFound();
  LIENGIA_RETURN_IF_ERROR(CheckMayAsk(call, request.group_id(), *duty));
  LIENGIA_ASSIGN_OR_RETURN(const Look look, LookAtRosterOf(tx, request.group_id(), duty->shift_id));
  const Plan& plan = look.plan;
  v1::ExplainAssignmentResponse response;
  *response.mutable_reason() =
      ToProto(plan,
              engine::ExplainAssignment(plan.problem, plan.roster, plan.shifts.at(duty->shift_id),
                                        plan.members.at(duty->member_id)),
              call);
  return response;
}

absl::StatusOr<v1::ExplainEmptySlotResponse> ExplainEmptySlot(
    db::Tx& tx, const Call& call, const v1::ExplainEmptySlotRequest& request) {
  tx.Snapshot();
  LIENGIA_ASSIGN_OR_RETURN(const Look look,
                           LookAtRosterOf(tx, request.group_id(), request.shift_id()));
  const Plan& plan = look.plan;
  v1::ExplainEmptySlotResponse response;
  *response.mutable_slot() = ToProto(SlotOf(plan, request.shift_id()), call);
  const engine::EmptySlotReason reason =
      engine::ExplainEmptySlot(plan.problem, plan.roster, plan.shifts.at(request.shift_id()));
  for (std::string& sentence : engine::Sentences(reason, NamesOf(plan), true, LanguageOf(call))) {
    response.add_sentences(std::move(sentence));
  }
  return response;
}

absl::StatusOr<v1::ExplainShortageResponse> ExplainShortage(
    db::Tx& tx, const Call& call, const v1::ExplainShortageRequest& request) {
  tx.Snapshot();
  const std::optional<Roster> roster = FindRoster(tx, request.group_id(), request.roster_id());
  if (!roster.has_value()) return platform::NotFound();
  // What is over can't be filled any more, and is no shortage.
  std::vector<Shift> shifts = ListShiftsOfRoster(tx, request.group_id(), roster->id);
  std::erase_if(shifts, [&](const Shift& shift) { return shift.end_time <= call.now; });
  LIENGIA_ASSIGN_OR_RETURN(const Look look,
                           LookAt(tx, request.group_id(), *roster, std::move(shifts)));
  const Plan& plan = look.plan;
  const auto shortage = engine::FindShortage(plan.problem, plan.roster);
  v1::ExplainShortageResponse response;
  for (const platform::Sentence& sentence : ShortageText(plan, shortage)) {
    response.add_sentences(call.Say(sentence));
  }
  if (!shortage.has_value()) return response;
  for (const engine::Rule rule : shortage->rules) {
    response.add_rules(static_cast<v1::RosterProblem::Kind>(KindOf(rule)));
  }
  for (const int shift : shortage->shifts) {
    response.add_shift_ids(plan.problem.shifts[shift].id);
  }
  response.set_place_count(shortage->places);
  response.set_missing_count(shortage->missing);
  const engine::WayOut way_out = WayOutOf(plan);
  for (const engine::Exception& exception : way_out.exceptions) {
    *response.add_exceptions() = ToProto(plan, exception, call);
  }
  response.set_left_count(way_out.places_left);
  return response;
}

absl::StatusOr<v1::SuggestReplacementsResponse> SuggestReplacements(
    db::Tx& tx, const Call&, const v1::SuggestReplacementsRequest& request) {
  tx.Snapshot();
  LIENGIA_ASSIGN_OR_RETURN(Look look, LookAtRosterOf(tx, request.group_id(), request.shift_id()));
  Plan& plan = look.plan;
  const int shift = plan.shifts.at(request.shift_id());
  const int count = request.count() == 0 ? kUsualCandidates : request.count();
  int off = -1;
  if (!request.off_member_id().empty()) {
    const auto member = plan.members.find(request.off_member_id());
    if (member == plan.members.end() || !plan.roster.Has(shift, member->second)) {
      return platform::NotFound();
    }
    off = member->second;
    plan.roster.Remove(shift, off);
  }
  v1::SuggestReplacementsResponse response;
  for (const engine::Candidate& candidate :
       engine::Suggest(plan.problem, plan.roster, shift, count + 1)) {
    if (candidate.member == off || response.candidates_size() == count) continue;
    *response.add_candidates() = ToProto(plan, candidate);
  }
  return response;
}

absl::StatusOr<v1::ProposeRepairResponse> ProposeRepair(db::Tx& tx, const Call& call,
                                                        const v1::ProposeRepairRequest& request) {
  tx.Snapshot();
  const std::optional<Roster> roster = FindRoster(tx, request.group_id(), request.roster_id());
  if (!roster.has_value()) return platform::NotFound();
  platform::Violations violations;
  std::vector<DropOut> drop_outs;
  for (int i = 0; i < request.drop_outs_size(); ++i) {
    drop_outs.push_back(FromProto(request.drop_outs(i), roster->month,
                                  absl::StrCat("drop_outs[", i, "]"), violations));
  }
  LIENGIA_RETURN_IF_ERROR(violations.ToStatus());
  LIENGIA_RETURN_IF_ERROR(CheckPublished(*roster));
  LIENGIA_ASSIGN_OR_RETURN(const Look look, LookAt(tx, request.group_id(), *roster));
  LIENGIA_ASSIGN_OR_RETURN(const std::vector<engine::RepairPlan> plans,
                           PlansFor(look.plan, drop_outs, call.now));
  v1::ProposeRepairResponse response;
  for (const engine::RepairPlan& plan : plans) {
    *response.add_plans() = ToProto(look.plan, plan, call);
  }
  *response.mutable_roster() = ToProto(*roster);
  return response;
}

absl::StatusOr<v1::ApplyRepairResponse> ApplyRepair(db::Tx& tx, const Call& call,
                                                    const v1::ApplyRepairRequest& request) {
  std::vector<RepairChange> changes;
  for (const v1::RepairChange& change : request.changes()) changes.push_back(FromProto(change));
  platform::Violations violations;
  CheckChanges(changes, violations);
  LIENGIA_RETURN_IF_ERROR(violations.ToStatus());
  const std::optional<Roster> roster = LockRoster(tx, request.group_id(), request.roster_id());
  if (!roster.has_value()) return platform::NotFound();
  LIENGIA_ASSIGN_OR_RETURN(Look look, LookAt(tx, request.group_id(), *roster));
  LIENGIA_RETURN_IF_ERROR(
      groups::CheckOperation(groups::GroupOperation::kPlanRoster, look.group.state));
  LIENGIA_RETURN_IF_ERROR(CheckPublished(*roster));
  LIENGIA_RETURN_IF_ERROR(platform::CheckEtag(request.etag(), roster->version));
  LIENGIA_ASSIGN_OR_RETURN(const Repair repair,
                           RepairBy(std::move(look.plan), *roster, changes, call.now));
  if (!repair.problems.empty()) {
    return AssignmentRefusal(repair.problems, Attachment(repair.problems, call));
  }
  DeleteDuties(tx, look.group.id, repair.freed_duty_ids);
  InsertDuties(tx, look.group.id, repair.new_duties, {.published = true, .pinned = false});
  TouchRoster(tx, look.group.id, roster->id);

  v1::ApplyRepairResponse response;
  *response.mutable_roster() = ToProto(*FindRoster(tx, look.group.id, roster->id));
  const std::vector<Shift> shifts = ListShiftsOfRoster(tx, look.group.id, roster->id);
  for (const NewDuty& added : repair.new_duties) {
    for (const Shift& shift : shifts) {
      if (shift.id != added.shift_id) continue;
      for (const Duty& duty : shift.duties) {
        if (duty.member_id == added.member_id) *response.add_duties() = ToProto(duty, call.now);
      }
    }
  }
  return response;
}

namespace {

class AdviceService final : public v1::AdviceService::CallbackService {
 public:
  explicit AdviceService(platform::Border& border) : border_(border) {}

  grpc::ServerUnaryReactor* ExplainAssignment(grpc::CallbackServerContext* context,
                                              const v1::ExplainAssignmentRequest* request,
                                              v1::ExplainAssignmentResponse* response) override {
    return platform::Serve(border_, context, request, response, rosters::ExplainAssignment);
  }
  grpc::ServerUnaryReactor* ExplainEmptySlot(grpc::CallbackServerContext* context,
                                             const v1::ExplainEmptySlotRequest* request,
                                             v1::ExplainEmptySlotResponse* response) override {
    return platform::Serve(border_, context, request, response, rosters::ExplainEmptySlot);
  }
  grpc::ServerUnaryReactor* ExplainShortage(grpc::CallbackServerContext* context,
                                            const v1::ExplainShortageRequest* request,
                                            v1::ExplainShortageResponse* response) override {
    return platform::Serve(border_, context, request, response, rosters::ExplainShortage);
  }
  grpc::ServerUnaryReactor* SuggestReplacements(
      grpc::CallbackServerContext* context, const v1::SuggestReplacementsRequest* request,
      v1::SuggestReplacementsResponse* response) override {
    return platform::Serve(border_, context, request, response, rosters::SuggestReplacements);
  }
  grpc::ServerUnaryReactor* ProposeRepair(grpc::CallbackServerContext* context,
                                          const v1::ProposeRepairRequest* request,
                                          v1::ProposeRepairResponse* response) override {
    return platform::Serve(border_, context, request, response, rosters::ProposeRepair);
  }
  grpc::ServerUnaryReactor* ApplyRepair(grpc::CallbackServerContext* context,
                                        const v1::ApplyRepairRequest* request,
                                        v1::ApplyRepairResponse* response) override {
    return platform::Serve(border_, context, request, response, rosters::ApplyRepair);
  }

 private:
  platform::Border& border_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewAdviceService(platform::Border& border) {
  return std::make_unique<AdviceService>(border);
}

}  // namespace liengia::rosters
