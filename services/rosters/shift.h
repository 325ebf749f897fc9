#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace liengia::rosters {

// How somebody showed presence.
enum class CheckInMethod { kSelf, kCode, kProxy, kLeader };

// How a leader marked somebody who did not come.
enum class AbsenceMark { kExcused, kAbsent };

// One member's place on one shift, from the assignment to the end of the night.
struct Duty {
  std::string id;
  std::string shift_id;
  std::string member_id;
  std::string member_name;
  bool may_lead = false;
  bool pinned = false;     // Set by hand: the engine keeps it.
  bool published = false;  // False in a draft.
  // The shift's.
  absl::Time start_time;
  absl::Time end_time;
  // Attendance. A duty with a check-in has no mark.
  std::optional<absl::Time> check_in_time;
  std::optional<CheckInMethod> check_in_method;  // Set with check_in_time.
  std::string check_in_checkpoint_id;            // Empty without one.
  std::optional<absl::Time> check_out_time;
  std::optional<AbsenceMark> mark;
};

// A piece of work for a crew at a post.
struct Shift {
  std::string id;
  std::string roster_id;
  std::string title;
  std::string post_id;
  std::string post_name;
  absl::CivilDay duty_date;  // The day on which it starts, in the group's time zone.
  absl::Time start_time;
  absl::Time end_time;
  int crew_min = 1;
  int crew_ideal = 1;
  int crew_max = 1;
  int leaders_needed = 0;
  int importance = 1;        // 1 (filled last) to 5 (first).
  std::vector<Duty> duties;  // In the order of assignment.
};

}  // namespace liengia::rosters
