#pragma once

#include <functional>
#include <optional>
#include <pqxx/pqxx>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "services/platform/clock.h"

// The only door to PostgreSQL. Stores get a Tx, run their SQL on it and know nothing of
// connections, retries or error codes.
namespace liengia::db {

class Connection;

// How a store hands a value to PostgreSQL.
std::string ToSql(absl::Time time);       // As timestamptz; microseconds.
std::string ToSql(absl::CivilDay day);    // As date.
std::string ToSqlTimeOfDay(int minutes);  // As time; minutes since midnight.
// As an array literal for $n::text[] or ::uuid[].
std::string ToSqlArray(const std::vector<std::string>& values);
std::string ToSqlBytea(const std::string& bytes);

// How a store reads a field; null is an error unless it says Nullable.
absl::Time TimeOf(const pqxx::field& field);
absl::CivilDay DayOf(const pqxx::field& field);
int MinutesOf(const pqxx::field& field);  // A `time`, as minutes since midnight.
std::string BytesOf(const pqxx::field& field);
template <typename T>
std::optional<T> Nullable(const pqxx::field& field) {
  if (field.is_null()) return std::nullopt;
  return field.as<T>();
}
std::optional<absl::Time> NullableTime(const pqxx::field& field);
std::optional<absl::CivilDay> NullableDay(const pqxx::field& field);
// Empty for null.
std::string TextOf(const pqxx::field& field);

// A row read from its first field to its last, for lists of many rows: row[i] takes a share in the
// result for every field.
class Fields {
 public:
  explicit Fields(const pqxx::row& row) : field_(row.begin()) { --field_; }
  // The next field, until this is called again.
  const pqxx::field& Next() { return ++field_; }

 private:
  pqxx::const_row_iterator field_;
};

// One handler's work on the database: a serializable transaction for a call with effects; for a
// read single statements, or a snapshot once the handler asks for it. A Tx lives inside Transact or
// Read.
class Tx {
 public:
  // Runs a statement, prepared on first use. `sql` is a string literal: the connection remembers it
  // by its address. Arguments: std::string, const char*, bool, integers, double, nullptr,
  // std::optional of these. Throws what Transact and Read catch.
  template <typename... Args>
  pqxx::result Query(const char* sql, const Args&... args) {
    return work_->exec_prepared(Prepared(sql), args...);
  }

  // From here on every statement sees the same state of the database. For reads of more than one
  // statement; the first thing a handler does. Does nothing in a transaction.
  void Snapshot();

  // Commits even if the handler refuses, for what must be kept of a refused call: the count of
  // wrong tries.
  void KeepIfRefused() { keep_if_refused_ = true; }

  // Tells, once this commits, every server (this one at once) that what an account may do has
  // changed: it signed out, joined, left, changed role or office.
  void CallerChanged(const std::string& account_id);
  // The same for many accounts in one statement.
  void CallersChanged(const std::vector<std::string>& account_ids);

  // Tells, once this commits, whoever waits for `topic` on any server (platform/topics.h). Topics
  // are short: ids and names.
  void Changed(const std::string& topic);

  // When the call came; the same for every statement.
  absl::Time now() const { return now_; }

 private:
  friend class Connection;
  friend class Pool;
  Tx(Connection* connection, pqxx::transaction_base* work, absl::Time now)
      : connection_(connection), work_(work), now_(now) {}
  std::string Prepared(const char* sql);

  Connection* connection_;
  pqxx::transaction_base* work_;
  absl::Time now_;
  bool keep_if_refused_ = false;
  bool snapshot_ = false;
  std::vector<std::string> changed_accounts_;
};

}  // namespace liengia::db
