#include "services/rosters/roster_service.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "liengia/v1/roster_service.grpc.pb.h"
#include "services/groups/group.h"
#include "services/groups/group_store.h"
#include "services/platform/errors.h"
#include "services/platform/etag.h"
#include "services/platform/id.h"
#include "services/platform/page.h"
#include "services/platform/rpc.h"
#include "services/rosters/assignment.h"
#include "services/rosters/certificate.h"
#include "services/rosters/charter_proto.h"
#include "services/rosters/credit_store.h"
#include "services/rosters/duty_template_store.h"
#include "services/rosters/engine/problem_text.h"
#include "services/rosters/filling_store.h"
#include "services/rosters/member_load.h"
#include "services/rosters/plan_store.h"
#include "services/rosters/roster.h"
#include "services/rosters/roster_problem.h"
#include "services/rosters/roster_proto.h"
#include "services/rosters/roster_store.h"
#include "services/rosters/shift_proto.h"
#include "services/rosters/shift_store.h"

namespace liengia::rosters {
namespace {

using groups::GroupOperation;
using platform::Call;
using platform::Reason;

// A quarter of a second for 100 members: somebody waits for it.
constexpr int64_t kSolveSteps = 1'000'000;

absl::StatusOr<groups::Group> GroupThatAllows(db::Tx& tx, const std::string& group_id,
                                              GroupOperation operation) {
  std::optional<groups::Group> group = groups::FindGroup(tx, group_id);
  if (!group.has_value()) return platform::NotFound();
  LIENGIA_RETURN_IF_ERROR(groups::CheckOperation(operation, group->state));
  return *std::move(group);
}

// Locks the roster if its state allows the operation and its etag is what was read.
absl::StatusOr<Roster> LockForChange(db::Tx& tx, const std::string& group_id,
                                     const std::string& roster_id, RosterOperation operation,
                                     const std::string& etag) {
  std::optional<Roster> roster = LockRoster(tx, group_id, roster_id);
  if (!roster.has_value()) return platform::NotFound();
  LIENGIA_RETURN_IF_ERROR(CheckOperation(operation, *roster));
  LIENGIA_RETURN_IF_ERROR(platform::CheckEtag(etag, roster->version));
  return *std::move(roster);
}

v1::Roster RosterNow(db::Tx& tx, const std::string& group_id, const std::string& roster_id) {
  return ToProto(*FindRoster(tx, group_id, roster_id));
}

absl::Status NothingToPlan(platform::Sentence text) {
  return platform::Precondition(Reason::kNothingToPlan, std::move(text));
}

std::vector<NewShift> ShiftsOfMonth(const std::vector<DutyTemplate>& templates,
                                    absl::CivilMonth month, const absl::TimeZone& zone,
                                    absl::Time now) {
  std::vector<NewShift> shifts;
  for (const DutyTemplate& duty_template : templates) {
    for (const Occurrence& occurrence : Occurrences(duty_template, month, zone)) {
      shifts.push_back({platform::NewId(now), duty_template.id, occurrence});
    }
  }
  return shifts;
}

bool MaySee(const Call& call, const Roster& roster) {
  return call.leads() || roster.state != RosterState::kDraft;
}

absl::StatusOr<std::optional<Roster>> FindRequested(db::Tx& tx,
                                                    const v1::GetRosterRequest& request) {
  platform::Violations violations;
  if (!request.roster_id().empty()) {
    return FindRoster(tx, request.group_id(), request.roster_id());
  }
  violations.Require(
      request.has_month(), "roster_id",
      {"Hãy nói lịch trực nào, hoặc tháng nào.", "Say which roster, or which month."});
  const absl::CivilMonth month =
      request.has_month() ? ReadMonth(request.month(), "month", violations) : absl::CivilMonth();
  LIENGIA_RETURN_IF_ERROR(violations.ToStatus());
  return FindRosterOfMonth(tx, request.group_id(), month);
}

void AddJudgement(const Plan& plan, const Call& call, RosterState state,
                  v1::GetRosterResponse& response) {
  *response.mutable_charter() = ToProto(plan.rows.charter);
  for (const MemberLoad& load : LoadsOf(plan, plan.roster)) *response.add_loads() = ToProto(load);
  if (!call.leads() || state == RosterState::kClosed) return;
  for (const RosterProblem& problem : ProblemsOf(plan)) {
    *response.add_problems() = ToProto(problem, call);
  }
}

// A change of one shift's crew: what it needs to know.
struct Change {
  groups::Group group;
  Roster roster;
  Shift shift;
};

absl::StatusOr<Change> OpenChange(db::Tx& tx, const Call& call, const std::string& group_id,
                                  const std::string& shift_id, const std::string& etag) {
  std::optional<Shift> shift = FindShift(tx, group_id, shift_id);
  if (!shift.has_value()) return platform::NotFound();
  LIENGIA_ASSIGN_OR_RETURN(groups::Group group,
                           GroupThatAllows(tx, group_id, GroupOperation::kPlanRoster));
  LIENGIA_ASSIGN_OR_RETURN(
      Roster roster, LockForChange(tx, group_id, shift->roster_id, RosterOperation::kChange, etag));
  LIENGIA_RETURN_IF_ERROR(CheckOpen(roster, *shift, call.now));
  return Change{std::move(group), std::move(roster), *std::move(shift)};
}

// Refuses with everything that the rules say against the member on that shift; `leaving`, if any,
// is taken to be off it.
absl::Status CheckAssignment(db::Tx& tx, const Call& call, const Change& change,
                             const std::string& member_id, const Duty* leaving) {
  Plan plan = LoadPlan(tx, change.group, change.roster,
                       ListShiftsOfRoster(tx, change.group.id, change.roster.id));
  const auto member = plan.members.find(member_id);
  if (member == plan.members.end() || plan.rows.candidates[member->second].left) {
    return platform::NotFound();
  }
  const int shift = plan.shifts.at(change.shift.id);
  if (leaving != nullptr && leaving->member_id != member_id) {
    plan.roster.Remove(shift, plan.members.at(leaving->member_id));
  }
  const std::vector<RosterProblem> problems = BrokenBy(plan, member->second, shift);
  if (problems.empty()) return absl::OkStatus();
  return AssignmentRefusal(problems, Attachment(problems, call));
}

// Puts the member on the shift by hand and returns the duty.
v1::Duty SaveAssignment(db::Tx& tx, const Change& change, const std::string& member_id, int slot) {
  InsertDuties(tx, change.group.id, {{change.shift.id, member_id, slot}},
               {change.roster.state == RosterState::kPublished, true});
  TouchRoster(tx, change.group.id, change.roster.id);
  const std::optional<Shift> shift = FindShift(tx, change.group.id, change.shift.id);
  const auto duty =
      std::find_if(shift->duties.begin(), shift->duties.end(),
                   [&](const Duty& candidate) { return candidate.member_id == member_id; });
  return ToProto(*duty, tx.now());
}

}  // namespace

absl::StatusOr<v1::CreateRosterResponse> CreateRoster(db::Tx& tx, const Call& call,
                                                      const v1::CreateRosterRequest& request) {
  platform::Violations violations;
  Roster roster;
  roster.month = ReadMonth(request.month(), "month", violations);
  LIENGIA_RETURN_IF_ERROR(violations.ToStatus());
  LIENGIA_ASSIGN_OR_RETURN(const groups::Group group,
                           GroupThatAllows(tx, request.group_id(), GroupOperation::kPlanRoster));
  std::vector<NewShift> shifts = ShiftsOfMonth(ListDutyTemplates(tx, group.id), roster.month,
                                               ZoneNamed(group.time_zone), call.now);
  // In the middle of a month: nobody can be put on what is over, and it would only count as
  // missing.
  std::erase_if(shifts,
                [&](const NewShift& shift) { return shift.occurrence.end_time <= call.now; });
  if (shifts.empty()) {
    return NothingToPlan({"Không có mẫu ca nào tạo ca trực trong tháng này. Hãy thêm mẫu ca trước.",
                          "No duty template makes a shift in that month; add one first."});
  }
  roster.id = request.roster_id().empty() ? platform::NewId(call.now) : request.roster_id();
  InsertRoster(tx, group.id, roster);
  InsertShifts(tx, group.id, roster.id, shifts);
  v1::CreateRosterResponse response;
  *response.mutable_roster() = RosterNow(tx, group.id, roster.id);
  return response;
}

absl::StatusOr<v1::GetRosterResponse> GetRoster(db::Tx& tx, const Call& call,
                                                const v1::GetRosterRequest& request) {
  tx.Snapshot();
  LIENGIA_ASSIGN_OR_RETURN(const std::optional<Roster> roster, FindRequested(tx, request));
  if (!roster.has_value() || !MaySee(call, *roster)) return platform::NotFound();
  std::vector<Shift> shifts = ListShiftsOfRoster(tx, request.group_id(), roster->id);
  v1::GetRosterResponse response;
  *response.mutable_roster() = ToProto(*roster);
  for (const Shift& shift : shifts) *response.add_shifts() = ToProto(shift, call.now);
  if (call.official()) return response;
  const std::optional<groups::Group> group = groups::FindGroup(tx, request.group_id());
  if (!group.has_value()) return platform::NotFound();
  if (roster->state == RosterState::kDraft) shifts = ShiftsAhead(std::move(shifts), call.now);
  AddJudgement(LoadPlan(tx, *group, *roster, std::move(shifts)), call, roster->state, response);
  return response;
}

absl::StatusOr<v1::ListRostersResponse> ListRosters(db::Tx& tx, const Call& call,
                                                    const v1::ListRostersRequest& request) {
  LIENGIA_ASSIGN_OR_RETURN(const platform::Page page, platform::ReadPage(request, 1));
  RosterFilter filter;
  filter.with_drafts = call.leads();
  if (!page.after.empty()) {
    absl::CivilMonth before;
    if (!absl::ParseCivilTime(page.after[0], &before) || before.year() < 1 ||
        before.year() > 9999) {
      return platform::BadPageToken();
    }
    filter.before = before;
  }
  std::vector<Roster> rosters = ListRosters(tx, request.group_id(), filter, page.size + 1);
  v1::ListRostersResponse response;
  if (static_cast<int>(rosters.size()) > page.size) {
    rosters.resize(page.size);
    response.set_next_page_token(
        platform::PageToken(request, {absl::FormatCivilTime(rosters.back().month)}));
  }
  for (const Roster& roster : rosters) *response.add_rosters() = ToProto(roster);
  return response;
}

absl::StatusOr<platform::Writing<v1::GenerateRosterResponse>> GenerateRoster(
    db::Pool& pool, const Call& call, absl::Time deadline,
    const v1::GenerateRosterRequest& request) {
  std::optional<Draft> draft;
  LIENGIA_RETURN_IF_ERROR(pool.Read(call.now, deadline, [&](db::Tx& tx) -> absl::Status {
    tx.Snapshot();
    LIENGIA_ASSIGN_OR_RETURN(draft, LoadDraft(tx, request.group_id(), request.roster_id()));
    return platform::CheckEtag(request.etag(), draft->roster.version);
  }));
  const absl::StatusOr<Certificate> made =
      MakeRoster(engine::ProblemText(draft->plan.problem),
                 {.seed = static_cast<uint64_t>(request.seed()), .steps = kSolveSteps});
  if (!made.ok()) return platform::Fault(std::string(made.status().message()));
  return [call, certificate = *made, group_id = request.group_id(),
          roster = draft->roster](db::Tx& tx) -> absl::StatusOr<v1::GenerateRosterResponse> {
    LIENGIA_ASSIGN_OR_RETURN(const Filled filled,
                             FillDraft(tx, group_id, roster.id, roster.version, certificate));
    v1::GenerateRosterResponse response;
    *response.mutable_roster() = RosterNow(tx, group_id, roster.id);
    AddOutcome(filled.plan, filled.duties, call, response);
    *response.mutable_fairness() = ToProto(certificate.fairness, certificate.proof.exchange_stable);
    return response;
  };
}

absl::StatusOr<v1::AssignShiftResponse> AssignShift(db::Tx& tx, const Call& call,
                                                    const v1::AssignShiftRequest& request) {
  LIENGIA_ASSIGN_OR_RETURN(const Change change, OpenChange(tx, call, request.group_id(),
                                                           request.shift_id(), request.etag()));
  LIENGIA_RETURN_IF_ERROR(CheckAssignment(tx, call, change, request.member_id(), nullptr));
  v1::AssignShiftResponse response;
  *response.mutable_duty() =
      SaveAssignment(tx, change, request.member_id(), FreeSlot(change.shift));
  *response.mutable_roster() = RosterNow(tx, change.group.id, change.roster.id);
  return response;
}

absl::StatusOr<v1::UnassignShiftResponse> UnassignShift(db::Tx& tx, const Call& call,
                                                        const v1::UnassignShiftRequest& request) {
  const std::optional<Duty> duty = FindDuty(tx, request.group_id(), request.duty_id());
  if (!duty.has_value()) return platform::NotFound();
  LIENGIA_ASSIGN_OR_RETURN(const Change change, OpenChange(tx, call, request.group_id(),
                                                           duty->shift_id, request.etag()));
  LIENGIA_RETURN_IF_ERROR(CheckRelease(*duty));
  DeleteDuty(tx, change.group.id, duty->id);
  TouchRoster(tx, change.group.id, change.roster.id);
  v1::UnassignShiftResponse response;
  *response.mutable_roster() = RosterNow(tx, change.group.id, change.roster.id);
  return response;
}

absl::StatusOr<v1::ReassignShiftResponse> ReassignShift(db::Tx& tx, const Call& call,
                                                        const v1::ReassignShiftRequest& request) {
  const std::optional<Duty> duty = FindDuty(tx, request.group_id(), request.duty_id());
  if (!duty.has_value()) return platform::NotFound();
  LIENGIA_ASSIGN_OR_RETURN(const Change change, OpenChange(tx, call, request.group_id(),
                                                           duty->shift_id, request.etag()));
  LIENGIA_RETURN_IF_ERROR(CheckRelease(*duty));
  LIENGIA_RETURN_IF_ERROR(CheckAssignment(tx, call, change, request.member_id(), &*duty));
  DeleteDuty(tx, change.group.id, duty->id);
  v1::ReassignShiftResponse response;
  *response.mutable_duty() = SaveAssignment(tx, change, request.member_id(), duty->slot);
  *response.mutable_roster() = RosterNow(tx, change.group.id, change.roster.id);
  return response;
}

absl::StatusOr<v1::PublishRosterResponse> PublishRoster(db::Tx& tx, const Call& call,
                                                        const v1::PublishRosterRequest& request) {
  LIENGIA_ASSIGN_OR_RETURN(const groups::Group group,
                           GroupThatAllows(tx, request.group_id(), GroupOperation::kPublishRoster));
  LIENGIA_ASSIGN_OR_RETURN(
      const Roster roster,
      LockForChange(tx, group.id, request.roster_id(), RosterOperation::kPublish, request.etag()));
  std::vector<Shift> shifts = ShiftsAhead(ListShiftsOfRoster(tx, group.id, roster.id), call.now);
  if (shifts.empty()) return AllIsOver();
  v1::PublishRosterResponse response;
  response.set_left_out_shift_count(roster.shift_count - static_cast<int>(shifts.size()));
  const std::vector<RosterProblem> problems =
      ProblemsOf(LoadPlan(tx, group, roster, std::move(shifts)));
  if (!request.validate_only()) {
    LIENGIA_RETURN_IF_ERROR(
        CheckPublishable(problems, request.accept_warnings(), Attachment(problems, call)));
    DeleteShiftsOver(tx, group.id, roster.id);
    SavePublished(tx, group.id, roster);
  }
  *response.mutable_roster() = RosterNow(tx, group.id, roster.id);
  for (const RosterProblem& problem : problems) *response.add_problems() = ToProto(problem, call);
  return response;
}

namespace {

// What everybody did in the plan's month, but for those who had no part in it.
std::vector<CreditEntry> SettledCredit(const Plan& plan) {
  std::vector<CreditEntry> entries = EntriesOf(OwnMonth(plan.rows), plan.rows);
  std::erase_if(entries,
                [](const CreditEntry& entry) { return entry.share == 0 && entry.duty_count == 0; });
  return entries;
}

}  // namespace

absl::StatusOr<v1::CloseRosterResponse> CloseRoster(db::Tx& tx, const Call& call,
                                                    const v1::CloseRosterRequest& request) {
  LIENGIA_ASSIGN_OR_RETURN(const Roster roster,
                           LockForChange(tx, request.group_id(), request.roster_id(),
                                         RosterOperation::kClose, request.etag()));
  LIENGIA_RETURN_IF_ERROR(CheckOver(roster, call.now));
  const std::optional<groups::Group> group = groups::FindGroup(tx, request.group_id());
  if (!group.has_value()) return platform::NotFound();
  const Plan plan = LoadPlan(tx, *group, roster, ListShiftsOfRoster(tx, group->id, roster.id));
  InsertCreditEntries(tx, group->id, SettledCredit(plan));
  SaveClosed(tx, request.group_id(), roster.id);
  v1::CloseRosterResponse response;
  *response.mutable_roster() = RosterNow(tx, request.group_id(), roster.id);
  return response;
}

absl::StatusOr<v1::DeleteRosterResponse> DeleteRoster(db::Tx& tx, const Call&,
                                                      const v1::DeleteRosterRequest& request) {
  LIENGIA_ASSIGN_OR_RETURN(
      const Roster roster,
      LockForChange(tx, request.group_id(), request.roster_id(), RosterOperation::kDelete, ""));
  DeleteRoster(tx, request.group_id(), roster.id);
  return v1::DeleteRosterResponse();
}

namespace {

class RosterService final : public v1::RosterService::CallbackService {
 public:
  explicit RosterService(platform::Border& border) : border_(border) {}

