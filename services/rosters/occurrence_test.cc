#include "services/rosters/occurrence.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace liengia::rosters {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

absl::TimeZone Zone(const std::string& name) {
  absl::TimeZone zone;
  EXPECT_TRUE(absl::LoadTimeZone(name, &zone)) << name;
  return zone;
}

DutyTemplate From(int start_hour, int start_minute, int end_hour, int end_minute) {
  DutyTemplate t;
  t.start_minute = start_hour * 60 + start_minute;
  t.end_minute = end_hour * 60 + end_minute;
  return t;
}

// "2026-03-01 22:00 to 2026-03-02 02:00", one per occurrence.
std::vector<std::string> Written(const std::vector<Occurrence>& occurrences,
                                 const absl::TimeZone& zone) {
  std::vector<std::string> written;
  written.reserve(occurrences.size());
  for (const Occurrence& o : occurrences) {
    written.push_back(absl::FormatTime("%Y-%m-%d %H:%M%Ez to ", o.start_time, zone) +
                      absl::FormatTime("%Y-%m-%d %H:%M%Ez", o.end_time, zone));
  }
  return written;
}

// What the template makes on one day.
std::vector<std::string> On(DutyTemplate t, absl::CivilDay day, const absl::TimeZone& zone) {
  t.valid_from = day;
  t.valid_to = day + 1;
  return Written(Occurrences(t, absl::CivilMonth(day), zone), zone);
}

TEST(OccurrencesTest, ComeOncePerDayOfTheMonth) {
  const auto zone = Zone("Asia/Ho_Chi_Minh");
  EXPECT_THAT(Occurrences(From(19, 0, 23, 0), absl::CivilMonth(2026, 2), zone), SizeIs(28));
  EXPECT_THAT(Occurrences(From(19, 0, 23, 0), absl::CivilMonth(2028, 2), zone), SizeIs(29));
  EXPECT_THAT(Occurrences(From(19, 0, 23, 0), absl::CivilMonth(2026, 12), zone), SizeIs(31));
}

TEST(OccurrencesTest, EndOnTheNextDayWhenTheEndIsNotAfterTheStart) {
  const auto zone = Zone("Asia/Ho_Chi_Minh");
  EXPECT_THAT(On(From(22, 0, 2, 0), absl::CivilDay(2026, 3, 17), zone),
              ElementsAre("2026-03-17 22:00+07:00 to 2026-03-18 02:00+07:00"));
  EXPECT_THAT(On(From(22, 0, 0, 0), absl::CivilDay(2026, 3, 17), zone),
              ElementsAre("2026-03-17 22:00+07:00 to 2026-03-18 00:00+07:00"));
}

TEST(OccurrencesTest, MayEndAtTheEndOfTheDay) {
  const auto zone = Zone("Asia/Ho_Chi_Minh");
  EXPECT_THAT(On(From(20, 0, 24, 0), absl::CivilDay(2026, 3, 17), zone),
              ElementsAre("2026-03-17 20:00+07:00 to 2026-03-18 00:00+07:00"));
}

TEST(OccurrencesTest, BelongToTheMonthInWhichTheyStart) {
  const auto zone = Zone("Asia/Ho_Chi_Minh");
  const auto march = Written(Occurrences(From(22, 0, 2, 0), absl::CivilMonth(2026, 3), zone), zone);
  EXPECT_EQ(march.front(), "2026-03-01 22:00+07:00 to 2026-03-02 02:00+07:00");
  EXPECT_EQ(march.back(), "2026-03-31 22:00+07:00 to 2026-04-01 02:00+07:00");
}

TEST(OccurrencesTest, TheNightOfNewYearsEveRunsIntoTheNextYear) {
  const auto zone = Zone("Asia/Ho_Chi_Minh");
  const auto december =
      Written(Occurrences(From(22, 0, 4, 0), absl::CivilMonth(2026, 12), zone), zone);
  EXPECT_EQ(december.back(), "2026-12-31 22:00+07:00 to 2027-01-01 04:00+07:00");
}

