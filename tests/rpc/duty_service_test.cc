#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "liengia/v1/duty_service.grpc.pb.h"
#include "services/platform/civil.h"
#include "tests/support/people.h"
#include "tests/support/proto.h"
#include "tests/support/shifts.h"
#include "tests/support/world.h"

namespace liengia::testing {
namespace {

using platform::Role;
using Stub = v1::DutyService::Stub;

constexpr char kUnknownId[] = "0192a000-0000-7000-8000-00000000dead";

absl::Time Now() { return TheWorld().clock().Now(); }

// A member on duty in a group of its own.
struct OnDuty {
  TestGroup group;
  TestMember member;
  TestShift shift;
  std::string duty_id;
};

// The shift starts so long from now; a negative time is past.
OnDuty ADutyIn(absl::Duration start, const ShiftTraits& traits = {}) {
  OnDuty on_duty{NewGroup(), {"", "", "", TheWorld().Stranger()}, {}, ""};
  on_duty.member = NewMember(on_duty.group);
  on_duty.shift = NewShift(on_duty.group, Now() + start, traits);
  on_duty.duty_id = NewDutyOn(on_duty.group, on_duty.shift, on_duty.member);
  return on_duty;
}

template <typename Request>
Request For(const OnDuty& on_duty) {
  Request request;
  request.set_group_id(on_duty.group.id);
  request.set_duty_id(on_duty.duty_id);
  return request;
}

v1::CheckInRequest CheckInFor(const OnDuty& on_duty) { return For<v1::CheckInRequest>(on_duty); }

v1::CheckOutRequest CheckOutFor(const OnDuty& on_duty) { return For<v1::CheckOutRequest>(on_duty); }

v1::MarkAttendanceRequest MarkFor(const OnDuty& on_duty, v1::MarkAttendanceRequest::Mark mark) {
  auto request = For<v1::MarkAttendanceRequest>(on_duty);
  request.set_mark(mark);
  return request;
}

Reply<v1::CheckInResponse> CheckIn(const OnDuty& on_duty) {
  return on_duty.member.client.Call(&Stub::CheckIn, CheckInFor(on_duty));
}

v1::ListDutiesRequest DutiesOf(const TestGroup& group) {
  v1::ListDutiesRequest request;
  request.set_group_id(group.id);
  return request;
}

auto IsPrecondition(v1::ErrorReason reason) {
  return IsRefused(grpc::StatusCode::FAILED_PRECONDITION, reason);
}

auto IsNotFound() { return IsRefused(grpc::StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND); }

auto HasToSignIn() {
  return IsRefused(grpc::StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED);
}

// ListMyShifts.

TEST(ListMyShiftsTest, ListsTheShiftsOfAllGroupsByStartTime) {
  const OnDuty later = ADutyIn(absl::Hours(48));
  const TestGroup other = NewGroup();
  const TestShift sooner = NewShift(other, Now() + absl::Hours(2));
  TheWorld().database().Run(absl::StrCat("update members set account_id = '",
                                         later.member.client.account_id(), "' where id = '",
                                         other.leader.id, "'"));
  const std::string duty_id = NewDutyOn(other, sooner, other.leader);
  const auto reply = later.member.client.Call(&Stub::ListMyShifts, v1::ListMyShiftsRequest());
  ASSERT_EQ(reply->shifts_size(), 2) << reply;
  EXPECT_EQ(reply->shifts(0).duty_id(), duty_id);
  EXPECT_EQ(reply->shifts(1).duty_id(), later.duty_id);
  EXPECT_THAT(
      reply->shifts(1),
      ContainsProto("group_name: 'Tổ thử' member_name: 'Trần Thị Thử' title: 'Tuần tra đêm' "
                    "state: STATE_UPCOMING"));
}

TEST(ListMyShiftsTest, ListsTheShiftsOfThoseActedFor) {
  const TestGroup group = NewGroup();
  const TestMember proxy = NewMember(group);
  SetProxy(group, proxy);
  const TestMember grandmother = NewMember(group, {.full_name = "Bà Thử", .has_phone = false});
  NewDutyOn(group, NewShift(group, Now() + absl::Hours(1)), grandmother);
  const auto reply = proxy.client.Call(&Stub::ListMyShifts, v1::ListMyShiftsRequest());
  ASSERT_EQ(reply->shifts_size(), 1) << reply;
  EXPECT_EQ(reply->shifts(0).member_name(), "Bà Thử");
}

TEST(ListMyShiftsTest, OneThatGoesOnCountsAsNextAndOneThatIsOverDoesNot) {
  const OnDuty going_on = ADutyIn(-absl::Hours(15), {.length = absl::Hours(16)});
  NewDutyOn(going_on.group,
            NewShift(going_on.group, Now() - absl::Hours(20), {.length = absl::Hours(4)}),
            going_on.member);
  const auto reply = going_on.member.client.Call(&Stub::ListMyShifts, v1::ListMyShiftsRequest());
  ASSERT_EQ(reply->shifts_size(), 1) << reply;
  EXPECT_EQ(reply->shifts(0).duty_id(), going_on.duty_id);
  EXPECT_EQ(reply->shifts(0).state(), v1::Duty::STATE_MISSING);
}

TEST(ListMyShiftsTest, GivesPagesWithoutLossOrRepetition) {
  const OnDuty first = ADutyIn(absl::Hours(1));
  for (int i = 1; i < 5; ++i) {
    NewDutyOn(first.group, NewShift(first.group, Now() + absl::Hours(1 + 5 * i)), first.member);
  }
  v1::ListMyShiftsRequest request;
  request.set_page_size(2);
  std::vector<absl::Time> starts;
  do {
    const auto reply = first.member.client.Call(&Stub::ListMyShifts, request);
    ASSERT_TRUE(reply.ok()) << reply;
    for (const auto& shift : reply->shifts()) {
      starts.push_back(absl::FromUnixSeconds(shift.start_time().seconds()));
    }
    request.set_page_token(reply->next_page_token());
  } while (!request.page_token().empty());
  EXPECT_EQ(starts.size(), 5u);
  EXPECT_TRUE(std::is_sorted(starts.begin(), starts.end()));
}

TEST(ListMyShiftsTest, WithoutAGroupItSaysSo) {
  const auto reply = TheWorld().Person().Call(&Stub::ListMyShifts, v1::ListMyShiftsRequest());
  EXPECT_THAT(reply.response, ContainsProto("empty_reason: EMPTY_REASON_NO_GROUP"));
}

TEST(ListMyShiftsTest, WithDraftsOnlyItSaysThatThereIsNoShift) {
  const OnDuty draft = ADutyIn(absl::Hours(1), {.roster_state = "draft"});
  const auto reply = draft.member.client.Call(&Stub::ListMyShifts, v1::ListMyShiftsRequest());
  EXPECT_EQ(reply->shifts_size(), 0) << reply;
  EXPECT_THAT(reply.response, ContainsProto("empty_reason: EMPTY_REASON_NO_SHIFT"));
}

TEST(ListMyShiftsTest, ANegativePageSizeIsMalformed) {
  v1::ListMyShiftsRequest request;
  request.set_page_size(-1);
  EXPECT_THAT(TheWorld().Person().Call(&Stub::ListMyShifts, request),
              IsMalformed(Fields({"page_size"})));
}

TEST(ListMyShiftsTest, AForeignPageTokenIsRefused) {
  v1::ListMyShiftsRequest request;
  request.set_page_token("AAAA");
  EXPECT_THAT(TheWorld().Person().Call(&Stub::ListMyShifts, request),
              IsRefused(grpc::StatusCode::INVALID_ARGUMENT, v1::ERROR_REASON_PAGE_TOKEN_INVALID));
}

TEST(ListMyShiftsTest, AStrangerHasToSignIn) {
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::ListMyShifts, v1::ListMyShiftsRequest()),
              HasToSignIn());
}

