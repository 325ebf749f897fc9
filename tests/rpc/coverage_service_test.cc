#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "liengia/v1/coverage_service.grpc.pb.h"
#include "services/platform/civil.h"
#include "tests/support/people.h"
#include "tests/support/proto.h"
#include "tests/support/shifts.h"
#include "tests/support/world.h"

namespace liengia::testing {
namespace {

using platform::Role;
using ::testing::ElementsAre;
using Stub = v1::CoverageService::Stub;

absl::Time Instant(int day, int hour, int minute = 0) {
  return absl::FromCivil(absl::CivilMinute(2026, 10, day, hour, minute), platform::CityZone());
}

// Days of October 2026; `end_day` is the day after the last.
v1::GetCoverageRequest CoverageOf(const std::string& area_code, int start_day, int end_day) {
  auto request = Proto<v1::GetCoverageRequest>(
      "start_date { year: 2026 month: 10 } end_date { year: 2026 month: 10 }");
  request.set_area_code(area_code);
  request.mutable_start_date()->set_day(start_day);
  request.mutable_end_date()->set_day(end_day);
  return request;
}

v1::ListAreaShiftsRequest ShiftsOf(const std::string& area_code, int day) {
  auto request = Proto<v1::ListAreaShiftsRequest>("duty_date { year: 2026 month: 10 }");
  request.set_area_code(area_code);
  request.mutable_duty_date()->set_day(day);
  return request;
}

Client OfficerOf(const std::string& area_code) {
  return TheWorld().Official(Role::kWardSupervisor, area_code);
}

void MarkPresent(const std::string& duty_id) {
  TheWorld().database().Run(
      "update duties set check_in_time = start_time, check_in_record_time = start_time, "
      "check_in_method = 'self' where id = '" +
      duty_id + "'");
}

// A night with two needed, three assigned and one who came.
TestShift NightOf(const TestGroup& group, absl::Time start, absl::Duration length) {
  const TestShift shift = NewShift(group, start, {.length = length});
  MarkPresent(NewDutyOn(group, shift, group.leader));
  NewDutyOn(group, shift, NewMember(group));
  NewDutyOn(group, shift, NewMember(group));
  return shift;
}

auto IsNotFound() { return IsRefused(grpc::StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND); }

auto MayNot() {
  return IsRefused(grpc::StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING);
}

// GetCoverage.

TEST(GetCoverageTest, SplitsANightIntoTheHoursOfItsDays) {
  const TestGroup group = NewGroup();
  NightOf(group, Instant(10, 23, 30), absl::Minutes(60));
  const auto reply =
      OfficerOf(group.ward_code).Call(&Stub::GetCoverage, CoverageOf(group.ward_code, 10, 12));
  ASSERT_EQ(reply->areas_size(), 1) << reply;
  ASSERT_EQ(reply->areas(0).hours_size(), 2) << reply;
  EXPECT_EQ(reply->areas(0).area_code(), group.ward_code + "-1");
  EXPECT_THAT(reply->areas(0),
              ContainsProto("area_name: 'Tổ dân phố 1' "
                            "hours { date { day: 10 } hour: 23 planned_minutes: 60 "
                            "manned_minutes: 90 done_minutes: 30 } "
                            "hours { date { day: 11 } hour: 0 planned_minutes: 60 "
                            "manned_minutes: 90 done_minutes: 30 }"));
}

TEST(GetCoverageTest, ANightThatBeganOnTheDayBeforeCountsFromMidnight) {
  const TestGroup group = NewGroup();
  NightOf(group, Instant(10, 22), absl::Hours(3));
  const auto reply =
      OfficerOf(group.ward_code).Call(&Stub::GetCoverage, CoverageOf(group.ward_code, 11, 12));
  ASSERT_EQ(reply->areas_size(), 1) << reply;
  ASSERT_EQ(reply->areas(0).hours_size(), 1) << reply;
  EXPECT_THAT(reply->areas(0), ContainsProto("hours { date { day: 11 } planned_minutes: 120 }"));
}

TEST(GetCoverageTest, TheCitySeesAStreetBlocksGroupInItsWard) {
  const TestGroup group = NewGroup();
  NightOf(group, Instant(10, 22), absl::Hours(1));
  const std::string city = group.ward_code.substr(0, group.ward_code.rfind('-'));
  const auto reply = TheWorld()
                         .Official(Role::kCitySupervisor, city)
                         .Call(&Stub::GetCoverage, CoverageOf(city, 10, 11));
  ASSERT_EQ(reply->areas_size(), 1) << reply;
  EXPECT_EQ(reply->areas(0).area_code(), group.ward_code);
  EXPECT_EQ(reply->areas(0).hours_size(), 1);
}

TEST(GetCoverageTest, GroupsOfTheAreaItselfStandUnderItsOwnName) {
  const TestGroup group = NewGroup();
  NightOf(group, Instant(10, 22), absl::Hours(1));
  TheWorld().database().Run(absl::StrCat("update groups set area_code = '", group.ward_code,
                                         "' where id = '", group.id, "'"));
  const auto reply =
      OfficerOf(group.ward_code).Call(&Stub::GetCoverage, CoverageOf(group.ward_code, 10, 11));
  ASSERT_EQ(reply->areas_size(), 1) << reply;
  EXPECT_EQ(reply->areas(0).area_code(), group.ward_code);
}

TEST(GetCoverageTest, AShiftWithoutACrewIsPlannedAndADraftIsNot) {
  const TestGroup group = NewGroup();
  NewShift(group, Instant(10, 22), {.length = absl::Hours(1), .crew_min = 4});
  NewShift(group, Instant(10, 22) + absl::Hours(24 * 31), {.roster_state = "draft"});
  auto request = CoverageOf(group.ward_code, 10, 31);
  const auto reply = OfficerOf(group.ward_code).Call(&Stub::GetCoverage, request);
  ASSERT_EQ(reply->areas_size(), 1) << reply;
  EXPECT_THAT(reply->areas(0), ContainsProto("hours { planned_minutes: 240 }"));
  EXPECT_EQ(reply->areas(0).hours(0).manned_minutes(), 0);
  *request.mutable_start_date() = Proto<v1::Date>("year: 2026 month: 11 day: 1");
  *request.mutable_end_date() = Proto<v1::Date>("year: 2026 month: 11 day: 30");
  EXPECT_EQ(OfficerOf(group.ward_code).Call(&Stub::GetCoverage, request)->areas_size(), 0);
}

// Minutes done in the hours of one night at 22:00 to 24:00 of 10 October.
std::vector<int> DoneMinutes(const TestGroup& group) {
  const auto reply =
      OfficerOf(group.ward_code).Call(&Stub::GetCoverage, CoverageOf(group.ward_code, 10, 11));
  EXPECT_EQ(reply->areas_size(), 1) << reply;
  std::vector<int> minutes;
  for (const auto& hour : reply->areas(0).hours()) minutes.push_back(hour.done_minutes());
  return minutes;
}

// Of the member's duty on the shift: "22:05" to "23:10".
void Attend(const TestGroup& group, const TestShift& shift, const std::string& came,
            const std::string& left) {
  TheWorld().database().Run(
      absl::StrCat("update duties set check_in_method = 'self', check_in_record_time = start_time, "
                   "check_in_time = '2026-10-10 ",
                   came, "+07', check_out_time = '2026-10-10 ", left, "+07' where id = '",
                   NewDutyOn(group, shift, NewMember(group)), "'"));
}

TEST(GetCoverageTest, OnlyTheTimeBetweenCheckInAndCheckOutIsDone) {
  const TestGroup group = NewGroup();
  const TestShift shift = NewShift(group, Instant(10, 22), {.length = absl::Hours(2)});
  Attend(group, shift, "21:40", "22:30");
  EXPECT_THAT(DoneMinutes(group), ElementsAre(30, 0));
  Attend(group, shift, "22:50", "23:10");
  EXPECT_THAT(DoneMinutes(group), ElementsAre(40, 10));
}

TEST(GetCoverageTest, ManyWhoComeAndLeaveWithinAQuarterOfAnHourAddUp) {
  const TestGroup group = NewGroup();
  const TestShift shift = NewShift(group, Instant(10, 22), {.length = absl::Hours(2)});
  Attend(group, shift, "22:01", "23:02");
  Attend(group, shift, "22:03", "23:07");
  Attend(group, shift, "22:12", "23:14");
  EXPECT_THAT(DoneMinutes(group), ElementsAre(59 + 57 + 48, 2 + 7 + 14));
}

TEST(GetCoverageTest, WhatIsStillToComeIsNotDone) {
  const TestGroup group = NewGroup();
  const absl::Time now = TheWorld().clock().Now();
  const TestShift shift = NewShift(group, now - absl::Minutes(30), {.length = absl::Hours(2)});
  MarkPresent(NewDutyOn(group, shift, group.leader));
  const absl::CivilDay day = absl::ToCivilDay(shift.start_time, platform::CityZone());
  v1::GetCoverageRequest request;
  request.set_area_code(group.ward_code);
  platform::SetDate(day, request.mutable_start_date());
  platform::SetDate(day + 2, request.mutable_end_date());
  const auto reply = OfficerOf(group.ward_code).Call(&Stub::GetCoverage, request);
  ASSERT_EQ(reply->areas_size(), 1) << reply;
  int done = 0;
  for (const auto& hour : reply->areas(0).hours()) done += hour.done_minutes();
  EXPECT_EQ(done, 30);
}

TEST(GetCoverageTest, WhoCheckedInButWasMarkedAbsentIsNotDone) {
  const TestGroup group = NewGroup();
  NightOf(group, Instant(10, 22), absl::Hours(1));
  TheWorld().database().Run("update duties set mark = 'absent' where group_id = '" + group.id +
                            "'");
  const Client officer = OfficerOf(group.ward_code);
  const auto hours = officer.Call(&Stub::GetCoverage, CoverageOf(group.ward_code, 10, 11));
  ASSERT_EQ(hours->areas_size(), 1) << hours;
  EXPECT_EQ(hours->areas(0).hours(0).manned_minutes(), 180);
  EXPECT_EQ(hours->areas(0).hours(0).done_minutes(), 0);
  const auto shifts = officer.Call(&Stub::ListAreaShifts, ShiftsOf(group.ward_code, 10));
  ASSERT_EQ(shifts->shifts_size(), 1) << shifts;
  EXPECT_EQ(shifts->shifts(0).done_count(), 0);
}

TEST(GetCoverageTest, DaysThatDoNotExistOrAreTooManyAreMalformed) {
  const std::string ward = TheWorld().NewWard();
  const Client officer = OfficerOf(ward);
  EXPECT_THAT(officer.Call(&Stub::GetCoverage, CoverageOf(ward, 0, 32)),
              IsMalformed(Fields({"start_date", "end_date"})));
  EXPECT_THAT(officer.Call(&Stub::GetCoverage, CoverageOf(ward, 10, 10)),
              IsMalformed(Fields({"end_date"})));
  auto request = CoverageOf(ward, 1, 1);
  request.mutable_end_date()->set_month(11);
  EXPECT_TRUE(officer.Call(&Stub::GetCoverage, request).ok());
  request.mutable_end_date()->set_day(2);
  EXPECT_THAT(officer.Call(&Stub::GetCoverage, request), IsMalformed(Fields({"end_date"})));
  EXPECT_THAT(officer.Call(&Stub::GetCoverage, v1::GetCoverageRequest()),
              IsMalformed(Fields({"area_code", "start_date", "end_date"})));
}

TEST(GetCoverageTest, TheFirstAndTheLastDayOfAllAreDaysToo) {
  const std::string ward = TheWorld().NewWard();
  auto request = CoverageOf(ward, 1, 2);
  for (const int year : {1, 9999}) {
    request.mutable_start_date()->set_year(year);
    request.mutable_end_date()->set_year(year);
    const auto reply = OfficerOf(ward).Call(&Stub::GetCoverage, request);
    EXPECT_TRUE(reply.ok()) << reply;
    request = CoverageOf(ward, 30, 31);
    request.mutable_start_date()->set_month(12);
    request.mutable_end_date()->set_month(12);
  }
}

TEST(GetCoverageTest, AnUnknownAreaIsNotFound) {
  EXPECT_THAT(
      OfficerOf(TheWorld().NewWard()).Call(&Stub::GetCoverage, CoverageOf("nowhere", 10, 11)),
      IsNotFound());
}

TEST(GetCoverageTest, OfficialsOfAnotherAreaAndMembersMayNot) {
  const TestGroup group = NewGroup();
  const auto request = CoverageOf(group.ward_code, 10, 11);
  EXPECT_THAT(OfficerOf(TheWorld().NewWard()).Call(&Stub::GetCoverage, request), MayNot());
  EXPECT_THAT(group.leader.client.Call(&Stub::GetCoverage, request), MayNot());
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::GetCoverage, request),
              IsRefused(grpc::StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED));
}

