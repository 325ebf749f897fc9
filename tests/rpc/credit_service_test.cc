#include "liengia/v1/charter_service.grpc.pb.h"
#include "liengia/v1/credit_service.grpc.pb.h"
#include "liengia/v1/duty_service.grpc.pb.h"
#include "liengia/v1/roster_service.grpc.pb.h"
#include "tests/support/proto.h"
#include "tests/support/rosters.h"
#include "tests/support/shifts.h"

namespace liengia::testing {
namespace {

using grpc::StatusCode;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;
using Stub = v1::CreditService::Stub;

// The clock stands in October 2026; the month before is over.
absl::Time September(int day, int hour) {
  absl::TimeZone zone;
  absl::LoadTimeZone("Asia/Ho_Chi_Minh", &zone);
  return absl::FromCivil(absl::CivilHour(2026, 9, day, hour), zone);
}

// A leader, two members, and four plain hours of Tuesday 8 September, which An has.
struct Served {
  Served()
      : group(NewGroup()),
        an(NewMember(group, {.full_name = "Trần Thị An"})),
        binh(NewMember(group, {.full_name = "Lê Văn Bình"})),
        shift(NewShift(group, September(8, 8))),
        duty(NewDutyOn(group, shift, an)) {
    // The list is older than the month.
    Change(group, "update members set create_time = '2026-01-01' where group_id = $group");
  }

