#include "clients/cli/picture.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace liengia::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr absl::CivilDay kDay(2026, 10, 17);

// Half past ten at night.
Speech Now() {
  return {Language::kVietnamese, absl::FromCivil(absl::CivilMinute(2026, 10, 17, 22, 30), Zone())};
}

std::string PictureOf(int hour, const Watch& watch, bool colour = false) {
  WatchedDay day{kDay, {}};
  day.hours[static_cast<size_t>(hour)] = watch;
  return Picture({day}, Now(), colour);
}

TEST(Picture, ShowsAnHourThatIsFullyAssignedAndHalfDone) {
  EXPECT_THAT(PictureOf(21, {120, 120, 60}), HasSubstr("█▄"));
}

TEST(Picture, ShowsAnHourThatNobodyIsAssignedTo) {
  EXPECT_THAT(PictureOf(20, {120, 0, 0}), HasSubstr("▁▁"));
}

TEST(Picture, ShowsTheFullBarOnlyForTheWholeNeed) {
  EXPECT_THAT(PictureOf(20, {120, 119, 1}), HasSubstr("▇▁"));
}

TEST(Picture, TellsAnHourToComeFromOneThatNobodyDid) {
  EXPECT_THAT(PictureOf(23, {120, 120, 0}), HasSubstr("█·"));
  EXPECT_THAT(PictureOf(22, {120, 120, 0}), HasSubstr("█▁"));
}

TEST(Picture, SumsTheDayInHours) {
  EXPECT_THAT(PictureOf(21, {180, 150, 90}), HasSubstr("    3,0    2,5    1,5\n"));
}

TEST(Picture, IsPlainTextWithoutColour) {
  EXPECT_THAT(PictureOf(21, {120, 60, 0}), Not(HasSubstr("\033")));
  EXPECT_THAT(PictureOf(21, {120, 60, 0}, true), HasSubstr("\033[33m▄"));
}

}  // namespace
}  // namespace liengia::cli
