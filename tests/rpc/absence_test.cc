#include "absl/strings/str_cat.h"
#include "liengia/v1/member_service.grpc.pb.h"
#include "tests/support/people.h"
#include "tests/support/proto.h"

// When members are away (MemberService).
namespace liengia::testing {
namespace {

using grpc::StatusCode;
using Stub = v1::MemberService::Stub;

constexpr char kNowhere[] = "00000000-0000-7000-8000-000000000000";

v1::ListAbsencesRequest Absences(const TestGroup& group) {
  v1::ListAbsencesRequest request;
  request.set_group_id(group.id);
  return request;
}

// From 20 October 2026, three days after the tests' present, to the day before `end_day`.
v1::CreateAbsenceRequest Away(const TestGroup& group, const TestMember& who, int end_day = 22) {
  v1::CreateAbsenceRequest request;
  request.set_group_id(group.id);
  *request.mutable_absence() = Proto<v1::Absence>(absl::StrCat(
      "start_date { year: 2026 month: 10 day: 20 } end_date { year: 2026 month: 10 day: ", end_day,
      " }"));
  request.mutable_absence()->set_member_id(who.id);
  return request;
}

v1::DeleteAbsenceRequest TakeBack(const TestGroup& group, const std::string& absence_id) {
  v1::DeleteAbsenceRequest request;
  request.set_group_id(group.id);
  request.set_absence_id(absence_id);
  return request;
}

TEST(ListAbsencesTest, GivesThoseThatAreNotOverByFirstDay) {
  const TestGroup group = NewGroup();
  auto over = Away(group, group.leader);
  *over.mutable_absence()->mutable_start_date() = Proto<v1::Date>("year: 2026 month: 10 day: 1");
  *over.mutable_absence()->mutable_end_date() = Proto<v1::Date>("year: 2026 month: 10 day: 17");
  auto early = over;
  *early.mutable_absence()->mutable_end_date() = Proto<v1::Date>("year: 2026 month: 10 day: 18");
  for (const auto& request : {Away(group, group.leader), over, early}) {
    ASSERT_TRUE(group.leader.client.Call(&Stub::CreateAbsence, request).ok());
  }
  auto request = Absences(group);
  request.set_page_size(1);
  const auto first = group.leader.client.Call(&Stub::ListAbsences, request);
  EXPECT_THAT(first.response,
              ContainsProto("absences { start_date { day: 1 } end_date { day: 18 } }"));
  request.set_page_token(first->next_page_token());
  const auto second = group.leader.client.Call(&Stub::ListAbsences, request);
  EXPECT_THAT(second.response, ContainsProto("absences { start_date { day: 20 } }"));
  EXPECT_EQ(second->next_page_token(), "");
}

TEST(ListAbsencesTest, ThoseOfOneMemberAndFromADay) {
  const TestGroup group = NewGroup();
  const TestMember member = NewMember(group);
  ASSERT_TRUE(member.client.Call(&Stub::CreateAbsence, Away(group, member)).ok());
  auto request = Absences(group);
  request.set_member_id(group.leader.id);
  EXPECT_EQ(member.client.Call(&Stub::ListAbsences, request)->absences_size(), 0);
  request.set_member_id(member.id);
  EXPECT_EQ(member.client.Call(&Stub::ListAbsences, request)->absences_size(), 1);
  *request.mutable_start_date() = Proto<v1::Date>("year: 2026 month: 10 day: 22");
  EXPECT_EQ(member.client.Call(&Stub::ListAbsences, request)->absences_size(), 0);
}

TEST(ListAbsencesTest, ThoseOfSomebodyWhoLeftAreGone) {
  const TestGroup group = NewGroup();
  const TestMember member = NewMember(group);
  ASSERT_TRUE(member.client.Call(&Stub::CreateAbsence, Away(group, member)).ok());
  v1::EndMembershipRequest end;
  end.set_group_id(group.id);
  end.set_member_id(member.id);
  ASSERT_TRUE(member.client.Call(&Stub::EndMembership, end).ok());
  EXPECT_EQ(group.leader.client.Call(&Stub::ListAbsences, Absences(group))->absences_size(), 0);
}

TEST(ListAbsencesTest, EveryBadFieldIsToldAndOutsidersMayNot) {
  const TestGroup group = NewGroup();
  auto request = Absences(group);
  *request.mutable_start_date() = Proto<v1::Date>("year: 2026 month: 2 day: 30");
  EXPECT_THAT(group.leader.client.Call(&Stub::ListAbsences, request),
              IsMalformed(Fields({"start_date"})));
  EXPECT_THAT(TheWorld().Person().Call(&Stub::ListAbsences, Absences(group)),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::ListAbsences, Absences(group)),
              IsRefused(StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED));
}

TEST(CreateAbsenceTest, AMemberForOneselfAndALeaderOrDeputyForAnybody) {
  const TestGroup group = NewGroup();
  const TestMember member = NewMember(group), deputy = NewMember(group, {.role = "deputy"});
  for (const Client* client : {&member.client, &deputy.client, &group.leader.client}) {
    const auto reply = client->Call(&Stub::CreateAbsence, Away(group, member));
    ASSERT_TRUE(reply.ok()) << reply;
    EXPECT_THAT(reply.response,
                ContainsProto("absence { start_date { day: 20 } end_date { day: 22 } }"));
  }
  EXPECT_THAT(member.client.Call(&Stub::CreateAbsence, Away(group, deputy)),
              IsRefused(StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING));
}

TEST(CreateAbsenceTest, BadDatesAreMalformed) {
  const TestGroup group = NewGroup();
  EXPECT_THAT(group.leader.client.Call(&Stub::CreateAbsence, Away(group, group.leader, 20)),
              IsMalformed(Fields({"absence.end_date"})));
  auto request = Away(group, group.leader);
  request.mutable_absence()->clear_member_id();
  request.mutable_absence()->clear_start_date();
  request.mutable_absence()->mutable_end_date()->set_month(13);
  EXPECT_THAT(group.leader.client.Call(&Stub::CreateAbsence, request),
              IsMalformed(Fields({"absence.member_id", "absence.start_date", "absence.end_date"})));
}

TEST(CreateAbsenceTest, ATakenIdAnUnknownMemberOrADissolvedGroupIsRefused) {
  const TestGroup group = NewGroup(), dissolved = NewGroup("dissolved");
  auto request = Away(group, group.leader);
  request.mutable_absence()->set_absence_id(kNowhere);
  ASSERT_TRUE(group.leader.client.Call(&Stub::CreateAbsence, request).ok());
  EXPECT_THAT(group.leader.client.Call(&Stub::CreateAbsence, request),
              IsRefused(StatusCode::ALREADY_EXISTS, v1::ERROR_REASON_ID_TAKEN));
  EXPECT_THAT(group.leader.client.Call(&Stub::CreateAbsence, Away(group, dissolved.leader)),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(dissolved.leader.client.Call(&Stub::CreateAbsence, Away(dissolved, dissolved.leader)),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_GROUP_STATE));
}

TEST(CreateAbsenceTest, AHundredToComeAreEnough) {
  const TestGroup group = NewGroup();
  TheWorld().database().Run(absl::StrCat(
      "insert into absences (group_id, id, member_id, start_date, end_date, create_time) select "
      "group_id, gen_random_uuid(), id, '2026-11-01', '2026-11-02', create_time from members, "
      "generate_series(1, 100) where group_id = '",
      group.id, "'"));
  EXPECT_THAT(group.leader.client.Call(&Stub::CreateAbsence, Away(group, group.leader)),
              IsRefused(StatusCode::RESOURCE_EXHAUSTED, v1::ERROR_REASON_LIMIT_REACHED));
}

TEST(CreateAbsenceTest, OutsidersMayNot) {
  const TestGroup group = NewGroup();
  EXPECT_THAT(TheWorld().Person().Call(&Stub::CreateAbsence, Away(group, group.leader)),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::CreateAbsence, Away(group, group.leader)),
              IsRefused(StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED));
}

