#include "absl/strings/str_cat.h"
#include "db/tx.h"
#include "liengia/v1/group_service.grpc.pb.h"
#include "services/platform/id.h"
#include "services/platform/page.h"
#include "tests/support/people.h"
#include "tests/support/proto.h"

namespace liengia::testing {
namespace {

using grpc::StatusCode;
using platform::Role;
using ::testing::ElementsAre;
using Stub = v1::GroupService::Stub;

constexpr char kNowhere[] = "00000000-0000-7000-8000-000000000000";

// A request about a group and nothing else.
template <typename Request>
Request About(const std::string& group_id) {
  Request request;
  request.set_group_id(group_id);
  return request;
}

v1::CreateGroupRequest Create(const std::string& area_code) {
  auto request = Proto<v1::CreateGroupRequest>(
      "name: ' Liên gia  kiệt 42 ' model: MODEL_SECURITY_HOUSEHOLDS leader_name: 'Lê Thị Thử'");
  request.set_area_code(area_code);
  return request;
}

v1::UpdateGroupRequest Update(const TestGroup& group, const std::string& values) {
  auto request = About<v1::UpdateGroupRequest>(group.id);
  *request.mutable_group() = Proto<v1::Group>(values);
  return request;
}

v1::ListGroupsRequest ListBelow(const std::string& area_code) {
  v1::ListGroupsRequest request;
  request.set_area_code(area_code);
  return request;
}

Client Supervisor(const std::string& ward) {
  return TheWorld().Official(Role::kWardSupervisor, ward);
}

int Count(const std::string& table, const std::string& group_id) {
  return TheWorld()
      .database()
      .Run(absl::StrCat("select count(*) from ", table, " where group_id = '", group_id, "'"))[0][0]
      .as<int>();
}

std::vector<std::string> Names(const v1::ListGroupsResponse& response) {
  std::vector<std::string> names;
  for (const v1::Group& group : response.groups()) names.push_back(group.name());
  return names;
}

TEST(CreateGroupTest, MakesTheCallerTheLeaderOfAProposedGroup) {
  const Client founder = TheWorld().Person();
  const auto reply = founder.Call(&Stub::CreateGroup, Create(TheWorld().NewWard() + "-1"));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_THAT(
      reply.response,
      ContainsProto("group { name: 'Liên gia kiệt 42' state: STATE_PROPOSED member_count: 1 "
                    "model: MODEL_SECURITY_HOUSEHOLDS time_zone: 'Asia/Ho_Chi_Minh' }"));
  const auto leader = TheWorld().database().Run(absl::StrCat(
      "select full_name, role, may_lead, account_id, label from members join households "
      "on households.group_id = members.group_id where members.id = '",
      reply->member_id(), "'"));
  EXPECT_EQ(leader[0]["full_name"].as<std::string>(), "Lê Thị Thử");
  EXPECT_EQ(leader[0]["role"].as<std::string>(), "leader");
  EXPECT_TRUE(leader[0]["may_lead"].as<bool>());
  EXPECT_EQ(leader[0]["account_id"].as<std::string>(), founder.account_id());
}

TEST(CreateGroupTest, TheFounderSeesTheGroupWithTheVeryNextCall) {
  const Client founder = TheWorld().Person();
  // What the server knows of the caller is remembered from here on.
  ASSERT_FALSE(founder.Call(&Stub::GetGroup, About<v1::GetGroupRequest>(kNowhere)).ok());
  const auto created = founder.Call(&Stub::CreateGroup, Create(TheWorld().NewWard()));
  const auto reply =
      founder.Call(&Stub::GetGroup, About<v1::GetGroupRequest>(created->group().group_id()));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_EQ(reply->group().DebugString(), created->group().DebugString());
}

TEST(CreateGroupTest, EveryModelBringsPostsAndDutyTemplates) {
  const std::string ward = TheWorld().NewWard();
  const Client founder = TheWorld().Person();
  for (int model = v1::Group::MODEL_SECURITY_HOUSEHOLDS; model <= v1::Group::MODEL_PARISH_AREA;
       ++model) {
    auto request = Create(ward);
    request.set_model(static_cast<v1::Group::Model>(model));
    const auto reply = founder.Call(&Stub::CreateGroup, request);
    ASSERT_TRUE(reply.ok()) << reply;
    EXPECT_EQ(reply->group().model(), model);
    EXPECT_GT(Count("posts", reply->group().group_id()), 0) << model;
    EXPECT_GT(Count("checkpoints", reply->group().group_id()), 0) << model;
    EXPECT_GT(Count("duty_templates", reply->group().group_id()), 0) << model;
  }
}

TEST(CreateGroupTest, AnIdChosenByTheClientIsTakenOnce) {
  const std::string ward = TheWorld().NewWard();
  const Client founder = TheWorld().Person();
  auto request = Create(ward);
  request.set_group_id(platform::NewId(TheWorld().clock().Now()));
  EXPECT_EQ(founder.Call(&Stub::CreateGroup, request)->group().group_id(), request.group_id());
  EXPECT_THAT(founder.Call(&Stub::CreateGroup, request),
              IsRefused(StatusCode::ALREADY_EXISTS, v1::ERROR_REASON_ID_TAKEN));
}

TEST(CreateGroupTest, AnUnknownAreaIsNotFound) {
  EXPECT_THAT(TheWorld().Person().Call(&Stub::CreateGroup, Create("nowhere")),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
}

TEST(CreateGroupTest, AnAreaThatHasEndedOrNotBegunIsRefused) {
  const std::string ward = TheWorld().NewWard();
  for (const char* validity :
       {"valid_to = '2026-10-17'", "valid_from = '2026-10-18', valid_to = null"}) {
    TheWorld().database().Run(
        absl::StrCat("update areas set ", validity, " where code = '", ward, "-1'"));
    EXPECT_THAT(TheWorld().Person().Call(&Stub::CreateGroup, Create(ward + "-1")),
                IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_AREA_NOT_IN_FORCE))
        << validity;
  }
}

TEST(CreateGroupTest, ACityIsNoPlaceForAGroup) {
  const std::string ward = TheWorld().NewWard();
  const std::string city = ward.substr(0, ward.rfind('-'));
  EXPECT_THAT(TheWorld().Person().Call(&Stub::CreateGroup, Create(city)),
              IsMalformed(Fields({"area_code"})));
}

TEST(CreateGroupTest, EveryBadFieldIsToldAtOnce) {
  EXPECT_THAT(TheWorld().Person().Call(&Stub::CreateGroup, v1::CreateGroupRequest()),
              IsMalformed(Fields({"name", "model", "area_code", "leader_name"})));
  auto request = Create(TheWorld().NewWard());
  request.set_name(" Ổ ");
  request.set_leader_name("123");
  EXPECT_THAT(TheWorld().Person().Call(&Stub::CreateGroup, request),
              IsMalformed(Fields({"name", "leader_name"})));
}

TEST(CreateGroupTest, OnePersonLeadsTwentyGroupsAtMostAndDissolvedOnesDoNotCount) {
  const std::string ward = TheWorld().NewWard();
  const Client founder = TheWorld().Person();
  std::string last;
  for (int i = 0; i < 20; ++i) {
    const auto reply = founder.Call(&Stub::CreateGroup, Create(ward));
    ASSERT_TRUE(reply.ok()) << reply;
    last = reply->group().group_id();
  }
  EXPECT_THAT(founder.Call(&Stub::CreateGroup, Create(ward)),
              IsRefused(StatusCode::RESOURCE_EXHAUSTED, v1::ERROR_REASON_LIMIT_REACHED));
  ASSERT_TRUE(founder.Call(&Stub::DissolveGroup, About<v1::DissolveGroupRequest>(last)).ok());
  EXPECT_TRUE(founder.Call(&Stub::CreateGroup, Create(ward)).ok());
}

TEST(CreateGroupTest, AStrangerHasToSignIn) {
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::CreateGroup, Create("46")),
              IsRefused(StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED));
}