// ListAreaShifts.

TEST(ListAreaShiftsTest, ListsTheDaysShiftsWithCounts) {
  const TestGroup group = NewGroup();
  const TestShift night = NightOf(group, Instant(10, 22), absl::Hours(4));
  NewShift(group, Instant(9, 23, 59));
  NewShift(group, Instant(11, 0));
  const auto reply =
      OfficerOf(group.ward_code).Call(&Stub::ListAreaShifts, ShiftsOf(group.ward_code, 10));
  ASSERT_EQ(reply->shifts_size(), 1) << reply;
  EXPECT_EQ(reply->shifts(0).shift_id(), night.id);
  EXPECT_THAT(reply->shifts(0),
              ContainsProto("group_name: 'Tổ thử' title: 'Tuần tra đêm' needed_count: 2 "
                            "manned_count: 3 done_count: 1"));
}

TEST(ListAreaShiftsTest, WithoutADayItIsToday) {
  const TestGroup group = NewGroup();
  NewShift(group, TheWorld().clock().Now() + absl::Hours(1));
  auto request = ShiftsOf(group.ward_code, 1);
  request.clear_duty_date();
  EXPECT_EQ(OfficerOf(group.ward_code).Call(&Stub::ListAreaShifts, request)->shifts_size(), 1);
}