// ListDuties.

TEST(ListDutiesTest, AMemberSeesTheNightWithItsCrewAndWhoCame) {
  const OnDuty here = ADutyIn(-absl::Minutes(5));
  const TestMember missing = NewMember(here.group, {.full_name = "Phạm Văn Vắng"});
  NewDutyOn(here.group, here.shift, missing);
  ASSERT_TRUE(CheckIn(here).ok());
  const auto reply = missing.client.Call(&Stub::ListDuties, DutiesOf(here.group));
  ASSERT_EQ(reply->shifts_size(), 1) << reply;
  EXPECT_THAT(reply->shifts(0),
              ContainsProto("title: 'Tuần tra đêm' crew_min: 2 "
                            "duties { member_name: 'Trần Thị Thử' state: STATE_PRESENT } "
                            "duties { member_name: 'Phạm Văn Vắng' state: STATE_DUE }"));
}

TEST(ListDutiesTest, ListsOnlyPublishedShiftsThatOverlapTheTime) {
  const TestGroup group = NewGroup();
  const TestShift before = NewShift(group, Now() - absl::Hours(17));
  const TestShift inside = NewShift(group, Now() - absl::Hours(14));
  NewShift(group, Now() + absl::Hours(12));
  NewShift(group, Now() - absl::Hours(24 * 60), {.roster_state = "draft"});
  const auto reply = group.leader.client.Call(&Stub::ListDuties, DutiesOf(group));
  ASSERT_EQ(reply->shifts_size(), 1) << reply;
  EXPECT_EQ(reply->shifts(0).shift_id(), inside.id) << before.id;
  auto draft = DutiesOf(group);
  platform::SetTime(Now() - absl::Hours(24 * 61), draft.mutable_start_time());
  platform::SetTime(Now() - absl::Hours(24 * 59), draft.mutable_end_time());
  EXPECT_EQ(group.leader.client.Call(&Stub::ListDuties, draft)->shifts_size(), 0);
}

