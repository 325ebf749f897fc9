#pragma once

#include <array>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "clients/cli/dates.h"

// Coverage as a picture: a line for each day, two bars for each hour.
namespace liengia::cli {

// Person-minutes.
struct Watch {
  int planned = 0;
  int manned = 0;
  int done = 0;
};

struct WatchedDay {
  absl::CivilDay day;
  std::array<Watch, 24> hours;
};

// Each hour that needs anybody has two bars, as high as the share of the need that is assigned, and
// that was done; an hour that is still to come has a dot for the second. To the right the day's
// hours in numbers. With `colour`, bars of hours that lack people are red or yellow.
std::string Picture(const std::vector<WatchedDay>& days, const Speech& speech, bool colour);

// What the signs of the picture mean.
std::string PictureLegend(Language language);

// "12,5" in Vietnamese, "12.5" in English.
std::string SayHours(int minutes, Language language);

}  // namespace liengia::cli
