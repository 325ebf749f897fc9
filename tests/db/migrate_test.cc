#include "db/migrate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <latch>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/liengiad/server.h"
#include "tests/support/database.h"

// What happens to a schema when servers of different ages meet it.
namespace liengia::testing {
namespace {

using ::testing::HasSubstr;

int Known() { return static_cast<int>(db::Migrations().size()); }

// A database as its owner finds it first: with nothing in it.
class Empty : public Database {
 public:
  Empty() { Run("drop schema public cascade; create schema public"); }
};

// What there is to see of a schema: its tables with their columns, its constraints and what was
// applied.
std::string Shape(Database& database) {
  const auto rows = database.Run(R"sql(
    select string_agg(line, E'\n' order by line)
    from (select table_name || '.' || column_name || ' ' || data_type
          from information_schema.columns where table_schema = 'public'
          union all
          select conrelid::regclass || ' ' || pg_get_constraintdef(oid)
          from pg_constraint where connamespace = 'public'::regnamespace
          union all
          select version || ' ' || name || ' ' || checksum || ' ' || apply_time
          from schema_migrations) as lines (line)
  )sql");
  return rows[0][0].as<std::string>();
}

bool Exists(Database& database, const std::string& table) {
  return database.Run("select to_regclass('" + table + "') is not null")[0][0].as<bool>();
}

// What a server says that is to start on the database.
absl::Status Start(const Database& database) {
  return Server::Start({.database_url = database.url(),
                        .grpc_address = "127.0.0.1:0",
                        .http_address = "127.0.0.1:0"})
      .status();
}

void ExpectRefused(const absl::Status& status, const std::string& what, const std::string& remedy) {
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition) << status;
  EXPECT_THAT(std::string(status.message()), HasSubstr(what));
  EXPECT_THAT(std::string(status.message()), HasSubstr(remedy));
}

TEST(MigrateTest, AppliesEverythingOnceAndThenNothing) {
  Empty database;
  const auto first = db::Migrate(database.url(), absl::Now());
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(*first, Known());
  const std::string shape = Shape(database);

  const auto second = db::Migrate(database.url(), absl::Now());
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(*second, 0);
  EXPECT_EQ(Shape(database), shape);
  EXPECT_EQ(Start(database), absl::OkStatus());
}

TEST(MigrateTest, OfTwoAtOnceOneWaitsAndFindsNothingToDo) {
  Empty database;
  absl::StatusOr<int> counts[2];
  std::latch both(2);
  std::thread threads[2];
  for (int i = 0; i < 2; ++i) {
    threads[i] = std::thread([&, i] {
      both.arrive_and_wait();
      counts[i] = db::Migrate(database.url(), absl::Now());
    });
  }
  for (std::thread& thread : threads) thread.join();
  ASSERT_TRUE(counts[0].ok()) << counts[0].status();
  ASSERT_TRUE(counts[1].ok()) << counts[1].status();
  EXPECT_EQ(std::min(*counts[0], *counts[1]), 0);
  EXPECT_EQ(std::max(*counts[0], *counts[1]), Known());
  EXPECT_EQ(db::CheckSchema(database.url()), absl::OkStatus());
}

TEST(MigrateTest, AServerRefusesADatabaseWithoutASchema) {
  Empty database;
  ExpectRefused(Start(database), absl::StrCat("has 0 of ", Known()), "run liengiad migrate");
}

TEST(MigrateTest, AServerRefusesASchemaThatLacksAMigration) {
  Database database;
  database.Run(absl::StrCat("delete from schema_migrations where version = ", Known()));
  ExpectRefused(Start(database), absl::StrCat("has ", Known() - 1, " of ", Known()),
                "run liengiad migrate");
}

TEST(MigrateTest, ASchemaWithAMigrationMoreIsRefusedAndLeftAlone) {
  Database database;
  database.Run(
      absl::StrCat("insert into schema_migrations (version, name, checksum, apply_time) values (",
                   Known() + 1, ", 'of_tomorrow', 'x', now())"));
  const std::string shape = Shape(database);
  const std::string what = absl::StrCat("has migration ", Known() + 1);
  ExpectRefused(Start(database), what, "start a newer liengiad");
  ExpectRefused(db::Migrate(database.url(), absl::Now()).status(), what, "start a newer liengiad");
  EXPECT_EQ(Shape(database), shape);
}

TEST(MigrateTest, ASchemaWhoseMigrationWasDifferentIsRefusedAndLeftAlone) {
  Database database;
  database.Run("update schema_migrations set checksum = 'another' where version = 2");
  const std::string shape = Shape(database);
  const std::string what = absl::StrCat("migration 2 (", db::Migrations()[1].name, ")");
  ExpectRefused(Start(database), what, "restore the file");
  ExpectRefused(db::Migrate(database.url(), absl::Now()).status(), what, "restore the file");
  EXPECT_EQ(Shape(database), shape);
}

TEST(MigrateTest, AMigrationThatFailsLeavesNothingOfItselfAndGoesOnOnceItCan) {
  Empty database;
  // Somebody's table, under a name that the third migration wants for its second one.
  database.Run("create table households (theirs text)");
  const auto failed = db::Migrate(database.url(), absl::Now());
  ExpectRefused(failed.status(), absl::StrCat("migration 3 (", db::Migrations()[2].name, ")"),
                "\"households\" already exists");
  EXPECT_EQ(database.Run("select max(version) from schema_migrations")[0][0].as<int>(), 2);
  EXPECT_TRUE(Exists(database, "accounts"));
  EXPECT_FALSE(Exists(database, "groups"));

  database.Run("drop table households");
  const auto rest = db::Migrate(database.url(), absl::Now());
  ASSERT_TRUE(rest.ok()) << rest.status();
  EXPECT_EQ(*rest, Known() - 2);
  EXPECT_EQ(db::CheckSchema(database.url()), absl::OkStatus());
}

TEST(MigrateTest, ADatabaseThatIsAwayIsUnavailable) {
  const std::string nowhere = "host=127.0.0.1 port=1 dbname=liengia";
  EXPECT_EQ(db::Migrate(nowhere, absl::Now()).status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(db::CheckSchema(nowhere).code(), absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace liengia::testing
