#include "services/rosters/proposal.h"

#include <set>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/platform/errors.h"
#include "services/rosters/engine/problem_text.h"
#include "services/rosters/test_plans.h"

namespace liengia::rosters {
namespace {

using ::testing::HasSubstr;

TEST(ProposalTest, EveryStateAllowsWhatTheContractSays) {
  const std::set<std::pair<ProposalState, ProposalOperation>> allowed = {
      {ProposalState::kQueued, ProposalOperation::kCancel},
      {ProposalState::kSolving, ProposalOperation::kCancel},
      {ProposalState::kSolved, ProposalOperation::kCancel},
      {ProposalState::kSolved, ProposalOperation::kAccept},
  };
  for (int s = 0; s < kProposalStateCount; ++s) {
    for (int o = 0; o < kProposalOperationCount; ++o) {
      Proposal proposal;
      proposal.state = static_cast<ProposalState>(s);
      const auto operation = static_cast<ProposalOperation>(o);
      const absl::Status status = CheckOperation(operation, proposal);
      EXPECT_EQ(status.ok(), allowed.count({proposal.state, operation}) > 0) << s << ' ' << o;
      if (status.ok()) continue;
      EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
      EXPECT_EQ(platform::ReasonOf(status), platform::Reason::kProposalState);
    }
  }
}

TEST(ProposalTest, StatesKeepTheirNames) {
  for (int s = 0; s < kProposalStateCount; ++s) {
    const auto state = static_cast<ProposalState>(s);
    EXPECT_EQ(ProposalStateNamed(ProposalStateName(state)), state);
    EXPECT_EQ(IsAtRest(state), state != ProposalState::kQueued && state != ProposalState::kSolving);
  }
  EXPECT_EQ(ProposalStateNamed("torn"), ProposalState::kFailed);
}

// One person proposed for one night; what has changed since is the test's.
absl::Status Check(const Candidate& candidate, Shift shift) {
  const Plan plan = NewPlan(March({candidate, AnyCandidate("other")}, {std::move(shift)}));
  const engine::Roster proposed =
      engine::RosterWith(plan.problem, {{plan.rows.shifts[0].id, "one"}});
  return CheckStillFits(plan, proposed, 1);
}

TEST(CheckStillFitsTest, WhatNothingStandsAgainstFits) {
  EXPECT_TRUE(Check(AnyCandidate("one"), NightShift("s", 3)).ok());
}

TEST(CheckStillFitsTest, SomebodyWhoIsAwayByNowIsNamed) {
  Candidate away = AnyCandidate("one");
  away.absences = {{absl::CivilDay(2026, 3, 3), absl::CivilDay(2026, 3, 5)}};
  const absl::Status status = Check(away, NightShift("s", 3));
  EXPECT_EQ(status.code(), absl::StatusCode::kAborted);
  EXPECT_EQ(platform::ReasonOf(status), platform::Reason::kProposalStale);
  EXPECT_THAT(std::string(status.message()), HasSubstr(away.name));
}

TEST(CheckStillFitsTest, SomebodyWhomThePlanDoesNotKnowAnyMoreDoesNotFit) {
  const absl::Status status = Check(AnyCandidate("new"), NightShift("s", 3));
  EXPECT_EQ(platform::ReasonOf(status), platform::Reason::kProposalStale);
  EXPECT_THAT(std::string(status.message()), HasSubstr("left the group"));
}

}  // namespace
}  // namespace liengia::rosters