  grpc::ServerUnaryReactor* CreateRoster(grpc::CallbackServerContext* context,
                                         const v1::CreateRosterRequest* request,
                                         v1::CreateRosterResponse* response) override {
    return platform::Serve(border_, context, request, response, rosters::CreateRoster);
  }
  grpc::ServerUnaryReactor* GetRoster(grpc::CallbackServerContext* context,
                                      const v1::GetRosterRequest* request,
                                      v1::GetRosterResponse* response) override {
    return platform::Serve(border_, context, request, response, rosters::GetRoster);
  }
  grpc::ServerUnaryReactor* ListRosters(grpc::CallbackServerContext* context,
                                        const v1::ListRostersRequest* request,
                                        v1::ListRostersResponse* response) override {
    return platform::Serve(border_, context, request, response, rosters::ListRosters);
  }
  grpc::ServerUnaryReactor* GenerateRoster(grpc::CallbackServerContext* context,
                                           const v1::GenerateRosterRequest* request,
                                           v1::GenerateRosterResponse* response) override {
    return platform::ServePrepared(border_, context, request, response, rosters::GenerateRoster);
  }
  grpc::ServerUnaryReactor* AssignShift(grpc::CallbackServerContext* context,
                                        const v1::AssignShiftRequest* request,
                                        v1::AssignShiftResponse* response) override {
    return platform::Serve(border_, context, request, response, rosters::AssignShift);
  }
  grpc::ServerUnaryReactor* UnassignShift(grpc::CallbackServerContext* context,
                                          const v1::UnassignShiftRequest* request,
                                          v1::UnassignShiftResponse* response) override {
    return platform::Serve(border_, context, request, response, rosters::UnassignShift);
  }
  grpc::ServerUnaryReactor* ReassignShift(grpc::CallbackServerContext* context,
                                          const v1::ReassignShiftRequest* request,
                                          v1::ReassignShiftResponse* response) override {
    return platform::Serve(border_, context, request, response, rosters::ReassignShift);
  }
  grpc::ServerUnaryReactor* PublishRoster(grpc::CallbackServerContext* context,
                                          const v1::PublishRosterRequest* request,
                                          v1::PublishRosterResponse* response) override {
    return platform::Serve(border_, context, request, response, rosters::PublishRoster);
  }
  grpc::ServerUnaryReactor* CloseRoster(grpc::CallbackServerContext* context,
                                        const v1::CloseRosterRequest* request,
                                        v1::CloseRosterResponse* response) override {
    return platform::Serve(border_, context, request, response, rosters::CloseRoster);
  }
  grpc::ServerUnaryReactor* DeleteRoster(grpc::CallbackServerContext* context,
                                         const v1::DeleteRosterRequest* request,
                                         v1::DeleteRosterResponse* response) override {
    return platform::Serve(border_, context, request, response, rosters::DeleteRoster);
  }

 private:
  platform::Border& border_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewRosterService(platform::Border& border) {
  return std::make_unique<RosterService>(border);
}

}  // namespace liengia::rosters
