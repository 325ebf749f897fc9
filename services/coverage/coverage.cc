#include "services/coverage/coverage.h"

#include <algorithm>
#include <cstdint>

namespace liengia::coverage {
namespace {

// Person-seconds: a span may begin within a minute, and rounding each would add up.
struct Tally {
  int64_t planned = 0;
  int64_t manned = 0;
  int64_t done = 0;
};

class Hours {
 public:
  Hours(absl::CivilDay start_date, absl::CivilDay end_date)
      : first_(start_date),
        tallies_(std::max<absl::civil_diff_t>(0, absl::CivilHour(end_date) - first_)) {}

  void Add(const WatchedSpan& span, const absl::TimeZone& zone) {
    for (absl::Time time = span.start_time; time < span.end_time;) {
      const absl::CivilSecond wall = zone.At(time).cs;
      // Clocks change on the hour, or within one that this cuts there too: what follows is asked
      // for anew.
      const absl::Duration rest = absl::Minutes(60 - wall.minute()) - absl::Seconds(wall.second());
      const absl::Time next = std::min(span.end_time, time + rest);
      AddPiece(span, absl::CivilHour(wall), absl::ToInt64Seconds(next - time));
      time = next;
    }
  }

  std::vector<WatchedHour> InMinutes() const {
    std::vector<WatchedHour> hours;
    for (size_t i = 0; i < tallies_.size(); ++i) {
      const Tally& tally = tallies_[i];
      if (tally.planned == 0 && tally.manned == 0) continue;
      hours.push_back({.hour = first_ + static_cast<absl::civil_diff_t>(i),
                       .planned_minutes = static_cast<int>(tally.planned / 60),
                       .manned_minutes = static_cast<int>(tally.manned / 60),
                       .done_minutes = static_cast<int>(tally.done / 60)});
    }
    return hours;
  }

 private:
  void AddPiece(const WatchedSpan& span, absl::CivilHour hour, int64_t seconds) {
    const absl::civil_diff_t index = hour - first_;
    if (index < 0 || index >= static_cast<absl::civil_diff_t>(tallies_.size())) return;
    Tally& tally = tallies_[index];
    tally.planned += seconds * span.needed_count;
    tally.manned += seconds * span.assigned_count;
    tally.done += seconds * span.present_count;
  }

  absl::CivilHour first_;
  std::vector<Tally> tallies_;
};

}  // namespace

std::vector<WatchedSpan> CutAt(absl::Time now, const std::vector<WatchedSpan>& spans) {
  std::vector<WatchedSpan> cut;
  for (const WatchedSpan& span : spans) {
    WatchedSpan over = span;
    over.end_time = std::clamp(now, span.start_time, span.end_time);
    if (over.end_time > over.start_time) cut.push_back(over);
    WatchedSpan to_come = span;
    to_come.start_time = over.end_time;
    to_come.present_count = 0;
    if (to_come.end_time > to_come.start_time) cut.push_back(to_come);
  }
  return cut;
}

std::vector<WatchedHour> HoursOf(const std::vector<WatchedSpan>& spans, absl::CivilDay start_date,
                                 absl::CivilDay end_date, const absl::TimeZone& zone) {
  Hours hours(start_date, end_date);
  for (const WatchedSpan& span : spans) hours.Add(span, zone);
  return hours.InMinutes();
}

}  // namespace liengia::coverage
