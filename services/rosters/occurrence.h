#pragma once

#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "services/rosters/duty_template.h"

namespace liengia::rosters {

// One day's shift of a duty template.
struct Occurrence {
  absl::CivilDay duty_date;  // The day on which it starts.
  absl::Time start_time;
  absl::Time end_time;
};

// The zone of that IANA name; UTC+7 where the machine does not know it.
absl::TimeZone ZoneNamed(const std::string& name);

// The instant at which the clock on the wall shows `civil`. Where clocks are set back and show it
// twice, the first time; where they are set forward over it, the instant of the change. So one
// shift's end stays the next one's start on every night of the year.
absl::Time InstantOf(absl::CivilMinute civil, const absl::TimeZone& zone);

// The shifts that start in that month, by day: on the template's weekdays, within its validity. The
// night of the last day runs on into the next month. A shift that falls whole into an hour that the
// clocks skip does not take place that day.
std::vector<Occurrence> Occurrences(const DutyTemplate& duty_template, absl::CivilMonth month,
                                    const absl::TimeZone& zone);

}  // namespace liengia::rosters
