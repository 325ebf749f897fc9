#include "liengia/v1/roster_service.grpc.pb.h"
#include "tests/support/proto.h"
#include "tests/support/roster_requests.h"

namespace liengia::testing {
namespace {

using grpc::StatusCode;
using platform::Role;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Stub = v1::RosterService::Stub;

const absl::TimeZone kHue = absl::FixedTimeZone(7 * 3600);

v1::CreateRosterRequest Create(const TestGroup& group, int month, int day = 0) {
  auto request = Of<v1::CreateRosterRequest>(group);
  request.mutable_month()->set_year(2026);
  request.mutable_month()->set_month(month);
  request.mutable_month()->set_day(day);
  return request;
}

TEST(CreateRosterTest, MakesTheShiftsOfTheMonth) {
  const TestGroup group = NewGroup();
  NewNights(group);
  const auto reply = group.leader.client.Call(&Stub::CreateRoster, Create(group, 11, 1));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_THAT(reply->roster(),
              ContainsProto("month { year: 2026 month: 11 day: 1 } state: STATE_DRAFT "
                            "shift_count: 30 needed_count: 60 empty_count: 60"));
  const v1::GetRosterResponse month = Look(group, reply->roster().roster_id());
  ASSERT_EQ(month.shifts_size(), 30);
  EXPECT_THAT(month.shifts(29), ContainsProto("title: 'Tuần tra đêm' crew_min: 2 crew_ideal: 2 "
                                              "crew_max: 3 leaders_needed: 1 importance: 3 "
                                              "duty_date { year: 2026 month: 11 day: 30 }"));
  EXPECT_EQ(absl::FromUnixSeconds(month.shifts(29).end_time().seconds()),
            absl::FromCivil(absl::CivilSecond(2026, 12, 1, 2, 0, 0), kHue));
}

TEST(CreateRosterTest, LeavesOutWhatIsOverWhenItComesInTheMiddleOfAMonth) {
  const TestGroup group = NewGroup();
  NewNights(group);
  // It is the evening of 17 October: the nights of 17 to 31 are left.
  const auto reply = group.leader.client.Call(&Stub::CreateRoster, Create(group, 10));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_EQ(reply->roster().shift_count(), 15);
}

TEST(CreateRosterTest, AMonthComesOnce) {
  const TestGroup group = NewGroup();
  NewNights(group);
  NewDraft(group);
  EXPECT_THAT(group.leader.client.Call(&Stub::CreateRoster, Create(group, 11)),
              IsRefused(StatusCode::ALREADY_EXISTS, v1::ERROR_REASON_ROSTER_EXISTS));
}

TEST(CreateRosterTest, ATakenIdIsRefused) {
  const TestGroup group = NewGroup();
  NewNights(group);
  auto request = Create(group, 12);
  request.set_roster_id(NewDraft(group).roster_id());
  EXPECT_THAT(group.leader.client.Call(&Stub::CreateRoster, request),
              IsRefused(StatusCode::ALREADY_EXISTS, v1::ERROR_REASON_ID_TAKEN));
}

TEST(CreateRosterTest, NeedsATemplateThatMakesAShift) {
  const TestGroup group = NewGroup();
  EXPECT_THAT(group.leader.client.Call(&Stub::CreateRoster, Create(group, 11)),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_NOTHING_TO_PLAN));
  NewNights(group);
  Change(group, "update duty_templates set valid_to = '2026-11-01' where group_id = $group");
  EXPECT_THAT(group.leader.client.Call(&Stub::CreateRoster, Create(group, 11)),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_NOTHING_TO_PLAN));
}

TEST(CreateRosterTest, AMonthIsAMonth) {
  const TestGroup group = NewGroup();
  EXPECT_THAT(group.leader.client.Call(&Stub::CreateRoster, Create(group, 11, 2)),
              IsMalformed(Fields({"month"})));
  EXPECT_THAT(group.leader.client.Call(&Stub::CreateRoster, Create(group, 13)),
              IsMalformed(Fields({"month"})));
  auto early = Create(group, 11);
  early.mutable_month()->set_year(1999);
  EXPECT_THAT(group.leader.client.Call(&Stub::CreateRoster, early), IsMalformed(Fields({"month"})));
  EXPECT_THAT(group.leader.client.Call(&Stub::CreateRoster, Of<v1::CreateRosterRequest>(group)),
              IsMalformed(Fields({"month"})));
}

