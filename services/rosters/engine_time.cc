#include "services/rosters/engine_time.h"

#include "services/calendar/holidays.h"

namespace liengia::rosters {
namespace {

int64_t MinuteOf(absl::Time time) { return absl::ToUnixSeconds(time) / 60; }

}  // namespace

int DayNumber(absl::CivilDay day) { return static_cast<int>(day - absl::CivilDay(1970, 1, 1)); }

engine::Interval IntervalOf(absl::Time start, absl::Time end) {
  return {MinuteOf(start), MinuteOf(end)};
}

engine::Calendar CalendarBetween(absl::CivilDay first, absl::CivilDay last,
                                 const absl::TimeZone& zone) {
  const calendar::Holidays holidays = calendar::HolidaysBetween(first, last);
  engine::Calendar days;
  days.utc_offset_minutes = zone.At(absl::FromCivil(first, zone)).offset / 60;
  for (const absl::CivilDay day : holidays.others) days.holidays.push_back(DayNumber(day));
  for (const absl::CivilDay day : holidays.tet) days.tet_days.push_back(DayNumber(day));
  return days;
}

}  // namespace liengia::rosters
