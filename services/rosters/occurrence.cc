#include "services/rosters/occurrence.h"

namespace liengia::rosters {
namespace {

bool StartsOn(const DutyTemplate& duty_template, absl::CivilDay day) {
  return (duty_template.weekdays & WeekdayBit(absl::GetWeekday(day))) != 0 &&
         (!duty_template.valid_from || *duty_template.valid_from <= day) &&
         (!duty_template.valid_to || day < *duty_template.valid_to);
}

}  // namespace

absl::TimeZone ZoneNamed(const std::string& name) {
  absl::TimeZone zone;
  if (!absl::LoadTimeZone(name, &zone)) zone = absl::FixedTimeZone(7 * 60 * 60);
  return zone;
}

absl::Time InstantOf(absl::CivilMinute civil, const absl::TimeZone& zone) {
  const absl::TimeZone::TimeInfo found = zone.At(absl::CivilSecond(civil));
  switch (found.kind) {
    case absl::TimeZone::TimeInfo::UNIQUE:
    case absl::TimeZone::TimeInfo::REPEATED:
      return found.pre;
    case absl::TimeZone::TimeInfo::SKIPPED:
      return found.trans;
  }
  return found.pre;
}

std::vector<Occurrence> Occurrences(const DutyTemplate& duty_template, absl::CivilMonth month,
                                    const absl::TimeZone& zone) {
  std::vector<Occurrence> occurrences;
  const absl::CivilDay end(month + 1);
  for (absl::CivilDay day(month); day < end; ++day) {
    if (!StartsOn(duty_template, day)) continue;
    const absl::CivilMinute start = absl::CivilMinute(day) + duty_template.start_minute;
    const Occurrence occurrence{day, InstantOf(start, zone),
                                InstantOf(start + WallMinutes(duty_template), zone)};
    if (occurrence.start_time < occurrence.end_time) occurrences.push_back(occurrence);
  }
  return occurrences;
}

}  // namespace liengia::rosters