TEST(GetGroupTest, MembersAndTheirOfficialsSeeIt) {
  const TestGroup group = NewGroup();
  const TestMember member = NewMember(group);
  for (const Client& client : {member.client, group.leader.client, Supervisor(group.ward_code),
                               TheWorld().Official(Role::kBeatOfficer, group.ward_code)}) {
    const auto reply = client.Call(&Stub::GetGroup, About<v1::GetGroupRequest>(group.id));
    ASSERT_TRUE(reply.ok()) << reply;
    EXPECT_THAT(reply.response, ContainsProto("group { name: 'Tổ thử' member_count: 2 }"));
  }
}

TEST(GetGroupTest, OthersDoNotLearnThatItExists) {
  const TestGroup group = NewGroup();
  const TestGroup other = NewGroup();
  for (const Client& client :
       {TheWorld().Person(), other.leader.client, Supervisor(other.ward_code)}) {
    EXPECT_THAT(client.Call(&Stub::GetGroup, About<v1::GetGroupRequest>(group.id)),
                IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  }
}

TEST(GetGroupTest, AnIdThatIsNoneIsMalformed) {
  EXPECT_THAT(TheWorld().Person().Call(&Stub::GetGroup, About<v1::GetGroupRequest>("42")),
              IsMalformed(Fields({"group_id"})));
}

TEST(GetGroupTest, AStrangerHasToSignIn) {
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::GetGroup, About<v1::GetGroupRequest>(kNowhere)),
              IsRefused(StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED));
}

