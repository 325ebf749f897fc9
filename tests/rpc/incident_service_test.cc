#include "absl/strings/str_cat.h"
#include "liengia/v1/incident_service.grpc.pb.h"
#include "services/platform/civil.h"
#include "tests/support/people.h"
#include "tests/support/proto.h"
#include "tests/support/shifts.h"
#include "tests/support/world.h"

namespace liengia::testing {
namespace {

using platform::Role;
using Stub = v1::IncidentService::Stub;

constexpr char kUnknownId[] = "0192a000-0000-7000-8000-00000000dead";

absl::Time Now() { return TheWorld().clock().Now(); }

// Loud singing, seen so long ago.
v1::CreateIncidentRequest NoiseIn(const TestGroup& group, absl::Duration ago = absl::Minutes(20)) {
  auto request = Proto<v1::CreateIncidentRequest>(
      "incident { kind: KIND_NOISE place: 'trước chợ Tây Lộc' seen: 'Hát karaoke sau 22 giờ.' }");
  request.set_group_id(group.id);
  platform::SetTime(Now() - ago, request.mutable_incident()->mutable_observe_time());
  return request;
}

// The id of an incident that the leader wrote down.
std::string Written(const TestGroup& group, absl::Duration ago = absl::Minutes(20)) {
  const auto reply = group.leader.client.Call(&Stub::CreateIncident, NoiseIn(group, ago));
  EXPECT_TRUE(reply.ok()) << reply;
  return reply->incident().incident_id();
}

v1::AmendIncidentRequest Amendment(const TestGroup& group, const std::string& id) {
  auto request = Proto<v1::AmendIncidentRequest>(
      "amendment { text: 'Chủ quán đã tắt loa.' outcome: OUTCOME_CLOSED_ON_SPOT }");
  request.set_group_id(group.id);
  request.set_incident_id(id);
  return request;
}

v1::GetIncidentRequest Get(const TestGroup& group, const std::string& id) {
  v1::GetIncidentRequest request;
  request.set_group_id(group.id);
  request.set_incident_id(id);
  return request;
}

v1::ListIncidentsRequest ListOf(const TestGroup& group) {
  v1::ListIncidentsRequest request;
  request.set_group_id(group.id);
  return request;
}

// Those of October 2026.
v1::CountIncidentsRequest CountIn(const std::string& area_code) {
  auto request = Proto<v1::CountIncidentsRequest>(
      "start_date { year: 2026 month: 10 day: 1 } end_date { year: 2026 month: 11 day: 1 }");
  request.set_area_code(area_code);
  return request;
}

auto IsNotFound() { return IsRefused(grpc::StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND); }

auto HasToSignIn() {
  return IsRefused(grpc::StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED);
}

auto MayNot() {
  return IsRefused(grpc::StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING);
}

// CreateIncident.

TEST(CreateIncidentTest, WritesItDownWithItsAuthor) {
  const TestGroup group = NewGroup();
  const TestMember member = NewMember(group);
  const TestShift shift = NewShift(group, Now() - absl::Hours(1));
  auto request = NoiseIn(group);
  request.mutable_incident()->MergeFrom(
      Proto<v1::Incident>("severity: SEVERITY_MINOR action: 'Nhắc nhở.' injured_count: 1 outcome: "
                          "OUTCOME_BEING_CHECKED "
                          "notifications { recipient: RECIPIENT_DUTY_DESK }"));
  request.mutable_incident()->set_shift_id(shift.id);
  request.mutable_incident()->set_checkpoint_id(shift.post.checkpoint_id);
  const auto reply = member.client.Call(&Stub::CreateIncident, request);
  ASSERT_TRUE(reply.ok()) << reply;
  auto expected = request.incident();
  expected.set_author_name("Trần Thị Thử");
  platform::SetTime(Now(), expected.mutable_record_time());
  *expected.mutable_notifications(0)->mutable_notify_time() = expected.observe_time();
  EXPECT_THAT(reply->incident(), ContainsProto(expected.DebugString()));
  EXPECT_EQ(reply->warnings_size(), 0);
}

TEST(CreateIncidentTest, WarnsOfPersonalNumbersInTheCallersLanguageAndWritesThemDown) {
  const TestGroup group = NewGroup();
  auto request = NoiseIn(group);
  request.mutable_incident()->set_seen("Hỏi số 0905 123 456.");
  request.mutable_incident()->set_action("Ghi biển 75F1-123.45.");
  const auto reply = group.leader.client.Call(&Stub::CreateIncident, request);
  ASSERT_EQ(reply->warnings_size(), 2) << reply;
  EXPECT_THAT(reply->warnings(0), ::testing::HasSubstr("phone number"));
  EXPECT_THAT(reply->warnings(1), ::testing::HasSubstr("licence plate"));
  EXPECT_EQ(reply->incident().seen(), "Hỏi số 0905 123 456.");
}

TEST(CreateIncidentTest, TheSameRequestIdAgainWritesOnce) {
  const TestGroup group = NewGroup();
  auto request = NoiseIn(group);
  request.set_request_id("0192a000-0000-7000-8000-000000000011");
  const auto first = group.leader.client.Call(&Stub::CreateIncident, request);
  const auto again = group.leader.client.Call(&Stub::CreateIncident, request);
  EXPECT_EQ(first->incident().incident_id(), again->incident().incident_id()) << again;
  EXPECT_EQ(group.leader.client.Call(&Stub::ListIncidents, ListOf(group))->incidents_size(), 1);
}

TEST(CreateIncidentTest, AnIdOfTheClientsOwnIsKeptAndCanBeTakenOnce) {
  const TestGroup group = NewGroup();
  auto request = NoiseIn(group);
  request.mutable_incident()->set_incident_id(kUnknownId);
  const auto reply = group.leader.client.Call(&Stub::CreateIncident, request);
  EXPECT_EQ(reply->incident().incident_id(), kUnknownId) << reply;
  EXPECT_THAT(group.leader.client.Call(&Stub::CreateIncident, request),
              IsRefused(grpc::StatusCode::ALREADY_EXISTS, v1::ERROR_REASON_ID_TAKEN));
}

TEST(CreateIncidentTest, EveryBadFieldIsToldAtOnce) {
  const TestGroup group = NewGroup();
  v1::CreateIncidentRequest request;
  request.set_group_id(group.id);
  request.mutable_incident()->set_place(" \n ");
  EXPECT_THAT(group.leader.client.Call(&Stub::CreateIncident, request),
              IsMalformed(Fields(
                  {"incident.kind", "incident.place", "incident.seen", "incident.observe_time"})));
  request.mutable_incident()->set_injured_count(-1);
  request.mutable_incident()->set_shift_id("x");
  request.mutable_incident()->add_notifications();
  EXPECT_THAT(group.leader.client.Call(&Stub::CreateIncident, request),
              IsMalformed(Fields({"incident.shift_id", "incident.notifications[0].recipient",
                                  "incident.injured_count"})));
}

TEST(CreateIncidentTest, TheFutureAndMoreThanSevenDaysAgoAreMalformed) {
  const TestGroup group = NewGroup();
  for (const absl::Duration ago : {-absl::Seconds(1), absl::Hours(7 * 24) + absl::Seconds(1)}) {
    EXPECT_THAT(group.leader.client.Call(&Stub::CreateIncident, NoiseIn(group, ago)),
                IsMalformed(Fields({"incident.observe_time"})));
  }
}

TEST(CreateIncidentTest, AShiftOrCheckpointOfAnotherGroupIsNotFound) {
  const TestGroup group = NewGroup();
  const TestShift foreign = NewShift(NewGroup(), Now());
  auto request = NoiseIn(group);
  request.mutable_incident()->set_shift_id(foreign.id);
  EXPECT_THAT(group.leader.client.Call(&Stub::CreateIncident, request), IsNotFound());
  request.mutable_incident()->clear_shift_id();
  request.mutable_incident()->set_checkpoint_id(foreign.post.checkpoint_id);
  EXPECT_THAT(group.leader.client.Call(&Stub::CreateIncident, request), IsNotFound());
}

TEST(CreateIncidentTest, ADissolvedGroupIsRefused) {
  const TestGroup group = NewGroup("dissolved");
  EXPECT_THAT(group.leader.client.Call(&Stub::CreateIncident, NoiseIn(group)),
              IsRefused(grpc::StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_GROUP_STATE));
}

TEST(CreateIncidentTest, OutsidersOfficialsAndStrangersMayNot) {
  const TestGroup group = NewGroup();
  const auto request = NoiseIn(group);
  EXPECT_THAT(TheWorld().Person().Call(&Stub::CreateIncident, request), IsNotFound());
  EXPECT_THAT(
      TheWorld().Official(Role::kDutyOfficer, group.ward_code).Call(&Stub::CreateIncident, request),
      MayNot());
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::CreateIncident, request), HasToSignIn());
}

