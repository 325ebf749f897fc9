#include "clients/cli/picture.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "clients/cli/table.h"
#include "services/platform/text.h"

namespace liengia::cli {
namespace {

constexpr std::array<const char*, 9> kBars = {"▁", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
constexpr char kToCome[] = "·";
constexpr char kRed[] = "\033[31m";
constexpr char kYellow[] = "\033[33m";
constexpr char kGreen[] = "\033[32m";
constexpr char kPlain[] = "\033[0m";

// The lowest bar is for nobody at all, and only the whole need has the highest.
const char* Bar(int minutes, int planned) {
  if (planned <= 0 || minutes >= planned) return kBars.back();
  return kBars[static_cast<size_t>(8 * std::max(minutes, 0) / planned)];
}

std::string Coloured(const char* sign, int minutes, int planned, bool colour) {
  if (!colour) return sign;
  return absl::StrCat(minutes >= planned ? kGreen : minutes > 0 ? kYellow : kRed, sign, kPlain);
}

std::string Hour(const Watch& watch, bool to_come, bool colour) {
  if (watch.planned == 0 && watch.manned == 0 && watch.done == 0) return "  ";
  return absl::StrCat(
      Coloured(Bar(watch.manned, watch.planned), watch.manned, watch.planned, colour),
      to_come ? kToCome
              : Coloured(Bar(watch.done, watch.planned), watch.done, watch.planned, colour));
}

Watch Sum(const WatchedDay& day) {
  Watch sum;
  for (const Watch& hour : day.hours) {
    sum.planned += hour.planned;
    sum.manned += hour.manned;
    sum.done += hour.done;
  }
  return sum;
}

std::string Padded(const std::string& text, int width) {
  const int missing = std::max(0, width - platform::DisplayWidth(text));
  return absl::StrCat(text, std::string(static_cast<size_t>(missing), ' '));
}

// "      0     3     6 …", each number above the first bar of its hour.
std::string Scale(int name_width, Language language) {
  std::string scale = Padded("", name_width);
  for (int hour = 0; hour < 24; hour += 3) {
    absl::StrAppend(&scale, Padded(absl::StrCat(hour, "h"), 6));
  }
  for (const Words& words : {Words{"cần", "need"}, Words{"phân", "asgnd"}, Words{"trực", "done"}}) {
    const std::string word = words.In(language);
    absl::StrAppend(&scale, std::string(static_cast<size_t>(7 - platform::DisplayWidth(word)), ' '),
                    word);
  }
  return scale;
}

}  // namespace

std::string SayHours(int minutes, Language language) {
  const std::string text = absl::StrFormat("%.1f", minutes / 60.0);
  return language == Language::kEnglish ? text : absl::StrReplaceAll(text, {{".", ","}});
}

std::string Picture(const std::vector<WatchedDay>& days, const Speech& speech, bool colour) {
  int name_width = 0;
  for (const WatchedDay& day : days) {
    name_width = std::max(name_width, platform::DisplayWidth(SayDay(day.day, speech)) + 2);
  }
  std::string text = absl::StrCat(Scale(name_width, speech.language), "\n");
  const absl::CivilHour now = absl::ToCivilHour(speech.now, Zone());
  for (const WatchedDay& day : days) {
    absl::StrAppend(&text, Padded(SayDay(day.day, speech), name_width));
    for (int hour = 0; hour < 24; ++hour) {
      const bool to_come = absl::CivilHour(day.day) + hour > now;
      absl::StrAppend(&text, Hour(day.hours[static_cast<size_t>(hour)], to_come, colour));
    }
    const Watch sum = Sum(day);
    for (const int minutes : {sum.planned, sum.manned, sum.done}) {
      absl::StrAppendFormat(&text, "%7s", SayHours(minutes, speech.language));
    }
    absl::StrAppend(&text, "\n");
  }
  return text;
}

std::string PictureLegend(Language language) {
  return Words{
      "Mỗi giờ có hai cột: bên trái là đã phân công, bên phải là đã trực, so với số người cần.\n"
      "█ đủ   ▄ một nửa   ▁ không có ai   · chưa đến giờ   trống: không có ca. Số bên phải: giờ "
      "công.\n",
      "Each hour has two bars: assigned on the left, done on the right, of the people needed.\n"
      "█ all   ▄ half   ▁ nobody   · still to come   blank: no shift. At the right: "
      "person-hours.\n"}
      .In(language);
}

}  // namespace liengia::cli
