#pragma once

#include <string>

#include "liengia/v1/proposal_service.grpc.pb.h"
#include "tests/support/rosters.h"

// Proposals, and the solver that makes them. Binaries that use these run a world without solvers
// (WorldOptions().solvers = 0), so that a proposal waits until the test says.
namespace liengia::testing {

// Asked for by the leader; the test fails if it is refused.
v1::RosterProposal NewProposal(const TestGroup& group, const v1::Roster& roster, int64_t seed = 7);

// Runs a solver until the proposal is at rest.
v1::RosterProposal Solve(const TestGroup& group, const v1::RosterProposal& proposal);

// Accepted by the leader; the test fails if it is refused.
v1::AcceptRosterProposalResponse Accept(const TestGroup& group, const v1::RosterProposal& proposal);

}  // namespace liengia::testing