// AmendIncident.

TEST(AmendIncidentTest, AddsAndLeavesWhatWasWritten) {
  const TestGroup group = NewGroup();
  const std::string id = Written(group);
  const TestMember member = NewMember(group);
  const auto reply = member.client.Call(&Stub::AmendIncident, Amendment(group, id));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_THAT(reply->incident(),
              ContainsProto("seen: 'Hát karaoke sau 22 giờ.' author_name: 'Lê Văn Trưởng' "
                            "latest_outcome: OUTCOME_CLOSED_ON_SPOT amendments { author_name: "
                            "'Trần Thị Thử' text: 'Chủ quán đã tắt loa.' "
                            "outcome: OUTCOME_CLOSED_ON_SPOT }"));
  EXPECT_EQ(reply->incident().outcome(), v1::Incident::OUTCOME_UNSPECIFIED);
}

TEST(AmendIncidentTest, TheHundredAndFirstAmendmentIsRefused) {
  const TestGroup group = NewGroup();
  const std::string id = Written(group);
  TheWorld().database().Run(
      absl::StrCat("insert into incident_amendments (group_id, incident_id, position, record_time, "
                   "author_member_id, text) select '",
                   group.id, "', '", id, "', n, '2026-10-17', '", group.leader.id,
                   "', 'x' from generate_series(0, 98) n"));
  EXPECT_TRUE(group.leader.client.Call(&Stub::AmendIncident, Amendment(group, id)).ok());
  const auto reply = group.leader.client.Call(&Stub::AmendIncident, Amendment(group, id));
  EXPECT_THAT(reply,
              IsRefused(grpc::StatusCode::RESOURCE_EXHAUSTED, v1::ERROR_REASON_LIMIT_REACHED));
  EXPECT_EQ(reply.error.metadata().at("limit"), "100");
}

