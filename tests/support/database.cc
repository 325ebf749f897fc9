#include "tests/support/database.h"

#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <iostream>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "db/connection.h"
#include "db/migrate.h"

namespace liengia::testing {
namespace {

std::string ServerUrl() {
  const char* url = std::getenv("LIENGIA_TEST_DATABASE_URL");
  if (url == nullptr) {
    std::cerr << "Set LIENGIA_TEST_DATABASE_URL to a throw-away PostgreSQL, or run ./dev test.\n";
    std::abort();
  }
  return url;
}

// A later setting wins over an earlier one.
std::string UrlOf(const std::string& database) {
  return absl::StrCat(db::ConnectionText(ServerUrl()), " dbname=", database);
}

// Binaries of other builds may use the same server: the template bears the schema's fingerprint.
std::string TemplateName() {
  std::string all;
  for (const db::Migration& migration : db::Migrations()) all += migration.sql;
  return absl::StrCat("template_", std::hash<std::string>()(all));
}

void MakeTemplate(pqxx::nontransaction& work, const std::string& name) {
  work.exec("select pg_advisory_lock(5436442)");
  const auto found = work.exec("select 1 from pg_database where datname = " + work.quote(name));
  if (!found.empty()) return;
  const std::string making = name + "_making";
  work.exec("drop database if exists " + making);
  work.exec("create database " + making);
  const auto count = db::Migrate(UrlOf(making), absl::Now());
  if (!count.ok()) {
    std::cerr << "The schema can't be made: " << count.status() << "\n";
    std::abort();
  }
  work.exec("alter database " + making + " rename to " + name);
}

}  // namespace

Database::Database() {
  static std::atomic<int> count{0};
  name_ = absl::StrCat("test_", getpid(), "_", count++);
  url_ = UrlOf(name_);
  pqxx::connection connection(db::ConnectionText(ServerUrl()));
  pqxx::nontransaction work(connection);
  const std::string source = TemplateName();
  MakeTemplate(work, source);
  // Still under the lock: a template can be copied by one at a time.
  work.exec("create database " + name_ + " template " + source);
}

Database::~Database() {
  try {
    pqxx::connection connection(db::ConnectionText(ServerUrl()));
    pqxx::nontransaction(connection).exec("drop database if exists " + name_ + " with (force)");
  } catch (const std::exception& error) {
    std::cerr << name_ << " is left behind: " << error.what() << "\n";
  }
}

pqxx::result Database::Run(const std::string& sql) {
  pqxx::connection connection(url_);
  pqxx::work work(connection);
  pqxx::result rows = work.exec(sql);
  work.commit();
  return rows;
}

}  // namespace liengia::testing
