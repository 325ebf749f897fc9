#include "services/rosters/duty_template.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace liengia::rosters {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

DutyTemplate Night() {
  DutyTemplate t;
  t.name = "Tuần tra đêm, ca 1";
  t.start_minute = 22 * 60;
  t.end_minute = 2 * 60;
  t.crew_min = 3;
  t.crew_ideal = 4;
  t.crew_max = 6;
  t.leaders_needed = 1;
  return t;
}

std::vector<std::string> BadFields(const DutyTemplate& duty_template) {
  platform::Violations violations;
  CheckDutyTemplate(duty_template, "duty_template", violations);
  std::vector<std::string> fields;
  if (violations.empty()) return fields;
  const auto detail = platform::DetailOf(violations.ToStatus());
  for (const platform::Violation& violation : detail->violations) {
    fields.push_back(violation.field);
  }
  return fields;
}

TEST(DutyTemplateTest, AGoodOneHasNothingWrong) { EXPECT_THAT(BadFields(Night()), IsEmpty()); }

TEST(DutyTemplateTest, LastsByTheClockOnTheWall) {
  DutyTemplate t = Night();
  EXPECT_EQ(WallMinutes(t), 240);
  t.end_minute = kMinutesOfDay;
  EXPECT_EQ(WallMinutes(t), 120);
  t.end_minute = t.start_minute;
  EXPECT_EQ(WallMinutes(t), kMinutesOfDay);
}

TEST(DutyTemplateTest, LastsTenMinutesToSixteenHours) {
  DutyTemplate t = Night();
  t.end_minute = t.start_minute + 9;
  EXPECT_THAT(BadFields(t), ElementsAre("duty_template.end_time"));
  t.end_minute = t.start_minute + 10;
  EXPECT_THAT(BadFields(t), IsEmpty());
  t.end_minute = t.start_minute - 8 * 60;
  EXPECT_THAT(BadFields(t), IsEmpty());
  t.end_minute = t.start_minute - 8 * 60 + 1;
  EXPECT_THAT(BadFields(t), ElementsAre("duty_template.end_time"));
}

TEST(DutyTemplateTest, DoesNotStartAtTheEndOfADay) {
  DutyTemplate t = Night();
  t.start_minute = kMinutesOfDay;
  EXPECT_THAT(BadFields(t), ElementsAre("duty_template.start_time"));
}

TEST(DutyTemplateTest, CrewsGrowFromMinimumToIdealToMaximum) {
  DutyTemplate t = Night();
  t.crew_ideal = 2;
  EXPECT_THAT(BadFields(t), ElementsAre("duty_template.crew_ideal"));
  t = Night();
  t.crew_max = 3;
  EXPECT_THAT(BadFields(t), ElementsAre("duty_template.crew_max"));
  t.crew_max = 21;
  EXPECT_THAT(BadFields(t), ElementsAre("duty_template.crew_max"));
}

TEST(DutyTemplateTest, NeedsNoMoreLeadersThanPeople) {
  DutyTemplate t = Night();
  t.leaders_needed = 3;
  EXPECT_THAT(BadFields(t), IsEmpty());
  t.leaders_needed = 4;
  EXPECT_THAT(BadFields(t), ElementsAre("duty_template.leaders_needed"));
}

TEST(DutyTemplateTest, IsValidForADayAtLeast) {
  DutyTemplate t = Night();
  t.valid_from = absl::CivilDay(2026, 3, 2);
  t.valid_to = absl::CivilDay(2026, 3, 2);
  EXPECT_THAT(BadFields(t), ElementsAre("duty_template.valid_to"));
  t.valid_to = absl::CivilDay(2026, 3, 3);
  EXPECT_THAT(BadFields(t), IsEmpty());
}

TEST(DutyTemplateTest, TellsEverythingAtOnce) {
  DutyTemplate t = Night();
  t.name = "";
  t.start_minute = -1;
  t.weekdays = 0;
  t.crew_min = 0;
  t.leaders_needed = 1;
  t.importance = 6;
  EXPECT_THAT(BadFields(t),
              UnorderedElementsAre("duty_template.name", "duty_template.start_time",
                                   "duty_template.weekdays", "duty_template.crew_min",
                                   "duty_template.leaders_needed", "duty_template.importance"));
}

}  // namespace
}  // namespace liengia::rosters
