#include "clients/cli/dates.h"

#include "gtest/gtest.h"

namespace liengia::cli {
namespace {

const absl::CivilDay kToday(2026, 10, 17);

absl::Time At(int month, int day, int hour, int minute) {
  return absl::FromCivil(absl::CivilMinute(2026, month, day, hour, minute), Zone());
}

Speech In(Language language) { return {language, At(10, 17, 12, 0)}; }

TEST(ReadDay, TakesBothUsualFormsAndTheShortOne) {
  EXPECT_EQ(ReadDay("2026-10-05", kToday), absl::CivilDay(2026, 10, 5));
  EXPECT_EQ(ReadDay("5/10/2026", kToday), absl::CivilDay(2026, 10, 5));
  EXPECT_EQ(ReadDay("05/10", kToday), absl::CivilDay(2026, 10, 5));
}

TEST(ReadDay, KnowsTodayAndItsNeighboursInBothLanguages) {
  EXPECT_EQ(ReadDay("hôm nay", kToday), kToday);
  EXPECT_EQ(ReadDay("tomorrow", kToday), kToday + 1);
  EXPECT_EQ(ReadDay("Hôm qua", kToday), kToday - 1);
}

TEST(ReadDay, RefusesDaysThatDoNotExistAndOtherText) {
  for (const char* text : {"2026-02-30", "31/4/2026", "2026-13-01", "17", "", "-1/2/2026",
                           "99999-01-01", "2026/10/17", "17-10-2026"}) {
    EXPECT_EQ(ReadDay(text, kToday), std::nullopt) << text;
  }
}

TEST(ReadMonth, TakesBothUsualForms) {
  EXPECT_EQ(ReadMonth("2026-10"), absl::CivilMonth(2026, 10));
  EXPECT_EQ(ReadMonth("10/2026"), absl::CivilMonth(2026, 10));
  EXPECT_EQ(ReadMonth("2026-13"), std::nullopt);
  EXPECT_EQ(ReadMonth("10-2026"), std::nullopt);
  EXPECT_EQ(ReadMonth("tháng 10"), std::nullopt);
}

TEST(ReadTimeOfDay, TakesColonsAndTheVietnameseH) {
  EXPECT_EQ(ReadTimeOfDay("22:05"), 22 * 60 + 5);
  EXPECT_EQ(ReadTimeOfDay("22h"), 22 * 60);
  EXPECT_EQ(ReadTimeOfDay("22H30"), 22 * 60 + 30);
  EXPECT_EQ(ReadTimeOfDay("24:00"), 24 * 60);
  for (const char* text : {"24:01", "22", "22:60", "h", "22:5:1", ""}) {
    EXPECT_EQ(ReadTimeOfDay(text), std::nullopt) << text;
  }
}

TEST(ReadTime, TakesATimeAloneAsTheLastOneBeforeNow) {
  const absl::Time now = At(10, 17, 1, 0);
  EXPECT_EQ(ReadTime("0:40", now), At(10, 17, 0, 40));
  EXPECT_EQ(ReadTime("23h30", now), At(10, 16, 23, 30));
}

TEST(ReadTime, TakesADayAndATime) {
  EXPECT_EQ(ReadTime("15/10 22:15", At(10, 17, 1, 0)), At(10, 15, 22, 15));
  EXPECT_EQ(ReadTime("hôm qua 9h", At(10, 17, 1, 0)), At(10, 16, 9, 0));
  EXPECT_EQ(ReadTime("15/10", At(10, 17, 1, 0)), std::nullopt);
}

TEST(SaySpan, SaysANightAsPeopleSayIt) {
  EXPECT_EQ(SaySpan(At(10, 17, 22, 0), At(10, 18, 1, 0), In(Language::kVietnamese)),
            "đêm 17 rạng sáng 18/10, thứ Bảy, 22:00–01:00");
  EXPECT_EQ(SaySpan(At(10, 31, 22, 0), At(11, 1, 1, 0), In(Language::kVietnamese)),
            "đêm 31/10 rạng sáng 1/11, thứ Bảy, 22:00–01:00");
}

TEST(SaySpan, SaysSmallHoursAndDays) {
  EXPECT_EQ(SaySpan(At(10, 18, 1, 0), At(10, 18, 4, 0), In(Language::kVietnamese)),
            "rạng sáng 18/10, Chủ nhật, 01:00–04:00");
  EXPECT_EQ(SaySpan(At(10, 17, 19, 0), At(10, 17, 22, 0), In(Language::kVietnamese)),
            "thứ Bảy 17/10, 19:00–22:00");
}

TEST(SaySpan, CountsAnEndAtMidnightToTheDayBefore) {
  EXPECT_EQ(SaySpan(At(10, 17, 21, 0), At(10, 18, 0, 0), In(Language::kVietnamese)),
            "thứ Bảy 17/10, 21:00–00:00");
}

TEST(SaySpan, SpeaksEnglish) {
  EXPECT_EQ(SaySpan(At(10, 17, 22, 0), At(10, 18, 1, 0), In(Language::kEnglish)),
            "Sat 17 Oct, 22:00–01:00");
}

TEST(SayDay, SaysTheYearOfAnotherYear) {
  EXPECT_EQ(SayDay(absl::CivilDay(2025, 12, 31), In(Language::kVietnamese)), "thứ Tư 31/12/2025");
}

}  // namespace
}  // namespace liengia::cli
