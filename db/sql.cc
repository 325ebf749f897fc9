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
  // "2026-10-17 13:00:00" or "2026-10-17 13:00:00.123456", then "+00": sessions run in UTC
  // (connection.cc). Read by hand, because the hot lists hold three of them a row.
  const char* text = field.c_str();
  const size_t size = field.size();
  const auto number = [text](size_t at, size_t digits) {
    int value = 0;
    for (size_t i = at; i < at + digits; ++i) value = value * 10 + (text[i] - '0');
    return value;
  };
  if (size < 22 || text[4] != '-' || text[size - 3] != '+') {
    throw pqxx::conversion_error("not a time: " + std::string(text, size));
  }
  const absl::CivilDay day(number(0, 4), number(5, 2), number(8, 2));
  const int64_t seconds = (day - absl::CivilDay(1970, 1, 1)) * int64_t{86400} +
                          number(11, 2) * 3600 + number(14, 2) * 60 + number(17, 2);
  int64_t microseconds = 0;
  if (text[19] == '.') {
    const size_t digits = size - 3 - 20;  // PostgreSQL leaves trailing zeros out.
    microseconds = number(20, digits);
    for (size_t i = digits; i < 6; ++i) microseconds *= 10;
  }
  return absl::FromUnixMicros(seconds * 1'000'000 + microseconds);
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

std::string TextOf(const pqxx::field& field) { return std::string(field.c_str(), field.size()); }

}  // namespace liengia::db
