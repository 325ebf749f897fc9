#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "google/protobuf/timestamp.pb.h"
#include "liengia/v1/civil.pb.h"
#include "services/platform/errors.h"

// Civil dates and instants on the wire.
namespace liengia::platform {

void SetDate(absl::CivilDay day, v1::Date* date);
// Adds a violation and returns `absl::CivilDay()` for a date that does not exist.
absl::CivilDay ReadDate(const v1::Date& date, const std::string& field, Violations& violations);

// Minutes since midnight.
void SetTimeOfDay(int minutes, v1::TimeOfDay* time);
int ReadTimeOfDay(const v1::TimeOfDay& time, const std::string& field, Violations& violations);

void SetTime(absl::Time time, google::protobuf::Timestamp* timestamp);
// Adds a violation for a timestamp outside the years 1 to 9999. Cut to the microsecond, as the
// database keeps it.
absl::Time ReadTime(const google::protobuf::Timestamp& timestamp, const std::string& field,
                    Violations& violations);

// The zone of all civil dates that are not a group's: the city's.
const absl::TimeZone& CityZone();

}  // namespace liengia::platform