TEST(OccurrencesTest, StartOnTheirWeekdaysOnly) {
  DutyTemplate t = From(22, 0, 2, 0);
  t.weekdays = WeekdayBit(absl::Weekday::friday) | WeekdayBit(absl::Weekday::sunday);
  std::vector<int> days;
  for (const Occurrence& o : Occurrences(t, absl::CivilMonth(2026, 3), Zone("Asia/Ho_Chi_Minh"))) {
    days.push_back(o.duty_date.day());
  }
  EXPECT_THAT(days, ElementsAre(1, 6, 8, 13, 15, 20, 22, 27, 29));
}

TEST(OccurrencesTest, StayWithinTheValidity) {
  DutyTemplate t = From(22, 0, 2, 0);
  t.valid_from = absl::CivilDay(2026, 3, 30);
  t.valid_to = absl::CivilDay(2026, 4, 2);
  const auto zone = Zone("Asia/Ho_Chi_Minh");
  EXPECT_THAT(Occurrences(t, absl::CivilMonth(2026, 2), zone), IsEmpty());
  EXPECT_THAT(Occurrences(t, absl::CivilMonth(2026, 3), zone), SizeIs(2));
  EXPECT_THAT(Occurrences(t, absl::CivilMonth(2026, 4), zone), SizeIs(1));
  EXPECT_THAT(Occurrences(t, absl::CivilMonth(2026, 5), zone), IsEmpty());
}

// Clocks in London go from 01:00 to 02:00 on 29 March 2026.
TEST(OccurrencesTest, AreAnHourShorterOnTheNightThatClocksGoForward) {
  const auto zone = Zone("Europe/London");
  EXPECT_THAT(On(From(22, 0, 4, 0), absl::CivilDay(2026, 3, 28), zone),
              ElementsAre("2026-03-28 22:00+00:00 to 2026-03-29 04:00+01:00"));
}

TEST(OccurrencesTest, StartAtTheChangeWhenTheirStartIsSkipped) {
  const auto zone = Zone("Europe/London");
  EXPECT_THAT(On(From(1, 30, 5, 0), absl::CivilDay(2026, 3, 29), zone),
              ElementsAre("2026-03-29 02:00+01:00 to 2026-03-29 05:00+01:00"));
}

TEST(OccurrencesTest, EndAtTheChangeWhenTheirEndIsSkipped) {
  const auto zone = Zone("Europe/London");
  EXPECT_THAT(On(From(22, 0, 1, 30), absl::CivilDay(2026, 3, 28), zone),
              ElementsAre("2026-03-28 22:00+00:00 to 2026-03-29 02:00+01:00"));
}

TEST(OccurrencesTest, DoNotTakePlaceInASkippedHour) {
  const auto zone = Zone("Europe/London");
  EXPECT_THAT(On(From(1, 10, 1, 50), absl::CivilDay(2026, 3, 29), zone), IsEmpty());
}

// Clocks in London go from 02:00 back to 01:00 on 25 October 2026.
TEST(OccurrencesTest, AreAnHourLongerOnTheNightThatClocksGoBack) {
  const auto zone = Zone("Europe/London");
  EXPECT_THAT(On(From(22, 0, 4, 0), absl::CivilDay(2026, 10, 24), zone),
              ElementsAre("2026-10-24 22:00+01:00 to 2026-10-25 04:00+00:00"));
}

TEST(OccurrencesTest, TakeTheFirstOfARepeatedTime) {
  const auto zone = Zone("Europe/London");
  EXPECT_THAT(On(From(22, 0, 1, 30), absl::CivilDay(2026, 10, 24), zone),
              ElementsAre("2026-10-24 22:00+01:00 to 2026-10-25 01:30+01:00"));
  EXPECT_THAT(On(From(1, 30, 5, 0), absl::CivilDay(2026, 10, 25), zone),
              ElementsAre("2026-10-25 01:30+01:00 to 2026-10-25 05:00+00:00"));
}

TEST(OccurrencesTest, NeitherOverlapNorLeaveAGapInARoundOfShifts) {
  const auto zone = Zone("Europe/London");
  for (const absl::CivilDay day : {absl::CivilDay(2026, 3, 29), absl::CivilDay(2026, 10, 25)}) {
    for (int minute = 0; minute < 4 * 60; minute += 10) {
      const absl::CivilMinute border = absl::CivilMinute(day) + minute;
      EXPECT_LE(InstantOf(border, zone), InstantOf(border + 10, zone)) << border;
    }
  }
}

}  // namespace
}  // namespace liengia::rosters
