#pragma once

#include <pqxx/pqxx>
#include <string>

namespace liengia::testing {

// A database of a test binary's own: a copy of a template that the first binary of a run migrates.
// Needs LIENGIA_TEST_DATABASE_URL, the address of a throw-away PostgreSQL (scripts/test sets it).
class Database {
 public:
  Database();
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // libpq text.
  const std::string& url() const { return url_; }

  // Runs SQL as it stands; for what no RPC can do.
  pqxx::result Run(const std::string& sql);

 private:
  std::string name_;
  std::string url_;
};

}  // namespace liengia::testing
