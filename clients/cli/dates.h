#pragma once

#include <optional>
#include <string>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "clients/cli/language.h"

// Civil dates and times as people in Vietnam type and say them. One zone: Asia/Ho_Chi_Minh, which
// has known no summer time since 1975.
namespace liengia::cli {

const absl::TimeZone& Zone();
absl::CivilDay DayOf(absl::Time time);

// 2026-10-17, 17/10/2026, or 17/10 of the year of `today`; today (hôm nay), yesterday (hôm qua),
// tomorrow (mai). Nothing for a day that does not exist.
std::optional<absl::CivilDay> ReadDay(const std::string& text, absl::CivilDay today);

// 2026-10 or 10/2026.
std::optional<absl::CivilMonth> ReadMonth(const std::string& text);

// Minutes since midnight: 22:00, 22h, 22h30; up to 24:00.
std::optional<int> ReadTimeOfDay(const std::string& text);

// A day and a time of day, "17/10 22:15", or only a time of day, which is the last time before
// `now` that clocks showed it.
std::optional<absl::Time> ReadTime(const std::string& text, absl::Time now);

// How to say it, and for whom: days of another year than that of `now` are said with their year.
struct Speech {
  Language language = Language::kVietnamese;
  absl::Time now;
};

// "thứ Bảy 17/10"; "Sat 17 Oct".
std::string SayDay(absl::CivilDay day, const Speech& speech);
// "tháng 10/2026"; "October 2026".
std::string SayMonth(absl::CivilMonth month, Language language);
// "22:00".
std::string SayTimeOfDay(int minutes);
// "22:15 thứ Bảy 17/10".
std::string SayTime(absl::Time time, const Speech& speech);
// "thứ Bảy 17/10, 19:00–22:00"; over midnight "đêm 17 rạng sáng 18/10, thứ Bảy, 22:00–01:00";
// wholly between midnight and five "rạng sáng 18/10, Chủ nhật, 01:00–04:00".
std::string SaySpan(absl::Time start, absl::Time end, const Speech& speech);

}  // namespace liengia::cli
