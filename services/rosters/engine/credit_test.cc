#include "services/rosters/engine/credit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

#include "services/rosters/engine/civil_day.h"
#include "services/rosters/engine/search.h"
#include "services/rosters/engine/test_cases.h"

namespace liengia::rosters::engine {
namespace {

using ::testing::ElementsAre;

// `from` and `to` in minutes after midnight, Huế time, of the day `day` days after a Monday.
Interval Hours(int day, int from, int to) {
  const int64_t midnight = int64_t{kMonday + day} * 24 * 60 - 420;
  return {midnight + from, midnight + to};
}

int64_t CreditOfHours(int day, int from, int to, const Calendar& calendar = {}) {
  return Credit(Hours(day, from, to), CreditWeights{}, calendar);
}

TEST(CreditTest, APlainMinuteCountsOnce) { EXPECT_EQ(CreditOfHours(0, 600, 720), 120); }

TEST(CreditTest, NightMinutesRunFrom22To6) {
  EXPECT_EQ(CreditOfHours(0, 1260, 1320), 60);
  EXPECT_EQ(CreditOfHours(0, 1320, 1380), 90);
  EXPECT_EQ(CreditOfHours(1, 300, 360), 90);
  EXPECT_EQ(CreditOfHours(1, 360, 420), 60);
  EXPECT_EQ(CreditOfHours(0, 1290, 1350), 30 + 45);
}

TEST(CreditTest, EachMinuteCountsByTheDayInWhichItLies) {
  // Friday 22:00 to Saturday 02:00: two plain night hours, two weekend ones.
  EXPECT_EQ(CreditOfHours(4, 1320, 1560), 120 * 150 / 100 + 120 * 175 / 100);
  // Sunday 23:00 to Monday 01:00.
  EXPECT_EQ(CreditOfHours(6, 1380, 1500), 60 * 175 / 100 + 60 * 150 / 100);
}

TEST(CreditTest, TheHeaviestKindOfDayCounts) {
  Calendar calendar;
  calendar.holidays = {kMonday + 5, kMonday};
  calendar.tet_days = {kMonday + 5};
  EXPECT_EQ(CreditOfHours(5, 600, 700, calendar), 200);
  EXPECT_EQ(CreditOfHours(0, 600, 700, calendar), 150);
  EXPECT_EQ(CreditOfHours(6, 600, 700, calendar), 125);
}

TEST(CreditTest, TheCharterSetsTheWeights) {
  CreditWeights weights;
  weights.night_start_minute = 0;
  weights.night_end_minute = 4 * 60;
  weights.night_extra_percent = 100;
  EXPECT_EQ(Credit(Hours(0, 180, 300), weights, {}), 60 * 2 + 60);
  EXPECT_EQ(Credit(Hours(0, 1320, 1440), weights, {}), 120);
}

TEST(CreditTest, RoundsHalfUpOnceAtTheEnd) {
  EXPECT_EQ(CreditOfHours(0, 1320, 1321), 2);  // 1.5
  EXPECT_EQ(CreditOfHours(0, 1320, 1323), 5);  // 4.5
  EXPECT_EQ(CreditOfHours(5, 600, 601), 1);    // 1.25
}

TEST(CreditTest, AnIntervalThatEndsBeforeItStartsEarnsNothing) {
  EXPECT_EQ(CreditOfHours(0, 700, 600), 0);
  EXPECT_EQ(CreditOfHours(0, 700, 700), 0);
  EXPECT_EQ(NightMinutes(Hours(0, 1400, 1380), {}, {}), 0);
}

TEST(CreditTest, AgreesWithCountingMinuteByMinute) {
  Calendar calendar;
  calendar.holidays = {kMonday + 2};
  calendar.tet_days = {kMonday + 3};
  Dice dice(7);
  for (int round = 0; round < 300; ++round) {
    const int from = dice.Below(7 * 1440);
    const int to = from + dice.Below(3000);
    int64_t percent = 0;
    for (int minute = from; minute < to; ++minute) {
      const int day = minute / 1440;
      const int of_day = minute % 1440;
      int weight = day % 7 >= 5 ? 125 : 100;
      if (day == 2) weight = 150;
      if (day == 3) weight = 200;
      if (of_day >= 1320 || of_day < 360) weight += 50;
      percent += weight;
    }
    EXPECT_EQ(CreditOfHours(0, from, to, calendar), (percent + 50) / 100) << from << " " << to;
  }
}

TEST(NightTest, OneMinuteInTheNightHoursMakesANightShift) {
  EXPECT_TRUE(IsNight(Hours(0, 1200, 1321), {}, {}));
  EXPECT_FALSE(IsNight(Hours(0, 1200, 1320), {}, {}));
  EXPECT_FALSE(IsNight(Hours(0, 360, 480), {}, {}));
  EXPECT_EQ(NightMinutes(Hours(0, 1260, 1440 + 420), {}, {}), 8 * 60);
}

TEST(CivilDayTest, FollowsTheLocalMidnight) {
  EXPECT_EQ(CivilDayOf(Hours(0, 0, 1).start_minute, {}), kMonday);
  EXPECT_EQ(CivilDayOf(Hours(0, -1, 0).start_minute, {}), kMonday - 1);
  EXPECT_EQ(CivilDayOf(-420, {}), 0);
  EXPECT_EQ(CivilDayOf(-421, {}), -1);
}

TEST(CivilDayTest, WeeksRunFromMondayToSunday) {
  EXPECT_EQ(WeekdayOf(0), 3);  // Thursday, 1 January 1970.
  EXPECT_EQ(WeekdayOf(kMonday), 0);
  EXPECT_EQ(WeekdayOf(-4), 6);
  EXPECT_EQ(WeekOf(kMonday), WeekOf(kMonday + 6));
  EXPECT_NE(WeekOf(kMonday), WeekOf(kMonday - 1));
  EXPECT_EQ(WeekOf(-3), WeekOf(3));
  EXPECT_NE(WeekOf(-4), WeekOf(-3));
}

TEST(SurplusCreditTest, IsWhatGoesBeyondTheSharesPart) {
  EXPECT_THAT(SurplusCredit({{300, 1000}, {100, 1000}, {200, 1000}}), ElementsAre(100, -100, 0));
  EXPECT_THAT(SurplusCredit({{200, 1000}, {100, 500}}), ElementsAre(0, 0));
}

TEST(SurplusCreditTest, AMonthOfLeaveLeavesNothingToWorkOff) {
  EXPECT_THAT(SurplusCredit({{300, 1000}, {0, 0}, {300, 1000}}), ElementsAre(0, 0, 0));
  EXPECT_THAT(SurplusCredit({{240, 0}}), ElementsAre(240));
  EXPECT_TRUE(SurplusCredit({}).empty());
}

TEST(SurplusCreditTest, RoundsHalfAwayFromZero) {
  EXPECT_THAT(SurplusCredit({{3, 1000}, {0, 1000}}), ElementsAre(1, -2));
  EXPECT_THAT(SurplusCredit({{-3, 1000}, {0, 1000}}), ElementsAre(-1, 2));
}

TEST(NightTest, ANightIsNamedByItsEvening) {
  const auto night = [](int day, int from, int to) {
    return NightDayOf(Hours(day, from, to), {}, {}) - kMonday;
  };
  EXPECT_EQ(night(0, 1320, 1560), 0);
  EXPECT_EQ(night(1, 60, 240), 0);
  EXPECT_EQ(night(1, 300, 480), 0) << "05:00 to 08:00 begins in the night before";
  EXPECT_EQ(night(1, 600, 1380), 1) << "10:00 to 23:00 is at night in the evening only";
  EXPECT_EQ(night(0, 1320, 1440 + 1440), 0) << "the first night of two";
}

TEST(NightTest, ANightOfTheSmallHoursOnlyIsNamedByTheEveningBefore) {
  CreditWeights weights;
  weights.night_start_minute = 0;
  weights.night_end_minute = 4 * 60;
  EXPECT_EQ(NightDayOf(Hours(1, 0, 240), weights, {}), kMonday);
  EXPECT_EQ(NightDayOf(Hours(0, 1320, 1560), weights, {}), kMonday);
}

}  // namespace
}  // namespace liengia::rosters::engine
