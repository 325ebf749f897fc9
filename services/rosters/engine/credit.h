#pragma once

#include <cstdint>
#include <vector>

#include "services/rosters/engine/problem.h"

// Credit: what a duty costs the one who serves, in weighted minutes. Night, weekend, holiday and
// Tết minutes weigh more, as the group's charter sets. Pure functions of instants and tables.
namespace liengia::rosters::engine {

// A group's charter. Percent of a plain minute. A day has one kind, the heaviest that applies; the
// night is added to it: a night minute on a Sunday weighs weekend + night.
struct CreditWeights {
  int plain_percent = 100;
  int weekend_percent = 125;
  int holiday_percent = 150;
  int tet_percent = 200;
  int night_extra_percent = 50;
  // Night hours of the local day, minutes after midnight; the defaults are the 22:00 to 06:00 of
  // Vietnam's labour law and of Law 30/2023/QH15, article 23. They may cross midnight.
  int night_start_minute = 22 * 60;
  int night_end_minute = 6 * 60;
};

struct Calendar {
  int utc_offset_minutes = 7 * 60;  // Asia/Ho_Chi_Minh: no daylight saving.
  std::vector<int> holidays;        // Civil days, any order.
  std::vector<int> tet_days;        // Civil days, any order.
};

// The civil day that contains an instant.
int CivilDayOf(int64_t minute, const Calendar& calendar);

// Minutes of the interval that lie in the night hours. 0 for an interval that ends before it
// starts.
int64_t NightMinutes(const Interval& interval, const CreditWeights& weights,
                     const Calendar& calendar);

// The safe reading of "at night" for Shift::night: any minute of it lies in the night hours.
bool IsNight(const Interval& interval, const CreditWeights& weights, const Calendar& calendar);

// The night of a shift that is at night: the date of the evening before the interval's first minute
// in the night hours, a night running from noon to noon. The start's own for a shift by day.
int NightDayOf(const Interval& interval, const CreditWeights& weights, const Calendar& calendar);

// Weighted minutes of the interval, rounded half up once at the end. Each minute counts by the
// civil day and hour in which it lies, not by the day on which the shift starts. 0 for an interval
// that ends before it starts.
int64_t Credit(const Interval& interval, const CreditWeights& weights, const Calendar& calendar);

struct PastCredit {
  int64_t credit = 0;  // Earned in the period.
  int share = 0;       // Thousandths, in the period; 0 = took no part.
};

// Each one's credit less their share's part of the total, that part rounded half away from zero:
// what to carry into the next roster as Member::carried_credit. Whoever took no part carries what
// they earned, so a month of leave leaves nothing to work off.
std::vector<int64_t> SurplusCredit(const std::vector<PastCredit>& period);

}  // namespace liengia::rosters::engine