TEST(ListDutiesTest, GivesPages) {
  const TestGroup group = NewGroup();
  const TestShift first = NewShift(group, Now());
  const TestShift second = NewShift(group, Now() + absl::Hours(1));
  auto request = DutiesOf(group);
  request.set_page_size(1);
  const auto page = group.leader.client.Call(&Stub::ListDuties, request);
  ASSERT_EQ(page->shifts_size(), 1) << page;
  EXPECT_EQ(page->shifts(0).shift_id(), first.id);
  request.set_page_token(page->next_page_token());
  const auto next = group.leader.client.Call(&Stub::ListDuties, request);
  ASSERT_EQ(next->shifts_size(), 1) << next;
  EXPECT_EQ(next->shifts(0).shift_id(), second.id);
  EXPECT_EQ(next->next_page_token(), "");
}

TEST(ListDutiesTest, AnOfficialStatesAPurposeAndTheGroupSeesIt) {
  const OnDuty here = ADutyIn(-absl::Minutes(5));
  const Client officer = TheWorld().Official(Role::kDutyOfficer, here.group.ward_code);
  auto request = DutiesOf(here.group);
  EXPECT_THAT(officer.Call(&Stub::ListDuties, request),
              IsRefused(grpc::StatusCode::INVALID_ARGUMENT, v1::ERROR_REASON_PURPOSE_MISSING));
  request.mutable_purpose()->set_reason("Kiểm tra quân số đêm");
  EXPECT_EQ(officer.Call(&Stub::ListDuties, request)->shifts_size(), 1);
  const auto entries = TheWorld().database().Run(
      "select method from access_entries where group_id = '" + here.group.id + "'");
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_EQ(entries[0][0].as<std::string>(), "DutyService.ListDuties");
}

TEST(ListDutiesTest, ATimeThatEndsBeforeItStartsOrIsTooLongIsMalformed) {
  const TestGroup group = NewGroup();
  auto request = DutiesOf(group);
  platform::SetTime(Now(), request.mutable_start_time());
  platform::SetTime(Now(), request.mutable_end_time());
  EXPECT_THAT(group.leader.client.Call(&Stub::ListDuties, request),
              IsMalformed(Fields({"end_time"})));
  platform::SetTime(Now() + absl::Hours(24 * 31 + 1), request.mutable_end_time());
  EXPECT_THAT(group.leader.client.Call(&Stub::ListDuties, request),
              IsMalformed(Fields({"end_time"})));
  request.mutable_start_time()->set_nanos(-1);
  request.mutable_end_time()->set_seconds(253402300800);
  EXPECT_THAT(group.leader.client.Call(&Stub::ListDuties, request),
              IsMalformed(Fields({"start_time", "end_time"})));
}

