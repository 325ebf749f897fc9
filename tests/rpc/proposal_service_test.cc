#include <thread>

#include "services/platform/id.h"
#include "services/rosters/certificate.h"
#include "tests/support/proposals.h"
#include "tests/support/proto.h"

namespace liengia::testing {
namespace {

using grpc::StatusCode;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Stub = v1::ProposalService::Stub;
using State = v1::RosterProposal;

// A proposal waits until a test lets it be made.
const bool without_solvers = (WorldOptions().solvers = 0, true);

struct Scene {
  TestGroup group = NewGroup();
  std::vector<std::string> people;
  v1::Roster draft;

  explicit Scene(int count = 8) {
    NewNights(group);
    people = NewPeople(group, count);
    draft = NewDraft(group);
  }

  v1::RosterProposal Solved(int64_t seed = 7) const {
    return Solve(group, NewProposal(group, draft, seed));
  }
};

template <typename Request>
Request About(const TestGroup& group, const std::string& proposal_id) {
  Request request;
  request.set_group_id(group.id);
  request.set_proposal_id(proposal_id);
  return request;
}

template <typename Request>
Request About(const Scene& scene, const v1::RosterProposal& proposal) {
  return About<Request>(scene.group, proposal.proposal_id());
}

v1::CreateRosterProposalRequest Create(const Scene& scene) {
  v1::CreateRosterProposalRequest request;
  request.set_group_id(scene.group.id);
  request.set_roster_id(scene.draft.roster_id());
  return request;
}

v1::GetRosterCertificateRequest CertificateOf(const Scene& scene) {
  v1::GetRosterCertificateRequest request;
  request.set_group_id(scene.group.id);
  request.set_roster_id(scene.draft.roster_id());
  return request;
}

// Refused to whoever leads nothing, and to nobody in particular.
template <typename Response, typename Request>
void ExpectForLeaders(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                      const TestGroup& group, const Request& request) {
  EXPECT_THAT(NewMember(group).client.Call(method, request),
              IsRefused(StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING));
  EXPECT_THAT(TheWorld().Person().Call(method, request),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(TheWorld().Stranger().Call(method, request),
              IsRefused(StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED));
}

// Not found when there is none, and when it is another group's.
template <typename Response, typename Request>
void ExpectOwnOnly(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                   const v1::RosterProposal& proposal) {
  const TestGroup other = NewGroup();
  EXPECT_THAT(other.leader.client.Call(method, About<Request>(other, proposal.proposal_id())),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(other.leader.client.Call(method, About<Request>(other, "x")),
              IsMalformed(Fields({"proposal_id"})));
  EXPECT_THAT(other.leader.client.Call(method, About<Request>(other, "")),
              IsMalformed(Fields({"proposal_id"})));
}

TEST(CreateRosterProposalTest, QueuesOneAndLeavesTheDraftAsItIs) {
  const Scene scene;
  auto request = Create(scene);
  request.set_seed(11);
  request.set_etag(scene.draft.etag());
  const auto reply = scene.group.leader.client.Call(&Stub::CreateRosterProposal, request);
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_THAT(reply->proposal(), ContainsProto("state: STATE_QUEUED seed: 11 step_limit: 4000000 "
                                               "create_time { seconds: 1792242000 }"));
  EXPECT_EQ(reply->proposal().roster_id(), scene.draft.roster_id());
  EXPECT_EQ(Look(scene.group, scene.draft.roster_id()).roster().etag(), scene.draft.etag());
}

TEST(CreateRosterProposalTest, OnlyOneIsMadeForARosterAtATime) {
  const Scene scene;
  const auto first = NewProposal(scene.group, scene.draft);
  EXPECT_THAT(scene.group.leader.client.Call(&Stub::CreateRosterProposal, Create(scene)),
              IsRefused(StatusCode::ALREADY_EXISTS, v1::ERROR_REASON_PROPOSAL_RUNNING));
  Solve(scene.group, first);
  EXPECT_TRUE(scene.group.leader.client.Call(&Stub::CreateRosterProposal, Create(scene)).ok());
}

TEST(CreateRosterProposalTest, TheSameRequestIdAsksOnce) {
  const Scene scene;
  auto request = Create(scene);
  request.set_request_id(platform::NewId(TheWorld().clock().Now()));
  const auto first = scene.group.leader.client.Call(&Stub::CreateRosterProposal, request);
  const auto again = scene.group.leader.client.Call(&Stub::CreateRosterProposal, request);
  ASSERT_TRUE(again.ok()) << again;
  EXPECT_EQ(again->DebugString(), first->DebugString());
}

TEST(CreateRosterProposalTest, AStaleEtagIsRefused) {
  const Scene scene;
  auto request = Create(scene);
  request.set_etag(scene.draft.etag());
  PutOn(scene.group, Look(scene.group, scene.draft.roster_id()).shifts(0).shift_id(),
        scene.people[0]);
  EXPECT_THAT(scene.group.leader.client.Call(&Stub::CreateRosterProposal, request),
              IsRefused(StatusCode::ABORTED, v1::ERROR_REASON_STALE_ETAG));
}

TEST(CreateRosterProposalTest, NeedsADraft) {
  const Scene scene;
  Publish(scene.group, scene.draft.roster_id());
  EXPECT_THAT(scene.group.leader.client.Call(&Stub::CreateRosterProposal, Create(scene)),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_ROSTER_STATE));
  auto request = Create(scene);
  request.set_roster_id(kNowhere);
  EXPECT_THAT(scene.group.leader.client.Call(&Stub::CreateRosterProposal, request),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
}

TEST(CreateRosterProposalTest, NeedsMembersAndAGroupThatPlans) {
  const Scene scene;
  Change(scene.group, "update groups set state = 'suspended' where id = $group");
  EXPECT_THAT(scene.group.leader.client.Call(&Stub::CreateRosterProposal, Create(scene)),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_GROUP_STATE));
  Change(scene.group, "update groups set state = 'active' where id = $group");
  // Behind the server's back: it goes on taking the leader for one.
  Change(scene.group, "update members set end_time = '2026-10-17' where group_id = $group");
  EXPECT_THAT(scene.group.leader.client.Call(&Stub::CreateRosterProposal, Create(scene)),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_NOTHING_TO_PLAN));
}

TEST(CreateRosterProposalTest, NeedsAShiftThatIsNotOver) {
  const Scene scene;
  Change(scene.group,
         "update shifts set start_time = start_time - interval '60 days', "
         "end_time = end_time - interval '60 days' where group_id = $group");
  EXPECT_THAT(scene.group.leader.client.Call(&Stub::CreateRosterProposal, Create(scene)),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_NOTHING_TO_PLAN));
}

TEST(CreateRosterProposalTest, AGroupGetsFortyInADay) {
  const Scene scene;
  const auto queued = NewProposal(scene.group, scene.draft);
  Change(scene.group,
         "update roster_proposals set state = 'cancelled', finish_time = create_time "
         "where group_id = $group;"
         "insert into roster_proposals (group_id, id, roster_id, state, seed, step_limit, "
         "account_id, create_time, finish_time) "
         "select group_id, gen_random_uuid(), roster_id, state, seed, step_limit, account_id, "
         "create_time, finish_time from roster_proposals, generate_series(1, 39) "
         "where group_id = $group");
  EXPECT_THAT(scene.group.leader.client.Call(&Stub::CreateRosterProposal, Create(scene)),
              IsRefused(StatusCode::RESOURCE_EXHAUSTED, v1::ERROR_REASON_LIMIT_REACHED));
}

TEST(CreateRosterProposalTest, EveryBadFieldIsTold) {
  const Scene scene;
  v1::CreateRosterProposalRequest request;
  request.set_group_id(scene.group.id);
  request.set_roster_id("x");
  request.set_step_limit(400'000'001);
  request.set_request_id("y");
  EXPECT_THAT(scene.group.leader.client.Call(&Stub::CreateRosterProposal, request),
              IsMalformed(Fields({"roster_id", "step_limit", "request_id"})));
  request = Create(scene);
  request.set_step_limit(-1);
  EXPECT_THAT(scene.group.leader.client.Call(&Stub::CreateRosterProposal, request),
              IsMalformed(Fields({"step_limit"})));
}

TEST(CreateRosterProposalTest, IsForLeaders) {
  const Scene scene;
  ExpectForLeaders(&Stub::CreateRosterProposal, scene.group, Create(scene));
}

TEST(GetRosterProposalTest, OfASolvedOneShowsWhatItWouldAsk) {
  const Scene scene;
  const auto proposal = scene.Solved();
  const auto reply = scene.group.leader.client.Call(
      &Stub::GetRosterProposal, About<v1::GetRosterProposalRequest>(scene, proposal));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_THAT(reply->proposal(), ContainsProto("state: STATE_SOLVED empty_count: 0 "
                                               "fairness { exchange_stable: true }"));
  EXPECT_EQ(reply->proposal().roster_etag(), scene.draft.etag());
  EXPECT_THAT(reply->duties(), SizeIs(60));
  EXPECT_THAT(reply->loads(), SizeIs(9));
  EXPECT_THAT(reply->empty_slots(), IsEmpty());
  EXPECT_EQ(Look(scene.group, scene.draft.roster_id()).roster().duty_count(), 0);
}

TEST(GetRosterProposalTest, SaysWhyPlacesWouldStayEmpty) {
  Scene scene(0);
  Change(scene.group, "update members set birth_year = 1940 where group_id = $group");
  const auto proposal = scene.Solved();
  const auto reply = scene.group.leader.client.Call(
      &Stub::GetRosterProposal, About<v1::GetRosterProposalRequest>(scene, proposal));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_THAT(reply->proposal(), ContainsProto("empty_count: 60"));
  ASSERT_THAT(reply->empty_slots(), SizeIs(30));
  EXPECT_THAT(reply->empty_slots(0), ContainsProto("missing_count: 2 rule_counts { "
                                                   "kind: KIND_OVER_70 member_count: 1 }"));
}

TEST(GetRosterProposalTest, IsForLeadersOfItsGroup) {
  const Scene scene;
  const auto proposal = NewProposal(scene.group, scene.draft);
  ExpectForLeaders(&Stub::GetRosterProposal, scene.group,
                   About<v1::GetRosterProposalRequest>(scene, proposal));
  ExpectOwnOnly(&Stub::GetRosterProposal, proposal);
}

TEST(ListRosterProposalsTest, NewestFirstPageByPage) {
  const Scene scene;
  const auto first = scene.Solved(1);
  TheWorld().clock().Advance(absl::Seconds(1));
  const auto second = NewProposal(scene.group, scene.draft, 2);
  v1::ListRosterProposalsRequest request;
  request.set_group_id(scene.group.id);
  request.set_page_size(1);
  auto page = scene.group.leader.client.Call(&Stub::ListRosterProposals, request);
  ASSERT_TRUE(page.ok()) << page;
  EXPECT_THAT(page->proposals(), ElementsAre(ContainsProto("state: STATE_QUEUED seed: 2")));
  request.set_page_token(page->next_page_token());
  page = scene.group.leader.client.Call(&Stub::ListRosterProposals, request);
  ASSERT_TRUE(page.ok()) << page;
  EXPECT_THAT(page->proposals(), ElementsAre(ContainsProto("state: STATE_SOLVED seed: 1")));
  EXPECT_EQ(page->next_page_token(), "");
}

TEST(ListRosterProposalsTest, OfOneRosterOnly) {
  const Scene scene;
  NewProposal(scene.group, scene.draft);
  v1::ListRosterProposalsRequest request;
  request.set_group_id(scene.group.id);
  request.set_roster_id(NewDraft(scene.group, 2026, 12).roster_id());
  const auto reply = scene.group.leader.client.Call(&Stub::ListRosterProposals, request);
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_THAT(reply->proposals(), IsEmpty());
}

TEST(ListRosterProposalsTest, IsForLeadersAndRefusesForgedTokens) {
  const TestGroup group = NewGroup();
  v1::ListRosterProposalsRequest request;
  request.set_group_id(group.id);
  ExpectForLeaders(&Stub::ListRosterProposals, group, request);
  request.set_page_token("forged");
  EXPECT_THAT(group.leader.client.Call(&Stub::ListRosterProposals, request),
              IsRefused(StatusCode::INVALID_ARGUMENT, v1::ERROR_REASON_PAGE_TOKEN_INVALID));
  request.set_page_token("");
  request.set_roster_id("x");
  request.set_page_size(-1);
  EXPECT_THAT(group.leader.client.Call(&Stub::ListRosterProposals, request),
              IsMalformed(Fields({"roster_id"})));
}

TEST(WatchRosterProposalTest, GoesFromQueuedToSolvedAndEnds) {
  const Scene scene;
  const auto proposal = NewProposal(scene.group, scene.draft);
  std::thread solver;
  const auto stream =
      scene.group.leader.client
          .Watch<Stub, v1::WatchRosterProposalRequest, v1::WatchRosterProposalResponse>(
              &Stub::WatchRosterProposal, About<v1::WatchRosterProposalRequest>(scene, proposal),
              [&](const v1::WatchRosterProposalResponse& message) {
                if (message.proposal().state() == State::STATE_QUEUED && !solver.joinable()) {
                  solver = std::thread([&] { Solve(scene.group, proposal); });
                }
                return true;
              });
  solver.join();
  EXPECT_TRUE(stream.status.ok()) << stream.status.error_message();
  ASSERT_GE(stream.messages.size(), 2u);
  EXPECT_EQ(stream.messages.front().proposal().state(), State::STATE_QUEUED);
  EXPECT_EQ(stream.messages.back().proposal().state(), State::STATE_SOLVED);
}

TEST(WatchRosterProposalTest, OfOneAtRestHasOneMessage) {
  const Scene scene;
  const auto proposal = scene.Solved();
  const auto stream = scene.group.leader.client.Watch(
      &Stub::WatchRosterProposal, About<v1::WatchRosterProposalRequest>(scene, proposal));
  EXPECT_TRUE(stream.status.ok()) << stream.status.error_message();
  EXPECT_THAT(stream.messages, SizeIs(1));
}

TEST(WatchRosterProposalTest, IsForLeadersOfItsGroup) {
  const Scene scene;
  const auto proposal = NewProposal(scene.group, scene.draft);
  const auto request = About<v1::WatchRosterProposalRequest>(scene, proposal);
  EXPECT_THAT(NewMember(scene.group).client.Watch(&Stub::WatchRosterProposal, request),
              IsRefused(StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING));
  EXPECT_THAT(TheWorld().Person().Watch(&Stub::WatchRosterProposal, request),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(TheWorld().Stranger().Watch(&Stub::WatchRosterProposal, request),
              IsRefused(StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED));
  EXPECT_THAT(
      scene.group.leader.client.Watch(&Stub::WatchRosterProposal,
                                      About<v1::WatchRosterProposalRequest>(scene.group, kNowhere)),
      IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(
      scene.group.leader.client.Watch(&Stub::WatchRosterProposal,
                                      About<v1::WatchRosterProposalRequest>(scene.group, "")),
      IsMalformed(Fields({"proposal_id"})));
}

TEST(CancelRosterProposalTest, EndsWhatWaitsAndTellsWhoWatches) {
  const Scene scene;
  const auto proposal = NewProposal(scene.group, scene.draft);
  const Client& leader = scene.group.leader.client;
  const auto stream =
      leader.Watch<Stub, v1::WatchRosterProposalRequest, v1::WatchRosterProposalResponse>(
          &Stub::WatchRosterProposal, About<v1::WatchRosterProposalRequest>(scene, proposal),
          [&](const v1::WatchRosterProposalResponse& message) {
            if (message.proposal().state() == State::STATE_QUEUED) {
              const auto reply =
                  leader.Call(&Stub::CancelRosterProposal,
                              About<v1::CancelRosterProposalRequest>(scene, proposal));
              EXPECT_TRUE(reply.ok()) << reply;
              EXPECT_THAT(reply->proposal(),
                          ContainsProto("state: STATE_CANCELLED finish_time {}"));
            }
            return true;
          });
  EXPECT_TRUE(stream.status.ok()) << stream.status.error_message();
  EXPECT_THAT(stream.messages, SizeIs(2));
}

TEST(CancelRosterProposalTest, WhatIsSolvedCanBeThrownAwayButNotWhatIsAccepted) {
  const Scene scene;
  const auto first = scene.Solved(1);
  EXPECT_TRUE(
      scene.group.leader.client
          .Call(&Stub::CancelRosterProposal, About<v1::CancelRosterProposalRequest>(scene, first))
          .ok());
  const auto second = scene.Solved(2);
  Accept(scene.group, second);
  EXPECT_THAT(scene.group.leader.client.Call(&Stub::CancelRosterProposal,
                                             About<v1::CancelRosterProposalRequest>(scene, second)),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_PROPOSAL_STATE));
}

TEST(CancelRosterProposalTest, IsForLeadersOfItsGroup) {
  const Scene scene;
  const auto proposal = NewProposal(scene.group, scene.draft);
  ExpectForLeaders(&Stub::CancelRosterProposal, scene.group,
                   About<v1::CancelRosterProposalRequest>(scene, proposal));
  ExpectOwnOnly(&Stub::CancelRosterProposal, proposal);
}

TEST(AcceptRosterProposalTest, FillsTheDraftAndKeepsWhatWasSetByHand) {
  const Scene scene;
  const std::string shift = Look(scene.group, scene.draft.roster_id()).shifts(9).shift_id();
  const v1::Duty pinned = PutOn(scene.group, shift, scene.people[3]);
  const auto reply = Accept(scene.group, scene.Solved());
  EXPECT_THAT(reply.proposal(), ContainsProto("state: STATE_ACCEPTED"));
  EXPECT_THAT(reply.roster(), ContainsProto("state: STATE_DRAFT duty_count: 60"));
  EXPECT_THAT(reply.loads(), SizeIs(9));
  const v1::GetRosterResponse month = Look(scene.group, scene.draft.roster_id());
  EXPECT_EQ(month.shifts(9).duties(0).duty_id(), pinned.duty_id());
  EXPECT_THAT(month.problems(), IsEmpty());
}

TEST(AcceptRosterProposalTest, OnlyWhatIsSolvedCanBeAcceptedAndOnce) {
  const Scene scene;
  const auto proposal = NewProposal(scene.group, scene.draft);
  const auto request = About<v1::AcceptRosterProposalRequest>(scene, proposal);
  EXPECT_THAT(scene.group.leader.client.Call(&Stub::AcceptRosterProposal, request),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_PROPOSAL_STATE));
  Accept(scene.group, Solve(scene.group, proposal));
  EXPECT_THAT(scene.group.leader.client.Call(&Stub::AcceptRosterProposal, request),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_PROPOSAL_STATE));
}

