#include "tests/support/proposals.h"

#include "db/pool.h"
#include "services/platform/topics.h"
#include "services/rosters/proposal_worker.h"

namespace liengia::testing {
namespace {

using Stub = v1::ProposalService::Stub;

template <typename Request>
Request Of(const TestGroup& group, const v1::RosterProposal& proposal) {
  Request request;
  request.set_group_id(group.id);
  request.set_proposal_id(proposal.proposal_id());
  return request;
}

}  // namespace

v1::RosterProposal NewProposal(const TestGroup& group, const v1::Roster& roster, int64_t seed) {
  v1::CreateRosterProposalRequest request;
  request.set_group_id(group.id);
  request.set_roster_id(roster.roster_id());
  request.set_seed(seed);
  request.set_step_limit(100'000);
  const auto reply = group.leader.client.Call(&Stub::CreateRosterProposal, request);
  EXPECT_TRUE(reply.ok()) << reply;
  return reply->proposal();
}

v1::RosterProposal Solve(const TestGroup& group, const v1::RosterProposal& proposal) {
  db::Pool pool({.url = TheWorld().database().url(), .size = 2});
  platform::Topics topics;
  const rosters::ProposalWorker worker({}, pool, TheWorld().clock(), topics);
  const auto stream = group.leader.client.Watch(
      &Stub::WatchRosterProposal, Of<v1::WatchRosterProposalRequest>(group, proposal));
  EXPECT_TRUE(stream.status.ok()) << stream.status.error_message();
  return stream.messages.empty() ? proposal : stream.messages.back().proposal();
}

v1::AcceptRosterProposalResponse Accept(const TestGroup& group,
                                        const v1::RosterProposal& proposal) {
  const auto reply = group.leader.client.Call(&Stub::AcceptRosterProposal,
                                              Of<v1::AcceptRosterProposalRequest>(group, proposal));
  EXPECT_TRUE(reply.ok()) << reply;
  return reply.response;
}

}  // namespace liengia::testing