TEST(AmendIncidentTest, WithoutATextItIsMalformed) {
  const TestGroup group = NewGroup();
  auto request = Amendment(group, Written(group));
  request.mutable_amendment()->set_text(" ");
  EXPECT_THAT(group.leader.client.Call(&Stub::AmendIncident, request),
              IsMalformed(Fields({"amendment.text"})));
  EXPECT_THAT(group.leader.client.Call(&Stub::AmendIncident, v1::AmendIncidentRequest()),
              IsMalformed(Fields({"group_id", "incident_id", "amendment"})));
}

TEST(AmendIncidentTest, AnUnknownIncidentAndOneOfAnotherGroupAreNotFound) {
  const TestGroup group = NewGroup();
  const std::string foreign = Written(NewGroup());
  for (const std::string& id : {std::string(kUnknownId), foreign}) {
    EXPECT_THAT(group.leader.client.Call(&Stub::AmendIncident, Amendment(group, id)), IsNotFound());
  }
}

TEST(AmendIncidentTest, OutsidersOfficialsAndStrangersMayNot) {
  const TestGroup group = NewGroup();
  const auto request = Amendment(group, Written(group));
  EXPECT_THAT(TheWorld().Person().Call(&Stub::AmendIncident, request), IsNotFound());
  EXPECT_THAT(TheWorld()
                  .Official(Role::kWardSupervisor, group.ward_code)
                  .Call(&Stub::AmendIncident, request),
              MayNot());
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::AmendIncident, request), HasToSignIn());
}

TEST(IncidentLogTest, TheDatabaseRefusesToChangeIt) {
  const TestGroup group = NewGroup();
  const std::string id = Written(group);
  EXPECT_THROW(TheWorld().database().Run("update incidents set seen = 'x' where id = '" + id + "'"),
               pqxx::sql_error);
}

// GetIncident.

TEST(GetIncidentTest, AMemberReadsIt) {
  const TestGroup group = NewGroup();
  const auto reply = NewMember(group).client.Call(&Stub::GetIncident, Get(group, Written(group)));
  EXPECT_THAT(reply.response, ContainsProto("incident { kind: KIND_NOISE }"));
}

