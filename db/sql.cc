#include <libpq-fe.h>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "db/tx.h"

namespace liengia::db {

std::string ToSql(absl::Time time) {
  if (time == absl::InfiniteFuture()) return "infinity";
  if (time == absl::InfinitePast()) return "-infinity";
  const absl::CivilSecond utc = absl::ToCivilSecond(time, absl::UTCTimeZone());
  // The morning of the first day of year 1 in Huế is in the year before it in UTC.
  const auto year = utc.year() > 0 ? utc.year() : 1 - utc.year();
  return absl::StrFormat("%04d-%s%s", year,
                         absl::FormatTime("%m-%d %H:%M:%E6S+00", time, absl::UTCTimeZone()),
                         utc.year() > 0 ? "" : " BC");
}

// Years of fewer than four digits are read as day or month.
std::string ToSql(absl::CivilDay day) {
  return absl::StrFormat("%04d-%02d-%02d", day.year(), day.month(), day.day());
}

std::string ToSqlTimeOfDay(int minutes) {
  return absl::StrFormat("%02d:%02d", minutes / 60, minutes % 60);
}

std::string ToSqlArray(const std::vector<std::string>& values) {
  std::string array = "{";
  for (const std::string& value : values) {
    if (array.size() > 1) array += ',';
    array += '"';
    for (char c : value) {
      if (c == '"' || c == '\\') array += '\\';
      array += c;
    }
    array += '"';
  }
  return array + "}";
}

std::string ToSqlBytea(const std::string& bytes) {
  return absl::StrCat("\\x", absl::BytesToHexString(bytes));
}

absl::Time TimeOf(const pqxx::field& field) {
  const std::string text = field.as<std::string>();
  absl::Time time;
  std::string error;
  // Sessions run in UTC (pool.cc), so the offset is always +00.
  if (!absl::ParseTime("%Y-%m-%d %H:%M:%E*S%Ez", text, &time, &error)) {
    throw pqxx::conversion_error("not a time: " + text);
  }
  return time;
}

absl::CivilDay DayOf(const pqxx::field& field) {
  absl::CivilDay day;
  const std::string text = field.as<std::string>();
  if (!absl::ParseCivilTime(text, &day)) throw pqxx::conversion_error("not a date: " + text);
  return day;
}

int MinutesOf(const pqxx::field& field) {
  const std::string text = field.as<std::string>();  // HH:MM:SS
  return std::stoi(text.substr(0, 2)) * 60 + std::stoi(text.substr(3, 2));
}

std::string BytesOf(const pqxx::field& field) {
  return absl::HexStringToBytes(field.as<std::string>().substr(2));
}

std::optional<absl::Time> NullableTime(const pqxx::field& field) {
  if (field.is_null()) return std::nullopt;
  return TimeOf(field);
}

std::optional<absl::CivilDay> NullableDay(const pqxx::field& field) {
  if (field.is_null()) return std::nullopt;
  return DayOf(field);
}

std::string TextOf(const pqxx::field& field) {
  return field.is_null() ? std::string() : field.as<std::string>();
}

}  // namespace liengia::db
