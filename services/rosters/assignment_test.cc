#include "services/rosters/assignment.h"

#include "gtest/gtest.h"
#include "services/platform/errors.h"
#include "services/rosters/test_plans.h"

namespace liengia::rosters {
namespace {

using platform::Reason;

Roster In(RosterState state) {
  Roster roster;
  roster.state = state;
  return roster;
}

TEST(CheckOpenTest, APublishedShiftIsOpenUntilItEnds) {
  const Shift shift = NightShift("s", 17);
  const Roster published = In(RosterState::kPublished);
  EXPECT_TRUE(CheckOpen(published, shift, shift.end_time - absl::Seconds(1)).ok());
  EXPECT_EQ(platform::ReasonOf(CheckOpen(published, shift, shift.end_time)), Reason::kRosterState);
}

TEST(CheckOpenTest, ADraftIsOpenAtAnyTime) {
  const Shift shift = NightShift("s", 17);
  EXPECT_TRUE(CheckOpen(In(RosterState::kDraft), shift, shift.end_time + absl::Hours(1)).ok());
}

TEST(CheckReleaseTest, ADutyThatWasNotBegunCanBeGivenUp) { EXPECT_TRUE(CheckRelease({}).ok()); }

TEST(CheckReleaseTest, WhatHappenedStaysOnRecord) {
  Duty came, absent;
  came.attendance.check_in = duties::CheckIn{};
  absent.attendance.mark = duties::AbsenceMark::kExcused;
  EXPECT_EQ(platform::ReasonOf(CheckRelease(came)), Reason::kDutyState);
  EXPECT_EQ(platform::ReasonOf(CheckRelease(absent)), Reason::kDutyState);
}

}  // namespace
}  // namespace liengia::rosters