TEST(AcceptRosterProposalTest, ADraftThatChangedSinceIsLeftAlone) {
  const Scene scene;
  const auto proposal = scene.Solved();
  PutOn(scene.group, Look(scene.group, scene.draft.roster_id()).shifts(0).shift_id(),
        scene.people[0]);
  EXPECT_THAT(
      scene.group.leader.client.Call(&Stub::AcceptRosterProposal,
                                     About<v1::AcceptRosterProposalRequest>(scene, proposal)),
      IsRefused(StatusCode::ABORTED, v1::ERROR_REASON_PROPOSAL_STALE));
  EXPECT_EQ(Look(scene.group, scene.draft.roster_id()).roster().duty_count(), 1);
}

TEST(AcceptRosterProposalTest, OfTwoTheSecondIsStaleOnceTheFirstIsAccepted) {
  const Scene scene;
  const auto first = scene.Solved(1);
  const auto second = scene.Solved(2);
  Accept(scene.group, first);
  EXPECT_THAT(scene.group.leader.client.Call(&Stub::AcceptRosterProposal,
                                             About<v1::AcceptRosterProposalRequest>(scene, second)),
              IsRefused(StatusCode::ABORTED, v1::ERROR_REASON_PROPOSAL_STALE));
}

TEST(AcceptRosterProposalTest, SomebodyWhoIsAwayByNowIsNamed) {
  const Scene scene;
  const auto proposal = scene.Solved();
  Change(scene.group,
         "insert into absences (group_id, id, member_id, start_date, end_date, create_time) "
         "values ($group, gen_random_uuid(), '" +
             scene.people[0] + "', '2026-11-01', '2026-12-01', '2026-10-01')");
  const auto reply = scene.group.leader.client.Call(
      &Stub::AcceptRosterProposal, About<v1::AcceptRosterProposalRequest>(scene, proposal));
  EXPECT_THAT(reply, IsRefused(StatusCode::ABORTED, v1::ERROR_REASON_PROPOSAL_STALE));
  EXPECT_THAT(reply.error.text(), ::testing::HasSubstr("Người 0"));
}

