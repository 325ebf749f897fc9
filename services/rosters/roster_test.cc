#include "services/rosters/roster.h"

#include <set>

#include "gtest/gtest.h"
#include "services/platform/errors.h"

namespace liengia::rosters {
namespace {

TEST(RosterTest, EveryStateAllowsWhatTheContractSays) {
  const std::set<std::pair<RosterState, RosterOperation>> allowed = {
      {RosterState::kDraft, RosterOperation::kGenerate},
      {RosterState::kDraft, RosterOperation::kChange},
      {RosterState::kDraft, RosterOperation::kPublish},
      {RosterState::kDraft, RosterOperation::kDelete},
      {RosterState::kPublished, RosterOperation::kChange},
      {RosterState::kPublished, RosterOperation::kClose},
      {RosterState::kPublished, RosterOperation::kRepair},
  };
  for (int s = 0; s < kRosterStateCount; ++s) {
    for (int o = 0; o < kRosterOperationCount; ++o) {
      Roster roster;
      roster.state = static_cast<RosterState>(s);
      const auto operation = static_cast<RosterOperation>(o);
      const absl::Status status = CheckOperation(operation, roster);
      EXPECT_EQ(status.ok(), allowed.count({roster.state, operation}) > 0) << s << ' ' << o;
      if (status.ok()) continue;
      EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
      EXPECT_EQ(platform::ReasonOf(status), platform::Reason::kRosterState);
    }
  }
}

TEST(RosterTest, StatesKeepTheirNames) {
  for (int s = 0; s < kRosterStateCount; ++s) {
    const auto state = static_cast<RosterState>(s);
    EXPECT_EQ(RosterStateNamed(RosterStateName(state)), state);
  }
  EXPECT_EQ(RosterStateNamed("torn"), RosterState::kClosed);
}

TEST(RosterTest, IsOverWhenItsLastShiftIs) {
  Roster roster;
  roster.last_end_time = absl::FromUnixSeconds(1000);
  EXPECT_FALSE(CheckOver(roster, absl::FromUnixSeconds(999)).ok());
  EXPECT_TRUE(CheckOver(roster, absl::FromUnixSeconds(1000)).ok());
  roster.last_end_time.reset();
  EXPECT_TRUE(CheckOver(roster, absl::FromUnixSeconds(0)).ok());
}

}  // namespace
}  // namespace liengia::rosters