TEST(ListDutiesTest, TheFirstAndTheLastYearAreTimesToo) {
  const TestGroup group = NewGroup();
  auto request = DutiesOf(group);
  for (const int64_t seconds : {int64_t{-62135596800}, int64_t{253402300799}}) {
    request.mutable_start_time()->set_seconds(seconds);
    const auto reply = group.leader.client.Call(&Stub::ListDuties, request);
    EXPECT_TRUE(reply.ok()) << reply;
  }
}

TEST(ListDutiesTest, AnOutsiderDoesNotFindTheGroup) {
  EXPECT_THAT(TheWorld().Person().Call(&Stub::ListDuties, DutiesOf(NewGroup())), IsNotFound());
}

TEST(ListDutiesTest, AStrangerHasToSignIn) {
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::ListDuties, DutiesOf(NewGroup())), HasToSignIn());
}

// CheckIn.

TEST(CheckInTest, NotesWhenTheMemberCame) {
  const OnDuty here = ADutyIn(-absl::Minutes(10));
  const auto reply = CheckIn(here);
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_THAT(reply->duty(), ContainsProto("state: STATE_PRESENT check_in_method: METHOD_SELF"));
  EXPECT_EQ(reply->duty().check_in_time().seconds(), absl::ToUnixSeconds(Now()));
}

TEST(CheckInTest, AfterTheGraceTheMemberIsLate) {
  EXPECT_EQ(CheckIn(ADutyIn(-absl::Minutes(11)))->duty().state(), v1::Duty::STATE_LATE);
}

TEST(CheckInTest, AgainGivesTheFirstCheckIn) {
  const OnDuty here = ADutyIn(-absl::Minutes(10));
  auto request = CheckInFor(here);
  platform::SetTime(Now() - absl::Minutes(5), request.mutable_check_in_time());
  const auto first = here.member.client.Call(&Stub::CheckIn, request);
  ASSERT_TRUE(first.ok()) << first;
  const auto again = CheckIn(here);
  ASSERT_TRUE(again.ok()) << again;
  EXPECT_EQ(first->DebugString(), again->DebugString());
}

TEST(CheckInTest, APhoneThatWasOfflineTellsItsOwnTime) {
  const OnDuty here = ADutyIn(-absl::Hours(10));
  auto request = CheckInFor(here);
  platform::SetTime(here.shift.start_time, request.mutable_check_in_time());
  const auto reply = here.member.client.Call(&Stub::CheckIn, request);
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_EQ(reply->duty().check_in_time().seconds(), absl::ToUnixSeconds(here.shift.start_time));
  EXPECT_EQ(reply->duty().state(), v1::Duty::STATE_DONE);
}

TEST(CheckInTest, TheCodeOfACheckpointIsKept) {
  const OnDuty here = ADutyIn(absl::Minutes(30));
  auto request = CheckInFor(here);
  request.set_method(v1::Duty::METHOD_CODE);
  request.set_checkpoint_id(here.shift.post.checkpoint_id);
  const auto reply = here.member.client.Call(&Stub::CheckIn, request);
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_EQ(reply->duty().check_in_method(), v1::Duty::METHOD_CODE);
  EXPECT_EQ(reply->duty().check_in_checkpoint_id(), here.shift.post.checkpoint_id);
}

TEST(CheckInTest, AProxyChecksInThoseActedForAndIsNotedAsProxy) {
  const TestGroup group = NewGroup();
  const TestMember proxy = NewMember(group);
  SetProxy(group, proxy);
  const TestMember grandmother = NewMember(group, {.has_phone = false});
  const TestShift shift = NewShift(group, Now());
  const OnDuty hers{group, grandmother, shift, NewDutyOn(group, shift, grandmother)};
  const auto reply = proxy.client.Call(&Stub::CheckIn, CheckInFor(hers));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_EQ(reply->duty().check_in_method(), v1::Duty::METHOD_PROXY);
}

TEST(CheckInTest, TooEarlyAndTooLateAreRefused) {
  for (const absl::Duration start : {absl::Minutes(31), -absl::Hours(4)}) {
    EXPECT_THAT(CheckIn(ADutyIn(start)), IsPrecondition(v1::ERROR_REASON_OUTSIDE_DUTY_TIME));
  }
}

TEST(CheckInTest, WhoIsMarkedAbsentIsRefused) {
  const OnDuty here = ADutyIn(-absl::Minutes(10));
  const auto mark = MarkFor(here, v1::MarkAttendanceRequest::MARK_ABSENT);
  ASSERT_TRUE(here.group.leader.client.Call(&Stub::MarkAttendance, mark).ok());
  EXPECT_THAT(CheckIn(here), IsPrecondition(v1::ERROR_REASON_DUTY_STATE));
}