TEST(DeleteAbsenceTest, TakesItBack) {
  const TestGroup group = NewGroup();
  const TestMember member = NewMember(group);
  const auto made = member.client.Call(&Stub::CreateAbsence, Away(group, member));
  const auto request = TakeBack(group, made->absence().absence_id());
  EXPECT_THAT(NewMember(group).client.Call(&Stub::DeleteAbsence, request),
              IsRefused(StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING));
  EXPECT_TRUE(member.client.Call(&Stub::DeleteAbsence, request).ok());
  EXPECT_THAT(member.client.Call(&Stub::DeleteAbsence, request),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
}

TEST(DeleteAbsenceTest, IsRefusedInADissolvedGroupToOutsidersAndWithoutAnId) {
  const TestGroup group = NewGroup("dissolved");
  EXPECT_THAT(group.leader.client.Call(&Stub::DeleteAbsence, TakeBack(group, kNowhere)),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_GROUP_STATE));
  EXPECT_THAT(group.leader.client.Call(&Stub::DeleteAbsence, TakeBack(group, "")),
              IsMalformed(Fields({"absence_id"})));
  EXPECT_THAT(TheWorld().Person().Call(&Stub::DeleteAbsence, TakeBack(group, kNowhere)),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::DeleteAbsence, TakeBack(group, kNowhere)),
              IsRefused(StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED));
}

}  // namespace
}  // namespace liengia::testing
