#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace liengia::db {

// One file of db/migrations, compiled in.
struct Migration {
  int version;
  const char* name;
  const char* sql;
};
const std::vector<Migration>& Migrations();

// Applies what is missing, each migration in one transaction, and returns how many there were.
// Several servers may call it at once: they wait for each other. FAILED_PRECONDITION when the
// database knows a migration that this binary does not, or one that was different; UNAVAILABLE.
absl::StatusOr<int> Migrate(const std::string& url, absl::Time now);

// OK when the database has exactly the migrations that this binary knows and reports errors in
// English; else FAILED_PRECONDITION saying what to do, or UNAVAILABLE.
absl::Status CheckSchema(const std::string& url);

}  // namespace liengia::db