TEST(CheckInTest, AClosedRosterIsRefused) {
  EXPECT_THAT(CheckIn(ADutyIn(-absl::Minutes(1), {.roster_state = "closed"})),
              IsPrecondition(v1::ERROR_REASON_ROSTER_STATE));
}

TEST(CheckInTest, ADraftIsUnknownToMembers) {
  EXPECT_THAT(CheckIn(ADutyIn(-absl::Minutes(1), {.roster_state = "draft"})), IsNotFound());
}

TEST(CheckInTest, SomebodyElsesDutyIsRefusedToTheLeaderToo) {
  const OnDuty here = ADutyIn(-absl::Minutes(1));
  for (const Client& client : {here.group.leader.client, NewMember(here.group).client}) {
    EXPECT_THAT(client.Call(&Stub::CheckIn, CheckInFor(here)),
                IsRefused(grpc::StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_NOT_YOUR_DUTY));
  }
}

TEST(CheckInTest, AnUnknownDutyAndOneOfAnotherGroupAreNotFound) {
  const OnDuty here = ADutyIn(-absl::Minutes(1));
  auto request = CheckInFor(here);
  request.set_duty_id(kUnknownId);
  EXPECT_THAT(here.member.client.Call(&Stub::CheckIn, request), IsNotFound());
  request.set_duty_id(ADutyIn(-absl::Minutes(1)).duty_id);
  EXPECT_THAT(here.member.client.Call(&Stub::CheckIn, request), IsNotFound());
}

TEST(CheckInTest, EveryBadFieldIsToldAtOnce) {
  const OnDuty here = ADutyIn(-absl::Minutes(1));
  auto request = CheckInFor(here);
  platform::SetTime(Now() + absl::Seconds(1), request.mutable_check_in_time());
  request.set_method(v1::Duty::METHOD_LEADER);
  EXPECT_THAT(here.member.client.Call(&Stub::CheckIn, request),
              IsMalformed(Fields({"check_in_time", "method"})));
  platform::SetTime(Now() - absl::Hours(25), request.mutable_check_in_time());
  request.set_method(v1::Duty::METHOD_CODE);
  EXPECT_THAT(here.member.client.Call(&Stub::CheckIn, request),
              IsMalformed(Fields({"check_in_time", "checkpoint_id"})));
  EXPECT_THAT(here.member.client.Call(&Stub::CheckIn, v1::CheckInRequest()),
              IsMalformed(Fields({"group_id", "duty_id"})));
}

TEST(CheckInTest, ACheckpointOfAnotherPostIsMalformed) {
  const OnDuty here = ADutyIn(-absl::Minutes(1));
  auto request = CheckInFor(here);
  request.set_checkpoint_id(NewPostWithCheckpoint(here.group).checkpoint_id);
  EXPECT_THAT(here.member.client.Call(&Stub::CheckIn, request),
              IsMalformed(Fields({"checkpoint_id"})));
}

TEST(CheckInTest, OutsidersDoNotFindItAndStrangersHaveToSignIn) {
  const OnDuty here = ADutyIn(-absl::Minutes(1));
  EXPECT_THAT(TheWorld().Person().Call(&Stub::CheckIn, CheckInFor(here)), IsNotFound());
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::CheckIn, CheckInFor(here)), HasToSignIn());
}

TEST(CheckInTest, AnOfficialMayNot) {
  const OnDuty here = ADutyIn(-absl::Minutes(1));
  EXPECT_THAT(TheWorld()
                  .Official(Role::kWardSupervisor, here.group.ward_code)
                  .Call(&Stub::CheckIn, CheckInFor(here)),
              IsRefused(grpc::StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING));
}

// CheckOut.

TEST(CheckOutTest, NotesWhenTheMemberLeftAndTheDutyIsDone) {
  const OnDuty here = ADutyIn(-absl::Minutes(10));
  ASSERT_TRUE(CheckIn(here).ok());
  const auto reply = here.member.client.Call(&Stub::CheckOut, CheckOutFor(here));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_EQ(reply->duty().state(), v1::Duty::STATE_DONE);
  EXPECT_EQ(reply->duty().check_out_time().seconds(), absl::ToUnixSeconds(Now()));
}

