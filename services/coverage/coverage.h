#pragma once

#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"

// How well the hours of a day are watched, in person-minutes: two people for half an hour are 60.
namespace liengia::coverage {

// People on shifts that start and end together.
struct WatchedSpan {
  absl::Time start_time;
  absl::Time end_time;
  int needed_count = 0;    // What the shifts need: `crew_min`.
  int assigned_count = 0;  // Who is on them.
  int present_count = 0;   // Who was there.
};

// The spans of one area.
struct AreaSpans {
  std::string area_code;
  std::string area_name;
  std::vector<WatchedSpan> spans;
};

// The person-minutes of one hour as the clock on the wall shows it.
struct WatchedHour {
  absl::CivilHour hour;
  int planned_minutes = 0;
  int manned_minutes = 0;
  int done_minutes = 0;
};

// The hours of the days [start_date, end_date) in which anything was planned or manned, by time.
// What of a span lies in other days is left out. An hour that the zone's clocks show twice holds
// the minutes of both.
std::vector<WatchedHour> HoursOf(const std::vector<WatchedSpan>& spans, absl::CivilDay start_date,
                                 absl::CivilDay end_date, const absl::TimeZone& zone);

// A shift as its area sees it.
struct AreaShift {
  std::string group_id;
  std::string group_name;
  std::string shift_id;
  std::string title;
  std::string post_name;
  WatchedSpan span;
};

}  // namespace liengia::coverage
