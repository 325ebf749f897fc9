#pragma once

#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "services/duties/duty.h"

namespace liengia::rosters {

// One member's place on one shift, from the assignment to the end of the night.
struct Duty {
  std::string id;
  std::string shift_id;
  std::string member_id;
  std::string member_name;
  bool may_lead = false;
  bool pinned = false;  // Set by hand: the engine keeps it.
  int slot = 0;         // The place in the crew, 1 to crew_max; nobody shares it.
  // When it is, whether it is published, and who came.
  duties::Attendance attendance;
  std::string cover_member_name;  // Of attendance.cover_member_id.
};

// A piece of work for a crew at a post.
struct Shift {
  std::string id;
  std::string roster_id;
  std::string duty_template_id;  // Empty when the template was removed.
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
