#pragma once

#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/rosters/roster.h"
#include "services/rosters/shift.h"

// Who may still be put on a shift or taken off it, besides the rules of the engine.
namespace liengia::rosters {

// What of a draft can still be planned: nobody can be put on a shift that is over.
std::vector<Shift> ShiftsAhead(std::vector<Shift> shifts, absl::Time now);
// The refusal when nothing can: FAILED_PRECONDITION (kNothingToPlan).
absl::Status AllIsOver();

// OK unless the roster is in force and the shift is over: FAILED_PRECONDITION (kRosterState). In a
// draft any shift may be changed.
absl::Status CheckOpen(const Roster& roster, const Shift& shift, absl::Time now);

// OK unless the duty was begun: FAILED_PRECONDITION (kDutyState) once the member checked in or was
// marked, so that what happened stays on record.
absl::Status CheckRelease(const Duty& duty);

}  // namespace liengia::rosters
