#include "absl/strings/str_cat.h"
#include "liengia/v1/roster_service.grpc.pb.h"
#include "tests/support/proto.h"
#include "tests/support/roster_requests.h"

namespace liengia::testing {
namespace {

using grpc::StatusCode;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Stub = v1::RosterService::Stub;

v1::PublishRosterRequest PublishOf(const TestGroup& group, const v1::Roster& roster) {
  return Of<v1::PublishRosterRequest>(group, roster.roster_id());
}

template <typename Reply>
v1::RosterProblems ProblemsIn(const Reply& reply) {
  v1::RosterProblems problems;
  for (const auto& detail : reply.details.details()) {
    if (detail.template Is<v1::RosterProblems>()) detail.UnpackTo(&problems);
  }
  return problems;
}

TEST(PublishRosterTest, PutsAFullMonthInForce) {
  const TestGroup group = NewGroup();
  NewNights(group);
  NewPeople(group, 11);
  const v1::Roster draft = NewDraft(group);
  ASSERT_TRUE(group.leader.client.Call(&Stub::GenerateRoster, Generate(group, draft)).ok());
  const auto reply = group.leader.client.Call(&Stub::PublishRoster, PublishOf(group, draft));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_EQ(reply->roster().state(), v1::Roster::STATE_PUBLISHED);
  EXPECT_TRUE(reply->roster().has_publish_time());
  EXPECT_THAT(reply->problems(), IsEmpty());
  EXPECT_EQ(Look(group, draft.roster_id()).shifts(0).duties(0).state(), v1::Duty::STATE_UPCOMING);
}

TEST(PublishRosterTest, EmptyPlacesNeedToBeAccepted) {
  const TestGroup group = NewGroup();
  NewNights(group);
  const v1::Roster draft = NewDraft(group);
  auto request = PublishOf(group, draft);
  const auto refused = group.leader.client.Call(&Stub::PublishRoster, request);
  EXPECT_THAT(refused,
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_NOT_PUBLISHABLE));
  // A refusal has room for the first; the roster tells all.
  EXPECT_THAT(ProblemsIn(refused).problems(), SizeIs(::testing::Ge(10)));
  EXPECT_LT(refused.status.error_details().size(), 4500u);
  EXPECT_THAT(Look(group, draft.roster_id()).problems(), SizeIs(60));
  request.set_accept_warnings(true);
  const auto reply = group.leader.client.Call(&Stub::PublishRoster, request);
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_EQ(reply->roster().state(), v1::Roster::STATE_PUBLISHED);
  EXPECT_THAT(reply->problems(), SizeIs(60));
}

TEST(PublishRosterTest, BrokenRulesRefuseItAllAtOnce) {
  const TestGroup group = NewGroup();
  NewNights(group);
  const auto people = NewPeople(group, 2);
  const v1::Roster draft = NewDraft(group);
  const v1::GetRosterResponse month = Look(group, draft.roster_id());
  PutOn(group, month.shifts(4).shift_id(), people[0]);
  PutOn(group, month.shifts(4).shift_id(), people[1]);
  Change(group, "update members set birth_year = 2015 where id = '" + people[0] +
                    "'; update members set end_time = '2026-10-17' where id = '" + people[1] + "'");
  auto request = PublishOf(group, draft);
  request.set_accept_warnings(true);
  const auto refused = group.leader.client.Call(&Stub::PublishRoster, request);
  EXPECT_THAT(refused,
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_NOT_PUBLISHABLE));
  const auto kinds = KindsOf(ProblemsIn(refused).problems());
  EXPECT_EQ(kinds.count(v1::RosterProblem::KIND_MINOR_AT_NIGHT), 1u);
  EXPECT_EQ(kinds.count(v1::RosterProblem::KIND_LEFT), 1u);
  EXPECT_EQ(kinds.count(v1::RosterProblem::KIND_CREW_SHORT), 1u);
}

