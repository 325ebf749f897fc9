#pragma once

#include <vector>

#include "absl/time/civil_time.h"

// Vietnam's paid public holidays: Labour Code 45/2019/QH14, article 112.
namespace liengia::calendar {

// The years whose lunar holidays are in the table; other years have the fixed ones only.
inline constexpr int kFirstLunarYear = 2024;
inline constexpr int kLastLunarYear = 2035;

struct Holidays {
  // The five days of Tết: the day before the lunar year's first day, that day and three more.
  std::vector<absl::CivilDay> tet;
  // 1 January, Giỗ Tổ (the tenth of the third lunar month), 30 April, 1 May, 2 September and the
  // day next to it.
  std::vector<absl::CivilDay> others;
};

// Those from `first` to `last`, both included, in order.
Holidays HolidaysBetween(absl::CivilDay first, absl::CivilDay last);

}  // namespace liengia::calendar
