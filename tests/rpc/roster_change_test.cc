#include "absl/strings/str_cat.h"
#include "liengia/v1/roster_service.grpc.pb.h"
#include "tests/support/proto.h"
#include "tests/support/rosters.h"

namespace liengia::testing {
namespace {

using grpc::StatusCode;
using ::testing::ElementsAre;
using ::testing::SizeIs;
using Stub = v1::RosterService::Stub;

// A group with nights in November, a draft of it, and people to put on.
struct Month {
  explicit Month(const Crew& crew = {}, int people_count = 4) {
    NewNights(group, crew);
    people = NewPeople(group, people_count);
    roster = NewDraft(group);
    const v1::GetRosterResponse month = Look(group, roster.roster_id());
    for (const v1::Shift& shift : month.shifts()) shifts.push_back(shift.shift_id());
  }

  TestGroup group = NewGroup();
  std::vector<std::string> people;
  v1::Roster roster;
  std::vector<std::string> shifts;  // By day: shifts[16] is the night of the 17th.
};

v1::AssignShiftRequest Assign(const Month& month, const std::string& shift,
                              const std::string& member) {
  v1::AssignShiftRequest request;
  request.set_group_id(month.group.id);
  request.set_shift_id(shift);
  request.set_member_id(member);
  return request;
}

v1::UnassignShiftRequest Unassign(const Month& month, const std::string& duty) {
  v1::UnassignShiftRequest request;
  request.set_group_id(month.group.id);
  request.set_duty_id(duty);
  return request;
}

v1::ReassignShiftRequest Reassign(const Month& month, const std::string& duty,
                                  const std::string& member) {
  v1::ReassignShiftRequest request;
  request.set_group_id(month.group.id);
  request.set_duty_id(duty);
  request.set_member_id(member);
  return request;
}

template <typename Reply>
std::vector<v1::RosterProblem::Kind> KindsIn(const Reply& reply) {
  std::vector<v1::RosterProblem::Kind> kinds;
  for (const auto& detail : reply.details.details()) {
    v1::RosterProblems problems;
    if (detail.UnpackTo(&problems)) {
      for (const auto& problem : problems.problems()) kinds.push_back(problem.kind());
    }
  }
  return kinds;
}

void CheckIn(const Month& month, const std::string& duty) {
  Change(month.group,
         "update duties set check_in_time = start_time, check_in_record_time = "
         "start_time, check_in_method = 'self' where group_id = $group and id = '" +
             duty + "'");
}

TEST(AssignShiftTest, PutsAMemberOnByHand) {
  const Month month;
  const auto reply = month.group.leader.client.Call(
      &Stub::AssignShift, Assign(month, month.shifts[16], month.people[0]));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_THAT(reply->duty(), ContainsProto("member_name: 'Người 0' pinned: true "
                                           "state: STATE_DRAFT"));
  EXPECT_EQ(reply->duty().shift_id(), month.shifts[16]);
  EXPECT_EQ(reply->roster().duty_count(), 1);
  EXPECT_NE(reply->roster().etag(), month.roster.etag());
}

TEST(AssignShiftTest, TwiceIsOnceTooOften) {
  const Month month;
  PutOn(month.group, month.shifts[16], month.people[0]);
  const auto refused = month.group.leader.client.Call(
      &Stub::AssignShift, Assign(month, month.shifts[16], month.people[0]));
  EXPECT_THAT(refused, IsRefused(StatusCode::ALREADY_EXISTS, v1::ERROR_REASON_ALREADY_ON_SHIFT));
}

TEST(AssignShiftTest, AFullCrewTakesNobody) {
  const Month month({.min = 1, .ideal = 1, .max = 1});
  PutOn(month.group, month.shifts[16], month.people[0]);
  const auto refused = month.group.leader.client.Call(
      &Stub::AssignShift, Assign(month, month.shifts[16], month.people[1]));
  EXPECT_THAT(refused, IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_CREW_FULL));
  EXPECT_THAT(KindsIn(refused), ElementsAre(v1::RosterProblem::KIND_CREW_FULL));
}

TEST(AssignShiftTest, EveryBrokenRuleIsTold) {
  const Month month;
  for (const int night : {14, 15}) PutOn(month.group, month.shifts[night], month.people[0]);
  Change(month.group, absl::StrCat("update members set over_70_approved = false, birth_year = 1950 "
                                   "where id = '",
                                   month.people[0], "'"));
  Change(month.group,
         absl::StrCat("insert into absences (group_id, id, member_id, start_date, end_date, "
                      "create_time) values ($group, gen_random_uuid(), '",
                      month.people[0], "', '2026-11-17', '2026-11-18', '2026-10-01')"));
  const auto refused = month.group.leader.client.Call(
      &Stub::AssignShift, Assign(month, month.shifts[16], month.people[0]));
  EXPECT_THAT(refused, IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_RULE_BROKEN));
  EXPECT_THAT(KindsIn(refused), ElementsAre(v1::RosterProblem::KIND_UNAVAILABLE,
                                            v1::RosterProblem::KIND_NIGHTS_IN_A_ROW,
                                            v1::RosterProblem::KIND_OVER_70));
  EXPECT_THAT(refused.error.text(), ::testing::HasSubstr("Người 0: on leave or not available "
                                                         "(Tuần tra đêm, 22:00 on 17 November)."));
}