TEST(PublishRosterTest, ValidateOnlyTellsAndChangesNothing) {
  const TestGroup group = NewGroup();
  NewNights(group);
  const v1::Roster draft = NewDraft(group);
  auto request = PublishOf(group, draft);
  request.set_validate_only(true);
  const auto reply = group.leader.client.Call(&Stub::PublishRoster, request);
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_THAT(reply->problems(), SizeIs(60));
  EXPECT_THAT(reply->roster(), ContainsProto("state: STATE_DRAFT etag: '" + draft.etag() + "'"));
}

// A draft of which so many shifts have ended.
v1::Roster DraftGrownOld(const TestGroup& group, int shifts) {
  NewNights(group, {.leaders = 0});
  const v1::Roster draft = NewDraft(group);
  Change(group, absl::StrCat("delete from shifts where group_id = $group and start_time > (select "
                             "start_time from shifts where group_id = $group order by start_time "
                             "offset 4 limit 1)"));
  Change(group, absl::StrCat("update shifts set start_time = start_time - interval '1 year', "
                             "end_time = end_time - interval '1 year' where group_id = $group and "
                             "id in (select id from shifts where group_id = $group order by "
                             "start_time limit ",
                             shifts, ")"));
  return draft;
}

TEST(PublishRosterTest, ShiftsThatAreOverLeaveTheRosterAndNobodyIsMissingThere) {
  const TestGroup group = NewGroup();
  const v1::Roster draft = DraftGrownOld(group, 2);
  auto request = PublishOf(group, draft);
  request.set_validate_only(true);
  const auto told = group.leader.client.Call(&Stub::PublishRoster, request);
  EXPECT_THAT(told.response, ContainsProto("roster { shift_count: 5 } left_out_shift_count: 2"));
  EXPECT_EQ(told->problems_size(), 3) << told;
  request.set_validate_only(false);
  request.set_accept_warnings(true);
  const auto reply = group.leader.client.Call(&Stub::PublishRoster, request);
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_THAT(reply.response, ContainsProto("roster { state: STATE_PUBLISHED shift_count: 3 } "
                                            "left_out_shift_count: 2"));
}

TEST(PublishRosterTest, ADraftThatIsOverHasNothingToFillOrPublish) {
  const TestGroup group = NewGroup();
  const v1::Roster draft = DraftGrownOld(group, 5);
  const Client& leader = group.leader.client;
  const auto refused = IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_NOTHING_TO_PLAN);
  EXPECT_THAT(leader.Call(&Stub::PublishRoster, PublishOf(group, draft)), refused);
  EXPECT_THAT(leader.Call(&Stub::GenerateRoster, Generate(group, draft)), refused);
}

TEST(PublishRosterTest, SomebodyOnDutyElsewhereAtThatTimeIsNamed) {
  const TestGroup group = NewGroup(), other = NewGroup();
  NewNights(group, {.min = 1, .ideal = 1, .max = 2, .leaders = 0});
  const v1::Roster draft = NewDraft(group);
  const v1::Shift shift = Look(group, draft.roster_id()).shifts(11);
  PutOn(group, shift.shift_id(), group.leader.id);
  const TestMember same = NewMemberOf(other, group.leader);
  NewDuty(other, same, absl::FromUnixSeconds(shift.start_time().seconds()) - absl::Hours(1),
          absl::FromUnixSeconds(shift.start_time().seconds()) + absl::Hours(1));
  auto request = PublishOf(group, draft);
  request.set_accept_warnings(true);
  const auto refused = group.leader.client.Call(&Stub::PublishRoster, request);
  EXPECT_THAT(refused,
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_NOT_PUBLISHABLE));
  EXPECT_THAT(ProblemsIn(refused).problems(),
              ::testing::Contains(ContainsProto(
                  "kind: KIND_OVERLAP text: 'Lê Văn Trưởng: on duty in another group at that time "
                  "(Tuần tra đêm, 22:00 on 12 November).'")));
}