TEST(AcceptRosterProposalTest, ANightThatIsOverByNowIsLeftOut) {
  const Scene scene;
  const auto proposal = scene.Solved();
  Change(scene.group,
         "update shifts set start_time = start_time - interval '60 days', "
         "end_time = end_time - interval '60 days' "
         "where group_id = $group and duty_date = '2026-11-01'");
  const auto reply = Accept(scene.group, proposal);
  EXPECT_THAT(reply.roster(), ContainsProto("duty_count: 58"));
}

TEST(AcceptRosterProposalTest, SomebodyWhoHasLeftMakesItStale) {
  const Scene scene;
  const auto proposal = scene.Solved();
  Change(scene.group,
         "update members set end_time = '2026-10-17' where group_id = $group and id = '" +
             scene.people[0] + "'");
  EXPECT_THAT(
      scene.group.leader.client.Call(&Stub::AcceptRosterProposal,
                                     About<v1::AcceptRosterProposalRequest>(scene, proposal)),
      IsRefused(StatusCode::ABORTED, v1::ERROR_REASON_PROPOSAL_STALE));
}

TEST(AcceptRosterProposalTest, APublishedMonthIsLeftAlone) {
  const Scene scene;
  const auto proposal = scene.Solved();
  Publish(scene.group, scene.draft.roster_id());
  EXPECT_THAT(
      scene.group.leader.client.Call(&Stub::AcceptRosterProposal,
                                     About<v1::AcceptRosterProposalRequest>(scene, proposal)),
      IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_ROSTER_STATE));
}

