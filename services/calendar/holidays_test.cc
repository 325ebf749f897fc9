#include "services/calendar/holidays.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace liengia::calendar {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Day = absl::CivilDay;

Holidays Of(int year) { return HolidaysBetween(Day(year, 1, 1), Day(year, 12, 31)); }

TEST(HolidaysTest, ElevenDaysEveryYearOfTheTable) {
  for (int year = kFirstLunarYear; year <= kLastLunarYear; ++year) {
    EXPECT_THAT(Of(year).tet, SizeIs(5)) << year;
    EXPECT_THAT(Of(year).others, SizeIs(6)) << year;
  }
}

TEST(HolidaysTest, AreThoseOf2026) {
  EXPECT_THAT(Of(2026).tet, ElementsAre(Day(2026, 2, 16), Day(2026, 2, 17), Day(2026, 2, 18),
                                        Day(2026, 2, 19), Day(2026, 2, 20)));
  EXPECT_THAT(Of(2026).others, ElementsAre(Day(2026, 1, 1), Day(2026, 4, 26), Day(2026, 4, 30),
                                           Day(2026, 5, 1), Day(2026, 9, 1), Day(2026, 9, 2)));
}

TEST(HolidaysTest, TheDayNextToNationalDayIsAsItWasNamed) {
  EXPECT_THAT(HolidaysBetween(Day(2024, 9, 1), Day(2024, 9, 30)).others,
              ElementsAre(Day(2024, 9, 2), Day(2024, 9, 3)));
  EXPECT_THAT(HolidaysBetween(Day(2025, 9, 1), Day(2025, 9, 30)).others,
              ElementsAre(Day(2025, 9, 1), Day(2025, 9, 2)));
}

TEST(HolidaysTest, TetOf2030IsADayBeforeChinas) { EXPECT_EQ(Of(2030).tet[1], Day(2030, 2, 2)); }

TEST(HolidaysTest, AreThoseOfTheDaysAskedFor) {
  const Holidays found = HolidaysBetween(Day(2025, 12, 31), Day(2026, 2, 17));
  EXPECT_THAT(found.tet, ElementsAre(Day(2026, 2, 16), Day(2026, 2, 17)));
  EXPECT_THAT(found.others, ElementsAre(Day(2026, 1, 1)));
}

TEST(HolidaysTest, OutsideTheTableOnlyTheFixedOnesAreKnown) {
  EXPECT_THAT(Of(2040).tet, IsEmpty());
  EXPECT_THAT(Of(2040).others, SizeIs(5));
}

}  // namespace
}  // namespace liengia::calendar
