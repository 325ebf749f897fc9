#pragma once

#include <pqxx/pqxx>
#include <string>
#include <unordered_map>

#include "absl/time/time.h"

namespace liengia::db {

// The libpq text for `url` with the house's session settings: UTC, ISO dates, bounded waiting for a
// server that is gone. Throws pqxx::broken_connection for a malformed url.
std::string ConnectionText(const std::string& url);

// One connection and what it remembers of its session.
class Connection {
 public:
  explicit Connection(const std::string& url) : connection_(ConnectionText(url)) {
    // Without the details of an error, which quote rows: they would end in the log of faults.
    connection_.set_verbosity(pqxx::connection_base::terse);
  }

  pqxx::connection& raw() { return connection_; }

  // The name under which `sql`, a literal, is prepared here.
  const std::string& Prepared(const char* sql);

  // Lets no later statement run longer than this. Rounded up to a step, so that most calls need no
  // round trip to set it.
  void LimitStatements(absl::Duration limit);

 private:
  pqxx::connection connection_;
  std::unordered_map<const char*, std::string> prepared_;
  int limit_milliseconds_ = 0;
};

}  // namespace liengia::db
