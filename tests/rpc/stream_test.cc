// What the border promises for every stream, tried on WatchRosterProposal.

#include <thread>

#include "absl/time/clock.h"
#include "liengia/v1/session_service.grpc.pb.h"
#include "tests/support/proposals.h"
#include "tests/support/proto.h"

namespace liengia::testing {
namespace {

using grpc::StatusCode;
using ::testing::SizeIs;
using Stub = v1::ProposalService::Stub;
using Message = v1::WatchRosterProposalResponse;
using OnMessage = std::function<bool(const Message&)>;

// A proposal waits, so that a stream of it does.
const bool without_solvers = (WorldOptions().solvers = 0, true);

struct Scene {
  TestGroup group = NewGroup();
  v1::RosterProposal proposal;

  Scene() {
    NewNights(group);
    proposal = NewProposal(group, NewDraft(group));
  }

  Stream<Message> Watch(const Client& client, const OnMessage& on_message) const {
    v1::WatchRosterProposalRequest request;
    request.set_group_id(group.id);
    request.set_proposal_id(proposal.proposal_id());
    return client.Watch(&Stub::WatchRosterProposal, request, on_message);
  }
};

// Another server on the same database.
struct Other {
  explicit Other(ServerOptions options) {
    options.database_url = TheWorld().database().url();
    options.grpc_address = "127.0.0.1:0";
    options.http_address = "";
    options.clock = &TheWorld().clock();
    options.solvers = 0;
    server = *Server::Start(options);
  }

  Client As(const Client& client) const {
    return Client(grpc::CreateChannel("127.0.0.1:" + std::to_string(server->grpc_port()),
                                      grpc::InsecureChannelCredentials()),
                  client.token(), client.account_id());
  }

  std::unique_ptr<Server> server;
};

TEST(StreamTest, WhoSignsOutLosesIt) {
  const Scene scene;
  const Client& leader = scene.group.leader.client;
  const auto stream = scene.Watch(leader, [&](const Message&) {
    EXPECT_TRUE(leader.Call(&v1::SessionService::Stub::SignOut, v1::SignOutRequest()).ok());
    return true;
  });
  EXPECT_THAT(stream, IsRefused(StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED));
  EXPECT_THAT(stream.messages, SizeIs(1));
}

TEST(StreamTest, WhoLosesTheRoleLosesIt) {
  const Scene scene;
  const TestMember deputy = NewMember(scene.group, {.role = "deputy"});
  const auto stream = scene.Watch(deputy.client, [&](const Message&) {
    Change(scene.group, "update members set role = 'member' where group_id = $group and id = '" +
                            deputy.id + "'; select pg_notify('caller_changed', '" +
                            deputy.client.account_id() + "')");
    return true;
  });
  EXPECT_THAT(stream, IsRefused(StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING));
}

TEST(StreamTest, WhatChangedWhileTheServerHeardNothingIsSeenWhenItHearsAgain) {
  const Scene scene;
  const auto stream = scene.Watch(scene.group.leader.client, [&](const Message& message) {
    if (message.proposal().state() != v1::RosterProposal::STATE_QUEUED) return true;
    Change(scene.group,
           "update roster_proposals set state = 'cancelled', finish_time = create_time "
           "where group_id = $group");
    TheWorld().database().Run(
        "select pg_terminate_backend(pid) from pg_stat_activity "
        "where datname = current_database() and query ilike 'listen%'");
    return true;
  });
  EXPECT_TRUE(stream.status.ok()) << stream.status.error_message();
  ASSERT_THAT(stream.messages, SizeIs(2));
  EXPECT_EQ(stream.messages[1].proposal().state(), v1::RosterProposal::STATE_CANCELLED);
}

TEST(StreamTest, AServerThatStopsSaysSoAtOnce) {
  const Scene scene;
  Other other({});
  std::thread draining;
  const absl::Time start = absl::Now();
  const auto stream = scene.Watch(other.As(scene.group.leader.client), [&](const Message&) {
    draining = std::thread([&] { other.server->Drain(absl::Seconds(60)); });
    return true;
  });
  draining.join();
  EXPECT_THAT(stream, IsRefused(StatusCode::UNAVAILABLE, v1::ERROR_REASON_SERVER_STOPPING));
  EXPECT_LT(absl::Now() - start, absl::Seconds(30));
}

TEST(StreamTest, OneThatLastsTooLongEnds) {
  const Scene scene;
  const Other other({.max_stream_duration = absl::Milliseconds(50)});
  const auto stream = scene.Watch(other.As(scene.group.leader.client), {});
  EXPECT_THAT(stream, IsRefused(StatusCode::DEADLINE_EXCEEDED, v1::ERROR_REASON_TOO_SLOW));
}

// Opens streams inside of one another; returns how the last one ended.
Stream<Message> Nested(const Scene& scene, const Client& client, int depth) {
  Stream<Message> inner;
  const auto outer = scene.Watch(client, [&](const Message&) {
    if (depth > 1) inner = Nested(scene, client, depth - 1);
    return false;
  });
  return depth > 1 ? inner : outer;
}

TEST(StreamTest, AnAccountHasSixteenAtATime) {
  const Scene scene;
  EXPECT_THAT(Nested(scene, scene.group.leader.client, 17),
              IsRefused(StatusCode::RESOURCE_EXHAUSTED, v1::ERROR_REASON_LIMIT_REACHED));
}

TEST(StreamTest, WhoLeavesMakesRoom) {
  const Scene scene;
  const absl::Time end = absl::Now() + absl::Seconds(30);
  for (int seen = 0; seen < 40;) {
    const auto stream =
        scene.Watch(scene.group.leader.client, [](const Message&) { return false; });
    // The server hears of it a moment later.
    if (!stream.messages.empty()) ++seen;
    ASSERT_LT(absl::Now(), end) << stream.status.error_message();
  }
}

TEST(StreamTest, OnesThatRestHoldNoWorker) {
  const Scene scene;
  const Other other({.database_connections = 1});
  const Client leader = other.As(scene.group.leader.client);
  scene.Watch(leader, [&](const Message&) {
    scene.Watch(leader, [&](const Message&) {
      v1::GetRosterProposalRequest request;
      request.set_group_id(scene.group.id);
      request.set_proposal_id(scene.proposal.proposal_id());
      EXPECT_TRUE(leader.Call(&Stub::GetRosterProposal, request).ok());
      return false;
    });
    return false;
  });
}

}  // namespace
}  // namespace liengia::testing
