// Who makes a proposal, and what becomes of it when they stop, die or are called off.

#include "services/rosters/proposal_worker.h"

#include <optional>
#include <vector>

#include "absl/time/clock.h"
#include "db/pool.h"
#include "services/rosters/engine/problem_text.h"
#include "services/rosters/filling_store.h"
#include "services/rosters/proposal_store.h"
#include "tests/support/proposals.h"
#include "tests/support/proto.h"

namespace liengia::testing {
namespace {

using rosters::Claim;
using rosters::ProposalWorker;
using Stub = v1::ProposalService::Stub;
using State = v1::RosterProposal;

const bool without_solvers = (WorldOptions().solvers = 0, true);

// A server's share in the work, without the server.
struct Workshop {
  db::Pool pool{{.url = TheWorld().database().url(), .size = 4}};
  platform::Topics topics;
  std::optional<ProposalWorker> worker;

  void Open(int solvers = 1) {
    worker.emplace(ProposalWorker::Options{.solvers = solvers, .rest = absl::Milliseconds(50)},
                   pool, TheWorld().clock(), topics);
  }
};

struct Scene {
  TestGroup group = NewGroup();
  v1::RosterProposal proposal;

  // Of so many people and templates. One with hundreds of places keeps an engine busy for longer
  // than a test takes.
  Scene(int people, int templates) {
    for (int i = 0; i < templates; ++i) NewNights(group);
    NewPeople(group, people);
    proposal = NewProposal(group, NewDraft(group));
  }
};

template <typename Request>
Request About(const Scene& scene) {
  Request request;
  request.set_group_id(scene.group.id);
  request.set_proposal_id(scene.proposal.proposal_id());
  return request;
}

v1::RosterProposal Now(const Scene& scene) {
  return scene.group.leader.client
      .Call(&Stub::GetRosterProposal, About<v1::GetRosterProposalRequest>(scene))
      ->proposal();
}

// Waits until it is in that state; how it came there is told by NOTIFY.
void Await(const Scene& scene, State::State state) {
  const auto stream =
      scene.group.leader.client
          .Watch<Stub, v1::WatchRosterProposalRequest, v1::WatchRosterProposalResponse>(
              &Stub::WatchRosterProposal, About<v1::WatchRosterProposalRequest>(scene),
              [state](const v1::WatchRosterProposalResponse& message) {
                return message.proposal().state() != state;
              });
  ASSERT_FALSE(stream.messages.empty()) << stream.status.error_message();
  EXPECT_EQ(stream.messages.back().proposal().state(), state)
      << stream.messages.back().DebugString();
}

// Neither in the queue nor in anybody's hands.
void EmptyQueue() {
  TheWorld().database().Run(
      "update roster_proposals set state = 'cancelled', claim_id = null, claim_end_time = null, "
      "finish_time = create_time where state in ('queued', 'solving')");
}

std::optional<Claim> TakeClaim(db::Pool& pool) {
  std::optional<Claim> claim;
  const absl::Time now = TheWorld().clock().Now();
  EXPECT_TRUE(pool.TransactLocked(now, absl::Now() + absl::Seconds(10),
                                  [&](db::Tx& tx) {
                                    claim = rosters::ClaimProposal(tx, now + absl::Seconds(30));
                                    return absl::OkStatus();
                                  })
                  .ok());
  return claim;
}

int ClaimCount(const Scene& scene) {
  return TheWorld()
      .database()
      .Run("select claim_count from roster_proposals where id = '" + scene.proposal.proposal_id() +
           "'")[0][0]
      .as<int>();
}

std::string RosterText(const Scene& scene) {
  return TheWorld()
      .database()
      .Run("select coalesce(roster_text, '') from roster_proposals where id = '" +
           scene.proposal.proposal_id() + "'")[0][0]
      .as<std::string>();
}

TEST(ProposalWorkerTest, TwoServersNeverMakeOneTwice) {
  EmptyQueue();
  std::vector<Scene> scenes;
  for (int i = 0; i < 8; ++i) scenes.emplace_back(6, 1);
  Workshop first, second;
  first.Open(2);
  second.Open(2);
  for (const Scene& scene : scenes) {
    Await(scene, State::STATE_SOLVED);
    EXPECT_EQ(ClaimCount(scene), 1);
  }
}

TEST(ProposalWorkerTest, TwoTransactionsAtOnceClaimTwoProposals) {
  EmptyQueue();
  const Scene first(2, 1), second(2, 1);
  Workshop workshop;
  std::optional<Claim> outer, inner, none;
  const absl::Time now = TheWorld().clock().Now();
  ASSERT_TRUE(workshop.pool
                  .TransactLocked(now, absl::Now() + absl::Seconds(10),
                                  [&](db::Tx& tx) {
                                    outer = rosters::ClaimProposal(tx, now + absl::Seconds(30));
                                    inner = TakeClaim(workshop.pool);
                                    none = TakeClaim(workshop.pool);
                                    return absl::OkStatus();
                                  })
                  .ok());
  ASSERT_TRUE(outer.has_value() && inner.has_value());
  EXPECT_NE(outer->proposal.id, inner->proposal.id);
  EXPECT_FALSE(none.has_value());
}

TEST(ProposalWorkerTest, AClaimThatRanOutIsTakenOverWithTheSameInputs) {
  EmptyQueue();
  const Scene scene(6, 1);
  Workshop workshop;
  const auto dead = TakeClaim(workshop.pool);
  ASSERT_TRUE(dead.has_value());
  const absl::Time now = TheWorld().clock().Now();
  std::string problem;
  ASSERT_TRUE(workshop.pool
                  .Transact(now, absl::Now() + absl::Seconds(10),
                            [&](db::Tx& tx) {
                              const auto draft =
                                  rosters::LoadDraft(tx, dead->group_id, dead->proposal.roster_id);
                              problem = rosters::engine::ProblemText(draft->plan.problem);
                              rosters::SaveProblem(tx, *dead, draft->roster.version, problem);
                              return absl::OkStatus();
                            })
                  .ok());
  EXPECT_FALSE(TakeClaim(workshop.pool).has_value());
  // What changes after the engine began is not seen by who takes over.
  NewPeople(scene.group, 3);
  TheWorld().clock().Advance(absl::Seconds(30));
  workshop.Open();
  Await(scene, State::STATE_SOLVED);
  EXPECT_EQ(ClaimCount(scene), 2);
  const auto alone = rosters::MakeRoster(problem, {.seed = 7, .steps = 100'000});
  ASSERT_TRUE(alone.ok()) << alone.status();
  EXPECT_EQ(RosterText(scene), alone->roster_text);
}

TEST(ProposalWorkerTest, WhoLostTheClaimWritesNothing) {
  EmptyQueue();
  const Scene scene(6, 1);
  Workshop workshop;
  const auto slow = TakeClaim(workshop.pool);
  ASSERT_TRUE(slow.has_value());
  TheWorld().clock().Advance(absl::Seconds(30));
  ASSERT_TRUE(TakeClaim(workshop.pool).has_value());
  const absl::Time now = TheWorld().clock().Now();
  ASSERT_TRUE(workshop.pool
                  .TransactLocked(now, absl::Now() + absl::Seconds(10),
                                  [&](db::Tx& tx) {
                                    EXPECT_FALSE(rosters::SaveProgress(tx, *slow, 5, now));
                                    EXPECT_FALSE(rosters::SaveSolved(tx, *slow, {}));
                                    EXPECT_FALSE(rosters::SaveFailed(tx, *slow, {}));
                                    EXPECT_FALSE(rosters::SaveReleased(tx, *slow));
                                    return absl::OkStatus();
                                  })
                  .ok());
  EXPECT_THAT(Now(scene), ContainsProto("state: STATE_SOLVING step_count: 0"));
}

TEST(ProposalWorkerTest, OneThatWasBegunThreeTimesInVainFails) {
  EmptyQueue();
  const Scene scene(2, 1);
  Workshop workshop;
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(TakeClaim(workshop.pool).has_value());
    TheWorld().clock().Advance(absl::Seconds(30));
  }
  workshop.Open();
  Await(scene, State::STATE_FAILED);
  EXPECT_THAT(Now(scene).failure_text(), ::testing::HasSubstr("the fault is the system's"));
}

TEST(ProposalWorkerTest, OneWhoseRosterIsNoDraftAnyMoreFailsAndSaysWhy) {
  EmptyQueue();
  const Scene scene(2, 1);
  Publish(scene.group, scene.proposal.roster_id());
  Workshop workshop;
  workshop.Open();
  Await(scene, State::STATE_FAILED);
  EXPECT_EQ(Now(scene).failure_text(), "The roster is published. Only a draft can be filled.");
}

TEST(ProposalWorkerTest, AServerThatStopsGivesBackWhatItWasMaking) {
  EmptyQueue();
  const Scene scene(60, 8);
  Change(scene.group, "update roster_proposals set step_limit = 400000000 where group_id = $group");
  Workshop workshop;
  workshop.Open();
  Await(scene, State::STATE_SOLVING);
  workshop.worker.reset();
  EXPECT_THAT(Now(scene), ContainsProto("state: STATE_QUEUED"));
  EXPECT_EQ(ClaimCount(scene), 0);
}

TEST(ProposalWorkerTest, OneThatIsCalledOffMakesRoomForTheNext) {
  EmptyQueue();
  const Scene scene(60, 8);
  Change(scene.group, "update roster_proposals set step_limit = 400000000 where group_id = $group");
  Workshop workshop;
  workshop.Open();
  Await(scene, State::STATE_SOLVING);
  const auto reply = scene.group.leader.client.Call(&Stub::CancelRosterProposal,
                                                    About<v1::CancelRosterProposalRequest>(scene));
  ASSERT_TRUE(reply.ok()) << reply;
  const Scene next(2, 1);
  Await(next, State::STATE_SOLVED);
  EXPECT_THAT(Now(scene), ContainsProto("state: STATE_CANCELLED"));
  EXPECT_EQ(RosterText(scene), "");
}

TEST(ProposalWorkerTest, OldOnesAreClearedAway) {
  EmptyQueue();
  const Scene old(2, 1);
  EmptyQueue();
  Workshop workshop;
  const absl::Time now = TheWorld().clock().Now();
  const auto clear = [&](absl::Time before) {
    int cleared = 0;
    EXPECT_TRUE(workshop.pool
                    .Transact(now, absl::Now() + absl::Seconds(10),
                              [&](db::Tx& tx) {
                                cleared = rosters::DeleteProposalsBefore(tx, before, 1000);
                                return absl::OkStatus();
                              })
                    .ok());
    return cleared;
  };
  EXPECT_EQ(clear(now - absl::Hours(24 * 60)), 0);
  EXPECT_GT(clear(now + absl::Seconds(1)), 0);
}

}  // namespace
}  // namespace liengia::testing
