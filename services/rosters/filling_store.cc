#include "services/rosters/filling_store.h"

#include <algorithm>
#include <utility>

#include "services/groups/group_store.h"
#include "services/platform/errors.h"
#include "services/rosters/assignment.h"
#include "services/rosters/certificate_store.h"
#include "services/rosters/engine/problem_text.h"
#include "services/rosters/plan_store.h"
#include "services/rosters/proposal.h"
#include "services/rosters/roster_store.h"
#include "services/rosters/shift_store.h"

namespace liengia::rosters {
namespace {

bool HasMembers(const Plan& plan) {
  return std::any_of(plan.rows.candidates.begin(), plan.rows.candidates.end(),
                     [](const Candidate& candidate) { return !candidate.left; });
}

absl::StatusOr<Draft> DraftOf(db::Tx& tx, const std::string& group_id,
                              std::optional<Roster> roster) {
  std::optional<groups::Group> group = groups::FindGroup(tx, group_id);
  if (!group.has_value() || !roster.has_value()) return platform::NotFound();
  LIENGIA_RETURN_IF_ERROR(
      groups::CheckOperation(groups::GroupOperation::kPlanRoster, group->state));
  LIENGIA_RETURN_IF_ERROR(CheckOperation(RosterOperation::kGenerate, *roster));
  std::vector<Shift> shifts = ShiftsAhead(ListShiftsOfRoster(tx, group_id, roster->id), tx.now());
  if (shifts.empty()) return AllIsOver();
  Plan plan = LoadPlan(tx, *group, *roster, std::move(shifts));
  if (!HasMembers(plan)) {
    return platform::Precondition(platform::Reason::kNothingToPlan,
                                  {"Tổ chưa có tổ viên nào. Hãy thêm tổ viên trước.",
                                   "The group has no members; add them first."});
  }
  return Draft{*std::move(group), *std::move(roster), std::move(plan)};
}

std::vector<engine::NamedDuty> DutiesOf(const Certificate& certificate) {
  // It was written by the same functions: an unreadable one would be a fault of the database.
  auto duties = engine::ParseRoster(certificate.roster_text);
  return duties.ok() ? *std::move(duties) : std::vector<engine::NamedDuty>();
}

// How many duties were certified on shifts that can still be planned.
size_t DutiesAhead(const Certificate& certificate, const Plan& plan) {
  const std::vector<engine::NamedDuty> duties = DutiesOf(certificate);
  return std::count_if(duties.begin(), duties.end(), [&](const engine::NamedDuty& duty) {
    return plan.shifts.count(duty.shift_id) > 0;
  });
}

}  // namespace

absl::StatusOr<Draft> LoadDraft(db::Tx& tx, const std::string& group_id,
                                const std::string& roster_id) {
  return DraftOf(tx, group_id, FindRoster(tx, group_id, roster_id));
}

absl::StatusOr<Filled> FillDraft(db::Tx& tx, const std::string& group_id,
                                 const std::string& roster_id, int64_t version,
                                 const Certificate& certificate) {
  LIENGIA_ASSIGN_OR_RETURN(Draft draft, DraftOf(tx, group_id, LockRoster(tx, group_id, roster_id)));
  if (draft.roster.version != version) return StaleProposal();
  engine::Roster duties = RosterOf(certificate, draft.plan);
  LIENGIA_RETURN_IF_ERROR(CheckStillFits(draft.plan, duties, DutiesAhead(certificate, draft.plan)));
  DeleteUnpinnedDuties(tx, group_id, roster_id);
  InsertDuties(tx, group_id, NewDuties(draft.plan, duties), {});
  TouchRoster(tx, group_id, roster_id);
  SaveCertificate(tx, group_id, roster_id, certificate);
  return Filled{std::move(draft.plan), std::move(duties)};
}

engine::Roster RosterOf(const Certificate& certificate, const Plan& plan) {
  return engine::RosterWith(plan.problem, DutiesOf(certificate));
}

}  // namespace liengia::rosters
