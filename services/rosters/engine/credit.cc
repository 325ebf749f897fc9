#include "services/rosters/engine/credit.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "services/rosters/engine/civil_day.h"

namespace liengia::rosters::engine {
namespace {

constexpr int64_t kDayMinutes = int64_t{24} * 60;

bool Contains(const std::vector<int>& days, int day) {
  return std::find(days.begin(), days.end(), day) != days.end();
}

int DayPercent(int day, const CreditWeights& weights, const Calendar& calendar) {
  int percent = weights.plain_percent;
  if (WeekdayOf(day) >= 5) percent = std::max(percent, weights.weekend_percent);
  if (Contains(calendar.holidays, day)) percent = std::max(percent, weights.holiday_percent);
  if (Contains(calendar.tet_days, day)) percent = std::max(percent, weights.tet_percent);
  return percent;
}

// The night hours of one day in minutes after its midnight; the second part may be empty.
std::array<Interval, 2> NightHours(const CreditWeights& weights) {
  const int64_t start = weights.night_start_minute;
  const int64_t end = weights.night_end_minute;
  if (start <= end) return {{{start, end}, {end, end}}};
  return {{{0, end}, {start, kDayMinutes}}};
}

// Night minutes of a part of one day, given in minutes after that day's midnight.
int64_t NightMinutesOfDay(const Interval& part, const CreditWeights& weights) {
  int64_t minutes = 0;
  for (const Interval& hours : NightHours(weights)) {
    minutes += std::max<int64_t>(0, std::min(part.end_minute, hours.end_minute) -
                                        std::max(part.start_minute, hours.start_minute));
  }
  return minutes;
}

// Calls `visit(day, part)` for each local day that the interval touches.
template <typename Visit>
void ForEachDay(const Interval& interval, const Calendar& calendar, const Visit& visit) {
  const int64_t start = interval.start_minute + calendar.utc_offset_minutes;
  const int64_t end = interval.end_minute + calendar.utc_offset_minutes;
  for (int64_t day = FloorDiv(start, kDayMinutes); day * kDayMinutes < end; ++day) {
    const int64_t midnight = day * kDayMinutes;
    visit(static_cast<int>(day),
          Interval{std::max<int64_t>(0, start - midnight), std::min(kDayMinutes, end - midnight)});
  }
}

__int128 DivideRounded(__int128 value, __int128 divisor) {
  const __int128 half = divisor / 2;
  return value >= 0 ? (value + half) / divisor : -((-value + half) / divisor);
}

}  // namespace

int CivilDayOf(int64_t minute, const Calendar& calendar) {
  return static_cast<int>(FloorDiv(minute + calendar.utc_offset_minutes, kDayMinutes));
}

int64_t NightMinutes(const Interval& interval, const CreditWeights& weights,
                     const Calendar& calendar) {
  if (interval.end_minute <= interval.start_minute) return 0;
  int64_t minutes = 0;
  ForEachDay(interval, calendar,
             [&](int, const Interval& part) { minutes += NightMinutesOfDay(part, weights); });
  return minutes;
}

bool IsNight(const Interval& interval, const CreditWeights& weights, const Calendar& calendar) {
  return NightMinutes(interval, weights, calendar) > 0;
}

int NightDayOf(const Interval& interval, const CreditWeights& weights, const Calendar& calendar) {
  constexpr int64_t kNoon = kDayMinutes / 2;
  int64_t first = interval.end_minute;
  ForEachDay(interval, calendar, [&](int day, const Interval& part) {
    const int64_t midnight = day * kDayMinutes - calendar.utc_offset_minutes;
    for (const Interval& hours : NightHours(weights)) {
      const int64_t start = std::max(part.start_minute, hours.start_minute);
      if (start < std::min(part.end_minute, hours.end_minute)) {
        first = std::min(first, midnight + start);
      }
    }
  });
  if (first == interval.end_minute) first = interval.start_minute;
  return CivilDayOf(first - kNoon, calendar);
}

int64_t Credit(const Interval& interval, const CreditWeights& weights, const Calendar& calendar) {
  if (interval.end_minute <= interval.start_minute) return 0;
  int64_t percent_minutes = 0;
  ForEachDay(interval, calendar, [&](int day, const Interval& part) {
    const int64_t minutes = part.end_minute - part.start_minute;
    percent_minutes += minutes * DayPercent(day, weights, calendar) +
                       NightMinutesOfDay(part, weights) * weights.night_extra_percent;
  });
  return (percent_minutes + 50) / 100;
}

std::vector<int64_t> SurplusCredit(const std::vector<PastCredit>& period) {
  __int128 credit = 0;
  __int128 shares = 0;
  for (const PastCredit& one : period) {
    credit += one.credit;
    shares += one.share;
  }
  std::vector<int64_t> surplus;
  surplus.reserve(period.size());
  for (const PastCredit& one : period) {
    const __int128 part = shares == 0 ? 0 : DivideRounded(credit * one.share, shares);
    surplus.push_back(one.credit - static_cast<int64_t>(part));
  }
  return surplus;
}

}  // namespace liengia::rosters::engine
