#include "services/rosters/credit_entry.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/rosters/test_plans.h"

namespace liengia::rosters {
namespace {

using ::testing::ElementsAre;
using Minute = absl::CivilMinute;

CreditMonth March2026(FairnessUnit unit = FairnessUnit::kMember) {
  CreditMonth month{absl::CivilMonth(2026, 3), Charter(), {}};
  month.charter.version = 4;
  month.charter.fairness_unit = unit;
  return month;
}

// `hours` from 08:00 of a Tuesday: plain minutes.
ServedDuty Plain(const std::string& member_id, int hours) {
  return {member_id, At(Minute(2026, 3, 3, 8, 0)), At(Minute(2026, 3, 3, 8 + hours, 0))};
}

TEST(EntriesTest, WhoDidMoreThanTheFairPartHasASurplus) {
  CreditMonth month = March2026();
  month.duties = {Plain("A", 4), Plain("A", 2)};
  const auto entries = EntriesOf(month, {{"A", "", 1000}, {"B", "", 1000}}, HueZone());
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_EQ(entries[0].duty_count, 2);
  EXPECT_EQ(entries[0].duty_minutes, 360);
  EXPECT_EQ(entries[0].credit, 360);
  EXPECT_EQ(entries[0].fair(), 180);
  EXPECT_EQ(entries[0].surplus, 180);
  EXPECT_EQ(entries[0].charter_version, 4);
  EXPECT_EQ(entries[1].surplus, -180);
}

TEST(EntriesTest, ASmallerShareIsASmallerFairPart) {
  CreditMonth month = March2026();
  month.duties = {Plain("A", 3)};
  const auto entries = EntriesOf(month, {{"A", "", 1000}, {"B", "", 500}, {"C", "", 0}}, HueZone());
  EXPECT_EQ(entries[0].fair(), 120);
  EXPECT_EQ(entries[1].fair(), 60);
  EXPECT_EQ(entries[2].fair(), 0);
}

TEST(EntriesTest, MinutesWeighAsTheMonthsCharterSays) {
  CreditMonth month = March2026();
  month.charter.credit.night_extra_percent = 100;
  month.duties = {{"A", At(Minute(2026, 3, 3, 20, 0)), At(Minute(2026, 3, 3, 23, 0))}};
  EXPECT_EQ(EntriesOf(month, {{"A", "", 1000}}, HueZone())[0].credit, 120 + 60 * 2);
}

TEST(EntriesTest, ADutyOfTheLastNightCountsWithItsHoliday) {
  CreditMonth month{absl::CivilMonth(2026, 4), Charter(), {}};
  // The night to 1 May, both days holidays.
  month.duties = {{"A", At(Minute(2026, 4, 30, 22, 0)), At(Minute(2026, 5, 1, 2, 0))}};
  EXPECT_EQ(EntriesOf(month, {{"A", "", 1000}}, HueZone())[0].credit, 240 * 2);
}

TEST(EntriesTest, DutiesOfPeopleWhoAreNotAskedAboutCountForNobody) {
  CreditMonth month = March2026();
  month.duties = {Plain("gone", 4)};
  EXPECT_EQ(EntriesOf(month, {{"A", "", 1000}}, HueZone())[0].surplus, 0);
}

TEST(EntriesTest, AHouseholdOfTwoOwesAsMuchAsAHouseholdOfOne) {
  CreditMonth month = March2026(FairnessUnit::kHousehold);
  month.duties = {Plain("A", 2), Plain("C", 2)};
  const auto entries =
      EntriesOf(month, {{"A", "h", 1000}, {"B", "h", 1000}, {"C", "i", 1000}}, HueZone());
  EXPECT_EQ(entries[0].surplus + entries[1].surplus, 0);
  EXPECT_EQ(entries[2].surplus, 0);
}

TEST(SharesTest, ByHouseholdTheMostAvailableSpeaksForAll) {
  const std::vector<Sharer> sharers = {
      {"A", "h", 1000}, {"B", "h", 400}, {"C", "h", 0}, {"D", "", 700}, {"E", "i", 1}};
  EXPECT_THAT(SharesBy(FairnessUnit::kMember, sharers), ElementsAre(1000, 400, 0, 700, 1));
  EXPECT_THAT(SharesBy(FairnessUnit::kHousehold, sharers), ElementsAre(500, 500, 0, 700, 1));
}

TEST(SharesTest, WhatDoesNotDivideGoesToTheFirst) {
  EXPECT_THAT(
      SharesBy(FairnessUnit::kHousehold, {{"A", "h", 1000}, {"B", "h", 1000}, {"C", "h", 1000}}),
      ElementsAre(334, 333, 333));
}

}  // namespace
}  // namespace liengia::rosters
