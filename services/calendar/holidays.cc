#include "services/calendar/holidays.h"

#include <algorithm>
#include <iterator>

namespace liengia::calendar {
namespace {

struct LunarYear {
  int tet_month, tet_day;        // The lunar year's first day.
  int gio_to_month, gio_to_day;  // The tenth of its third month, not of a leap month.
};

// By the Vietnamese calendar, at UTC+7: in 2030 Tết is a day before China's.
constexpr LunarYear kLunarYears[] = {
    {2, 10, 4, 18},  // 2024
    {1, 29, 4, 7},   // 2025
    {2, 17, 4, 26},  // 2026
    {2, 6, 4, 16},   // 2027
    {1, 26, 4, 4},   // 2028
    {2, 13, 4, 23},  // 2029
    {2, 2, 4, 12},   // 2030
    {1, 23, 4, 1},   // 2031
    {2, 11, 4, 19},  // 2032
    {1, 31, 4, 9},   // 2033
    {2, 19, 4, 28},  // 2034
    {2, 8, 4, 17},   // 2035
};
static_assert(std::size(kLunarYears) == kLastLunarYear - kFirstLunarYear + 1);

// The Prime Minister names the day next to 2 September each autumn: so far always the one that
// joins it to a weekend, else the day before.
absl::CivilDay NextToNationalDay(absl::CivilDay national_day) {
  switch (absl::GetWeekday(national_day)) {
    case absl::Weekday::sunday:
    case absl::Weekday::monday:
    case absl::Weekday::thursday:
      return national_day + 1;
    default:
      return national_day - 1;
  }
}

void AddYear(int year, Holidays& holidays) {
  for (const auto& [month, day] : {std::pair(1, 1), std::pair(4, 30), std::pair(5, 1)}) {
    holidays.others.emplace_back(year, month, day);
  }
  const absl::CivilDay national_day(year, 9, 2);
  holidays.others.push_back(national_day);
  holidays.others.push_back(NextToNationalDay(national_day));
  if (year < kFirstLunarYear || year > kLastLunarYear) return;

  const LunarYear& lunar = kLunarYears[year - kFirstLunarYear];
  holidays.others.emplace_back(year, lunar.gio_to_month, lunar.gio_to_day);
  const absl::CivilDay first(year, lunar.tet_month, lunar.tet_day);
  for (int offset = -1; offset <= 3; ++offset) holidays.tet.push_back(first + offset);
}

void Trim(std::vector<absl::CivilDay>& days, absl::CivilDay first, absl::CivilDay last) {
  days.erase(std::remove_if(days.begin(), days.end(),
                            [&](absl::CivilDay day) { return day < first || last < day; }),
             days.end());
  std::sort(days.begin(), days.end());
}

}  // namespace

Holidays HolidaysBetween(absl::CivilDay first, absl::CivilDay last) {
  Holidays holidays;
  for (auto year = first.year(); year <= last.year(); ++year) {
    AddYear(static_cast<int>(year), holidays);
  }
  Trim(holidays.tet, first, last);
  Trim(holidays.others, first, last);
  return holidays;
}

}  // namespace liengia::calendar
