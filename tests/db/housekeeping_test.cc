#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "services/liengiad/chores.h"
#include "services/platform/housekeeping_worker.h"
#include "services/platform/log.h"
#include "tests/support/clock.h"
#include "tests/support/database.h"

namespace liengia::testing {
namespace {

using platform::Housekeeping;

class HousekeepingTest : public ::testing::Test {
 protected:
  HousekeepingTest() { platform::SilenceLog(true); }

  // One row a minute old and one eight days old, of each kind that gets old; a session lasts a day.
  void MakeRows() {
    database_.Run(R"sql(
      insert into accounts (id, phone_number, display_name, create_time)
      values ('0192a000-0000-7000-8000-000000000001', '+84905123456', 'Người thử', now());
      create temporary table ages as
        select n, timestamptz '2027-01-15 08:00:00+00' - age as at
        from (values (1, interval '1 minute'), (2, interval '8 days')) as a (n, age);
      insert into sign_in_codes (phone_number, code_key, code_hash, create_time, expire_time)
        select '+8490512345' || n, '', '', at, at + interval '5 minutes' from ages;
      insert into try_counts (key, window_start, try_count) select 'k', at, 1 from ages;
      insert into sessions (id, account_id, token_hash, device_name, official, create_time,
                            expire_time)
        select gen_random_uuid(), '0192a000-0000-7000-8000-000000000001', n::text::bytea, '',
               false, at, at + interval '1 day'
        from ages;
      insert into outbox (id, channel, recipient, payload, create_time, next_time, expire_time)
        select gen_random_uuid(), 'sms', '+84905123456', '', at, at, at + interval '5 minutes'
        from ages;
      insert into replays (account_id, request_id, method, request_hash, response, create_time)
        select '0192a000-0000-7000-8000-000000000001', gen_random_uuid(), '', '', '', at from ages;
    )sql");
  }

  int Count(const std::string& table) {
    return database_.Run("select count(*) from " + table).at(0)[0].as<int>();
  }

  Database database_;
  ManualClock clock_{absl::FromCivil(absl::CivilSecond(2027, 1, 15, 8), absl::UTCTimeZone())};
  db::Pool pool_{{.url = database_.url(), .size = 2}};
};

TEST_F(HousekeepingTest, ClearsAwayWhatIsOldAndNothingElse) {
  MakeRows();
  ASSERT_TRUE(Housekeeping({}, pool_, clock_, Chores()).RunOnce().ok());
  for (const char* table : {"sign_in_codes", "try_counts", "sessions", "outbox", "replays"}) {
    EXPECT_EQ(Count(table), 1) << table;
  }
  EXPECT_EQ(Count("accounts"), 1);
}

TEST_F(HousekeepingTest, WorksInSmallBatchesUntilNothingIsLeft) {
  database_.Run(
      "insert into try_counts (key, window_start, try_count) "
      "select n::text, '2020-01-01', 1 from generate_series(1, 25) n");
  int batches = 0;
  auto chores = Chores();
  for (platform::Chore& chore : chores) {
    if (chore.name != "try_counts") continue;
    chore.clear = [&, clear = chore.clear](db::Tx& tx, int limit) {
      ++batches;
      return clear(tx, limit);
    };
  }
  ASSERT_TRUE(Housekeeping({.batch_size = 10}, pool_, clock_, chores).RunOnce().ok());
  EXPECT_EQ(Count("try_counts"), 0);
  EXPECT_EQ(batches, 3);
}

TEST_F(HousekeepingTest, LeavesTheRestToTheNextRoundWhenThereIsTooMuch) {
  database_.Run(
      "insert into try_counts (key, window_start, try_count) "
      "select n::text, '2020-01-01', 1 from generate_series(1, 25) n");
  ASSERT_TRUE(
      Housekeeping({.batch_size = 5, .max_batches = 2}, pool_, clock_, Chores()).RunOnce().ok());
  EXPECT_EQ(Count("try_counts"), 15);
}

TEST_F(HousekeepingTest, AChoreThatFailsDoesNotKeepTheOthersFromBeingDone) {
  MakeRows();
  auto chores = Chores();
  chores.insert(chores.begin(), {"broken", [](db::Tx& tx, int) {
                                   tx.Query("select 1 / 0");
                                   return 0;
                                 }});
  EXPECT_FALSE(Housekeeping({}, pool_, clock_, chores).RunOnce().ok());
  EXPECT_EQ(Count("replays"), 1);
}

}  // namespace
}  // namespace liengia::testing
