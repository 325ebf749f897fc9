#include "services/rosters/credit_text.h"

#include "gtest/gtest.h"
#include "services/rosters/test_plans.h"

namespace liengia::rosters {
namespace {

using Minute = absl::CivilMinute;

CreditLine Line(Minute start, Minute end) {
  CreditLine line;
  line.start_time = At(start);
  line.end_time = At(end);
  return line;
}

// Tuesday 3 March to Wednesday.
const CreditLine kEvening = Line(Minute(2026, 3, 3, 21, 15), Minute(2026, 3, 4, 1, 0));

TEST(LineTest, SaysHowTheMinutesAdd) {
  EXPECT_EQ(CreditOf(kEvening, Charter(), HueZone()), 45 + 180 * 150 / 100);
  EXPECT_EQ(LineText(kEvening, Charter(), HueZone()).vi,
            "45 phút × 100 % + 3 giờ × 150 % = 5 giờ 15 phút công.");
  EXPECT_EQ(LineText(kEvening, Charter(), HueZone()).en,
            "45 min × 100 % + 3 h × 150 % = 5 h 15 min of credit.");
}

TEST(LineTest, TheWeekendBeginsAtMidnight) {
  const CreditLine line = Line(Minute(2026, 3, 6, 23, 0), Minute(2026, 3, 7, 7, 0));
  EXPECT_EQ(LineText(line, Charter(), HueZone()).en,
            "1 h × 150 % + 6 h × 175 % + 1 h × 125 % = 13 h 15 min of credit.");
}

TEST(LineTest, OneWhoWasMarkedHasNoCredit) {
  CreditLine line = kEvening;
  line.mark = duties::AbsenceMark::kExcused;
  EXPECT_EQ(CreditOf(line, Charter(), HueZone()), 0);
  EXPECT_EQ(LineText(line, Charter(), HueZone()).vi, "Không tính: vắng có phép.");
  line.mark = duties::AbsenceMark::kAbsent;
  line.other_name = "Lê Văn Tám";
  EXPECT_EQ(LineText(line, Charter(), HueZone()).en, "Not counted: absent, Lê Văn Tám stood in.");
}

TEST(LineTest, WhoStoodInHasTheCredit) {
  CreditLine line = kEvening;
  line.mark = duties::AbsenceMark::kAbsent;
  line.stood_in = true;
  line.other_name = "Lê Văn Tám";
  EXPECT_EQ(CreditOf(line, Charter(), HueZone()), 315);
  EXPECT_EQ(LineText(line, Charter(), HueZone()).vi,
            "Trực thay Lê Văn Tám: 45 phút × 100 % + 3 giờ × 150 % = 5 giờ 15 phút công.");
}

TEST(EntryTest, IsOneSentence) {
  const CreditEntry entry{.month = absl::CivilMonth(2026, 10),
                          .duty_count = 6,
                          .duty_minutes = 24 * 60,
                          .credit = 36 * 60,
                          .surplus = 3 * 60};
  EXPECT_EQ(EntryText(entry).vi,
            "Tháng 10/2026: 6 lượt, 24 giờ, tính 36 giờ công; phần đều là 33 giờ, hơn 3 giờ.");
  EXPECT_EQ(EntryText(entry).en,
            "October 2026: 6 duties, 24 h, counted 36 h of credit; the fair part is 33 h, 3 h "
            "more.");
}

TEST(BalanceTest, IsAboveBelowOrJustTheFairPart) {
  EXPECT_EQ(BalanceText(90).en, "1 h 30 min of credit above the fair part.");
  EXPECT_EQ(BalanceText(-60).vi, "Kém phần đều 1 giờ công.");
  EXPECT_EQ(BalanceText(0).vi, "Vừa đúng phần đều.");
}

}  // namespace
}  // namespace liengia::rosters
