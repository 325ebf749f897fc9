#include "services/coverage/coverage.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gtest/gtest.h"

namespace liengia::coverage {
namespace {

absl::TimeZone Zone(const std::string& name) {
  absl::TimeZone zone;
  EXPECT_TRUE(absl::LoadTimeZone(name, &zone)) << name;
  return zone;
}

const absl::TimeZone kHue = Zone("Asia/Ho_Chi_Minh");

absl::Time Instant(const std::string& wall, const absl::TimeZone& zone) {
  absl::Time time;
  std::string error;
  EXPECT_TRUE(absl::ParseTime("%Y-%m-%d %H:%M", wall, zone, &time, &error)) << error;
  return time;
}

absl::CivilDay Day(const std::string& text) {
  absl::CivilDay day;
  EXPECT_TRUE(absl::ParseCivilTime(text, &day)) << text;
  return day;
}

// Needs two, has three, of whom one came.
WatchedSpan Span(const std::string& start, const std::string& end,
                 const absl::TimeZone& zone = kHue) {
  return {.start_time = Instant(start, zone),
          .end_time = Instant(end, zone),
          .needed_count = 2,
          .assigned_count = 3,
          .present_count = 1};
}

// "17T22 60/90/30" for each hour: day, hour, planned, manned and done minutes.
std::string Written(const std::vector<WatchedHour>& hours) {
  return absl::StrJoin(hours, ", ", [](std::string* text, const WatchedHour& hour) {
    absl::StrAppend(text, hour.hour.day(), "T", hour.hour.hour(), " ", hour.planned_minutes, "/",
                    hour.manned_minutes, "/", hour.done_minutes);
  });
}

std::string HoursOfOctober17(const std::vector<WatchedSpan>& spans) {
  return Written(HoursOf(spans, Day("2026-10-17"), Day("2026-10-18"), kHue));
}

TEST(HoursOfTest, CountsPersonMinutesOfWholeHours) {
  EXPECT_EQ(HoursOfOctober17({Span("2026-10-17 19:00", "2026-10-17 21:00")}),
            "17T19 120/180/60, 17T20 120/180/60");
}

TEST(HoursOfTest, SplitsHalfHoursAtBothEdges) {
  EXPECT_EQ(HoursOfOctober17({Span("2026-10-17 05:30", "2026-10-17 07:30")}),
            "17T5 60/90/30, 17T6 120/180/60, 17T7 60/90/30");
}

TEST(HoursOfTest, KeepsASpanWithinOneHourThere) {
  EXPECT_EQ(HoursOfOctober17({Span("2026-10-17 16:10", "2026-10-17 16:25")}), "17T16 30/45/15");
}

TEST(HoursOfTest, AddsSpansThatOverlap) {
  EXPECT_EQ(HoursOfOctober17({Span("2026-10-17 19:00", "2026-10-17 20:00"),
                              Span("2026-10-17 19:30", "2026-10-17 20:00")}),
            "17T19 180/270/90");
}

TEST(HoursOfTest, PutsTheHoursAfterMidnightOnTheNextDay) {
  const auto hours = HoursOf({Span("2026-10-17 23:00", "2026-10-18 01:00")}, Day("2026-10-17"),
                             Day("2026-10-19"), kHue);
  EXPECT_EQ(Written(hours), "17T23 120/180/60, 18T0 120/180/60");
}

TEST(HoursOfTest, LeavesOutWhatLiesInOtherDays) {
  EXPECT_EQ(HoursOfOctober17({Span("2026-10-16 23:00", "2026-10-17 01:00"),
                              Span("2026-10-17 23:00", "2026-10-18 01:00")}),
            "17T0 120/180/60, 17T23 120/180/60");
}

TEST(HoursOfTest, CrossesTheEndOfAMonthAndOfAYear) {
  const auto hours = HoursOf({Span("2026-12-31 23:00", "2027-01-01 01:00")}, Day("2026-12-31"),
                             Day("2027-01-02"), kHue);
  EXPECT_EQ(Written(hours), "31T23 120/180/60, 1T0 120/180/60");
}

TEST(HoursOfTest, GivesNothingForNoDaysAndForNoSpans) {
  const WatchedSpan span = Span("2026-10-17 19:00", "2026-10-17 20:00");
  EXPECT_TRUE(HoursOf({span}, Day("2026-10-17"), Day("2026-10-17"), kHue).empty());
  EXPECT_TRUE(HoursOf({span}, Day("2026-10-18"), Day("2026-10-17"), kHue).empty());
  EXPECT_TRUE(HoursOf({}, Day("2026-10-17"), Day("2026-10-18"), kHue).empty());
}

TEST(HoursOfTest, DoesNotLoseSecondsToRounding) {
  WatchedSpan span = Span("2026-10-17 19:00", "2026-10-17 19:00");
  span.end_time = span.start_time + absl::Seconds(30);
  EXPECT_EQ(HoursOfOctober17({span, span}), "17T19 2/3/1");
}

TEST(HoursOfTest, CountsTheHourThatClocksShowTwiceTwice) {
  // In Berlin on 25 October 2026 the clocks go back from 3:00 to 2:00.
  const absl::TimeZone berlin = Zone("Europe/Berlin");
  const auto hours = HoursOf({Span("2026-10-25 01:00", "2026-10-25 04:00", berlin)},
                             Day("2026-10-25"), Day("2026-10-26"), berlin);
  EXPECT_EQ(Written(hours), "25T1 120/180/60, 25T2 240/360/120, 25T3 120/180/60");
}

TEST(HoursOfTest, HasNothingInAnHourThatClocksSkip) {
  // In Berlin on 29 March 2026 the clocks go forward from 2:00 to 3:00.
  const absl::TimeZone berlin = Zone("Europe/Berlin");
  const auto hours = HoursOf({Span("2026-03-29 01:00", "2026-03-29 04:00", berlin)},
                             Day("2026-03-29"), Day("2026-03-30"), berlin);
  EXPECT_EQ(Written(hours), "29T1 120/180/60, 29T3 120/180/60");
}

TEST(HoursOfTest, AMeanThatIsAHairShortIsNoMinuteLess) {
  WatchedSpan span = Span("2026-10-17 19:00", "2026-10-17 20:00");
  span.end_time -= absl::Microseconds(1);
  EXPECT_EQ(HoursOfOctober17({span}), "17T19 120/180/60");
}

}  // namespace
}  // namespace liengia::coverage