TEST(AcceptRosterProposalTest, IsForLeadersOfItsGroup) {
  const Scene scene;
  const auto proposal = NewProposal(scene.group, scene.draft);
  ExpectForLeaders(&Stub::AcceptRosterProposal, scene.group,
                   About<v1::AcceptRosterProposalRequest>(scene, proposal));
  ExpectOwnOnly(&Stub::AcceptRosterProposal, proposal);
}

TEST(GetRosterCertificateTest, LetsALeaderMakeTheRosterAgain) {
  const Scene scene;
  Accept(scene.group, scene.Solved());
  const auto reply =
      scene.group.leader.client.Call(&Stub::GetRosterCertificate, CertificateOf(scene));
  ASSERT_TRUE(reply.ok()) << reply;
  const v1::RosterCertificate& certificate = reply->certificate();
  const auto again = rosters::MakeRoster(
      certificate.problem_text(),
      {.seed = static_cast<uint64_t>(certificate.seed()), .steps = certificate.step_count()});
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->roster_text, certificate.roster_text());
  EXPECT_EQ(again->proof.inputs_digest, certificate.problem_digest());
  EXPECT_EQ(again->proof.roster_digest, certificate.roster_digest());
  EXPECT_LE(certificate.lower_bound_minutes(), certificate.highest_load_minutes());
  EXPECT_GT(certificate.lower_bound_minutes(), 0);
}