TEST(GetIncidentTest, AnOfficialStatesAPurpose) {
  const TestGroup group = NewGroup();
  const Client officer = TheWorld().Official(Role::kBeatOfficer, group.ward_code + "-1");
  auto request = Get(group, Written(group));
  EXPECT_THAT(officer.Call(&Stub::GetIncident, request),
              IsRefused(grpc::StatusCode::INVALID_ARGUMENT, v1::ERROR_REASON_PURPOSE_MISSING));
  request.mutable_purpose()->set_reason("Xác minh tin báo");
  EXPECT_TRUE(officer.Call(&Stub::GetIncident, request).ok());
}

TEST(GetIncidentTest, AnUnknownOneIsNotFoundAndAMissingIdMalformed) {
  const TestGroup group = NewGroup();
  EXPECT_THAT(group.leader.client.Call(&Stub::GetIncident, Get(group, kUnknownId)), IsNotFound());
  EXPECT_THAT(group.leader.client.Call(&Stub::GetIncident, v1::GetIncidentRequest()),
              IsMalformed(Fields({"group_id", "incident_id"})));
}

TEST(GetIncidentTest, OutsidersDoNotFindItAndStrangersHaveToSignIn) {
  const TestGroup group = NewGroup();
  const auto request = Get(group, Written(group));
  EXPECT_THAT(TheWorld().Person().Call(&Stub::GetIncident, request), IsNotFound());
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::GetIncident, request), HasToSignIn());
}

// ListIncidents.

TEST(ListIncidentsTest, GivesPagesNewestFirstWithAmendments) {
  const TestGroup group = NewGroup();
  const std::string oldest = Written(group, absl::Hours(3));
  const std::string newest = Written(group, absl::Hours(1));
  const std::string middle = Written(group, absl::Hours(2));
  ASSERT_TRUE(group.leader.client.Call(&Stub::AmendIncident, Amendment(group, oldest)).ok());
  auto request = ListOf(group);
  request.set_page_size(2);
  const auto first = group.leader.client.Call(&Stub::ListIncidents, request);
  ASSERT_EQ(first->incidents_size(), 2) << first;
  EXPECT_EQ(first->incidents(0).incident_id(), newest);
  EXPECT_EQ(first->incidents(1).incident_id(), middle);
  request.set_page_token(first->next_page_token());
  const auto second = group.leader.client.Call(&Stub::ListIncidents, request);
  ASSERT_EQ(second->incidents_size(), 1) << second;
  EXPECT_EQ(second->incidents(0).incident_id(), oldest);
  EXPECT_EQ(second->incidents(0).amendments_size(), 1);
  EXPECT_EQ(second->next_page_token(), "");
}

TEST(ListIncidentsTest, KeepsToTheTimeAskedFor) {
  const TestGroup group = NewGroup();
  const std::string inside = Written(group, absl::Hours(2));
  Written(group, absl::Hours(1));
  Written(group, absl::Hours(3));
  auto request = ListOf(group);
  platform::SetTime(Now() - absl::Hours(2), request.mutable_start_time());
  platform::SetTime(Now() - absl::Hours(1), request.mutable_end_time());
  const auto reply = group.leader.client.Call(&Stub::ListIncidents, request);
  ASSERT_EQ(reply->incidents_size(), 1) << reply;
  EXPECT_EQ(reply->incidents(0).incident_id(), inside);
}

TEST(ListIncidentsTest, AnOfficialStatesAPurpose) {
  const TestGroup group = NewGroup();
  Written(group);
  const Client officer = TheWorld().Official(Role::kWardSupervisor, group.ward_code);
  auto request = ListOf(group);
  EXPECT_THAT(officer.Call(&Stub::ListIncidents, request),
              IsRefused(grpc::StatusCode::INVALID_ARGUMENT, v1::ERROR_REASON_PURPOSE_MISSING));
  request.mutable_purpose()->set_reason("Giao ban tuần");
  EXPECT_EQ(officer.Call(&Stub::ListIncidents, request)->incidents_size(), 1);
}

TEST(ListIncidentsTest, ATimeThatEndsBeforeItStartsIsMalformed) {
  const TestGroup group = NewGroup();
  auto request = ListOf(group);
  platform::SetTime(Now(), request.mutable_start_time());
  platform::SetTime(Now(), request.mutable_end_time());
  EXPECT_THAT(group.leader.client.Call(&Stub::ListIncidents, request),
              IsMalformed(Fields({"end_time"})));
  request.mutable_start_time()->set_nanos(-1);
  request.set_page_size(-1);
  EXPECT_THAT(group.leader.client.Call(&Stub::ListIncidents, request),
              IsMalformed(Fields({"page_size"})));
}

