#include <atomic>
#include <latch>
#include <thread>

#include "db/pool.h"
#include "services/duties/attendance.h"
#include "services/duties/check_in_store.h"
#include "services/rosters/shift_store.h"
#include "tests/support/people.h"
#include "tests/support/shifts.h"
#include "tests/support/world.h"

// Two calls that look at one duty at the same time, each in an open transaction.
namespace liengia::testing {
namespace {

using platform::Reason;

absl::Time Now() { return TheWorld().clock().Now(); }

class DutyRaceTest : public ::testing::Test {
 protected:
  DutyRaceTest() : group_(NewGroup()), pool_({.url = TheWorld().database().url(), .size = 2}) {
    duty_id_ = NewDutyOn(group_, NewShift(group_, Now() - absl::Minutes(5)), group_.leader);
  }

  // Runs `decide` on the duty as it is read; the first time only after both have read it.
  absl::Status Decide(
      const std::function<absl::Status(db::Tx&, const duties::DutyFacts&)>& decide) {
    std::atomic<bool> waited = false;
    return pool_.Transact(Now(), absl::InfiniteFuture(), [&](db::Tx& tx) {
      const auto duty = rosters::FindDuty(tx, group_.id, duty_id_);
      if (!waited.exchange(true)) both_have_read_.arrive_and_wait();
      return decide(tx, {duty->attendance, /*closed=*/false});
    });
  }

  absl::Status CheckIn(const std::string& account_id, std::string& stands) {
    return Decide([&](db::Tx& tx, const duties::DutyFacts& duty) {
      const auto check_in = duties::DecideCheckIn(
          duty, {.time = Now(), .record_time = Now(), .account_id = account_id});
      if (!check_in.ok()) return check_in.status();
      if (!duty.attendance.check_in) {
        duties::SaveCheckIns(tx, {{group_.id, duty_id_, *check_in}});
      }
      stands = check_in->account_id;
      return absl::OkStatus();
    });
  }

  absl::Status MarkAbsent(const std::string& account_id) {
    return Decide([&](db::Tx& tx, const duties::DutyFacts& duty) {
      const auto marked =
          duties::DecideMark(duty, duties::AttendanceMark::kAbsent, {Now(), account_id, ""});
      if (!marked.ok()) return marked.status();
      duties::SaveMark(tx, group_.id, duty_id_, *marked);
      return absl::OkStatus();
    });
  }

  TestGroup group_;
  std::string duty_id_;
  db::Pool pool_;
  std::latch both_have_read_{2};
};

TEST_F(DutyRaceTest, OfTwoCheckInsAtOnceOneStandsAndBothAreToldOfIt) {
  const std::string one = TheWorld().Person().account_id();
  const std::string other = TheWorld().Person().account_id();
  std::string stands_for_one, stands_for_other;
  absl::Status of_other;
  std::thread thread([&] { of_other = CheckIn(other, stands_for_other); });
  const absl::Status of_one = CheckIn(one, stands_for_one);
  thread.join();
  EXPECT_TRUE(of_one.ok()) << of_one;
  EXPECT_TRUE(of_other.ok()) << of_other;
  EXPECT_EQ(stands_for_one, stands_for_other);
  const auto rows = TheWorld().database().Run(
      "select check_in_account_id from duties where id = '" + duty_id_ + "'");
  EXPECT_EQ(rows[0][0].as<std::string>(), stands_for_one);
}

TEST_F(DutyRaceTest, ACheckInAgainstAMarkLeavesTheMarkAndIsKeptIfItWasFirst) {
  const std::string leader = group_.leader.client.account_id();
  std::string stands;
  absl::Status of_mark;
  std::thread thread([&] { of_mark = MarkAbsent(leader); });
  const absl::Status of_check_in = CheckIn(leader, stands);
  thread.join();
  EXPECT_TRUE(of_mark.ok()) << of_mark;
  EXPECT_TRUE(of_check_in.ok() || platform::ReasonOf(of_check_in) == Reason::kDutyState)
      << of_check_in;
  const auto rows = TheWorld().database().Run(
      "select mark, check_in_time is not null from duties where id = '" + duty_id_ + "'");
  EXPECT_EQ(rows[0][0].as<std::string>(), "absent");
  EXPECT_EQ(rows[0][1].as<bool>(), of_check_in.ok());
}

}  // namespace
}  // namespace liengia::testing
