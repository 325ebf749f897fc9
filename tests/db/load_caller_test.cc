#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "db/pool.h"
#include "services/identity/session_store.h"
#include "services/platform/errors.h"
#include "tests/support/clock.h"
#include "tests/support/database.h"

namespace liengia::testing {
namespace {

using platform::Caller;
using platform::Role;

// The last digits of the ids in this test.
std::string Id(int number) { return absl::StrCat("0192a000-0000-7000-8000-0000000000", number); }

const std::string kAccount = Id(10);
const std::string kSession = Id(20);
const std::string kLeader = Id(41);
const std::string kOld = Id(42);

class LoadCallerTest : public ::testing::Test {
 protected:
  LoadCallerTest() {
    database_.Run(
        absl::StrCat("insert into accounts (id, phone_number, display_name, create_time) values ('",
                     kAccount, "', '+84905123456', 'Lê Thị Hoa', now())"));
  }

  void Insert(bool official, absl::Duration life = absl::Hours(1)) {
    Transact([&](db::Tx& tx) {
      identity::InsertSession(tx,
                              {.id = kSession,
                               .account_id = kAccount,
                               .official = official,
                               .create_time = tx.now(),
                               .expire_time = tx.now() + life},
                              "hash");
    });
  }

  void Transact(const std::function<void(db::Tx&)>& work) {
    const absl::Status status =
        pool_.Transact(clock_.Now(), absl::InfiniteFuture(), [&](db::Tx& tx) {
          work(tx);
          return absl::OkStatus();
        });
    ASSERT_TRUE(status.ok()) << status;
  }

  absl::StatusOr<Caller> Load(const std::string& hash = "hash") {
    absl::StatusOr<Caller> caller;
    const absl::Status status = pool_.Read(clock_.Now(), absl::InfiniteFuture(), [&](db::Tx& tx) {
      caller = identity::LoadCaller(tx, hash);
      return caller.status();
    });
    if (!status.ok()) return status;
    return caller;
  }

  // An area, and in it a group with two households: in the first the account leads and is proxy, in
  // the second it is nothing.
  void InsertGroup() {
    database_.Run(absl::StrReplaceAll(R"sql(
      insert into areas (code, name, kind, path, valid_from, create_time)
      values ('hue', 'Huế', 'city', 'hue/', '2025-07-01', now());
      insert into groups (id, name, model, state, area_code, time_zone, create_time)
      values ('$g', 'Tổ 1', 'security_households', 'active', 'hue', 'Asia/Ho_Chi_Minh', now());
      insert into households (group_id, id, label, address, create_time)
      values ('$g', '$h', '1', '', now()), ('$g', '$i', '2', '', now());
      insert into members (group_id, id, household_id, account_id, full_name, sort_name, role,
                           may_lead, create_time, end_time)
      values ('$g', '$l', '$h', '$a', 'Hoa', '', 'leader', false, now(), null),
             ('$g', '$o', '$h', null, 'Cụ', '', 'deputy', false, now(), null),
             ('$g', '$p', '$h', null, 'Đi', '', 'member', false, now(), now()),
             ('$g', '$q', '$i', null, 'Bên', '', 'member', false, now(), null);
      update households set proxy_member_id = '$l' where id = '$h';
    )sql",
                                      {{"$g", Id(30)},
                                       {"$h", Id(31)},
                                       {"$i", Id(32)},
                                       {"$l", kLeader},
                                       {"$o", kOld},
                                       {"$p", Id(43)},
                                       {"$q", Id(44)},
                                       {"$a", kAccount}}));
  }

  Database database_;
  ManualClock clock_{absl::FromUnixSeconds(1'800'000'000)};
  db::Pool pool_{{.url = database_.url(), .size = 2}};
};

TEST_F(LoadCallerTest, TellsAccountAndSession) {
  Insert(/*official=*/false);
  const auto caller = Load();
  ASSERT_TRUE(caller.ok()) << caller.status();
  EXPECT_EQ(caller->account_id, kAccount);
  EXPECT_EQ(caller->session_id, kSession);
  EXPECT_EQ(caller->display_name, "Lê Thị Hoa");
  EXPECT_EQ(caller->expire_time, clock_.Now() + absl::Hours(1));
  EXPECT_TRUE(caller->memberships.empty());
  EXPECT_TRUE(caller->offices.empty());
}

TEST_F(LoadCallerTest, TellsOwnMembershipsAndThoseOfTheHouseholdWithoutAPhone) {
  Insert(/*official=*/false);
  InsertGroup();
  const auto caller = Load();
  ASSERT_TRUE(caller.ok()) << caller.status();
  ASSERT_EQ(caller->memberships.size(), 2u);
  EXPECT_EQ(caller->memberships[0].member_id, kLeader);
  EXPECT_EQ(caller->memberships[0].role, Role::kLeader);
  EXPECT_FALSE(caller->memberships[0].acted_for);
  EXPECT_EQ(caller->memberships[1].member_id, kOld);
  EXPECT_EQ(caller->memberships[1].role, Role::kMember);  // Whatever the member's own role is.
  EXPECT_TRUE(caller->memberships[1].acted_for);
}

TEST_F(LoadCallerTest, TellsNothingOfAGroupThatTheAccountHasLeft) {
  Insert(/*official=*/false);
  InsertGroup();
  database_.Run("update members set end_time = now() where id = '" + kLeader + "'");
  EXPECT_TRUE(Load()->memberships.empty());
}

TEST_F(LoadCallerTest, TellsOfficesInForceToAnOfficialSessionOnly) {
  InsertGroup();
  database_.Run(absl::StrReplaceAll(R"sql(
    insert into offices (id, account_id, role, area_code, create_time, end_time)
    values (gen_random_uuid(), '$a', 'city_supervisor', 'hue', now(), null),
           (gen_random_uuid(), '$a', 'city_supervisor', 'hue', now(), now())
  )sql",
                                    {{"$a", kAccount}}));
  Insert(/*official=*/true);
  const auto caller = Load();
  ASSERT_EQ(caller->offices.size(), 1u);
  EXPECT_EQ(caller->offices[0].role, Role::kCitySupervisor);
  EXPECT_EQ(caller->offices[0].area_code, "hue");
  EXPECT_EQ(caller->offices[0].area_path, "hue/");
  EXPECT_EQ(caller->offices[0].area_name, "Huế");
  database_.Run("update sessions set official = false");
  EXPECT_TRUE(Load()->offices.empty());
}

TEST_F(LoadCallerTest, RefusesATokenThatIsUnknownRevokedOrOver) {
  Insert(/*official=*/false);
  EXPECT_EQ(platform::ReasonOf(Load("other").status()), platform::Reason::kSignInRequired);
  clock_.Advance(absl::Hours(1));
  EXPECT_EQ(platform::ReasonOf(Load().status()), platform::Reason::kSignInRequired);
  clock_.Advance(-absl::Hours(1));
  ASSERT_TRUE(Load().ok());
  Transact([](db::Tx& tx) { identity::EndSession(tx, kAccount, kSession); });
  EXPECT_EQ(platform::ReasonOf(Load().status()), platform::Reason::kSignInRequired);
}

}  // namespace
}  // namespace liengia::testing
