#pragma once

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "google/protobuf/timestamp.pb.h"
#include "liengia/v1/civil.pb.h"

// Dates and times as messages hold them.
namespace liengia::cli {

inline absl::Time FromWire(const google::protobuf::Timestamp& timestamp) {
  return absl::FromUnixSeconds(timestamp.seconds()) + absl::Nanoseconds(timestamp.nanos());
}

inline google::protobuf::Timestamp ToWire(absl::Time time) {
  google::protobuf::Timestamp timestamp;
  timestamp.set_seconds(absl::ToUnixSeconds(time));
  return timestamp;
}

inline absl::CivilDay FromWire(const v1::Date& date) {
  return absl::CivilDay(date.year(), date.month(), date.day());
}

inline v1::Date ToWire(absl::CivilDay day) {
  v1::Date date;
  date.set_year(static_cast<int>(day.year()));
  date.set_month(day.month());
  date.set_day(day.day());
  return date;
}

// Minutes since midnight.
inline int FromWire(const v1::TimeOfDay& time) { return time.hours() * 60 + time.minutes(); }

inline v1::TimeOfDay TimeOfDayToWire(int minutes) {
  v1::TimeOfDay time;
  time.set_hours(minutes / 60);
  time.set_minutes(minutes % 60);
  return time;
}

}  // namespace liengia::cli
