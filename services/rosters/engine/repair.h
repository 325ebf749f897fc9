#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "services/rosters/engine/problem.h"
#include "services/rosters/engine/roster.h"
#include "services/rosters/engine/score.h"

// What to do about a published roster when people drop out of it.
namespace liengia::rosters::engine {

// Somebody who cannot serve for a time: a single duty, a fortnight's illness, the rest of the
// month.
struct DropOut {
  int member = 0;
  Interval time;
};

// One duty that comes or goes: `member_off` leaves the shift, `member_on` joins it; -1 = nobody.
struct Replacement {
  int shift = 0;
  int member_off = -1;
  int member_on = -1;
  // True when `member_off` did not drop out: a published duty of somebody else is moved.
  bool moves_published = false;
};

// What a plan costs.
struct RepairPrice {
  int still_empty = 0;       // Places of the published crews that stay empty.
  int people_disturbed = 0;  // Whose duties change, those who dropped out apart.
  int duties_moved = 0;      // Published duties of others that are moved.
  int64_t least_notice = 0;  // Minutes until the first changed duty of anyone disturbed; 0 = none.
  int64_t notice_lacking = 0;  // As Score::notice, of those disturbed.
  int64_t highest_load = 0;    // Afterwards, in weighted minutes of a full share, of who serves.
};

struct RepairPlan {
  Ranking aim = Ranking::kFewestDisturbed;
  Roster roster;
  std::vector<Replacement> changes;  // By start of the shift.
  RepairPrice price;
};

// Three plans, by Ranking: fewest people disturbed, fairest, least notice. `published` is the
// roster in force and `now_minute` the time of the repair: what has begun by then is not touched,
// and neither are pins.
//
// Every plan gives the crews back what they were, as far as the rules allow, and no more. Published
// duties of others stay where they are, unless a place could not be filled, or a crew not be led,
// otherwise; then the plan moves as few as it can and its changes say so.
//
// INVALID_ARGUMENT as CheckProblem, or when a drop-out names no member or no time, or `published`
// is not a roster of the problem.
absl::StatusOr<std::vector<RepairPlan>> Repair(const Problem& problem, const Roster& published,
                                               const std::vector<DropOut>& drop_outs,
                                               int64_t now_minute);

}  // namespace liengia::rosters::engine
