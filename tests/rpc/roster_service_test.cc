#include <set>

#include "liengia/v1/roster_service.grpc.pb.h"
#include "tests/support/proto.h"
#include "tests/support/rosters.h"

namespace liengia::testing {
namespace {

using grpc::StatusCode;
using platform::Role;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Stub = v1::RosterService::Stub;

const absl::TimeZone kHue = absl::FixedTimeZone(7 * 3600);

template <typename Request>
Request Of(const TestGroup& group, const std::string& roster_id = "") {
  Request request;
  request.set_group_id(group.id);
  if constexpr (!std::is_same_v<Request, v1::ListRostersRequest>) {
    request.set_roster_id(roster_id);
  }
  return request;
}

v1::CreateRosterRequest Create(const TestGroup& group, int month, int day = 0) {
  auto request = Of<v1::CreateRosterRequest>(group);
  request.mutable_month()->set_year(2026);
  request.mutable_month()->set_month(month);
  request.mutable_month()->set_day(day);
  return request;
}

v1::GenerateRosterRequest Generate(const TestGroup& group, const v1::Roster& roster) {
  auto request = Of<v1::GenerateRosterRequest>(group, roster.roster_id());
  request.set_seed(7);
  return request;
}

v1::GetRosterRequest Get(const TestGroup& group, const v1::Roster& roster) {
  return Of<v1::GetRosterRequest>(group, roster.roster_id());
}

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

std::set<v1::RosterProblem::Kind> KindsOf(
    const google::protobuf::RepeatedPtrField<v1::RosterProblem>& problems) {
  std::set<v1::RosterProblem::Kind> kinds;
  for (const auto& problem : problems) kinds.insert(problem.kind());
  return kinds;
}

std::vector<std::string> Assignments(const v1::GetRosterResponse& month) {
  std::vector<std::string> all;
  for (const auto& shift : month.shifts()) {
    for (const auto& duty : shift.duties()) all.push_back(shift.shift_id() + duty.member_id());
  }
  std::sort(all.begin(), all.end());
  return all;
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

TEST(GenerateRosterTest, FillsEveryPlaceFairly) {
  const TestGroup group = NewGroup();
  NewNights(group);
  NewPeople(group, 11);
  const v1::Roster draft = NewDraft(group);
  const auto reply = group.leader.client.Call(&Stub::GenerateRoster, Generate(group, draft));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_THAT(reply->roster(), ContainsProto("state: STATE_DRAFT duty_count: 60"));
  EXPECT_EQ(reply->roster().empty_count(), 0);
  EXPECT_NE(reply->roster().etag(), draft.etag());
  EXPECT_THAT(reply->empty_slots(), IsEmpty());
  ASSERT_THAT(reply->loads(), SizeIs(12));
  for (const auto& load : reply->loads()) EXPECT_EQ(load.duty_count(), 5) << load.member_name();
  EXPECT_TRUE(reply->fairness().exchange_stable());
  EXPECT_LE(reply->fairness().max_credit_minutes() - reply->fairness().min_credit_minutes(), 120);
  EXPECT_THAT(Look(group, draft.roster_id()).problems(), IsEmpty());
}

TEST(GenerateRosterTest, TheSameSeedGivesTheSameRoster) {
  const TestGroup group = NewGroup();
  NewNights(group);
  NewPeople(group, 11);
  const v1::Roster draft = NewDraft(group);
  ASSERT_TRUE(group.leader.client.Call(&Stub::GenerateRoster, Generate(group, draft)).ok());
  const auto first = Assignments(Look(group, draft.roster_id()));
  ASSERT_TRUE(group.leader.client.Call(&Stub::GenerateRoster, Generate(group, draft)).ok());
  EXPECT_EQ(Assignments(Look(group, draft.roster_id())), first);
  EXPECT_THAT(first, SizeIs(60));
}

TEST(GenerateRosterTest, KeepsWhatWasSetByHand) {
  const TestGroup group = NewGroup();
  NewNights(group);
  const auto people = NewPeople(group, 8);
  const v1::Roster draft = NewDraft(group);
  const std::string shift = Look(group, draft.roster_id()).shifts(9).shift_id();
  const v1::Duty pinned = PutOn(group, shift, people[3]);
  ASSERT_TRUE(group.leader.client.Call(&Stub::GenerateRoster, Generate(group, draft)).ok());
  ASSERT_TRUE(group.leader.client.Call(&Stub::GenerateRoster, Generate(group, draft)).ok());
  const v1::GetRosterResponse month = Look(group, draft.roster_id());
  ASSERT_THAT(month.shifts(9).duties(), SizeIs(2));
  EXPECT_EQ(month.shifts(9).duties(0).duty_id(), pinned.duty_id());
  EXPECT_FALSE(month.shifts(9).duties(1).pinned());
}

TEST(GenerateRosterTest, SaysWhyPlacesStayEmpty) {
  const TestGroup group = NewGroup();
  NewNights(group);
  const v1::Roster draft = NewDraft(group);
  Change(group, "update members set birth_year = 1940 where group_id = $group");
  const auto reply = group.leader.client.Call(&Stub::GenerateRoster, Generate(group, draft));
  ASSERT_TRUE(reply.ok()) << reply;
  ASSERT_THAT(reply->empty_slots(), SizeIs(30));
  EXPECT_THAT(reply->empty_slots(0),
              ContainsProto("missing_count: 2 rule_counts { kind: KIND_OVER_70 member_count: 1 "
                            "text: '1 member: over 70 and not yet approved.' }"));
}

TEST(GenerateRosterTest, AbsencesAreHeeded) {
  const TestGroup group = NewGroup();
  NewNights(group);
  const auto people = NewPeople(group, 8);
  Change(group,
         "insert into absences (group_id, id, member_id, start_date, end_date, create_time) "
         "values ($group, gen_random_uuid(), '" +
             people[0] + "', '2026-11-01', '2026-11-21', '2026-10-01')");
  const v1::Roster draft = NewDraft(group);
  ASSERT_TRUE(group.leader.client.Call(&Stub::GenerateRoster, Generate(group, draft)).ok());
  const v1::GetRosterResponse month = Look(group, draft.roster_id());
  for (const auto& shift : month.shifts()) {
    for (const auto& duty : shift.duties()) {
      EXPECT_TRUE(duty.member_id() != people[0] || shift.duty_date().day() > 20);
    }
  }
}

TEST(GenerateRosterTest, AStaleEtagIsRefused) {
  const TestGroup group = NewGroup();
  NewNights(group);
  const v1::Roster draft = NewDraft(group);
  auto request = Generate(group, draft);
  request.set_etag(draft.etag());
  EXPECT_TRUE(group.leader.client.Call(&Stub::GenerateRoster, request).ok());
  EXPECT_THAT(group.leader.client.Call(&Stub::GenerateRoster, request),
              IsRefused(StatusCode::ABORTED, v1::ERROR_REASON_STALE_ETAG));
}

TEST(GenerateRosterTest, OnlyADraftCanBeFilled) {
  const TestGroup group = NewGroup();
  NewNights(group);
  const v1::Roster roster = NewDraft(group);
  Publish(group, roster.roster_id());
  EXPECT_THAT(group.leader.client.Call(&Stub::GenerateRoster, Generate(group, roster)),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_ROSTER_STATE));
}

TEST(GenerateRosterTest, NeedsMembers) {
  const TestGroup group = NewGroup();
  NewNights(group);
  const v1::Roster draft = NewDraft(group);
  // Behind the server's back: it goes on taking the leader for one.
  Change(group, "update members set end_time = '2026-10-17' where group_id = $group");
  EXPECT_THAT(group.leader.client.Call(&Stub::GenerateRoster, Generate(group, draft)),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_NOTHING_TO_PLAN));
}

TEST(GenerateRosterTest, IsForLeadersOfTheGroup) {
  const TestGroup group = NewGroup();
  NewNights(group);
  const v1::Roster draft = NewDraft(group);
  EXPECT_THAT(NewMember(group).client.Call(&Stub::GenerateRoster, Generate(group, draft)),
              IsRefused(StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING));
  EXPECT_THAT(TheWorld().Person().Call(&Stub::GenerateRoster, Generate(group, draft)),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(group.leader.client.Call(&Stub::GenerateRoster,
                                       Of<v1::GenerateRosterRequest>(group, kNowhere)),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(group.leader.client.Call(&Stub::GenerateRoster, Of<v1::GenerateRosterRequest>(group)),
              IsMalformed(Fields({"roster_id"})));
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