TEST(ListIncidentsTest, OutsidersDoNotFindItAndStrangersHaveToSignIn) {
  const TestGroup group = NewGroup();
  EXPECT_THAT(TheWorld().Person().Call(&Stub::ListIncidents, ListOf(group)), IsNotFound());
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::ListIncidents, ListOf(group)), HasToSignIn());
}

// CountIncidents.

TEST(CountIncidentsTest, CountsByKindTheMostFrequentFirst) {
  const TestGroup group = NewGroup();
  auto fire = NoiseIn(group);
  fire.mutable_incident()->set_kind(v1::Incident::KIND_FIRE);
  fire.mutable_incident()->set_severity(v1::Incident::SEVERITY_SERIOUS);
  ASSERT_TRUE(group.leader.client.Call(&Stub::CreateIncident, fire).ok());
  Written(group);
  Written(group);
  const auto reply = TheWorld()
                         .Official(Role::kDutyOfficer, group.ward_code)
                         .Call(&Stub::CountIncidents, CountIn(group.ward_code));
  ASSERT_EQ(reply->counts_size(), 2) << reply;
  EXPECT_THAT(reply.response,
              ContainsProto("counts { kind: KIND_NOISE incident_count: 2 } "
                            "counts { kind: KIND_FIRE incident_count: 1 serious_count: 1 }"));
}

TEST(CountIncidentsTest, TheDayBeginsAtMidnightOfTheCity) {
  const TestGroup group = NewGroup();
  const absl::Time midnight = absl::FromCivil(absl::CivilDay(2026, 10, 17), platform::CityZone());
  Written(group, Now() - midnight);
  Written(group, Now() - midnight + absl::Seconds(1));
  auto request = CountIn(group.ward_code);
  request.mutable_start_date()->set_day(17);
  const auto reply =
      TheWorld().Official(Role::kDutyOfficer, group.ward_code).Call(&Stub::CountIncidents, request);
  EXPECT_THAT(reply.response, ContainsProto("counts { incident_count: 1 }"));
}

TEST(CountIncidentsTest, DaysThatEndBeforeTheyStartOrAreTooManyAreMalformed) {
  const std::string ward = TheWorld().NewWard();
  const Client officer = TheWorld().Official(Role::kDutyOfficer, ward);
  auto request = CountIn(ward);
  *request.mutable_end_date() = request.start_date();
  EXPECT_THAT(officer.Call(&Stub::CountIncidents, request), IsMalformed(Fields({"end_date"})));
  *request.mutable_end_date() = Proto<v1::Date>("year: 2027 month: 10 day: 3");
  EXPECT_THAT(officer.Call(&Stub::CountIncidents, request), IsMalformed(Fields({"end_date"})));
  *request.mutable_start_date() = Proto<v1::Date>("year: 1 month: 1 day: 1");
  *request.mutable_end_date() = Proto<v1::Date>("year: 1 month: 2 day: 1");
  EXPECT_TRUE(officer.Call(&Stub::CountIncidents, request).ok());
  EXPECT_THAT(officer.Call(&Stub::CountIncidents, v1::CountIncidentsRequest()),
              IsMalformed(Fields({"area_code", "start_date", "end_date"})));
}

TEST(CountIncidentsTest, AnUnknownAreaIsNotFound) {
  EXPECT_THAT(TheWorld()
                  .Official(Role::kDutyOfficer, TheWorld().NewWard())
                  .Call(&Stub::CountIncidents, CountIn("nowhere")),
              IsNotFound());
}

TEST(CountIncidentsTest, OfficialsOfAnotherAreaAndMembersMayNot) {
  const TestGroup group = NewGroup();
  const auto request = CountIn(group.ward_code);
  EXPECT_THAT(TheWorld()
                  .Official(Role::kDutyOfficer, TheWorld().NewWard())
                  .Call(&Stub::CountIncidents, request),
              MayNot());
  EXPECT_THAT(group.leader.client.Call(&Stub::CountIncidents, request), MayNot());
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::CountIncidents, request), HasToSignIn());
}

}  // namespace
}  // namespace liengia::testing
