#include "services/platform/civil.h"

#include "absl/strings/str_cat.h"

namespace liengia::platform {

void SetDate(absl::CivilDay day, v1::Date* date) {
  date->set_year(static_cast<int>(day.year()));
  date->set_month(day.month());
  date->set_day(day.day());
}

absl::CivilDay ReadDate(const v1::Date& date, const std::string& field, Violations& violations) {
  const absl::CivilDay day(date.year(), date.month(), date.day());
  // A civil day carries over what is too large: 31 June becomes 1 July.
  if (date.year() < 1 || date.year() > 9999 || day.year() != date.year() ||
      day.month() != date.month() || day.day() != date.day()) {
    violations.Add(field, {"không có ngày này trong lịch.", "is no day of the calendar."});
    return absl::CivilDay();
  }
  return day;
}

void SetTimeOfDay(int minutes, v1::TimeOfDay* time) {
  time->set_hours(minutes / 60);
  time->set_minutes(minutes % 60);
}

int ReadTimeOfDay(const v1::TimeOfDay& time, const std::string& field, Violations& violations) {
  const bool in_day =
      time.hours() >= 0 && time.hours() <= 23 && time.minutes() >= 0 && time.minutes() <= 59;
  const bool end_of_day = time.hours() == 24 && time.minutes() == 0;
  if (!in_day && !end_of_day) {
    violations.Add(
        field, {"không phải giờ trong ngày (00:00–24:00).", "is no time of day (00:00 to 24:00)."});
    return 0;
  }
  return time.hours() % 24 * 60 + time.minutes();
}

void SetTime(absl::Time time, google::protobuf::Timestamp* timestamp) {
  const int64_t nanos = absl::ToUnixNanos(time);
  const int64_t seconds = absl::ToUnixSeconds(time);
  timestamp->set_seconds(seconds);
  timestamp->set_nanos(static_cast<int>(nanos - seconds * 1'000'000'000));
}

absl::Time ReadTime(const google::protobuf::Timestamp& timestamp, const std::string& field,
                    Violations& violations) {
  // The years 1 to 9999, as the Timestamp message itself allows.
  constexpr int64_t kFirst = -62135596800;
  constexpr int64_t kLast = 253402300799;
  if (timestamp.seconds() < kFirst || timestamp.seconds() > kLast || timestamp.nanos() < 0 ||
      timestamp.nanos() > 999'999'999) {
    violations.Add(field, {"không phải thời điểm hợp lệ.", "is no valid time."});
    return absl::UnixEpoch();
  }
  return absl::FromUnixSeconds(timestamp.seconds()) + absl::Microseconds(timestamp.nanos() / 1000);
}

const absl::TimeZone& CityZone() {
  static const absl::TimeZone zone = [] {
    absl::TimeZone found;
    // Viet Nam keeps UTC+7 all year; a machine without time zone data still gets it right.
    if (!absl::LoadTimeZone("Asia/Ho_Chi_Minh", &found)) found = absl::FixedTimeZone(7 * 3600);
    return found;
  }();
  return zone;
}

}  // namespace liengia::platform