TEST(AssignShiftTest, ADutyOfTheSameTimeIsAnOverlap) {
  const Month month;
  NewNights(month.group);
  Change(month.group, "delete from rosters where group_id = $group");
  const v1::GetRosterResponse both = Look(month.group, NewDraft(month.group).roster_id());
  PutOn(month.group, both.shifts(0).shift_id(), month.people[0]);
  const auto refused = month.group.leader.client.Call(
      &Stub::AssignShift, Assign(month, both.shifts(1).shift_id(), month.people[0]));
  EXPECT_THAT(KindsIn(refused), ElementsAre(v1::RosterProblem::KIND_OVERLAP,
                                            v1::RosterProblem::KIND_HOUSEHOLD_NIGHT));
}

TEST(AssignShiftTest, APublishedDutyElsewhereIsAnOverlap) {
  const Month month;
  const TestGroup other = NewGroup();
  const TestMember same = NewMemberOf(other, month.group.leader);
  const absl::Time night =
      absl::FromCivil(absl::CivilSecond(2026, 11, 17, 22, 0, 0), absl::FixedTimeZone(7 * 3600));
  NewDuty(other, same, night, night + absl::Hours(2));
  const auto refused = month.group.leader.client.Call(
      &Stub::AssignShift, Assign(month, month.shifts[16], month.group.leader.id));
  EXPECT_THAT(refused, IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_DUTY_OVERLAP));
}

TEST(AssignShiftTest, APublishedMonthCanChangeUntilTheShiftEnds) {
  const Month month;
  Publish(month.group, month.roster.roster_id());
  const auto reply = month.group.leader.client.Call(
      &Stub::AssignShift, Assign(month, month.shifts[16], month.people[0]));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_EQ(reply->duty().state(), v1::Duty::STATE_UPCOMING);

  Change(month.group, absl::StrCat("update shifts set start_time = '2026-10-16 15:00+00', end_time "
                                   "= '2026-10-16 19:00+00' where id = '",
                                   month.shifts[3], "'"));
  EXPECT_THAT(month.group.leader.client.Call(&Stub::AssignShift,
                                             Assign(month, month.shifts[3], month.people[0])),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_ROSTER_STATE));
}

TEST(AssignShiftTest, AClosedMonthDoesNotChange) {
  const Month month;
  Change(month.group, "update rosters set state = 'closed' where group_id = $group");
  EXPECT_THAT(month.group.leader.client.Call(&Stub::AssignShift,
                                             Assign(month, month.shifts[3], month.people[0])),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_ROSTER_STATE));
}

TEST(AssignShiftTest, AStaleEtagIsRefused) {
  const Month month;
  auto request = Assign(month, month.shifts[3], month.people[0]);
  request.set_etag(month.roster.etag());
  EXPECT_TRUE(month.group.leader.client.Call(&Stub::AssignShift, request).ok());
  request.set_member_id(month.people[1]);
  EXPECT_THAT(month.group.leader.client.Call(&Stub::AssignShift, request),
              IsRefused(StatusCode::ABORTED, v1::ERROR_REASON_STALE_ETAG));
}

