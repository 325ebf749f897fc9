#include "db/pool.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <thread>

#include "absl/time/clock.h"
#include "services/platform/errors.h"
#include "tests/support/database.h"

// The pool's promises to handlers: what is run again, what is kept, what is never tried twice.
namespace liengia::testing {
namespace {

using platform::Reason;
using platform::ReasonOf;

absl::Time Soon() { return absl::Now() + absl::Seconds(20); }

absl::Status Refused() {
  return platform::Precondition(Reason::kGroupState, {"Không được.", "Not now."});
}

class PoolTest : public ::testing::Test {
 protected:
  PoolTest() {
    database_.Run("create table counters (name text primary key, value int not null)");
    database_.Run("insert into counters values ('a', 0), ('b', 0)");
  }

  absl::Status Transact(const std::function<absl::Status(db::Tx&)>& work) {
    return pool_.Transact(absl::Now(), Soon(), work);
  }
  int Value(const std::string& name) {
    return database_.Run("select value from counters where name = '" + name + "'")[0][0].as<int>();
  }

  Database database_;
  db::Pool pool_{{.url = database_.url(), .size = 4}};
};

// Adds what it read of one counter, plus one, to the other.
void AddToOther(db::Tx& tx, const std::string& read, const std::string& written,
                const std::function<void()>& between) {
  const int value = tx.Query("select value from counters where name = $1", read)[0][0].as<int>();
  between();
  tx.Query("update counters set value = value + $2 + 1 where name = $1", written, value);
}

TEST_F(PoolTest, WorkThatLosesASerializationConflictIsRunAgain) {
  std::latch both_have_read(2);
  std::atomic<int> runs = 0;
  const auto add = [&](const std::string& read, const std::string& written) {
    bool waited = false;
    return Transact([&](db::Tx& tx) {
      ++runs;
      AddToOther(tx, read, written, [&] {
        if (!std::exchange(waited, true)) both_have_read.arrive_and_wait();
      });
      return absl::OkStatus();
    });
  };
  absl::Status other;
  std::thread thread([&] { other = add("b", "a"); });
  EXPECT_EQ(add("a", "b"), absl::OkStatus());
  thread.join();
  EXPECT_EQ(other, absl::OkStatus());
  EXPECT_GE(runs, 3);
  // As if one had come after the other: 1 and then 1 + 1.
  EXPECT_EQ(Value("a") + Value("b"), 3);
}

TEST_F(PoolTest, AConflictThatGoesOnEndsAsAborted) {
  int runs = 0;
  const absl::Status status = Transact([&](db::Tx& tx) {
    ++runs;
    tx.Query("select value from counters where name = 'a'");
    database_.Run("update counters set value = value + 1 where name = 'a'");
    tx.Query("update counters set value = -1 where name = 'a'");
    return absl::OkStatus();
  });
  EXPECT_EQ(status.code(), absl::StatusCode::kAborted);
  EXPECT_EQ(ReasonOf(status), Reason::kConflict);
  EXPECT_GT(runs, 1);
  EXPECT_EQ(Value("a"), runs);
}

TEST_F(PoolTest, OfARefusedCallNothingIsKept) {
  const absl::Status status = Transact([](db::Tx& tx) {
    tx.Query("update counters set value = 7 where name = 'a'");
    return Refused();
  });
  EXPECT_EQ(ReasonOf(status), Reason::kGroupState);
  EXPECT_EQ(Value("a"), 0);
}

TEST_F(PoolTest, KeepIfRefusedKeepsWhatARefusedCallWrote) {
  const absl::Status status = Transact([](db::Tx& tx) {
    tx.KeepIfRefused();
    tx.Query("update counters set value = 7 where name = 'a'");
    return Refused();
  });
  EXPECT_EQ(ReasonOf(status), Reason::kGroupState);
  EXPECT_EQ(Value("a"), 7);
}

TEST_F(PoolTest, AStatementThatOutlastsTheDeadlineIsTooSlow) {
  const absl::Time start = absl::Now();
  const absl::Status status =
      pool_.Transact(start, start + absl::Milliseconds(150), [](db::Tx& tx) {
        tx.Query("update counters set value = 7 where name = 'a'");
        tx.Query("select pg_sleep(30)");
        return absl::OkStatus();
      });
  EXPECT_EQ(status.code(), absl::StatusCode::kDeadlineExceeded);
  EXPECT_EQ(ReasonOf(status), Reason::kTooSlow);
  EXPECT_LT(absl::Now() - start, absl::Seconds(10));
  EXPECT_EQ(Value("a"), 0);
  EXPECT_EQ(Transact([](db::Tx& tx) {
              tx.Query("select pg_sleep(0.3)");
              return absl::OkStatus();
            }),
            absl::OkStatus())
      << "the limit of one call is no limit of the next";
}

TEST_F(PoolTest, WhoeverFindsNoFreeConnectionInTimeIsTooSlow) {
  db::Pool one({.url = database_.url(), .size = 1});
  absl::Status second;
  EXPECT_EQ(one.Read(absl::Now(), Soon(),
                     [&](db::Tx&) {
                       const absl::Time now = absl::Now();
                       second = one.Read(now, now + absl::Milliseconds(20),
                                         [](db::Tx&) { return absl::OkStatus(); });
                       return absl::OkStatus();
                     }),
            absl::OkStatus());
  EXPECT_EQ(ReasonOf(second), Reason::kTooSlow);
}

TEST_F(PoolTest, ACommitThatMayHaveHappenedIsNeverTriedAgain) {
  // The session dies in the middle of its COMMIT.
  database_.Run(R"sql(
    create function die() returns trigger language plpgsql as
      $$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$;
    create constraint trigger dies after update on counters deferrable initially deferred
      for each row execute function die();
  )sql");
  int runs = 0;
  const absl::Status status = Transact([&](db::Tx& tx) {
    ++runs;
    tx.Query("update counters set value = value + 1 where name = 'a'");
    return absl::OkStatus();
  });
  EXPECT_EQ(status.code(), absl::StatusCode::kAborted) << status;
  EXPECT_EQ(ReasonOf(status), Reason::kConflict);
  EXPECT_EQ(runs, 1);
}

TEST_F(PoolTest, AfterEveryConnectionDiedTheNextCallGetsANewOne) {
  const auto read = [&] {
    return pool_.Read(absl::Now(), Soon(), [](db::Tx& tx) {
      tx.Query("select 1");
      return absl::OkStatus();
    });
  };
  ASSERT_EQ(read(), absl::OkStatus());
  database_.Run(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() "
      "and pid <> pg_backend_pid()");
  EXPECT_EQ(read(), absl::OkStatus());
}

TEST_F(PoolTest, ADatabaseThatIsAwayIsUnavailable) {
  db::Pool away({.url = "host=127.0.0.1 port=1 dbname=liengia"});
  const absl::Status status =
      away.Read(absl::Now(), Soon(), [](db::Tx&) { return absl::OkStatus(); });
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(ReasonOf(status), Reason::kDatabaseAway);
}

TEST_F(PoolTest, AnErrorThatNobodyForesawIsAFaultAndKeepsTheConnectionUsable) {
  const absl::Status status = Transact([](db::Tx& tx) {
    tx.Query("select 1 / (select 0)");
    return absl::OkStatus();
  });
  EXPECT_EQ(status.code(), absl::StatusCode::kInternal);
  EXPECT_EQ(Transact([](db::Tx& tx) {
              tx.Query("update counters set value = 1 where name = 'a'");
              return absl::OkStatus();
            }),
            absl::OkStatus());
  EXPECT_EQ(Value("a"), 1);
}

TEST_F(PoolTest, ASnapshotSeesOneStateOfTheDatabase) {
  const absl::Status status = pool_.Read(absl::Now(), Soon(), [&](db::Tx& tx) {
    tx.Snapshot();
    tx.Query("select value from counters");
    database_.Run("update counters set value = 9 where name = 'a'");
    const auto rows = tx.Query("select value from counters where name = 'a'");
    EXPECT_EQ(rows[0][0].as<int>(), 0);
    return absl::OkStatus();
  });
  EXPECT_EQ(status, absl::OkStatus());
}

}  // namespace
}  // namespace liengia::testing
