#include "services/liengiad/seed.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/identity/password.h"
#include "services/platform/log.h"
#include "services/platform/text.h"
#include "tests/support/clock.h"
#include "tests/support/database.h"

namespace liengia::testing {
namespace {

using ::testing::HasSubstr;

class SeedTest : public ::testing::Test {
 protected:
  SeedTest() { platform::SilenceLog(true); }

  std::string Value(const std::string& sql) {
    const auto rows = database_.Run(sql);
    return rows.empty() ? "" : rows[0][0].as<std::string>();
  }

  // Every row of every table that the seed writes, as one text.
  std::string Everything() {
    std::string all;
    for (const char* table : {"areas", "accounts", "offices", "groups", "households", "members",
                              "posts", "checkpoints", "duty_templates"}) {
      absl::StrAppend(&all, table, ": ",
                      Value(absl::StrCat("select string_agg(t::text, ';' order by t::text) from ",
                                         table, " t")),
                      "\n");
    }
    return all;
  }

  Database database_;
  ManualClock clock_{absl::FromCivil(absl::CivilSecond(2026, 11, 20, 8), absl::UTCTimeZone())};
  db::Pool pool_{{.url = database_.url(), .size = 1}};
};

TEST_F(SeedTest, HueHasTwentyOneWardsAndNineteenCommunes) {
  ASSERT_TRUE(SeedAreas(pool_, clock_).ok());
  EXPECT_EQ(Value("select count(*) from areas where kind = 'ward' and parent_code = '46'"), "21");
  EXPECT_EQ(Value("select count(*) from areas where kind = 'commune' and parent_code = '46'"),
            "19");
  EXPECT_EQ(Value("select count(*) from areas"), "41");
  EXPECT_EQ(Value("select path from areas where name = 'Chân Mây - Lăng Cô'"),
            "46/46-chan-may-lang-co/");
}

TEST_F(SeedTest, CodesOfUnitsAreMadeOfTheirNames) {
  ASSERT_TRUE(SeedAreas(pool_, clock_).ok());
  for (const auto& row : database_.Run("select code, name from areas where parent_code = '46'")) {
    const std::string name = platform::FoldForMatch(row["name"].as<std::string>());
    EXPECT_EQ(row["code"].as<std::string>(),
              "46-" + absl::StrReplaceAll(name, {{" - ", "-"}, {" ", "-"}}));
  }
}

TEST_F(SeedTest, TheDemoHasAnActiveGroupThatCanPlanARoster) {
  const auto summary = SeedDemo(pool_, clock_);
  ASSERT_TRUE(summary.ok()) << summary.status();
  EXPECT_EQ(Value("select state from groups"), "active");
  EXPECT_EQ(Value("select count(*) from households"), "12");
  EXPECT_EQ(Value("select count(*) from members where end_time is null"), "24");
  EXPECT_EQ(Value("select full_name from members where role = 'leader'"), "Nguyễn Văn Thử");
  EXPECT_EQ(Value("select count(*) from members where role = 'deputy'"), "2");
  EXPECT_GE(std::stoi(Value("select count(*) from members where may_lead")), 8);
  EXPECT_EQ(Value("select count(*) from members where account_id is null"), "2");
  EXPECT_EQ(Value("select count(*) from members m join households h on h.id = m.household_id "
                  "where m.account_id is null and h.proxy_member_id is null"),
            "0");
  EXPECT_EQ(Value("select count(*) from duty_templates"), "2");
  EXPECT_EQ(Value("select count(*) from checkpoints"), "3");
}

TEST_F(SeedTest, TheDemoHasOfficialsWithCredentials) {
  ASSERT_TRUE(SeedDemo(pool_, clock_).ok());
  EXPECT_EQ(Value("select string_agg(role || ' ' || coalesce(area_code, '-'), ', ' order by role) "
                  "from offices join accounts on accounts.id = account_id where password_hash is "
                  "not null and length(totp_secret) = 20"),
            "duty_officer 46-thuan-hoa, operator -, ward_supervisor 46-thuan-hoa");
  EXPECT_EQ(identity::WeaknessOf("song-huong-ban-mai", "+84900000001"), std::nullopt);
}

TEST_F(SeedTest, TheSummarySaysWhoSignsInHowAndWhatToTry) {
  const std::string summary = *SeedDemo(pool_, clock_);
  for (const char* part : {"Tổ trưởng   0900000011  Nguyễn Văn Thử", "song-huong-ban-mai",
                           "roster create 2026-12", "--totp-secret="}) {
    EXPECT_THAT(summary, HasSubstr(part));
  }
}

TEST_F(SeedTest, TwiceChangesNothing) {
  const auto first = SeedDemo(pool_, clock_);
  const std::string before = Everything();
  clock_.Advance(absl::Hours(1));
  ASSERT_TRUE(SeedAreas(pool_, clock_).ok());
  const auto second = SeedDemo(pool_, clock_);
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(*second, *first);
  EXPECT_EQ(Everything(), before);
}

TEST_F(SeedTest, WhatPeopleChangedSinceStays) {
  ASSERT_TRUE(SeedDemo(pool_, clock_).ok());
  database_.Run("update groups set state = 'suspended', name = 'Tên mới'");
  database_.Run("update areas set name = 'Phường mới' where code = '46-thuan-hoa'");
  database_.Run("update members set end_time = now() where role = 'member'");
  const std::string before = Everything();
  ASSERT_TRUE(SeedDemo(pool_, clock_).ok());
  EXPECT_EQ(Everything(), before);
}

}  // namespace
}  // namespace liengia::testing