// Four groups in one ward and below it, each of another state, model and name.
std::string WardWithGroups() {
  std::string ward = TheWorld().NewWard();
  const Client founder = TheWorld().Person();
  const auto found = [&](const char* name, const std::string& area, v1::Group::Model model) {
    auto request = Create(area);
    request.set_name(name);
    request.set_model(model);
    return founder.Call(&Stub::CreateGroup, request)->group().group_id();
  };
  found("Đông", ward, v1::Group::MODEL_SCHOOL_GATE);
  const std::string active = found("Ân Nam", ward + "-1", v1::Group::MODEL_SECURITY_HOUSEHOLDS);
  found("Dương", ward + "-1", v1::Group::MODEL_SCHOOL_GATE);
  const std::string over = found("Cũ", ward, v1::Group::MODEL_PARISH_AREA);
  Supervisor(ward).Call(&Stub::ActivateGroup, About<v1::ActivateGroupRequest>(active));
  founder.Call(&Stub::DissolveGroup, About<v1::DissolveGroupRequest>(over));
  return ward;
}

TEST(ListGroupsTest, GivesTheAreaAndWhatIsBelowByVietnameseName) {
  const std::string ward = WardWithGroups();
  const auto reply = Supervisor(ward).Call(&Stub::ListGroups, ListBelow(ward));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_THAT(Names(reply.response), ElementsAre("Ân Nam", "Dương", "Đông"));
  EXPECT_EQ(reply->groups(0).member_count(), 1);
  EXPECT_THAT(Names(Supervisor(ward).Call(&Stub::ListGroups, ListBelow(ward + "-1")).response),
              ElementsAre("Ân Nam", "Dương"));
}

