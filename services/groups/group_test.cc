#include "services/groups/group.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace liengia::groups {
namespace {

using Op = GroupOperation;

// The contract in words, written down apart from the table: operations by state.
const std::map<GroupState, std::set<Op>> kExpected = {
    {GroupState::kProposed,
     {Op::kUpdate, Op::kActivate, Op::kDissolve, Op::kWritePeople, Op::kWritePosts,
      Op::kWriteDutyTemplates, Op::kWriteCharter, Op::kPlanRoster}},
    {GroupState::kActive,
     {Op::kUpdate, Op::kSuspend, Op::kDissolve, Op::kWritePeople, Op::kWritePosts,
      Op::kWriteDutyTemplates, Op::kWriteCharter, Op::kPlanRoster, Op::kPublishRoster,
      Op::kWriteIncident}},
    {GroupState::kSuspended,
     {Op::kUpdate, Op::kActivate, Op::kDissolve, Op::kWritePeople, Op::kWritePosts,
      Op::kWriteDutyTemplates, Op::kWriteCharter, Op::kWriteIncident}},
    {GroupState::kDissolved, {}},
};

TEST(GroupState, AllowsWhatTheContractSaysForEveryPair) {
  for (int state = 0; state < kGroupStateCount; ++state) {
    for (int operation = 0; operation < kGroupOperationCount; ++operation) {
      const bool expected =
          kExpected.at(static_cast<GroupState>(state)).count(static_cast<Op>(operation)) > 0;
      EXPECT_EQ(Allows(static_cast<GroupState>(state), static_cast<Op>(operation)), expected)
          << "state " << state << ", operation " << operation;
    }
  }
}

TEST(GroupState, SaysInARefusalWhichStateIsNeeded) {
  const absl::Status status = CheckOperation(Op::kPublishRoster, GroupState::kSuspended);
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  const auto detail = platform::DetailOf(status);
  ASSERT_TRUE(detail.has_value());
  EXPECT_EQ(detail->reason, platform::Reason::kGroupState);
  EXPECT_EQ(detail->text.vi,
            "Không thể công bố lịch trực khi tổ tạm dừng: chỉ làm được khi tổ đang hoạt động.");
  EXPECT_EQ(detail->text.en,
            "Can't publish a roster while the group is suspended: it must be active.");
  EXPECT_EQ(detail->metadata.at("state"), "suspended");
}

TEST(GroupState, AllowsNothingForATextThatIsNoState) {
  EXPECT_EQ(StateNamed("asleep"), GroupState::kDissolved);
}

TEST(GroupNames, AreWrittenAndReadBack) {
  for (int i = 0; i < kGroupStateCount; ++i) {
    const auto state = static_cast<GroupState>(i);
    EXPECT_EQ(StateNamed(StateName(state)), state);
  }
  for (int i = 0; i < kGroupModelCount; ++i) {
    const auto model = static_cast<GroupModel>(i);
    EXPECT_EQ(ModelNamed(ModelName(model)), model);
  }
}

TEST(CheckLimit, LetsTheLastOneInAndNoMore) {
  EXPECT_TRUE(CheckLimit(kPostLimit, 50).ok());
  const absl::Status status = CheckLimit(kPostLimit, 51);
  EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(platform::DetailOf(status)->metadata.at("limit"), "50");
  EXPECT_EQ(platform::DetailOf(status)->metadata.at("count"), "51");
}

bool IsGroupName(const std::string& name) {
  platform::Violations violations;
  CheckGroupName(TidyName(name), "name", violations);
  return violations.empty();
}

TEST(GroupName, HasTwoToAHundredCharactersHoweverTheyAreWritten) {
  EXPECT_FALSE(IsGroupName("  \xC3\x81 "));  // Á
  EXPECT_FALSE(IsGroupName("A\xCC\x81"));    // Á of two code points
  EXPECT_TRUE(IsGroupName("Tổ 1"));
  std::string name;
  for (int i = 0; i < 100; ++i) name += "\xE1\xBB\x95";  // ổ
  EXPECT_TRUE(IsGroupName(name));
  EXPECT_FALSE(IsGroupName(name + "a"));
}

bool IsTimeZone(const std::string& name) {
  platform::Violations violations;
  CheckTimeZone(name, "time_zone", violations);
  return violations.empty();
}

TEST(TimeZone, IsARegionThatTheMachineKnows) {
  EXPECT_TRUE(IsTimeZone("Asia/Ho_Chi_Minh"));
  EXPECT_TRUE(IsTimeZone("Europe/London"));
  for (const char* name : {"", "Asia/Hue", "localtime", "UTC", "Fixed/UTC+07:00:00", "/etc/passwd",
                           "Asia/../../etc/passwd", "right/UTC", "asia/ho_chi_minh"}) {
    EXPECT_FALSE(IsTimeZone(name)) << name;
  }
}

TEST(GroupTest, TheDayIsThatOfTheGroupsTimeZone) {
  Group group;
  group.time_zone = kDefaultTimeZone;
  const absl::Time evening =
      absl::FromCivil(absl::CivilHour(2026, 11, 22, 18), absl::UTCTimeZone());
  EXPECT_EQ(DayAt(group, evening), absl::CivilDay(2026, 11, 23));
}

}  // namespace
}  // namespace liengia::groups