TEST(AssignShiftTest, UnknownShiftsAndFormerMembersAreNotFound) {
  const Month month;
  const auto not_found = IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND);
  const Client& leader = month.group.leader.client;
  EXPECT_THAT(leader.Call(&Stub::AssignShift, Assign(month, kNowhere, month.people[0])), not_found);
  EXPECT_THAT(leader.Call(&Stub::AssignShift, Assign(month, month.shifts[0], kNowhere)), not_found);
  Change(month.group, absl::StrCat("update members set end_time = '2026-10-01' where id = '",
                                   month.people[0], "'"));
  EXPECT_THAT(leader.Call(&Stub::AssignShift, Assign(month, month.shifts[0], month.people[0])),
              not_found);
}

TEST(AssignShiftTest, TellsEveryBadField) {
  const Month month({}, 0);
  EXPECT_THAT(month.group.leader.client.Call(&Stub::AssignShift, Assign(month, "7", "")),
              IsMalformed(Fields({"shift_id", "member_id"})));
}

TEST(AssignShiftTest, IsForLeadersOfTheGroup) {
  const Month month;
  const auto request = Assign(month, month.shifts[0], month.people[0]);
  EXPECT_THAT(NewMember(month.group).client.Call(&Stub::AssignShift, request),
              IsRefused(StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING));
  EXPECT_THAT(NewGroup().leader.client.Call(&Stub::AssignShift, request),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::AssignShift, request),
              IsRefused(StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED));
}

TEST(UnassignShiftTest, TakesAMemberOff) {
  const Month month;
  const v1::Duty duty = PutOn(month.group, month.shifts[16], month.people[0]);
  const auto request = Unassign(month, duty.duty_id());
  const auto reply = month.group.leader.client.Call(&Stub::UnassignShift, request);
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_EQ(reply->roster().duty_count(), 0);
  EXPECT_THAT(month.group.leader.client.Call(&Stub::UnassignShift, request),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
}

TEST(UnassignShiftTest, WhoCameStaysInTheBook) {
  const Month month;
  Publish(month.group, month.roster.roster_id());
  const v1::Duty duty = PutOn(month.group, month.shifts[16], month.people[0]);
  CheckIn(month, duty.duty_id());
  EXPECT_THAT(month.group.leader.client.Call(&Stub::UnassignShift, Unassign(month, duty.duty_id())),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_DUTY_STATE));
}

TEST(UnassignShiftTest, AClosedMonthDoesNotChange) {
  const Month month;
  const v1::Duty duty = PutOn(month.group, month.shifts[16], month.people[0]);
  Change(month.group, "update rosters set state = 'closed' where group_id = $group");
  EXPECT_THAT(month.group.leader.client.Call(&Stub::UnassignShift, Unassign(month, duty.duty_id())),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_ROSTER_STATE));
}

TEST(UnassignShiftTest, AStaleEtagIsRefused) {
  const Month month;
  auto request = Unassign(month, PutOn(month.group, month.shifts[16], month.people[0]).duty_id());
  request.set_etag(month.roster.etag());
  EXPECT_THAT(month.group.leader.client.Call(&Stub::UnassignShift, request),
              IsRefused(StatusCode::ABORTED, v1::ERROR_REASON_STALE_ETAG));
}