TEST(CheckOutTest, AgainGivesTheFirstCheckOut) {
  const OnDuty here = ADutyIn(-absl::Hours(2));
  auto check_in = CheckInFor(here);
  platform::SetTime(here.shift.start_time, check_in.mutable_check_in_time());
  ASSERT_TRUE(here.member.client.Call(&Stub::CheckIn, check_in).ok());
  auto request = CheckOutFor(here);
  platform::SetTime(Now() - absl::Hours(1), request.mutable_check_out_time());
  const auto first = here.member.client.Call(&Stub::CheckOut, request);
  ASSERT_TRUE(first.ok()) << first;
  const auto again = here.member.client.Call(&Stub::CheckOut, CheckOutFor(here));
  EXPECT_EQ(first->DebugString(), again->DebugString());
}

TEST(CheckOutTest, WithoutACheckInItIsRefused) {
  const OnDuty here = ADutyIn(-absl::Minutes(10));
  EXPECT_THAT(here.member.client.Call(&Stub::CheckOut, CheckOutFor(here)),
              IsPrecondition(v1::ERROR_REASON_DUTY_STATE));
}

TEST(CheckOutTest, MoreThanSixHoursAfterTheEndItIsRefused) {
  const OnDuty here = ADutyIn(-absl::Hours(10) - absl::Seconds(1));
  auto check_in = CheckInFor(here);
  platform::SetTime(here.shift.start_time, check_in.mutable_check_in_time());
  ASSERT_TRUE(here.member.client.Call(&Stub::CheckIn, check_in).ok());
  EXPECT_THAT(here.member.client.Call(&Stub::CheckOut, CheckOutFor(here)),
              IsPrecondition(v1::ERROR_REASON_OUTSIDE_DUTY_TIME));
}

TEST(CheckOutTest, ATimeInTheFutureOrBeforeTheCheckInIsMalformed) {
  const OnDuty here = ADutyIn(-absl::Minutes(10));
  ASSERT_TRUE(CheckIn(here).ok());
  auto request = CheckOutFor(here);
  for (const absl::Duration away : {absl::Seconds(1), -absl::Seconds(1)}) {
    platform::SetTime(Now() + away, request.mutable_check_out_time());
    EXPECT_THAT(here.member.client.Call(&Stub::CheckOut, request),
                IsMalformed(Fields({"check_out_time"})));
  }
  EXPECT_THAT(here.member.client.Call(&Stub::CheckOut, v1::CheckOutRequest()),
              IsMalformed(Fields({"group_id", "duty_id"})));
}

TEST(CheckOutTest, OnlyTheMemberAndTheProxyMay) {
  const OnDuty here = ADutyIn(-absl::Minutes(10));
  ASSERT_TRUE(CheckIn(here).ok());
  EXPECT_THAT(here.group.leader.client.Call(&Stub::CheckOut, CheckOutFor(here)),
              IsRefused(grpc::StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_NOT_YOUR_DUTY));
  EXPECT_THAT(TheWorld().Person().Call(&Stub::CheckOut, CheckOutFor(here)), IsNotFound());
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::CheckOut, CheckOutFor(here)), HasToSignIn());
}

TEST(CheckOutTest, AnUnknownDutyIsNotFound) {
  const OnDuty here = ADutyIn(-absl::Minutes(10));
  auto request = CheckOutFor(here);
  request.set_duty_id(kUnknownId);
  EXPECT_THAT(here.member.client.Call(&Stub::CheckOut, request), IsNotFound());
}

// MarkAttendance.

TEST(MarkAttendanceTest, TheLastMarkCounts) {
  const OnDuty here = ADutyIn(-absl::Hours(1));
  const Client& leader = here.group.leader.client;
  const auto absent =
      leader.Call(&Stub::MarkAttendance, MarkFor(here, v1::MarkAttendanceRequest::MARK_ABSENT));
  EXPECT_EQ(absent->duty().state(), v1::Duty::STATE_ABSENT) << absent;
  const auto excused =
      leader.Call(&Stub::MarkAttendance, MarkFor(here, v1::MarkAttendanceRequest::MARK_EXCUSED));
  EXPECT_EQ(excused->duty().state(), v1::Duty::STATE_EXCUSED) << excused;
  const auto present =
      leader.Call(&Stub::MarkAttendance, MarkFor(here, v1::MarkAttendanceRequest::MARK_PRESENT));
  EXPECT_THAT(present->duty(),
              ContainsProto("state: STATE_PRESENT check_in_method: METHOD_LEADER"));
  EXPECT_EQ(present->duty().check_in_time().seconds(), absl::ToUnixSeconds(here.shift.start_time));
}

