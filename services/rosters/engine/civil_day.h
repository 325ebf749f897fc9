#pragma once

#include <cstdint>

// Arithmetic on civil days numbered from 1970-01-01, a Thursday.
namespace liengia::rosters::engine {

// Rounds towards minus infinity; `b` > 0.
constexpr int64_t FloorDiv(int64_t a, int64_t b) { return a >= 0 ? a / b : -((-a + b - 1) / b); }

// 0 = Monday … 6 = Sunday.
constexpr int WeekdayOf(int day) {
  return static_cast<int>(int64_t{day} + 3 - FloorDiv(int64_t{day} + 3, 7) * 7);
}

// A number that is the same for the days of one ISO week, Monday to Sunday, and no others.
constexpr int WeekOf(int day) { return static_cast<int>(FloorDiv(int64_t{day} + 3, 7)); }

}  // namespace liengia::rosters::engine
