#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/duties/duty.h"
#include "services/platform/errors.h"

// What may be noted of a duty, by whom and when. Each decision looks at the duty as it stands and
// gives what to write, or the refusal for the wire.
namespace liengia::duties {

inline constexpr absl::Duration kCheckInOpens = absl::Minutes(30);  // Before the start.
inline constexpr absl::Duration kCheckOutCloses = absl::Hours(6);   // After the end.
inline constexpr absl::Duration kLongestOffline = absl::Hours(24);

// Adds a violation for a time noted on a phone that was offline: in the future, or too long ago.
void CheckNotedTime(absl::Time noted, absl::Time now, const std::string& field,
                    platform::Violations& violations);

struct DutyFacts {
  Attendance attendance;
  bool closed = false;  // Its roster is: nothing of it changes any more.
};

// The check-in that stands after `claim`, a CheckIn as the caller wishes it: the first one if there
// is one and no absence was marked, else the claim. FAILED_PRECONDITION: not published or closed
// (kRosterState), marked absent (kDutyState), or the claim's time lies outside [start - 30
// minutes, end) (kOutsideDutyTime).
absl::StatusOr<CheckIn> DecideCheckIn(const DutyFacts& duty, const CheckIn& claim);

// The check-out that stands after a claim to have left at `time`: the first one if there is one,
// else `time`, also beside an absence mark. INVALID_ARGUMENT: before the check-in.
// FAILED_PRECONDITION: closed (kRosterState), not checked in (kDutyState), or more than six hours
// after the end (kOutsideDutyTime).
absl::StatusOr<absl::Time> DecideCheckOut(const DutyFacts& duty, absl::Time time);

// What a leader says of somebody's duty; the values of the contract's Mark.
enum class AttendanceMark { kPresent = 1, kExcused = 2, kAbsent = 3 };

// The attendance after it was marked at `marking.time`. Present keeps the member's own check-in,
// and without one counts as checked in at the start; excused and absent stand beside what the
// member noted, and take back only a check-in that an earlier mark put there. Nobody stands in any
// more. FAILED_PRECONDITION: not published or closed (kRosterState), or not begun
// (kOutsideDutyTime).
absl::StatusOr<Attendance> DecideMark(const DutyFacts& duty, AttendanceMark mark,
                                      const Marking& marking);

}  // namespace liengia::duties
