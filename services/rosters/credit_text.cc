#include "services/rosters/credit_text.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/rosters/engine/credit.h"
#include "services/rosters/engine_time.h"

namespace liengia::rosters {
namespace {

using platform::Sentence;

constexpr int64_t kDayMinutes = 24 * 60;

constexpr const char* kMonths[] = {"January",   "February", "March",    "April",
                                   "May",       "June",     "July",     "August",
                                   "September", "October",  "November", "December"};

// "6 giờ 30 phút"; "6 h 30 min".
Sentence Duration(int64_t minutes) {
  const int64_t hours = minutes / 60;
  const int64_t rest = minutes % 60;
  if (hours == 0) return {absl::StrCat(rest, " phút"), absl::StrCat(rest, " min")};
  if (rest == 0) return {absl::StrCat(hours, " giờ"), absl::StrCat(hours, " h")};
  return {absl::StrCat(hours, " giờ ", rest, " phút"), absl::StrCat(hours, " h ", rest, " min")};
}

// Minutes of one weight.
struct Piece {
  int64_t minutes = 0;
  int64_t percent = 0;
};

// Where the weight of a minute can change: midnight, and where night begins and ends.
int64_t NextBorder(int64_t minute, const engine::CreditWeights& weights,
                   const engine::Calendar& calendar) {
  const int64_t local = minute + calendar.utc_offset_minutes;
  const int64_t of_day = ((local % kDayMinutes) + kDayMinutes) % kDayMinutes;
  int64_t next = kDayMinutes;
  for (const int64_t border : {weights.night_start_minute, weights.night_end_minute}) {
    if (border > of_day) next = std::min(next, border);
  }
  return minute - of_day + next;
}

// What a minute counts, in percent: the engine rounds to whole units, so ask it for hundred times
// the weights.
int64_t PercentAt(int64_t minute, engine::CreditWeights weights, const engine::Calendar& calendar) {
  weights.plain_percent *= 100;
  weights.weekend_percent *= 100;
  weights.holiday_percent *= 100;
  weights.tet_percent *= 100;
  weights.night_extra_percent *= 100;
  return engine::Credit({minute, minute + 1}, weights, calendar);
}

std::vector<Piece> PiecesOf(const engine::Interval& interval, const engine::CreditWeights& weights,
                            const engine::Calendar& calendar) {
  std::vector<Piece> pieces;
  for (int64_t at = interval.start_minute; at < interval.end_minute;) {
    const int64_t end = std::min(interval.end_minute, NextBorder(at, weights, calendar));
    const int64_t percent = PercentAt(at, weights, calendar);
    if (!pieces.empty() && pieces.back().percent == percent) {
      pieces.back().minutes += end - at;
    } else {
      pieces.push_back({end - at, percent});
    }
    at = end;
  }
  return pieces;
}

engine::Calendar CalendarOf(const CreditLine& line, const absl::TimeZone& zone) {
  return CalendarBetween(absl::ToCivilDay(line.start_time, zone),
                         absl::ToCivilDay(line.end_time, zone), zone);
}

// "2 giờ × 150 % + 2 giờ × 175 %".
Sentence SumText(const CreditLine& line, const Charter& charter, const absl::TimeZone& zone) {
  std::vector<std::string> vi, en;
  for (const Piece& piece : PiecesOf(IntervalOf(line.start_time, line.end_time), charter.credit,
                                     CalendarOf(line, zone))) {
    const Sentence duration = Duration(piece.minutes);
    vi.push_back(absl::StrCat(duration.vi, " × ", piece.percent, " %"));
    en.push_back(absl::StrCat(duration.en, " × ", piece.percent, " %"));
  }
  return {absl::StrJoin(vi, " + "), absl::StrJoin(en, " + ")};
}

// Why a duty of somebody who was marked does not count.
Sentence NotCounted(const CreditLine& line) {
  const bool excused = line.mark == duties::AbsenceMark::kExcused;
  Sentence text = {excused ? "Không tính: vắng có phép" : "Không tính: vắng không phép",
                   excused ? "Not counted: excused" : "Not counted: absent"};
  if (!line.other_name.empty()) {
    absl::StrAppend(&text.vi, ", ", line.other_name, " trực thay");
    absl::StrAppend(&text.en, ", ", line.other_name, " stood in");
  }
  return {text.vi + ".", text.en + "."};
}

// "hơn 3 giờ"; "3 h more".
Sentence Difference(int64_t minutes) {
  const Sentence size = Duration(std::abs(minutes));
  if (minutes == 0) return {"vừa đúng", "just that"};
  if (minutes > 0) return {"hơn " + size.vi, size.en + " more"};
  return {"kém " + size.vi, size.en + " less"};
}

}  // namespace

int64_t CreditOf(const CreditLine& line, const Charter& charter, const absl::TimeZone& zone) {
  if (!line.counts()) return 0;
  return engine::Credit(IntervalOf(line.start_time, line.end_time), charter.credit,
                        CalendarOf(line, zone));
}

Sentence LineText(const CreditLine& line, const Charter& charter, const absl::TimeZone& zone) {
  if (!line.counts()) return NotCounted(line);
  const Sentence sum = SumText(line, charter, zone);
  const Sentence credit = Duration(CreditOf(line, charter, zone));
  Sentence text = {absl::StrCat(sum.vi, " = ", credit.vi, " công."),
                   absl::StrCat(sum.en, " = ", credit.en, " of credit.")};
  if (line.stood_in) {
    text = {absl::StrCat("Trực thay ", line.other_name, ": ", text.vi),
            absl::StrCat("Stood in for ", line.other_name, ": ", text.en)};
  }
  return text;
}

Sentence EntryText(const CreditEntry& entry) {
  const Sentence served = Duration(entry.duty_minutes);
  const Sentence credit = Duration(entry.credit);
  const Sentence fair = Duration(entry.fair());
  const Sentence difference = Difference(entry.surplus);
  return {absl::StrCat("Tháng ", entry.month.month(), "/", entry.month.year(), ": ",
                       entry.duty_count, " lượt, ", served.vi, ", tính ", credit.vi,
                       " công; phần đều là ", fair.vi, ", ", difference.vi, "."),
          absl::StrCat(kMonths[entry.month.month() - 1], " ", entry.month.year(), ": ",
                       entry.duty_count, entry.duty_count == 1 ? " duty, " : " duties, ", served.en,
                       ", counted ", credit.en, " of credit; the fair part is ", fair.en, ", ",
                       difference.en, ".")};
}

Sentence BalanceText(int64_t balance_minutes) {
  const Sentence size = Duration(std::abs(balance_minutes));
  if (balance_minutes == 0) return {"Vừa đúng phần đều.", "Just the fair part."};
  if (balance_minutes > 0) {
    return {absl::StrCat("Hơn phần đều ", size.vi, " công."),
            absl::StrCat(size.en, " of credit above the fair part.")};
  }
  return {absl::StrCat("Kém phần đều ", size.vi, " công."),
          absl::StrCat(size.en, " of credit below the fair part.")};
}

}  // namespace liengia::rosters