TEST(UnassignShiftTest, IsForLeadersOfTheGroup) {
  const Month month;
  const auto request =
      Unassign(month, PutOn(month.group, month.shifts[16], month.people[0]).duty_id());
  EXPECT_THAT(NewMember(month.group).client.Call(&Stub::UnassignShift, request),
              IsRefused(StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING));
  EXPECT_THAT(NewGroup().leader.client.Call(&Stub::UnassignShift, request),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(month.group.leader.client.Call(&Stub::UnassignShift, Unassign(month, "")),
              IsMalformed(Fields({"duty_id"})));
}

TEST(ReassignShiftTest, PutsAnotherInSomebodysPlace) {
  const Month month({.min = 1, .ideal = 1, .max = 1});
  const v1::Duty before = PutOn(month.group, month.shifts[16], month.people[0]);
  const auto reply = month.group.leader.client.Call(
      &Stub::ReassignShift, Reassign(month, before.duty_id(), month.people[1]));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_THAT(reply->duty(), ContainsProto("member_name: 'Người 1' pinned: true"));
  EXPECT_NE(reply->duty().duty_id(), before.duty_id());
  EXPECT_THAT(Look(month.group, month.roster.roster_id()).shifts(16).duties(), SizeIs(1));
}

TEST(ReassignShiftTest, TheNewOneKeepsToTheRulesToo) {
  const Month month;
  const v1::Duty before = PutOn(month.group, month.shifts[16], month.people[0]);
  for (const int night : {14, 15}) PutOn(month.group, month.shifts[night], month.people[1]);
  const auto refused = month.group.leader.client.Call(
      &Stub::ReassignShift, Reassign(month, before.duty_id(), month.people[1]));
  EXPECT_THAT(refused, IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_RULE_BROKEN));
  EXPECT_THAT(KindsIn(refused), ElementsAre(v1::RosterProblem::KIND_NIGHTS_IN_A_ROW));
}

TEST(ReassignShiftTest, NobodyReplacesThemselvesOrACrewMate) {
  const Month month;
  const v1::Duty before = PutOn(month.group, month.shifts[16], month.people[0]);
  PutOn(month.group, month.shifts[16], month.people[1]);
  const auto on_it = IsRefused(StatusCode::ALREADY_EXISTS, v1::ERROR_REASON_ALREADY_ON_SHIFT);
  for (const int who : {0, 1}) {
    EXPECT_THAT(month.group.leader.client.Call(
                    &Stub::ReassignShift, Reassign(month, before.duty_id(), month.people[who])),
                on_it);
  }
}

TEST(ReassignShiftTest, WhoCameStaysInTheBook) {
  const Month month;
  Publish(month.group, month.roster.roster_id());
  const v1::Duty duty = PutOn(month.group, month.shifts[16], month.people[0]);
  CheckIn(month, duty.duty_id());
  EXPECT_THAT(month.group.leader.client.Call(&Stub::ReassignShift,
                                             Reassign(month, duty.duty_id(), month.people[1])),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_DUTY_STATE));
}

TEST(ReassignShiftTest, UnknownDutiesAndPeopleAreNotFound) {
  const Month month;
  const v1::Duty duty = PutOn(month.group, month.shifts[16], month.people[0]);
  const auto not_found = IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND);
  const Client& leader = month.group.leader.client;
  EXPECT_THAT(leader.Call(&Stub::ReassignShift, Reassign(month, kNowhere, month.people[1])),
              not_found);
  EXPECT_THAT(leader.Call(&Stub::ReassignShift, Reassign(month, duty.duty_id(), kNowhere)),
              not_found);
  EXPECT_THAT(leader.Call(&Stub::ReassignShift, Reassign(month, "", "7")),
              IsMalformed(Fields({"duty_id", "member_id"})));
}

TEST(ReassignShiftTest, AStaleEtagIsRefused) {
  const Month month;
  auto request = Reassign(month, PutOn(month.group, month.shifts[16], month.people[0]).duty_id(),
                          month.people[1]);
  request.set_etag(month.roster.etag());
  EXPECT_THAT(month.group.leader.client.Call(&Stub::ReassignShift, request),
              IsRefused(StatusCode::ABORTED, v1::ERROR_REASON_STALE_ETAG));
}

TEST(ReassignShiftTest, IsForLeadersOfTheGroup) {
  const Month month;
  const auto request = Reassign(
      month, PutOn(month.group, month.shifts[16], month.people[0]).duty_id(), month.people[1]);
  EXPECT_THAT(NewMember(month.group).client.Call(&Stub::ReassignShift, request),
              IsRefused(StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING));
  EXPECT_THAT(TheWorld().Person().Call(&Stub::ReassignShift, request),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
}

}  // namespace
}  // namespace liengia::testing
