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
      Op::kWriteDutyTemplates, Op::kPlanRoster}},
    {GroupState::kActive,
     {Op::kUpdate, Op::kSuspend, Op::kDissolve, Op::kWritePeople, Op::kWritePosts,
      Op::kWriteDutyTemplates, Op::kPlanRoster, Op::kPublishRoster, Op::kWriteIncident}},
    {GroupState::kSuspended,
     {Op::kUpdate, Op::kActivate, Op::kDissolve, Op::kWritePeople, Op::kWritePosts,
      Op::kWriteDutyTemplates, Op::kWriteIncident}},
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

}  // namespace
}  // namespace liengia::groups