TEST(PublishRosterTest, OnlyAnActiveGroupPublishes) {
  const TestGroup group = NewGroup("proposed");
  NewNights(group);
  const v1::Roster draft = NewDraft(group);
  EXPECT_THAT(group.leader.client.Call(&Stub::PublishRoster, PublishOf(group, draft)),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_GROUP_STATE));
}

TEST(PublishRosterTest, OnceAndWithWhatWasRead) {
  const TestGroup group = NewGroup();
  NewNights(group);
  const v1::Roster draft = NewDraft(group);
  PutOn(group, Look(group, draft.roster_id()).shifts(0).shift_id(), group.leader.id);
  auto request = PublishOf(group, draft);
  request.set_etag(draft.etag());
  EXPECT_THAT(group.leader.client.Call(&Stub::PublishRoster, request),
              IsRefused(StatusCode::ABORTED, v1::ERROR_REASON_STALE_ETAG));
  Publish(group, draft.roster_id());
  EXPECT_THAT(group.leader.client.Call(&Stub::PublishRoster, PublishOf(group, draft)),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_ROSTER_STATE));
}

TEST(PublishRosterTest, IsForLeadersOfTheGroup) {
  const TestGroup group = NewGroup();
  NewNights(group);
  const v1::Roster draft = NewDraft(group);
  EXPECT_THAT(NewMember(group).client.Call(&Stub::PublishRoster, PublishOf(group, draft)),
              IsRefused(StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING));
  EXPECT_THAT(TheWorld().Person().Call(&Stub::PublishRoster, PublishOf(group, draft)),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(
      group.leader.client.Call(&Stub::PublishRoster, Of<v1::PublishRosterRequest>(group, "7")),
      IsMalformed(Fields({"roster_id"})));
}

TEST(CloseRosterTest, WaitsForTheLastShift) {
  const TestGroup group = NewGroup();
  NewNights(group);
  const v1::Roster coming = NewDraft(group);
  const auto request = Of<v1::CloseRosterRequest>(group, coming.roster_id());
  EXPECT_THAT(group.leader.client.Call(&Stub::CloseRoster, request),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_ROSTER_STATE));
  Publish(group, coming.roster_id());
  EXPECT_THAT(group.leader.client.Call(&Stub::CloseRoster, request),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_ROSTER_STATE));
}

TEST(CloseRosterTest, ClosesAMonthThatIsOver) {
  const TestGroup group = NewGroup();
  NewNights(group);
  const v1::Roster past = NewDraft(group, 2026, 10);
  Publish(group, past.roster_id());
  const absl::Time now = TheWorld().clock().Now();
  TheWorld().clock().Advance(15 * absl::Hours(24));
  auto request = Of<v1::CloseRosterRequest>(group, past.roster_id());
  request.set_etag(past.etag());
  EXPECT_THAT(group.leader.client.Call(&Stub::CloseRoster, request),
              IsRefused(StatusCode::ABORTED, v1::ERROR_REASON_STALE_ETAG));
  request.clear_etag();
  const auto reply = group.leader.client.Call(&Stub::CloseRoster, request);
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_EQ(reply->roster().state(), v1::Roster::STATE_CLOSED);
  EXPECT_TRUE(NewMember(group).client.Call(&Stub::GetRoster, Get(group, past)).ok());
  TheWorld().clock().Set(now);
}

TEST(CloseRosterTest, IsForLeadersOfTheGroup) {
  const TestGroup group = NewGroup();
  const auto request = Of<v1::CloseRosterRequest>(group, kNowhere);
  EXPECT_THAT(group.leader.client.Call(&Stub::CloseRoster, request),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(NewMember(group).client.Call(&Stub::CloseRoster, request),
              IsRefused(StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING));
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::CloseRoster, request),
              IsRefused(StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED));
  EXPECT_THAT(group.leader.client.Call(&Stub::CloseRoster, Of<v1::CloseRosterRequest>(group)),
              IsMalformed(Fields({"roster_id"})));
}

}  // namespace
}  // namespace liengia::testing
