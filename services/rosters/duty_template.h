#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/time/civil_time.h"
#include "services/platform/errors.h"

namespace liengia::rosters {

// Days of the week as bits: bit 0 is Monday, bit 6 is Sunday.
using Weekdays = uint8_t;
inline constexpr Weekdays kEveryDay = 0b111'1111;
constexpr Weekdays WeekdayBit(absl::Weekday day) { return Weekdays(1u << static_cast<int>(day)); }

inline constexpr int kMostCrew = 20;
inline constexpr int kMinutesOfDay = 24 * 60;
inline constexpr int kShortestShiftMinutes = 10;
inline constexpr int kLongestShiftMinutes = 16 * 60;
inline constexpr int kUsualImportance = 3;

// A duty that comes again: rosters are made of it.
struct DutyTemplate {
  std::string id;
  std::string name;
  std::string post_id;
  // Minutes after midnight in the group's time zone: the start 0 to 1439, the end 0 to 1440. An end
  // at or before the start is on the next day.
  int start_minute = 0;
  int end_minute = 0;
  Weekdays weekdays = kEveryDay;  // The days on which it starts.
  // The first day, and the day after the last day.
  std::optional<absl::CivilDay> valid_from;
  std::optional<absl::CivilDay> valid_to;
  int crew_min = 1;
  int crew_ideal = 1;
  int crew_max = 1;
  int leaders_needed = 0;
  int importance = kUsualImportance;  // 1 (filled last) to 5 (first).
  int64_t version = 1;
};

// How long it is by the clock on the wall: 1 to 1440 minutes. The night on which clocks change is
// longer or shorter than this.
inline int WallMinutes(const DutyTemplate& duty_template) {
  const int minutes = duty_template.end_minute - duty_template.start_minute;
  return minutes > 0 ? minutes : minutes + kMinutesOfDay;
}

// Adds everything that is wrong with the template; `path` is the field that holds it, such as
// "duty_template". Ids are not looked at.
void CheckDutyTemplate(const DutyTemplate& duty_template, const std::string& path,
                       platform::Violations& violations);

}  // namespace liengia::rosters
