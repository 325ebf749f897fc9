#include "services/coverage/coverage.h"

#include <algorithm>

namespace liengia::coverage {
namespace {

// Of people: a span may begin within a minute, and rounding each would add up.
struct Tally {
  absl::Duration planned;
  absl::Duration manned;
  absl::Duration done;
};

// Whole ones. A mean of many times may be some microseconds short of them.
int Minutes(absl::Duration sum) {
  return static_cast<int>(absl::ToInt64Minutes(sum + absl::Milliseconds(1)));
}

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
      AddPiece(span, absl::CivilHour(wall), next - time);
      time = next;
    }
  }

  std::vector<WatchedHour> InMinutes() const {
    std::vector<WatchedHour> hours;
    for (size_t i = 0; i < tallies_.size(); ++i) {
      const Tally& tally = tallies_[i];
      if (tally.planned == absl::ZeroDuration() && tally.manned == absl::ZeroDuration()) continue;
      hours.push_back({.hour = first_ + static_cast<absl::civil_diff_t>(i),
                       .planned_minutes = Minutes(tally.planned),
                       .manned_minutes = Minutes(tally.manned),
                       .done_minutes = Minutes(tally.done)});
    }
    return hours;
  }

 private:
  void AddPiece(const WatchedSpan& span, absl::CivilHour hour, absl::Duration length) {
    const absl::civil_diff_t index = hour - first_;
    if (index < 0 || index >= static_cast<absl::civil_diff_t>(tallies_.size())) return;
    Tally& tally = tallies_[index];
    tally.planned += length * span.needed_count;
    tally.manned += length * span.assigned_count;
    tally.done += length * span.present_count;
  }

  absl::CivilHour first_;
  std::vector<Tally> tallies_;
};

}  // namespace

std::vector<WatchedHour> HoursOf(const std::vector<WatchedSpan>& spans, absl::CivilDay start_date,
                                 absl::CivilDay end_date, const absl::TimeZone& zone) {
  Hours hours(start_date, end_date);
  for (const WatchedSpan& span : spans) hours.Add(span, zone);
  return hours.InMinutes();
}

}  // namespace liengia::coverage