TEST(GetRosterCertificateTest, MembersSeeItOncePublishedWithoutTheInputs) {
  const Scene scene;
  Accept(scene.group, scene.Solved());
  const TestMember member = NewMember(scene.group);
  EXPECT_THAT(member.client.Call(&Stub::GetRosterCertificate, CertificateOf(scene)),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  Publish(scene.group, scene.draft.roster_id());
  const auto reply = member.client.Call(&Stub::GetRosterCertificate, CertificateOf(scene));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_EQ(reply->certificate().problem_text() + reply->certificate().roster_text(), "");
  EXPECT_THAT(reply->certificate().problem_digest(), SizeIs(64));
  EXPECT_THAT(reply->loads(), SizeIs(10));
}

TEST(GetRosterCertificateTest, ARosterMadeByHandHasNone) {
  const Scene scene;
  EXPECT_THAT(scene.group.leader.client.Call(&Stub::GetRosterCertificate, CertificateOf(scene)),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
}

TEST(GetRosterCertificateTest, IsForTheGroup) {
  const Scene scene;
  EXPECT_THAT(TheWorld().Person().Call(&Stub::GetRosterCertificate, CertificateOf(scene)),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::GetRosterCertificate, CertificateOf(scene)),
              IsRefused(StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED));
  v1::GetRosterCertificateRequest request;
  request.set_group_id(scene.group.id);
  EXPECT_THAT(scene.group.leader.client.Call(&Stub::GetRosterCertificate, request),
              IsMalformed(Fields({"roster_id"})));
}

}  // namespace
}  // namespace liengia::testing