  TestGroup group;
  TestMember an;
  TestMember binh;
  TestShift shift;
  std::string duty;
};

v1::GetCreditRequest Get(const TestGroup& group, const std::string& member_id = "") {
  v1::GetCreditRequest request;
  request.set_group_id(group.id);
  request.set_member_id(member_id);
  request.mutable_month()->set_year(2026);
  request.mutable_month()->set_month(9);
  return request;
}

v1::GetCreditResponse Credit(const Served& served, const TestMember& member) {
  const auto reply =
      served.group.leader.client.Call(&Stub::GetCredit, Get(served.group, member.id));
  EXPECT_TRUE(reply.ok()) << reply;
  return reply.response;
}

v1::ListCreditsRequest List(const TestGroup& group, int page_size = 0,
                            const std::string& page_token = "") {
  v1::ListCreditsRequest request;
  request.set_group_id(group.id);
  request.set_page_size(page_size);
  request.set_page_token(page_token);
  return request;
}

v1::MarkAttendanceRequest Mark(const Served& served, v1::MarkAttendanceRequest::Mark mark,
                               const std::string& cover_member_id = "") {
  v1::MarkAttendanceRequest request;
  request.set_group_id(served.group.id);
  request.set_duty_id(served.duty);
  request.set_mark(mark);
  request.set_cover_member_id(cover_member_id);
  return request;
}

void AnWasAbsentAndBinhStoodIn(const Served& served) {
  const auto reply = served.group.leader.client.Call(
      &v1::DutyService::Stub::MarkAttendance,
      Mark(served, v1::MarkAttendanceRequest::MARK_ABSENT, served.binh.id));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_THAT(reply->duty(), ContainsProto("state: STATE_ABSENT cover_member_name: 'Lê Văn Bình'"));
}

void CloseSeptember(const Served& served) {
  v1::ListRostersRequest list;
  list.set_group_id(served.group.id);
  const Client& leader = served.group.leader.client;
  const auto rosters = leader.Call(&v1::RosterService::Stub::ListRosters, list);
  v1::CloseRosterRequest close;
  close.set_group_id(served.group.id);
  close.set_roster_id(rosters->rosters(0).roster_id());
  const auto reply = leader.Call(&v1::RosterService::Stub::CloseRoster, close);
  EXPECT_TRUE(reply.ok()) << reply;
}

void SetCharter(const TestGroup& group, const std::string& text) {
  v1::UpdateCharterRequest request;
  request.set_group_id(group.id);
  *request.mutable_charter() = Proto<v1::Charter>(text);
  const auto reply = group.leader.client.Call(&v1::CharterService::Stub::UpdateCharter, request);
  EXPECT_TRUE(reply.ok()) << reply;
}

TEST(GetCreditTest, AMemberSeesTheOwnAndWhereItComesFrom) {
  const Served served;
  const auto reply = served.an.client.Call(&Stub::GetCredit, Get(served.group));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_THAT(reply->credit(), ContainsProto("member_name: 'Trần Thị An' balance_minutes: 160 "
                                             "text: '2 h 40 min of credit above the fair part.'"));
  ASSERT_THAT(reply->entries(), SizeIs(1));
  EXPECT_THAT(reply->entries(0),
              ContainsProto("month { year: 2026 month: 9 day: 1 } duty_count: 1 duty_minutes: 240 "
                            "credit_minutes: 240 fair_minutes: 80 share_permille: 1000 "
                            "text: 'September 2026: 1 duty, 4 h, counted 4 h of credit; the fair "
                            "part is 1 h 20 min, 2 h 40 min more.'"));
  EXPECT_FALSE(reply->entries(0).settled());
  ASSERT_THAT(reply->lines(), SizeIs(1));
  EXPECT_THAT(reply->lines(0), ContainsProto("credit_minutes: 240 "
                                             "text: '4 h × 100 % = 4 h of credit.'"));
  EXPECT_EQ(Credit(served, served.binh).credit().balance_minutes(), -80);
}

TEST(GetCreditTest, WhoStoodInHasTheCreditAndWhoDidNotComeHasNone) {
  const Served served;
  AnWasAbsentAndBinhStoodIn(served);
  const v1::GetCreditResponse an = Credit(served, served.an);
  EXPECT_EQ(an.credit().balance_minutes(), -80);
  EXPECT_THAT(an.lines(0).text(), HasSubstr("Lê Văn Bình stood in"));
  EXPECT_EQ(an.lines(0).credit_minutes(), 0);
  const v1::GetCreditResponse binh = Credit(served, served.binh);
  EXPECT_EQ(binh.credit().balance_minutes(), 160);
  EXPECT_THAT(binh.lines(0).text(), HasSubstr("Stood in for Trần Thị An: 4 h"));
}

TEST(GetCreditTest, ClosingTheMonthSettlesItAsItWas) {
  const Served served;
  AnWasAbsentAndBinhStoodIn(served);
  v1::GetCreditResponse open = Credit(served, served.binh);
  CloseSeptember(served);
  const v1::GetCreditResponse settled = Credit(served, served.binh);
  ASSERT_THAT(settled.entries(), SizeIs(1));
  EXPECT_TRUE(settled.entries(0).settled());
  open.mutable_entries(0)->set_settled(true);
  EXPECT_EQ(settled.DebugString(), open.DebugString());
}

TEST(GetCreditTest, APublishedMonthCountsByTheCharterItWasPublishedBy) {
  const Served served;
  SetCharter(served.group, "weekend_percent: 300 holiday_percent: 300 tet_percent: 300");
  // Saturday.
  const TestShift saturday = NewShift(served.group, September(12, 8));
  NewDutyOn(served.group, saturday, served.an);
  EXPECT_EQ(Credit(served, served.an).entries(0).credit_minutes(), 240 + 240 * 125 / 100);
  EXPECT_EQ(Credit(served, served.an).entries(0).charter_version(), 0);
}

TEST(GetCreditTest, ByHouseholdAllOfItIsOne) {
  const Served served;
  const std::string household = NewHousehold(served.group, "2");
  Change(served.group, "update members set household_id = '" + household + "' where id = '" +
                           served.binh.id + "' and group_id = $group");
  SetCharter(served.group, "fairness_unit: FAIRNESS_UNIT_HOUSEHOLD");
  Change(served.group, "update rosters set charter_version = 1 where group_id = $group");
  // An and the leader live together: their household did all of it, Bình's none.
  EXPECT_THAT(Credit(served, served.an).credit(),
              ContainsProto("household_balance_minutes: 120 "
                            "text: 'The household: 2 h of credit above the fair part.'"));
  EXPECT_EQ(Credit(served, served.binh).credit().household_balance_minutes(), -120);
}

TEST(GetCreditTest, IsCarriedIntoTheNextDraft) {
  const Served served;
  CloseSeptember(served);
  NewNights(served.group);
  const v1::GetRosterResponse month = Look(served.group, NewDraft(served.group).roster_id());
  std::map<std::string, int64_t> before;
  for (const v1::MemberLoad& load : month.loads()) {
    before[load.member_id()] = load.credit_before_minutes();
  }
  EXPECT_EQ(before[served.an.id], 160);
  EXPECT_EQ(before[served.binh.id], -80);
}

TEST(GetCreditTest, SomebodyElsesIsForLeadersAndProxiesOnly) {
  const Served served;
  EXPECT_THAT(served.binh.client.Call(&Stub::GetCredit, Get(served.group, served.an.id)),
              IsRefused(StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_NOT_YOUR_DUTY));
  const TestMember deputy = NewMember(served.group, {.role = "deputy"});
  EXPECT_TRUE(deputy.client.Call(&Stub::GetCredit, Get(served.group, served.an.id)).ok());
  const TestMember grandmother = NewMember(served.group, {.has_phone = false});
  const TestMember grandson = NewMember(served.group);
  SetProxy(served.group, grandson);
  EXPECT_TRUE(grandson.client.Call(&Stub::GetCredit, Get(served.group, grandmother.id)).ok());
}

TEST(GetCreditTest, IsMalformedNotFoundOrNotAllowed) {
  const Served served;
  auto request = Get(served.group, "An");
  EXPECT_THAT(served.an.client.Call(&Stub::GetCredit, request), IsMalformed(Fields({"member_id"})));
  request = Get(served.group);
  request.mutable_month()->set_month(13);
  EXPECT_THAT(served.an.client.Call(&Stub::GetCredit, request), IsMalformed(Fields({"month"})));
  EXPECT_THAT(served.group.leader.client.Call(&Stub::GetCredit, Get(served.group, kNowhere)),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(TheWorld().Person().Call(&Stub::GetCredit, Get(served.group)),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::GetCredit, Get(served.group)),
              IsRefused(StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED));
}

TEST(ListCreditsTest, HasEverybodyByGivenName) {
  const Served served;
  const Client& leader = served.group.leader.client;
  const auto first = leader.Call(&Stub::ListCredits, List(served.group, 2));
  ASSERT_EQ(first->credits_size(), 2) << first;
  EXPECT_THAT(first->credits(0), ContainsProto("member_name: 'Trần Thị An' balance_minutes: 160"));
  EXPECT_THAT(first->credits(1), ContainsProto("member_name: 'Lê Văn Bình' balance_minutes: -80"));
  const auto second =
      leader.Call(&Stub::ListCredits, List(served.group, 2, first->next_page_token()));
  ASSERT_EQ(second->credits_size(), 1) << second;
  EXPECT_EQ(second->credits(0).member_id(), served.group.leader.id);
  EXPECT_EQ(second->next_page_token(), "");
}

TEST(ListCreditsTest, IsForLeadersAndWellFormed) {
  const Served served;
  EXPECT_THAT(served.an.client.Call(&Stub::ListCredits, List(served.group)),
              IsRefused(StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING));
  EXPECT_THAT(TheWorld().Person().Call(&Stub::ListCredits, List(served.group)),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::ListCredits, List(served.group)),
              IsRefused(StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED));
  EXPECT_THAT(served.group.leader.client.Call(&Stub::ListCredits, List(served.group, -1)),
              IsMalformed(Fields({"page_size"})));
  EXPECT_THAT(served.group.leader.client.Call(&Stub::ListCredits, List(served.group, 0, "x")),
              IsRefused(StatusCode::INVALID_ARGUMENT, v1::ERROR_REASON_PAGE_TOKEN_INVALID));
}

using Duties = v1::DutyService::Stub;

TEST(CoverTest, NobodyStandsInForSomebodyWhoWasThere) {
  const Served served;
  EXPECT_THAT(served.group.leader.client.Call(
                  &Duties::MarkAttendance,
                  Mark(served, v1::MarkAttendanceRequest::MARK_PRESENT, served.binh.id)),
              IsMalformed(Fields({"cover_member_id"})));
}

TEST(CoverTest, WhoIsOnTheShiftCanNotStandInOnIt) {
  const Served served;
  NewDutyOn(served.group, served.shift, served.binh);
  for (const TestMember& member : {served.an, served.binh}) {
    EXPECT_THAT(served.group.leader.client.Call(
                    &Duties::MarkAttendance,
                    Mark(served, v1::MarkAttendanceRequest::MARK_EXCUSED, member.id)),
                IsRefused(StatusCode::ALREADY_EXISTS, v1::ERROR_REASON_ALREADY_ON_SHIFT));
  }
}

TEST(CoverTest, NobodyStandsInTwiceOnOneShift) {
  Served served;
  const TestMember chi = NewMember(served.group);
  const std::string chis = NewDutyOn(served.group, served.shift, chi);
  AnWasAbsentAndBinhStoodIn(served);
  served.duty = chis;
  EXPECT_THAT(served.group.leader.client.Call(
                  &Duties::MarkAttendance,
                  Mark(served, v1::MarkAttendanceRequest::MARK_ABSENT, served.binh.id)),
              IsRefused(StatusCode::ALREADY_EXISTS, v1::ERROR_REASON_ALREADY_ON_SHIFT));
}

TEST(CoverTest, AStrangerToTheGroupIsNotFoundAndALaterMarkTakesItBack) {
  const Served served;
  const Client& leader = served.group.leader.client;
  EXPECT_THAT(leader.Call(&Duties::MarkAttendance,
                          Mark(served, v1::MarkAttendanceRequest::MARK_ABSENT, kNowhere)),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  AnWasAbsentAndBinhStoodIn(served);
  const auto reply =
      leader.Call(&Duties::MarkAttendance, Mark(served, v1::MarkAttendanceRequest::MARK_PRESENT));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_EQ(reply->duty().cover_member_id(), "");
  EXPECT_EQ(Credit(served, served.an).credit().balance_minutes(), 160);
}

}  // namespace
}  // namespace liengia::testing
