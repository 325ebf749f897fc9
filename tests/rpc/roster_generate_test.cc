#include <algorithm>
#include <string>
#include <vector>

#include "liengia/v1/roster_service.grpc.pb.h"
#include "tests/support/proto.h"
#include "tests/support/roster_requests.h"

namespace liengia::testing {
namespace {

using grpc::StatusCode;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Stub = v1::RosterService::Stub;

std::vector<std::string> Assignments(const v1::GetRosterResponse& month) {
  std::vector<std::string> all;
  for (const auto& shift : month.shifts()) {
    for (const auto& duty : shift.duties()) all.push_back(shift.shift_id() + duty.member_id());
  }
  std::sort(all.begin(), all.end());
  return all;
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

}  // namespace
}  // namespace liengia::testing