TEST(ListGroupsTest, GivesPages) {
  const std::string ward = WardWithGroups();
  const Client supervisor = Supervisor(ward);
  auto request = ListBelow(ward);
  request.set_page_size(2);
  const auto first = supervisor.Call(&Stub::ListGroups, request);
  EXPECT_THAT(Names(first.response), ElementsAre("Ân Nam", "Dương"));
  request.set_page_token(first->next_page_token());
  const auto second = supervisor.Call(&Stub::ListGroups, request);
  EXPECT_THAT(Names(second.response), ElementsAre("Đông"));
  EXPECT_EQ(second->next_page_token(), "");
  request.add_states(v1::Group::STATE_ACTIVE);
  EXPECT_THAT(supervisor.Call(&Stub::ListGroups, request),
              IsRefused(StatusCode::INVALID_ARGUMENT, v1::ERROR_REASON_PAGE_TOKEN_INVALID));
}

TEST(ListGroupsTest, PicksByStateAndModel) {
  const std::string ward = WardWithGroups();
  const Client supervisor = Supervisor(ward);
  auto request = ListBelow(ward);
  request.add_states(v1::Group::STATE_DISSOLVED);
  request.add_states(v1::Group::STATE_ACTIVE);
  EXPECT_THAT(Names(supervisor.Call(&Stub::ListGroups, request).response),
              ElementsAre("Ân Nam", "Cũ"));
  request.add_models(v1::Group::MODEL_PARISH_AREA);
  EXPECT_THAT(Names(supervisor.Call(&Stub::ListGroups, request).response), ElementsAre("Cũ"));
}

TEST(ListGroupsTest, UnspecifiedStatesAndModelsAreMalformed) {
  const std::string ward = TheWorld().NewWard();
  auto request = ListBelow(ward);
  request.add_states(v1::Group::STATE_ACTIVE);
  request.add_states(v1::Group::STATE_UNSPECIFIED);
  request.add_models(v1::Group::MODEL_UNSPECIFIED);
  EXPECT_THAT(Supervisor(ward).Call(&Stub::ListGroups, request),
              IsMalformed(Fields({"states[1]", "models[0]"})));
  EXPECT_THAT(Supervisor(ward).Call(&Stub::ListGroups, ListBelow("")),
              IsMalformed(Fields({"area_code"})));
}

TEST(ListGroupsTest, APageTokenMadeByHandIsRefused) {
  const std::string ward = TheWorld().NewWard();
  auto request = ListBelow(ward);
  request.set_page_token(platform::PageToken(request, {"Kiệt 7", "not an id"}));
  EXPECT_THAT(Supervisor(ward).Call(&Stub::ListGroups, request),
              IsRefused(StatusCode::INVALID_ARGUMENT, v1::ERROR_REASON_PAGE_TOKEN_INVALID));
}

TEST(ListGroupsTest, AnUnknownAreaIsNotFound) {
  EXPECT_THAT(Supervisor(TheWorld().NewWard()).Call(&Stub::ListGroups, ListBelow("nowhere")),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
}

TEST(ListGroupsTest, OtherOfficialsAndMembersMayNot) {
  const TestGroup group = NewGroup();
  for (const Client& client : {Supervisor(TheWorld().NewWard()), group.leader.client,
                               TheWorld().Official(Role::kOperator)}) {
    EXPECT_THAT(client.Call(&Stub::ListGroups, ListBelow(group.ward_code)),
                IsRefused(StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING));
  }
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::ListGroups, ListBelow(group.ward_code)),
              IsRefused(StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED));
}

TEST(UpdateGroupTest, WritesWhatIsGivenAndNothingElse) {
  const TestGroup group = NewGroup();
  const auto named = group.leader.client.Call(&Stub::UpdateGroup, Update(group, "name: 'Kiệt  7'"));
  ASSERT_TRUE(named.ok()) << named;
  EXPECT_THAT(named.response,
              ContainsProto("group { name: 'Kiệt 7' time_zone: 'Asia/Ho_Chi_Minh' }"));
  const auto moved =
      group.leader.client.Call(&Stub::UpdateGroup, Update(group, "time_zone: 'Asia/Tokyo'"));
  EXPECT_THAT(moved.response, ContainsProto("group { name: 'Kiệt 7' time_zone: 'Asia/Tokyo' }"));
  EXPECT_NE(moved->group().etag(), named->group().etag());
  const auto read = group.leader.client.Call(&Stub::GetGroup, About<v1::GetGroupRequest>(group.id));
  EXPECT_EQ(read->group().DebugString(), moved->group().DebugString());
}