TEST(ListAreaShiftsTest, GivesPagesByStartTimeAndLeavesDraftsOut) {
  const TestGroup group = NewGroup();
  const TestShift late = NewShift(group, Instant(10, 23));
  const TestShift early = NewShift(group, Instant(10, 19));
  auto request = ShiftsOf(group.ward_code, 10);
  request.set_page_size(1);
  const Client officer = OfficerOf(group.ward_code);
  const auto first = officer.Call(&Stub::ListAreaShifts, request);
  ASSERT_EQ(first->shifts_size(), 1) << first;
  EXPECT_EQ(first->shifts(0).shift_id(), early.id);
  request.set_page_token(first->next_page_token());
  const auto second = officer.Call(&Stub::ListAreaShifts, request);
  ASSERT_EQ(second->shifts_size(), 1) << second;
  EXPECT_EQ(second->shifts(0).shift_id(), late.id);
  EXPECT_EQ(second->next_page_token(), "");
  TheWorld().database().Run("update rosters set state = 'draft' where group_id = '" + group.id +
                            "'");
  EXPECT_EQ(officer.Call(&Stub::ListAreaShifts, ShiftsOf(group.ward_code, 10))->shifts_size(), 0);
}

TEST(ListAreaShiftsTest, ADayThatDoesNotExistIsMalformedAndAnUnknownAreaNotFound) {
  const Client officer = OfficerOf(TheWorld().NewWard());
  const std::string ward = TheWorld().NewWard();
  EXPECT_THAT(OfficerOf(ward).Call(&Stub::ListAreaShifts, ShiftsOf(ward, 32)),
              IsMalformed(Fields({"duty_date"})));
  EXPECT_THAT(officer.Call(&Stub::ListAreaShifts, ShiftsOf("nowhere", 10)), IsNotFound());
}

TEST(ListAreaShiftsTest, OfficialsOfAnotherAreaAndMembersMayNot) {
  const TestGroup group = NewGroup();
  const auto request = ShiftsOf(group.ward_code, 10);
  EXPECT_THAT(OfficerOf(TheWorld().NewWard()).Call(&Stub::ListAreaShifts, request), MayNot());
  EXPECT_THAT(group.leader.client.Call(&Stub::ListAreaShifts, request), MayNot());
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::ListAreaShifts, request),
              IsRefused(grpc::StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED));
}

}  // namespace
}  // namespace liengia::testing
