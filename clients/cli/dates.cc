#include "clients/cli/dates.h"

#include <array>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "services/platform/text.h"

namespace liengia::cli {
namespace {

constexpr int kMinutesOfDay = 24 * 60;
constexpr int kDawnEnds = 5 * 60;

constexpr std::array<Words, 7> kWeekdays = {{{"thứ Hai", "Mon"},
                                             {"thứ Ba", "Tue"},
                                             {"thứ Tư", "Wed"},
                                             {"thứ Năm", "Thu"},
                                             {"thứ Sáu", "Fri"},
                                             {"thứ Bảy", "Sat"},
                                             {"Chủ nhật", "Sun"}}};
constexpr std::array<const char*, 12> kMonths = {"January",   "February", "March",    "April",
                                                 "May",       "June",     "July",     "August",
                                                 "September", "October",  "November", "December"};

// The numbers between the separators; empty if there is anything but one to four digits.
std::vector<int> Numbers(const std::string& text, char separator) {
  std::vector<int> numbers;
  for (const absl::string_view part : absl::StrSplit(text, separator)) {
    int number = 0;
    if (part.empty() || part.size() > 4 || !absl::ascii_isdigit(part[0]) ||
        !absl::SimpleAtoi(part, &number)) {
      return {};
    }
    numbers.push_back(number);
  }
  return numbers;
}

std::optional<absl::CivilDay> DayIfReal(int year, int month, int day) {
  const absl::CivilDay civil(year, month, day);
  if (year < 1 || civil.year() != year || civil.month() != month || civil.day() != day) {
    return std::nullopt;
  }
  return civil;
}

std::string Weekday(absl::CivilDay day, Language language) {
  return kWeekdays[static_cast<size_t>(absl::GetWeekday(day))].In(language);
}

std::string MonthInShort(absl::CivilDay day) {
  return std::string(kMonths[day.month() - 1]).substr(0, 3);
}

// "17/10", or "17/10/2025" in another year than now; "17 Oct", "17 Oct 2025".
std::string DayAndMonth(absl::CivilDay day, const Speech& speech) {
  const bool english = speech.language == Language::kEnglish;
  std::string text = english ? absl::StrCat(day.day(), " ", MonthInShort(day))
                             : absl::StrCat(day.day(), "/", day.month());
  if (day.year() != DayOf(speech.now).year()) {
    absl::StrAppend(&text, english ? " " : "/", day.year());
  }
  return text;
}

int MinuteOf(absl::Time time) {
  const absl::CivilMinute civil = absl::ToCivilMinute(time, Zone());
  return civil.hour() * 60 + civil.minute();
}

}  // namespace

const absl::TimeZone& Zone() {
  static const auto& zone = *new absl::TimeZone(absl::FixedTimeZone(7 * 60 * 60));
  return zone;
}

absl::CivilDay DayOf(absl::Time time) { return absl::ToCivilDay(time, Zone()); }

std::optional<absl::CivilDay> ReadDay(const std::string& text, absl::CivilDay today) {
  const std::string folded = platform::FoldForMatch(text);
  if (folded == "today" || folded == "hom nay") return today;
  if (folded == "tomorrow" || folded == "mai" || folded == "ngay mai") return today + 1;
  if (folded == "yesterday" || folded == "hom qua") return today - 1;
  const std::vector<int> dashed = Numbers(folded, '-');
  if (dashed.size() == 3) return DayIfReal(dashed[0], dashed[1], dashed[2]);
  const std::vector<int> slashed = Numbers(folded, '/');
  if (slashed.size() == 2) return DayIfReal(today.year(), slashed[1], slashed[0]);
  if (slashed.size() == 3) return DayIfReal(slashed[2], slashed[1], slashed[0]);
  return std::nullopt;
}

std::optional<absl::CivilMonth> ReadMonth(const std::string& text) {
  std::vector<int> parts = Numbers(text, '-');
  if (parts.size() != 2) {
    const std::vector<int> slashed = Numbers(text, '/');
    if (slashed.size() != 2) return std::nullopt;
    parts = {slashed[1], slashed[0]};
  }
  if (parts[0] < 1000 || parts[1] < 1 || parts[1] > 12) return std::nullopt;
  return absl::CivilMonth(parts[0], parts[1]);
}

std::optional<int> ReadTimeOfDay(const std::string& text) {
  std::string colons = absl::AsciiStrToLower(text);
  if (const size_t h = colons.find('h'); h != std::string::npos) {
    colons = h + 1 == colons.size() ? colons.substr(0, h) + ":00"
                                    : absl::StrCat(colons.substr(0, h), ":", colons.substr(h + 1));
  }
  const std::vector<int> parts = Numbers(colons, ':');
  if (parts.size() != 2 || parts[1] > 59) return std::nullopt;
  const int minutes = parts[0] * 60 + parts[1];
  if (minutes > kMinutesOfDay) return std::nullopt;
  return minutes;
}

std::optional<absl::Time> ReadTime(const std::string& text, absl::Time now) {
  const absl::CivilDay today = DayOf(now);
  const std::string tidy = platform::CollapseSpaces(text);
  const size_t space = tidy.rfind(' ');
  const std::optional<int> minutes =
      ReadTimeOfDay(space == std::string::npos ? tidy : tidy.substr(space + 1));
  if (!minutes) return std::nullopt;
  const auto on = [&](absl::CivilDay day) {
    return absl::FromCivil(absl::CivilMinute(day) + *minutes, Zone());
  };
  if (space == std::string::npos) return on(today) > now ? on(today - 1) : on(today);
  const std::optional<absl::CivilDay> day = ReadDay(tidy.substr(0, space), today);
  if (!day) return std::nullopt;
  return on(*day);
}

std::string SayDay(absl::CivilDay day, const Speech& speech) {
  return absl::StrCat(Weekday(day, speech.language), " ", DayAndMonth(day, speech));
}

std::string SayMonth(absl::CivilMonth month, Language language) {
  if (language == Language::kEnglish) {
    return absl::StrCat(kMonths[month.month() - 1], " ", month.year());
  }
  return absl::StrCat("tháng ", month.month(), "/", month.year());
}

std::string SayTimeOfDay(int minutes) {
  return absl::StrFormat("%02d:%02d", minutes / 60, minutes % 60);
}

std::string SayTime(absl::Time time, const Speech& speech) {
  return absl::StrCat(SayTimeOfDay(MinuteOf(time)), " ", SayDay(DayOf(time), speech));
}

std::string SaySpan(absl::Time start, absl::Time end, const Speech& speech) {
  const absl::CivilDay day = DayOf(start);
  const absl::CivilDay last = DayOf(end);
  const std::string hours =
      absl::StrCat(SayTimeOfDay(MinuteOf(start)), "–", SayTimeOfDay(MinuteOf(end)));
  if (speech.language == Language::kEnglish) {
    return absl::StrCat(SayDay(day, speech), ", ", hours);
  }
  const std::string weekday = Weekday(day, speech.language);
  // An end at midnight itself is still that day.
  if (last != day && MinuteOf(end) > 0) {
    const bool one_month = last.month() == day.month() && last.year() == day.year();
    return absl::StrCat("đêm ", one_month ? absl::StrCat(day.day()) : DayAndMonth(day, speech),
                        " rạng sáng ", DayAndMonth(last, speech), ", ", weekday, ", ", hours);
  }
  if (last == day && MinuteOf(end) <= kDawnEnds) {
    return absl::StrCat("rạng sáng ", DayAndMonth(day, speech), ", ", weekday, ", ", hours);
  }
  return absl::StrCat(SayDay(day, speech), ", ", hours);
}

}  // namespace liengia::cli
