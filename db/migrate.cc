#include "db/migrate.h"

#include <sodium.h>

#include <map>
#include <pqxx/pqxx>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "db/connection.h"
#include "db/tx.h"

namespace liengia::db {
namespace {

// "LIENGIA" on a phone's keys: the lock that everybody who migrates takes.
constexpr int64_t kMigrationLock = 5436442;

std::string Checksum(const char* sql) {
  const std::string text = sql;
  std::string hash(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(reinterpret_cast<unsigned char*>(hash.data()),
                     reinterpret_cast<const unsigned char*>(text.data()), text.size());
  return absl::BytesToHexString(hash);
}

// The checksums of what was applied, by version.
std::map<int, std::string> Applied(pqxx::transaction_base& work) {
  std::map<int, std::string> applied;
  const pqxx::result table =
      work.exec("select 1 from pg_class where oid = to_regclass('schema_migrations')");
  if (table.empty()) return applied;
  for (const pqxx::row& row : work.exec("select version, checksum from schema_migrations")) {
    applied[row[0].as<int>()] = row[1].as<std::string>();
  }
  return applied;
}

// OK when everything applied is something that this binary knows, unchanged.
absl::Status CheckKnown(const std::map<int, std::string>& applied) {
  for (const auto& [version, checksum] : applied) {
    const auto& known = Migrations();
    if (version > static_cast<int>(known.size())) {
      return absl::FailedPreconditionError(
          absl::StrCat("the database has migration ", version,
                       ", which this liengiad does not know: start a newer liengiad"));
    }
    if (Checksum(known[version - 1].sql) != checksum) {
      return absl::FailedPreconditionError(
          absl::StrCat("migration ", version, " (", known[version - 1].name,
                       ") was different when it was applied: migrations must not be edited; "
                       "restore the file, or "
                       "in development start over with ./dev reset"));
    }
  }
  return absl::OkStatus();
}

// Constraint names are read from messages (constraints.h), and only a superuser may choose their
// language, so the server's own choice must be English.
absl::Status CheckLanguage(pqxx::transaction_base& work) {
  const auto language = work.exec1("show lc_messages")[0].as<std::string>();
  if (language == "C" || language == "POSIX" || absl::StartsWith(language, "C.") ||
      absl::StartsWith(language, "en")) {
    return absl::OkStatus();
  }
  return absl::FailedPreconditionError(
      absl::StrCat("the database's messages are in ", language,
                   ": as a superuser run ALTER SYSTEM SET lc_messages = 'C' and reload"));
}

// In one transaction: a migration that fails leaves nothing of itself.
absl::Status Apply(pqxx::connection& connection, const Migration& migration, absl::Time now) {
  pqxx::work work(connection);
  try {
    work.exec(migration.sql);
  } catch (const pqxx::sql_error& error) {
    return absl::FailedPreconditionError(
        absl::StrCat("migration ", migration.version, " (", migration.name,
                     ") failed and nothing of it was kept: ", error.what()));
  }
  work.exec_params(
      "insert into schema_migrations (version, name, checksum, apply_time) "
      "values ($1, $2, $3, $4)",
      migration.version, migration.name, Checksum(migration.sql), ToSql(now));
  work.commit();
  return absl::OkStatus();
}

absl::StatusOr<int> ApplyMissing(pqxx::connection& connection, absl::Time now) {
  std::map<int, std::string> applied;
  {
    pqxx::nontransaction work(connection);
    work.exec(absl::StrCat("select pg_advisory_lock(", kMigrationLock, ")"));
    work.exec(
        "create table if not exists schema_migrations ("
        " version integer not null, name text not null, checksum text not null,"
        " apply_time timestamptz not null, constraint schema_migrations_pkey primary key "
        "(version))");
    applied = Applied(work);
  }
  if (absl::Status known = CheckKnown(applied); !known.ok()) return known;
  int count = 0;
  for (const Migration& migration : Migrations()) {
    if (applied.count(migration.version) != 0) continue;
    if (absl::Status status = Apply(connection, migration, now); !status.ok()) return status;
    ++count;
  }
  return count;
}

}  // namespace

absl::StatusOr<int> Migrate(const std::string& url, absl::Time now) {
  try {
    // The lock ends with the connection.
    Connection connection(url);
    return ApplyMissing(connection.raw(), now);
  } catch (const pqxx::broken_connection& error) {
    return absl::UnavailableError(absl::StrCat("can't reach the database: ", error.what()));
  } catch (const std::exception& error) {
    return absl::FailedPreconditionError(error.what());
  }
}

absl::Status CheckSchema(const std::string& url) {
  try {
    Connection connection(url);
    pqxx::nontransaction work(connection.raw());
    if (absl::Status language = CheckLanguage(work); !language.ok()) return language;
    const std::map<int, std::string> applied = Applied(work);
    if (absl::Status known = CheckKnown(applied); !known.ok()) return known;
    if (applied.size() < Migrations().size()) {
      return absl::FailedPreconditionError(
          absl::StrCat("the database lacks migrations that this liengiad knows (it has ",
                       applied.size(), " of ", Migrations().size(), "): run liengiad migrate"));
    }
    return absl::OkStatus();
  } catch (const pqxx::broken_connection& error) {
    return absl::UnavailableError(absl::StrCat("can't reach the database: ", error.what()));
  } catch (const std::exception& error) {
    return absl::FailedPreconditionError(error.what());
  }
}

}  // namespace liengia::db