TEST(CreateRosterTest, ASuspendedGroupPlansNothing) {
  const TestGroup group = NewGroup("suspended");
  EXPECT_THAT(group.leader.client.Call(&Stub::CreateRoster, Create(group, 11)),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_GROUP_STATE));
}

TEST(CreateRosterTest, IsForLeaders) {
  const TestGroup group = NewGroup();
  EXPECT_THAT(NewMember(group).client.Call(&Stub::CreateRoster, Create(group, 11)),
              IsRefused(StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING));
  EXPECT_THAT(TheWorld().Person().Call(&Stub::CreateRoster, Create(group, 11)),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::CreateRoster, Create(group, 11)),
              IsRefused(StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED));
}

TEST(GetRosterTest, ALeaderSeesCrewsLoadsAndProblems) {
  const TestGroup group = NewGroup();
  NewNights(group);
  const v1::Roster draft = NewDraft(group);
  PutOn(group, Look(group, draft.roster_id()).shifts(16).shift_id(), NewPeople(group, 2)[0]);
  const v1::GetRosterResponse month = Look(group, draft.roster_id());
  EXPECT_THAT(month.shifts(16).duties(),
              ElementsAre(ContainsProto("member_name: 'Người 0' may_lead: true pinned: true "
                                        "state: STATE_DRAFT")));
  EXPECT_THAT(month.roster(), ContainsProto("duty_count: 1 empty_count: 59"));
  EXPECT_THAT(month.loads(),
              ElementsAre(ContainsProto("member_name: 'Người 0' duty_count: 1 duty_minutes: 240 "
                                        "credit_after_minutes: 360"),
                          ContainsProto("member_name: 'Người 1'"),
                          ContainsProto("member_name: 'Lê Văn Trưởng'")));
  EXPECT_THAT(KindsOf(month.problems()), ElementsAre(v1::RosterProblem::KIND_CREW_SHORT,
                                                     v1::RosterProblem::KIND_LEADER_MISSING,
                                                     v1::RosterProblem::KIND_ALONE_AT_NIGHT));
}