TEST(UpdateGroupTest, AStaleEtagIsRefused) {
  const TestGroup group = NewGroup();
  const auto read = group.leader.client.Call(&Stub::GetGroup, About<v1::GetGroupRequest>(group.id));
  auto request = Update(group, "name: 'Kiệt 7'");
  request.mutable_group()->set_etag(read->group().etag());
  ASSERT_TRUE(group.leader.client.Call(&Stub::UpdateGroup, request).ok());
  EXPECT_THAT(group.leader.client.Call(&Stub::UpdateGroup, request),
              IsRefused(StatusCode::ABORTED, v1::ERROR_REASON_STALE_ETAG));
}

TEST(UpdateGroupTest, EveryBadFieldIsToldAtOnce) {
  const TestGroup group = NewGroup();
  EXPECT_THAT(group.leader.client.Call(&Stub::UpdateGroup,
                                       Update(group, "name: '-' time_zone: 'Asia/Hue'")),
              IsMalformed(Fields({"group.name", "group.time_zone"})));
  auto request = Update(group, "name: 'Kiệt 7'");
  request.mutable_update_mask()->add_paths("state");
  EXPECT_EQ(group.leader.client.Call(&Stub::UpdateGroup, request).status.error_code(),
            StatusCode::INVALID_ARGUMENT);
}

TEST(UpdateGroupTest, ADissolvedGroupStaysAsItWas) {
  const TestGroup group = NewGroup("dissolved");
  EXPECT_THAT(group.leader.client.Call(&Stub::UpdateGroup, Update(group, "name: 'Kiệt 7'")),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_GROUP_STATE));
}

TEST(UpdateGroupTest, OnlyItsLeaderAndDeputiesMay) {
  const TestGroup group = NewGroup();
  const auto request = Update(group, "name: 'Kiệt 7'");
  EXPECT_TRUE(NewMember(group, {.role = "deputy"}).client.Call(&Stub::UpdateGroup, request).ok());
  for (const Client& client : {NewMember(group).client, Supervisor(group.ward_code)}) {
    EXPECT_THAT(client.Call(&Stub::UpdateGroup, request),
                IsRefused(StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING));
  }
  EXPECT_THAT(TheWorld().Person().Call(&Stub::UpdateGroup, request),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::UpdateGroup, request),
              IsRefused(StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED));
}

TEST(GroupLifeTest, GoesFromProposedToActiveToSuspendedAndBack) {
  const TestGroup group = NewGroup("proposed");
  const Client supervisor = Supervisor(group.ward_code);
  const auto activate = About<v1::ActivateGroupRequest>(group.id);
  EXPECT_THAT(supervisor.Call(&Stub::ActivateGroup, activate).response,
              ContainsProto("group { state: STATE_ACTIVE }"));
  EXPECT_THAT(
      group.leader.client.Call(&Stub::SuspendGroup, About<v1::SuspendGroupRequest>(group.id))
          .response,
      ContainsProto("group { state: STATE_SUSPENDED }"));
  const auto again = supervisor.Call(&Stub::ActivateGroup, activate);
  EXPECT_THAT(again.response, ContainsProto("group { state: STATE_ACTIVE member_count: 1 }"));
}

