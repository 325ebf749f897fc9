#include "liengia/v1/advice_service.grpc.pb.h"
#include "liengia/v1/roster_service.grpc.pb.h"
#include "tests/support/proto.h"
#include "tests/support/rosters.h"

namespace liengia::testing {
namespace {

using grpc::StatusCode;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using Stub = v1::AdviceService::Stub;

// Nights of November for two, and five people in households of their own, of whom the first two
// have the night of the 3rd, the first and the third that of the 10th.
struct Month {
  explicit Month(bool published = true) {
    NewNights(group, {.min = 2, .ideal = 2, .max = 2});
    people = NewPeople(group, 5);
    roster = NewDraft(group);
    const v1::GetRosterResponse month = Look(group, roster.roster_id());
    for (const v1::Shift& shift : month.shifts()) shifts.push_back(shift.shift_id());
    duty = PutOn(group, shifts[2], people[0]).duty_id();
    PutOn(group, shifts[2], people[1]);
    PutOn(group, shifts[9], people[0]);
    PutOn(group, shifts[9], people[2]);
    if (published) Publish(group, roster.roster_id());
    roster = Look(group, roster.roster_id()).roster();
  }

  TestGroup group = NewGroup();
  std::vector<std::string> people;
  v1::Roster roster;
  std::vector<std::string> shifts;  // By day: shifts[2] is the night of the 3rd.
  std::string duty;                 // The first one's of the 3rd.
};

template <typename Request>
Request Of(const Month& month) {
  Request request;
  request.set_group_id(month.group.id);
  return request;
}

v1::ExplainAssignmentRequest ExplainOf(const Month& month, const std::string& duty_id) {
  auto request = Of<v1::ExplainAssignmentRequest>(month);
  request.set_duty_id(duty_id);
  return request;
}

v1::ExplainEmptySlotRequest ExplainEmpty(const Month& month, const std::string& shift_id) {
  auto request = Of<v1::ExplainEmptySlotRequest>(month);
  request.set_shift_id(shift_id);
  return request;
}

v1::SuggestReplacementsRequest Suggest(const Month& month, const std::string& shift_id,
                                       const std::string& off_member_id = "") {
  auto request = Of<v1::SuggestReplacementsRequest>(month);
  request.set_shift_id(shift_id);
  request.set_off_member_id(off_member_id);
  return request;
}

// The first one can't come on the 3rd.
v1::ProposeRepairRequest Propose(const Month& month) {
  auto request = Of<v1::ProposeRepairRequest>(month);
  request.set_roster_id(month.roster.roster_id());
  v1::DropOut& drop_out = *request.add_drop_outs();
  drop_out.set_member_id(month.people[0]);
  drop_out.set_shift_id(month.shifts[2]);
  return request;
}

v1::ApplyRepairRequest Apply(const Month& month, const std::string& shift_id,
                             const std::string& off, const std::string& on) {
  auto request = Of<v1::ApplyRepairRequest>(month);
  request.set_roster_id(month.roster.roster_id());
  request.set_etag(month.roster.etag());
  v1::RepairChange& change = *request.add_changes();
  change.set_shift_id(shift_id);
  change.set_off_member_id(off);
  change.set_on_member_id(on);
  return request;
}

std::vector<std::string> CrewOf(const Month& month, int day) {
  const v1::GetRosterResponse now = Look(month.group, month.roster.roster_id());
  std::vector<std::string> crew;
  for (const v1::Duty& duty : now.shifts(day - 1).duties()) crew.push_back(duty.member_id());
  return crew;
}

// The first of them with a phone.
TestMember WithPhone(const Month& month) {
  const std::string phone = TheWorld().NewPhone();
  const Client client = TheWorld().PersonWithPhone(phone);
  Change(month.group, "update members set account_id = '" + client.account_id() + "' where id = '" +
                          month.people[0] + "' and group_id = $group");
  return {month.people[0], "", phone, TheWorld().PersonWithPhone(phone)};
}

TEST(ExplainAssignmentTest, TellsALeaderWhyAndWhoComesNext) {
  const Month month;
  const auto reply =
      month.group.leader.client.Call(&Stub::ExplainAssignment, ExplainOf(month, month.duty));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_EQ(reply->reason().member_id(), month.people[0]);
  EXPECT_TRUE(reply->reason().pinned());
  EXPECT_THAT(reply->reason().runners_up(), SizeIs(3));
  EXPECT_THAT(reply->reason().sentences(), Contains(HasSubstr("put on this shift by hand")));
  EXPECT_EQ(reply->reason().load_after_minutes() - reply->reason().load_before_minutes(), 360);
}

TEST(ExplainAssignmentTest, TellsMembersOfTheirOwnWithoutNamesOfOthers) {
  const Month month;
  const Client member = WithPhone(month).client;
  const auto reply = member.Call(&Stub::ExplainAssignment, ExplainOf(month, month.duty));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_THAT(reply->reason().runners_up(), IsEmpty());
  for (int other = 1; other < 5; ++other) {
    EXPECT_THAT(reply->reason().DebugString(), Not(HasSubstr("Người " + std::to_string(other))));
  }
}

TEST(ExplainAssignmentTest, SomebodyElsesAndADraftsAreNotForMembers) {
  const Month month;
  const Client member = NewMember(month.group).client;
  EXPECT_THAT(member.Call(&Stub::ExplainAssignment, ExplainOf(month, month.duty)),
              IsRefused(StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_NOT_YOUR_DUTY));
  const Month draft(false);
  EXPECT_THAT(WithPhone(draft).client.Call(&Stub::ExplainAssignment, ExplainOf(draft, draft.duty)),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
}

TEST(ExplainAssignmentTest, IsMalformedNotFoundOrNotAllowed) {
  const Month month;
  const Client& leader = month.group.leader.client;
  EXPECT_THAT(leader.Call(&Stub::ExplainAssignment, ExplainOf(month, "x")),
              IsMalformed(Fields({"duty_id"})));
  EXPECT_THAT(leader.Call(&Stub::ExplainAssignment, ExplainOf(month, kNowhere)),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(TheWorld().Person().Call(&Stub::ExplainAssignment, ExplainOf(month, month.duty)),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::ExplainAssignment, ExplainOf(month, month.duty)),
              IsRefused(StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED));
}

TEST(ExplainEmptySlotTest, CountsAndNamesWhomEachRuleKeepsAway) {
  const Month month;
  Change(month.group,
         "insert into absences (group_id, id, member_id, start_date, end_date, create_time) select "
         "group_id, gen_random_uuid(), id, '2026-11-11', '2026-11-12', now() from members "
         "where group_id = $group");
  const auto reply = month.group.leader.client.Call(&Stub::ExplainEmptySlot,
                                                    ExplainEmpty(month, month.shifts[10]));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_EQ(reply->slot().missing_count(), 2);
  ASSERT_GE(reply->slot().rule_counts_size(), 1);
  EXPECT_THAT(reply->slot().rule_counts(0),
              ContainsProto("kind: KIND_UNAVAILABLE member_count: 6"));
  EXPECT_THAT(reply->sentences(), Contains(HasSubstr("Người 3")));
}

TEST(ExplainEmptySlotTest, AFullShiftMissesNobody) {
  const Month month;
  const auto reply =
      month.group.leader.client.Call(&Stub::ExplainEmptySlot, ExplainEmpty(month, month.shifts[2]));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_EQ(reply->slot().missing_count(), 0);
}

TEST(ExplainEmptySlotTest, IsMalformedNotFoundOrNotAllowed) {
  const Month month;
  const Client& leader = month.group.leader.client;
  const auto request = ExplainEmpty(month, month.shifts[10]);
  EXPECT_THAT(leader.Call(&Stub::ExplainEmptySlot, ExplainEmpty(month, "")),
              IsMalformed(Fields({"shift_id"})));
  EXPECT_THAT(leader.Call(&Stub::ExplainEmptySlot, ExplainEmpty(month, kNowhere)),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(NewMember(month.group).client.Call(&Stub::ExplainEmptySlot, request),
              IsRefused(StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING));
  EXPECT_THAT(TheWorld().Person().Call(&Stub::ExplainEmptySlot, request),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::ExplainEmptySlot, request),
              IsRefused(StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED));
}

v1::ExplainShortageRequest Shortage(const Month& month) {
  auto request = Of<v1::ExplainShortageRequest>(month);
  request.set_roster_id(month.roster.roster_id());
  return request;
}

TEST(ExplainShortageTest, SixPeopleCanNotHoldTwoPlacesEveryNight) {
  const Month month(false);
  Change(month.group, "update members set max_duties_a_month = 3 where group_id = $group");
  const auto reply = month.group.leader.client.Call(&Stub::ExplainShortage, Shortage(month));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_THAT(reply->rules(), ::testing::ElementsAre(v1::RosterProblem::KIND_MONTH_LIMIT));
  EXPECT_GT(reply->missing_count(), 0);
  EXPECT_EQ(reply->place_count(), 2 * reply->shift_ids_size());
  EXPECT_THAT(reply->sentences(), Contains(HasSubstr("each member's most duties a month")));
  EXPECT_GT(reply->exceptions_size(), 0);
  for (const v1::RuleException& exception : reply->exceptions()) {
    EXPECT_THAT(exception.rules(), ::testing::ElementsAre(v1::RosterProblem::KIND_MONTH_LIMIT));
  }
}

TEST(ExplainShortageTest, AMonthThatCanBeFilledIsShortOfNothing) {
  const Month month(false);
  Change(month.group, "update shifts set crew_min = 1 where group_id = $group");
  const auto reply = month.group.leader.client.Call(&Stub::ExplainShortage, Shortage(month));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_EQ(reply->missing_count(), 0);
  EXPECT_THAT(reply->rules(), IsEmpty());
  EXPECT_THAT(reply->sentences(), Contains("Every shift can have its smallest crew."));
}

TEST(ExplainShortageTest, IsMalformedNotFoundOrNotAllowed) {
  const Month month;
  auto request = Shortage(month);
  EXPECT_THAT(NewMember(month.group).client.Call(&Stub::ExplainShortage, request),
              IsRefused(StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING));
  EXPECT_THAT(TheWorld().Person().Call(&Stub::ExplainShortage, request),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::ExplainShortage, request),
              IsRefused(StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED));
  request.set_roster_id(kNowhere);
  EXPECT_THAT(month.group.leader.client.Call(&Stub::ExplainShortage, request),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  request.set_roster_id("");
  EXPECT_THAT(month.group.leader.client.Call(&Stub::ExplainShortage, request),
              IsMalformed(Fields({"roster_id"})));
}

TEST(SuggestReplacementsTest, RanksOthersByLoad) {
  const Month month;
  const auto reply = month.group.leader.client.Call(
      &Stub::SuggestReplacements, Suggest(month, month.shifts[2], month.people[1]));
  ASSERT_TRUE(reply.ok()) << reply;
  // The leader and three people who have nothing yet; not the one who goes, nor who is on it.
  ASSERT_EQ(reply->candidates_size(), 4) << reply;
  for (const v1::ReplacementCandidate& candidate : reply->candidates()) {
    EXPECT_NE(candidate.member_id(), month.people[0]);
    EXPECT_NE(candidate.member_id(), month.people[1]);
    EXPECT_EQ(candidate.load_after_minutes() - candidate.load_before_minutes(), 360);
  }
}

TEST(SuggestReplacementsTest, AFullCrewHasNoFreePlaceAndAnEmptyOneTakesAll) {
  const Month month;
  const Client& leader = month.group.leader.client;
  EXPECT_THAT(
      leader.Call(&Stub::SuggestReplacements, Suggest(month, month.shifts[2]))->candidates(),
      IsEmpty());
  auto request = Suggest(month, month.shifts[20]);
  request.set_count(3);
  const auto reply = leader.Call(&Stub::SuggestReplacements, request);
  ASSERT_EQ(reply->candidates_size(), 3) << reply;
  // The first one has two duties already.
  for (const v1::ReplacementCandidate& candidate : reply->candidates()) {
    EXPECT_NE(candidate.member_id(), month.people[0]);
  }
}

TEST(SuggestReplacementsTest, IsMalformedNotFoundOrNotAllowed) {
  const Month month;
  const Client& leader = month.group.leader.client;
  auto request = Suggest(month, "", "x");
  request.set_count(51);
  EXPECT_THAT(leader.Call(&Stub::SuggestReplacements, request),
              IsMalformed(Fields({"shift_id", "off_member_id", "count"})));
  request = Suggest(month, month.shifts[2], month.people[4]);
  EXPECT_THAT(leader.Call(&Stub::SuggestReplacements, request),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(NewMember(month.group).client.Call(&Stub::SuggestReplacements, request),
              IsRefused(StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING));
  EXPECT_THAT(TheWorld().Person().Call(&Stub::SuggestReplacements, request),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::SuggestReplacements, request),
              IsRefused(StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED));
}

TEST(ProposeRepairTest, GivesThreePlansAndWritesNothing) {
  const Month month;
  const auto reply = month.group.leader.client.Call(&Stub::ProposeRepair, Propose(month));
  ASSERT_TRUE(reply.ok()) << reply;
  ASSERT_EQ(reply->plans_size(), 3);
  for (int i = 0; i < 3; ++i) {
    const v1::RepairPlan& plan = reply->plans(i);
    EXPECT_EQ(plan.aim(), i + 1);
    ASSERT_EQ(plan.changes_size(), 1) << plan.DebugString();
    EXPECT_THAT(plan.changes(0), ContainsProto("off_member_id: '" + month.people[0] +
                                               "' shift_id: '" + month.shifts[2] + "'"));
    EXPECT_THAT(plan, ContainsProto("still_empty_count: 0 disturbed_count: 1 moved_count: 0"));
    EXPECT_THAT(plan.text(), HasSubstr("1 person disturbed"));
  }
  EXPECT_EQ(reply->roster().etag(), month.roster.etag());
  EXPECT_THAT(CrewOf(month, 3), Contains(month.people[0]));
}

TEST(ProposeRepairTest, DaysMeanEveryDutyOfThem) {
  const Month month;
  auto request = Of<v1::ProposeRepairRequest>(month);
  request.set_roster_id(month.roster.roster_id());
  *request.add_drop_outs() = Proto<v1::DropOut>("member_id: '" + month.people[0] +
                                                "' start_date { year: 2026 month: 11 day: 2 }");
  const auto reply = month.group.leader.client.Call(&Stub::ProposeRepair, request);
  ASSERT_TRUE(reply.ok()) << reply;
  for (const v1::RepairPlan& plan : reply->plans()) EXPECT_EQ(plan.changes_size(), 2);
}

TEST(ProposeRepairTest, EveryPlanCanBeApplied) {
  for (int i = 0; i < 3; ++i) {
    const Month month;
    const Client& leader = month.group.leader.client;
    const auto proposed = leader.Call(&Stub::ProposeRepair, Propose(month));
    auto request = Of<v1::ApplyRepairRequest>(month);
    request.set_roster_id(month.roster.roster_id());
    request.set_etag(proposed->roster().etag());
    *request.mutable_changes() = proposed->plans(i).changes();
    const auto applied = leader.Call(&Stub::ApplyRepair, request);
    ASSERT_TRUE(applied.ok()) << applied;
    EXPECT_THAT(CrewOf(month, 3), Not(Contains(month.people[0])));
    EXPECT_THAT(CrewOf(month, 3), SizeIs(2));
  }
}

TEST(ProposeRepairTest, EverythingThatIsWrongIsTold) {
  const Month month;
  auto request = Propose(month);
  *request.add_drop_outs() = Proto<v1::DropOut>(
      "start_date { year: 2026 month: 11 day: 9 } end_date { year: 2026 month: 11 day: 9 }");
  *request.add_drop_outs() = Proto<v1::DropOut>("member_id: '" + month.people[1] + "'");
  EXPECT_THAT(month.group.leader.client.Call(&Stub::ProposeRepair, request),
              IsMalformed(Fields(
                  {"drop_outs[1].member_id", "drop_outs[1].end_date", "drop_outs[2].start_date"})));
}

TEST(ProposeRepairTest, ADraftIsNotRepaired) {
  const Month month(false);
  EXPECT_THAT(month.group.leader.client.Call(&Stub::ProposeRepair, Propose(month)),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_ROSTER_STATE));
}

TEST(ProposeRepairTest, IsNotFoundOrNotAllowed) {
  const Month month;
  auto request = Propose(month);
  EXPECT_THAT(NewMember(month.group).client.Call(&Stub::ProposeRepair, request),
              IsRefused(StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING));
  EXPECT_THAT(TheWorld().Person().Call(&Stub::ProposeRepair, request),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::ProposeRepair, request),
              IsRefused(StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED));
  request.mutable_drop_outs(0)->set_member_id(kNowhere);
  EXPECT_THAT(month.group.leader.client.Call(&Stub::ProposeRepair, request),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
}

TEST(ApplyRepairTest, PutsSomebodyElseInThePlaceAndTouchesNothingElse) {
  const Month month;
  const auto reply = month.group.leader.client.Call(
      &Stub::ApplyRepair, Apply(month, month.shifts[2], month.people[0], month.people[3]));
  ASSERT_TRUE(reply.ok()) << reply;
  ASSERT_THAT(reply->duties(), SizeIs(1));
  EXPECT_THAT(reply->duties(0),
              ContainsProto("member_id: '" + month.people[3] + "' state: STATE_UPCOMING"));
  EXPECT_NE(reply->roster().etag(), month.roster.etag());
  EXPECT_THAT(CrewOf(month, 3), ::testing::UnorderedElementsAre(month.people[1], month.people[3]));
  EXPECT_THAT(CrewOf(month, 10), ::testing::ElementsAre(month.people[0], month.people[2]));
}

TEST(ApplyRepairTest, SeveralChangesAreOne) {
  const Month month;
  // The second one moves from the 3rd to the 10th, in the place of the first one.
  auto request = Apply(month, month.shifts[2], month.people[1], month.people[4]);
  v1::RepairChange& second = *request.add_changes();
  second.set_shift_id(month.shifts[9]);
  second.set_on_member_id(month.people[1]);
  v1::RepairChange& third = *request.add_changes();
  third.set_shift_id(month.shifts[9]);
  third.set_off_member_id(month.people[0]);
  const auto reply = month.group.leader.client.Call(&Stub::ApplyRepair, request);
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_THAT(CrewOf(month, 3), ::testing::UnorderedElementsAre(month.people[0], month.people[4]));
  EXPECT_THAT(CrewOf(month, 10), ::testing::UnorderedElementsAre(month.people[1], month.people[2]));
}

TEST(ApplyRepairTest, EveryBrokenRuleIsToldAndNothingIsWritten) {
  const Month month;
  Change(month.group,
         "insert into absences (group_id, id, member_id, start_date, end_date, create_time) values "
         "($group, gen_random_uuid(), '" +
             month.people[3] + "', '2026-11-03', '2026-11-11', now())");
  auto request = Apply(month, month.shifts[2], month.people[0], month.people[3]);
  v1::RepairChange& second = *request.add_changes();
  second.set_shift_id(month.shifts[9]);
  second.set_off_member_id(month.people[0]);
  second.set_on_member_id(month.people[3]);
  const auto reply = month.group.leader.client.Call(&Stub::ApplyRepair, request);
  EXPECT_THAT(reply, IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_RULE_BROKEN));
  EXPECT_EQ(reply.error.metadata().at("problem_count"), "2");
  EXPECT_THAT(CrewOf(month, 3), Contains(month.people[0]));
}

TEST(ApplyRepairTest, AStaleEtagADraftAndAFullCrewAreRefused) {
  const Month month;
  const Client& leader = month.group.leader.client;
  auto request = Apply(month, month.shifts[2], "", month.people[3]);
  EXPECT_THAT(leader.Call(&Stub::ApplyRepair, request),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_CREW_FULL));
  request.set_etag("v1");
  EXPECT_THAT(leader.Call(&Stub::ApplyRepair, request),
              IsRefused(StatusCode::ABORTED, v1::ERROR_REASON_STALE_ETAG));
  const Month draft(false);
  EXPECT_THAT(draft.group.leader.client.Call(&Stub::ApplyRepair,
                                             Apply(draft, draft.shifts[2], draft.people[0], "")),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_ROSTER_STATE));
}