TEST(GetRosterTest, ByMonthToo) {
  const TestGroup group = NewGroup();
  NewNights(group);
  const v1::Roster draft = NewDraft(group);
  auto request = Of<v1::GetRosterRequest>(group);
  *request.mutable_month() = draft.month();
  const auto reply = group.leader.client.Call(&Stub::GetRoster, request);
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_EQ(reply->roster().roster_id(), draft.roster_id());
  request.mutable_month()->set_month(12);
  EXPECT_THAT(group.leader.client.Call(&Stub::GetRoster, request),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
}

TEST(GetRosterTest, MembersSeeItOncePublishedWithoutProblems) {
  const TestGroup group = NewGroup();
  NewNights(group);
  const v1::Roster draft = NewDraft(group);
  const TestMember member = NewMember(group);
  EXPECT_THAT(member.client.Call(&Stub::GetRoster, Get(group, draft)),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  Publish(group, draft.roster_id());
  const auto reply = member.client.Call(&Stub::GetRoster, Get(group, draft));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_THAT(reply->shifts(), SizeIs(30));
  EXPECT_THAT(reply->loads(), SizeIs(2));
  EXPECT_THAT(reply->problems(), IsEmpty());
}

TEST(GetRosterTest, AnOfficialSeesPublishedShiftsAndNoLoads) {
  const TestGroup group = NewGroup();
  NewNights(group);
  const v1::Roster draft = NewDraft(group);
  const Client officer = TheWorld().Official(Role::kDutyOfficer, group.ward_code);
  auto request = Get(group, draft);
  request.mutable_purpose()->set_reason("Kiểm tra tuần tra đêm");
  EXPECT_THAT(officer.Call(&Stub::GetRoster, request),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  Publish(group, draft.roster_id());
  const auto reply = officer.Call(&Stub::GetRoster, request);
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_THAT(reply->shifts(), SizeIs(30));
  EXPECT_THAT(reply->loads(), IsEmpty());
  EXPECT_THAT(reply->problems(), IsEmpty());
}

TEST(GetRosterTest, NeedsAnIdOrAMonth) {
  const TestGroup group = NewGroup();
  EXPECT_THAT(group.leader.client.Call(&Stub::GetRoster, Of<v1::GetRosterRequest>(group)),
              IsMalformed(Fields({"roster_id"})));
  EXPECT_THAT(group.leader.client.Call(&Stub::GetRoster, Of<v1::GetRosterRequest>(group, "7")),
              IsMalformed(Fields({"roster_id"})));
}

TEST(GetRosterTest, AnotherGroupsRosterIsNotFound) {
  const TestGroup group = NewGroup(), other = NewGroup();
  NewNights(other);
  const v1::Roster theirs = NewDraft(other);
  EXPECT_THAT(group.leader.client.Call(&Stub::GetRoster, Get(group, theirs)),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(group.leader.client.Call(&Stub::GetRoster, Get(other, theirs)),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::GetRoster, Get(other, theirs)),
              IsRefused(StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED));
}

TEST(ListRostersTest, ListsNewestFirstPageByPage) {
  const TestGroup group = NewGroup();
  NewNights(group);
  for (const int month : {10, 12, 11}) NewDraft(group, 2026, month);
  auto request = Of<v1::ListRostersRequest>(group);
  request.set_page_size(2);
  std::vector<int> months;
  do {
    const auto page = group.leader.client.Call(&Stub::ListRosters, request);
    ASSERT_TRUE(page.ok()) << page;
    for (const auto& roster : page->rosters()) months.push_back(roster.month().month());
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  EXPECT_THAT(months, ElementsAre(12, 11, 10));
}

TEST(ListRostersTest, MembersDoNotSeeDrafts) {
  const TestGroup group = NewGroup();
  NewNights(group);
  Publish(group, NewDraft(group, 2026, 11).roster_id());
  NewDraft(group, 2026, 12);
  const auto reply =
      NewMember(group).client.Call(&Stub::ListRosters, Of<v1::ListRostersRequest>(group));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_THAT(reply->rosters(), ElementsAre(ContainsProto("state: STATE_PUBLISHED "
                                                          "shift_count: 30 needed_count: 60")));
}

TEST(ListRostersTest, RefusesWhatIsNoPageAndNoMember) {
  const TestGroup group = NewGroup();
  auto request = Of<v1::ListRostersRequest>(group);
  request.set_page_token("bm9uc2Vuc2U");
  EXPECT_THAT(group.leader.client.Call(&Stub::ListRosters, request),
              IsRefused(StatusCode::INVALID_ARGUMENT, v1::ERROR_REASON_PAGE_TOKEN_INVALID));
  EXPECT_THAT(TheWorld().Person().Call(&Stub::ListRosters, Of<v1::ListRostersRequest>(group)),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
}

TEST(DeleteRosterTest, ThrowsADraftAwayWithItsShifts) {
  const TestGroup group = NewGroup();
  NewNights(group);
  NewPeople(group, 5);
  const v1::Roster draft = NewDraft(group);
  ASSERT_TRUE(group.leader.client.Call(&Stub::GenerateRoster, Generate(group, draft)).ok());
  const auto request = Of<v1::DeleteRosterRequest>(group, draft.roster_id());
  EXPECT_TRUE(group.leader.client.Call(&Stub::DeleteRoster, request).ok());
  EXPECT_THAT(group.leader.client.Call(&Stub::DeleteRoster, request),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  NewDraft(group);
}

TEST(DeleteRosterTest, APublishedMonthStays) {
  const TestGroup group = NewGroup();
  NewNights(group);
  const v1::Roster roster = NewDraft(group);
  Publish(group, roster.roster_id());
  EXPECT_THAT(group.leader.client.Call(&Stub::DeleteRoster,
                                       Of<v1::DeleteRosterRequest>(group, roster.roster_id())),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_ROSTER_STATE));
}

TEST(DeleteRosterTest, IsForLeadersOfTheGroup) {
  const TestGroup group = NewGroup();
  NewNights(group);
  const auto request = Of<v1::DeleteRosterRequest>(group, NewDraft(group).roster_id());
  EXPECT_THAT(NewMember(group).client.Call(&Stub::DeleteRoster, request),
              IsRefused(StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING));
  EXPECT_THAT(NewGroup().leader.client.Call(&Stub::DeleteRoster, request),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(group.leader.client.Call(&Stub::DeleteRoster, Of<v1::DeleteRosterRequest>(group)),
              IsMalformed(Fields({"roster_id"})));
}

}  // namespace
}  // namespace liengia::testing