TEST(GroupLifeTest, StepsThatTheStateDoesNotAllowAreRefused) {
  const auto is_refused = IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_GROUP_STATE);
  const TestGroup active = NewGroup("active");
  EXPECT_THAT(Supervisor(active.ward_code)
                  .Call(&Stub::ActivateGroup, About<v1::ActivateGroupRequest>(active.id)),
              is_refused);
  const TestGroup proposed = NewGroup("proposed");
  EXPECT_THAT(
      proposed.leader.client.Call(&Stub::SuspendGroup, About<v1::SuspendGroupRequest>(proposed.id)),
      is_refused);
  const TestGroup dissolved = NewGroup("dissolved");
  EXPECT_THAT(dissolved.leader.client.Call(&Stub::DissolveGroup,
                                           About<v1::DissolveGroupRequest>(dissolved.id)),
              is_refused);
}

TEST(GroupLifeTest, ALeaderDoesNotRecogniseTheOwnGroup) {
  const TestGroup group = NewGroup("proposed");
  EXPECT_THAT(
      group.leader.client.Call(&Stub::ActivateGroup, About<v1::ActivateGroupRequest>(group.id)),
      IsRefused(StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING));
}

TEST(GroupLifeTest, MembersAndDutyOfficersEndNothing) {
  const TestGroup group = NewGroup();
  for (const Client& client : {NewMember(group, {.role = "deputy"}).client,
                               TheWorld().Official(Role::kDutyOfficer, group.ward_code)}) {
    const auto is_refused = IsRefused(StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING);
    EXPECT_THAT(client.Call(&Stub::SuspendGroup, About<v1::SuspendGroupRequest>(group.id)),
                is_refused);
    EXPECT_THAT(client.Call(&Stub::DissolveGroup, About<v1::DissolveGroupRequest>(group.id)),
                is_refused);
  }
}

TEST(GroupLifeTest, OthersDoNotLearnThatTheGroupExists) {
  const TestGroup group = NewGroup();
  const Client person = TheWorld().Person();
  const auto is_refused = IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND);
  EXPECT_THAT(person.Call(&Stub::ActivateGroup, About<v1::ActivateGroupRequest>(group.id)),
              is_refused);
  EXPECT_THAT(person.Call(&Stub::SuspendGroup, About<v1::SuspendGroupRequest>(group.id)),
              is_refused);
  EXPECT_THAT(person.Call(&Stub::DissolveGroup, About<v1::DissolveGroupRequest>(group.id)),
              is_refused);
}

TEST(GroupLifeTest, AnIdThatIsMissingOrNoneIsMalformed) {
  const Client person = TheWorld().Person();
  const auto is_malformed = IsMalformed(Fields({"group_id"}));
  EXPECT_THAT(person.Call(&Stub::ActivateGroup, v1::ActivateGroupRequest()), is_malformed);
  EXPECT_THAT(person.Call(&Stub::SuspendGroup, About<v1::SuspendGroupRequest>("x")), is_malformed);
  EXPECT_THAT(person.Call(&Stub::DissolveGroup, v1::DissolveGroupRequest()), is_malformed);
}

TEST(GroupLifeTest, AStrangerHasToSignIn) {
  const Client stranger = TheWorld().Stranger();
  const auto is_refused = IsRefused(StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED);
  EXPECT_THAT(stranger.Call(&Stub::ActivateGroup, About<v1::ActivateGroupRequest>(kNowhere)),
              is_refused);
  EXPECT_THAT(stranger.Call(&Stub::SuspendGroup, About<v1::SuspendGroupRequest>(kNowhere)),
              is_refused);
  EXPECT_THAT(stranger.Call(&Stub::DissolveGroup, About<v1::DissolveGroupRequest>(kNowhere)),
              is_refused);
}

TEST(DissolveGroupTest, FreesEverybodyOfDutiesToComeAndKeepsWhatWas) {
  const TestGroup group = NewGroup();
  const absl::Time now = TheWorld().clock().Now();
  NewDuty(group, group.leader, now - absl::Hours(26), now - absl::Hours(23));
  NewDuty(group, group.leader, now - absl::Hours(1), now + absl::Hours(1));
  NewDuty(group, group.leader, now + absl::Hours(2), now + absl::Hours(5));
  const auto reply =
      group.leader.client.Call(&Stub::DissolveGroup, About<v1::DissolveGroupRequest>(group.id));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_EQ(Count("duties", group.id), 2);
  EXPECT_EQ(Count("shifts", group.id), 2);
}