TEST(MarkAttendanceTest, AbsenceStandsBesideTheMembersTimesWithWhoMarkedItAndWhen) {
  const OnDuty here = ADutyIn(-absl::Minutes(5));
  ASSERT_TRUE(CheckIn(here).ok());
  const Client deputy = NewMember(here.group, {.full_name = "Hồ Thị Phó", .role = "deputy"}).client;
  const auto reply =
      deputy.Call(&Stub::MarkAttendance, MarkFor(here, v1::MarkAttendanceRequest::MARK_ABSENT));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_THAT(reply->duty(), ContainsProto("state: STATE_ABSENT check_in_method: METHOD_SELF "
                                           "mark_member_name: 'Hồ Thị Phó'"));
  EXPECT_EQ(reply->duty().check_in_time().seconds(), absl::ToUnixSeconds(Now()));
  EXPECT_EQ(reply->duty().mark_time().seconds(), absl::ToUnixSeconds(Now()));
  const auto left = here.member.client.Call(&Stub::CheckOut, CheckOutFor(here));
  ASSERT_TRUE(left.ok()) << left;
  const auto seen = here.member.client.Call(&Stub::ListDuties, DutiesOf(here.group));
  ASSERT_EQ(seen->shifts_size(), 1) << seen;
  EXPECT_EQ(seen->shifts(0).duties(0).DebugString(), left->duty().DebugString());
  EXPECT_THAT(left->duty(), ContainsProto("state: STATE_ABSENT mark_member_name: 'Hồ Thị Phó'"));
  EXPECT_TRUE(left->duty().has_check_out_time());
}

TEST(MarkAttendanceTest, BeforeTheStartItIsRefused) {
  const OnDuty here = ADutyIn(absl::Seconds(1));
  EXPECT_THAT(here.group.leader.client.Call(&Stub::MarkAttendance,
                                            MarkFor(here, v1::MarkAttendanceRequest::MARK_EXCUSED)),
              IsPrecondition(v1::ERROR_REASON_OUTSIDE_DUTY_TIME));
}

TEST(MarkAttendanceTest, AClosedRosterIsRefused) {
  const OnDuty here = ADutyIn(-absl::Hours(1), {.roster_state = "closed"});
  EXPECT_THAT(here.group.leader.client.Call(&Stub::MarkAttendance,
                                            MarkFor(here, v1::MarkAttendanceRequest::MARK_PRESENT)),
              IsPrecondition(v1::ERROR_REASON_ROSTER_STATE));
}

TEST(MarkAttendanceTest, OnlyLeadersAndDeputiesMay) {
  const OnDuty here = ADutyIn(-absl::Hours(1));
  const auto request = MarkFor(here, v1::MarkAttendanceRequest::MARK_PRESENT);
  EXPECT_THAT(here.member.client.Call(&Stub::MarkAttendance, request),
              IsRefused(grpc::StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING));
  EXPECT_THAT(TheWorld().Person().Call(&Stub::MarkAttendance, request), IsNotFound());
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::MarkAttendance, request), HasToSignIn());
}

TEST(MarkAttendanceTest, AnUnknownDutyIsNotFoundAndAMissingMarkMalformed) {
  const OnDuty here = ADutyIn(-absl::Hours(1));
  auto request = MarkFor(here, v1::MarkAttendanceRequest::MARK_PRESENT);
  request.set_duty_id(kUnknownId);
  EXPECT_THAT(here.group.leader.client.Call(&Stub::MarkAttendance, request), IsNotFound());
  EXPECT_THAT(here.group.leader.client.Call(&Stub::MarkAttendance, v1::MarkAttendanceRequest()),
              IsMalformed(Fields({"group_id", "duty_id", "mark"})));
}

}  // namespace
}  // namespace liengia::testing