TEST(ApplyRepairTest, WhoIsOnTheShiftOrNotOnItIsRefused) {
  const Month month;
  const Client& leader = month.group.leader.client;
  EXPECT_THAT(leader.Call(&Stub::ApplyRepair, Apply(month, month.shifts[9], "", month.people[0])),
              IsRefused(StatusCode::ALREADY_EXISTS, v1::ERROR_REASON_ALREADY_ON_SHIFT));
  EXPECT_THAT(leader.Call(&Stub::ApplyRepair, Apply(month, month.shifts[9], month.people[4], "")),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(leader.Call(&Stub::ApplyRepair, Apply(month, month.shifts[9], "", kNowhere)),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
}

TEST(ApplyRepairTest, WhatWasBegunStays) {
  const Month month;
  Change(month.group, "update duties set mark = 'excused' where group_id = $group and id = '" +
                          month.duty + "'");
  EXPECT_THAT(
      month.group.leader.client.Call(
          &Stub::ApplyRepair, Apply(month, month.shifts[2], month.people[0], month.people[3])),
      IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_DUTY_STATE));
}

TEST(ApplyRepairTest, IsMalformedOrNotAllowed) {
  const Month month;
  auto request = Apply(month, month.shifts[2], "", "");
  *request.add_changes() =
      Proto<v1::RepairChange>("shift_id: '" + month.shifts[2] + "' off_member_id: '" +
                              month.people[0] + "' on_member_id: '" + month.people[0] + "'");
  EXPECT_THAT(month.group.leader.client.Call(&Stub::ApplyRepair, request),
              IsMalformed(Fields({"changes[0]", "changes[1]"})));
  EXPECT_THAT(month.group.leader.client.Call(&Stub::ApplyRepair, Of<v1::ApplyRepairRequest>(month)),
              IsMalformed(Fields({"roster_id", "etag", "changes"})));
  request = Apply(month, month.shifts[2], month.people[0], "");
  EXPECT_THAT(NewMember(month.group).client.Call(&Stub::ApplyRepair, request),
              IsRefused(StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING));
  EXPECT_THAT(TheWorld().Person().Call(&Stub::ApplyRepair, request),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::ApplyRepair, request),
              IsRefused(StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED));
}

TEST(ApplyRepairTest, ASuspendedGroupsRosterIsNotRepaired) {
  const Month month;
  TheWorld().database().Run("update groups set state = 'suspended' where id = '" + month.group.id +
                            "'");
  EXPECT_THAT(month.group.leader.client.Call(&Stub::ApplyRepair,
                                             Apply(month, month.shifts[2], month.people[0], "")),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_GROUP_STATE));
}

}  // namespace
}  // namespace liengia::testing
