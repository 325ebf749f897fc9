#pragma once

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "services/rosters/engine/credit.h"
#include "services/rosters/engine/problem.h"

// Times as the engine counts them.
namespace liengia::rosters {

// Days since 1970-01-01.
int DayNumber(absl::CivilDay day);

// Minutes since the Unix epoch; seconds are cut off.
engine::Interval IntervalOf(absl::Time start, absl::Time end);

// The holidays from `first` to `last`, both included, and the zone's offset on the first day.
engine::Calendar CalendarBetween(absl::CivilDay first, absl::CivilDay last,
                                 const absl::TimeZone& zone);

}  // namespace liengia::rosters