// Writes `count` entries, one a minute.
void WriteAccessEntries(const TestGroup& group, int count) {
  const absl::Time now = TheWorld().clock().Now();
  for (int i = 0; i < count; ++i) {
    TheWorld().database().Run(absl::StrCat(
        "insert into access_entries values ('", group.id, "', '", platform::NewId(now), "', '",
        db::ToSql(now + absl::Minutes(i)), "', '", group.leader.client.account_id(),
        "', 'Trực Ban Thử', 'duty_officer', 'Phường thử', 'DutyService.ListDuties', 'Lần ", i,
        "', 'VB-", i, "')"));
  }
}

TEST(ListAccessEntriesTest, EveryMemberSeesWhoLookedNewestFirst) {
  const TestGroup group = NewGroup();
  WriteAccessEntries(group, 3);
  auto request = About<v1::ListAccessEntriesRequest>(group.id);
  request.set_page_size(2);
  const Client member = NewMember(group).client;
  const auto first = member.Call(&Stub::ListAccessEntries, request);
  ASSERT_TRUE(first.ok()) << first;
  EXPECT_THAT(
      first.response,
      ContainsProto("access_entries { official_name: 'Trực Ban Thử' role: ROLE_DUTY_OFFICER "
                    "unit_name: 'Phường thử' method: 'DutyService.ListDuties' purpose { "
                    "reason: 'Lần 2' case_number: 'VB-2' } } access_entries { purpose { "
                    "reason: 'Lần 1' } }"));
  request.set_page_token(first->next_page_token());
  const auto second = member.Call(&Stub::ListAccessEntries, request);
  EXPECT_THAT(second.response, ContainsProto("access_entries { purpose { reason: 'Lần 0' } }"));
  EXPECT_EQ(second->next_page_token(), "");
}

TEST(ListAccessEntriesTest, OfficialsAndOthersMayNot) {
  const TestGroup group = NewGroup();
  const auto request = About<v1::ListAccessEntriesRequest>(group.id);
  EXPECT_THAT(Supervisor(group.ward_code).Call(&Stub::ListAccessEntries, request),
              IsRefused(StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING));
  EXPECT_THAT(TheWorld().Person().Call(&Stub::ListAccessEntries, request),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::ListAccessEntries, request),
              IsRefused(StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED));
}

TEST(ListAccessEntriesTest, ABadPageIsMalformed) {
  const TestGroup group = NewGroup();
  auto request = About<v1::ListAccessEntriesRequest>(group.id);
  request.set_page_size(-1);
  EXPECT_THAT(group.leader.client.Call(&Stub::ListAccessEntries, request),
              IsMalformed(Fields({"page_size"})));
  EXPECT_THAT(group.leader.client.Call(&Stub::ListAccessEntries, v1::ListAccessEntriesRequest()),
              IsMalformed(Fields({"group_id"})));
}

TEST(ListAccessEntriesTest, APageTokenMadeByHandIsRefused) {
  const TestGroup group = NewGroup();
  auto request = About<v1::ListAccessEntriesRequest>(group.id);
  for (const std::vector<std::string>& key : {std::vector<std::string>{"yesterday", kNowhere},
                                              {"999999999999999999", kNowhere},
                                              {"1", "42"}}) {
    request.set_page_token(platform::PageToken(request, key));
    EXPECT_THAT(group.leader.client.Call(&Stub::ListAccessEntries, request),
                IsRefused(StatusCode::INVALID_ARGUMENT, v1::ERROR_REASON_PAGE_TOKEN_INVALID));
  }
}

}  // namespace
}  // namespace liengia::testing
