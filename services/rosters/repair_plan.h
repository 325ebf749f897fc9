#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "services/platform/sentence.h"
#include "services/rosters/engine/repair.h"
#include "services/rosters/planning.h"
#include "services/rosters/roster.h"
#include "services/rosters/roster_problem.h"

// Repairing a published roster: from people and days to the engine, from its plans to changes, and
// what may be applied of them.
namespace liengia::rosters {

// Somebody who can't come: on one shift, or on the days from start_date to end_date.
struct DropOut {
  std::string member_id;
  std::string shift_id;  // Empty: on those days.
  absl::CivilDay start_date;
  absl::CivilDay end_date;  // The day after the last.
};

// One place of a crew that changes hands; an empty id is nobody.
struct RepairChange {
  std::string shift_id;
  std::string off_member_id;
  std::string on_member_id;
};

// The engine's plans, for the plan of a published roster. NOT_FOUND for a member or shift that the
// plan does not have.
absl::StatusOr<std::vector<engine::RepairPlan>> PlansFor(const Plan& plan,
                                                         const std::vector<DropOut>& drop_outs,
                                                         absl::Time now);

// A change of the plan's, with ids.
RepairChange ChangeOf(const Plan& plan, const engine::Replacement& replacement);

// "Tuần tra đêm, 22:00 ngày 17/3: Trần Văn An nghỉ, Lê Thị Bình trực thay."
platform::Sentence ChangeText(const Plan& plan, const engine::Replacement& replacement);

// "Ảnh hưởng 2 người, dời 1 lượt đã công bố, báo trước ít nhất 26 giờ; còn trống 0 chỗ."
platform::Sentence PriceText(const engine::RepairPrice& price);

// Adds a violation for a change without people, with the same one on both sides, or that repeats
// what another says of somebody on the same shift.
void CheckChanges(const std::vector<RepairChange>& changes, platform::Violations& violations);

// What a list of changes comes to.
struct Repair {
  std::vector<std::string> freed_duty_ids;
  std::vector<NewDuty> new_duties;      // In the order of the changes; in slots that are free then.
  std::vector<RosterProblem> problems;  // Every rule that one of them would break.
};

// The changes on the plan's roster, all together. NOT_FOUND for a shift, a member, or somebody to
// go off who is not on; FAILED_PRECONDITION for a shift that is over (kRosterState) or a duty that
// was begun (kDutyState), as CheckOpen and CheckRelease.
absl::StatusOr<Repair> RepairBy(Plan plan, const Roster& roster,
                                const std::vector<RepairChange>& changes, absl::Time now);

}  // namespace liengia::rosters
