#include <thread>

#include "absl/strings/str_cat.h"
#include "liengia/v1/member_service.grpc.pb.h"
#include "tests/support/people.h"
#include "tests/support/proto.h"

namespace liengia::testing {
namespace {

using grpc::StatusCode;
using platform::Role;
using ::testing::ElementsAre;
using Stub = v1::MemberService::Stub;

constexpr char kNowhere[] = "00000000-0000-7000-8000-000000000000";

v1::ListMembersRequest List(const TestGroup& group) {
  v1::ListMembersRequest request;
  request.set_group_id(group.id);
  return request;
}

v1::CreateMemberRequest Create(const TestGroup& group, const std::string& member = "") {
  v1::CreateMemberRequest request;
  request.set_group_id(group.id);
  *request.mutable_member() = Proto<v1::Member>("full_name: 'Nguyễn Văn Mới' " + member);
  request.mutable_member()->set_household_id(group.leader.household_id);
  return request;
}

// Writes what `member` sets, and nothing else.
v1::UpdateMemberRequest Update(const TestGroup& group, const TestMember& who,
                               const std::string& member) {
  v1::UpdateMemberRequest request;
  request.set_group_id(group.id);
  *request.mutable_member() = Proto<v1::Member>(member);
  request.mutable_member()->set_member_id(who.id);
  return request;
}

v1::EndMembershipRequest End(const TestGroup& group, const TestMember& who) {
  v1::EndMembershipRequest request;
  request.set_group_id(group.id);
  request.set_member_id(who.id);
  return request;
}

v1::CreateAbsenceRequest Away(const TestGroup& group, const TestMember& who) {
  v1::CreateAbsenceRequest request;
  request.set_group_id(group.id);
  *request.mutable_absence() = Proto<v1::Absence>(
      "start_date { year: 2026 month: 10 day: 20 } end_date { year: 2026 month: 10 day: 22 }");
  request.mutable_absence()->set_member_id(who.id);
  return request;
}

std::vector<std::string> Names(const v1::ListMembersResponse& response) {
  std::vector<std::string> names;
  for (const v1::Member& member : response.members()) names.push_back(member.full_name());
  return names;
}

// The member as the group's list has it.
v1::Member Listed(const TestGroup& group, const std::string& member_id) {
  const auto reply = group.leader.client.Call(&Stub::ListMembers, List(group));
  for (const v1::Member& member : reply->members()) {
    if (member.member_id() == member_id) return member;
  }
  return v1::Member();
}

std::string PersonOfDuty(const std::string& duty_id) {
  return TheWorld()
      .database()
      .Run("select person_id from duties where id = '" + duty_id + "'")[0][0]
      .as<std::string>();
}

int RosterVersion(const TestGroup& group) {
  return TheWorld()
      .database()
      .Run("select version from rosters where group_id = '" + group.id + "'")[0][0]
      .as<int>();
}

absl::Time Hours(int hours) { return TheWorld().clock().Now() + absl::Hours(hours); }

// ListMembers

TEST(ListMembersTest, GivesPagesByGivenName) {
  const TestGroup group = NewGroup();
  NewMember(group, {.full_name = "Trần Thị Đào"});
  NewMember(group, {.full_name = "Phạm Văn Ân"});
  NewMember(group, {.full_name = "Phạm Văn Dũng"});
  auto request = List(group);
  request.set_page_size(3);
  const auto first = group.leader.client.Call(&Stub::ListMembers, request);
  ASSERT_TRUE(first.ok()) << first;
  EXPECT_THAT(Names(first.response), ElementsAre("Phạm Văn Ân", "Phạm Văn Dũng", "Trần Thị Đào"));
  request.set_page_token(first->next_page_token());
  const auto second = group.leader.client.Call(&Stub::ListMembers, request);
  EXPECT_THAT(Names(second.response), ElementsAre("Lê Văn Trưởng"));
  EXPECT_EQ(second->next_page_token(), "");
}

TEST(ListMembersTest, AMemberSeesThePhoneNumbersOfTheGroup) {
  const TestGroup group = NewGroup();
  const TestMember member = NewMember(group);
  const auto reply = member.client.Call(&Stub::ListMembers, List(group));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_EQ(reply->members(1).phone_number(), group.leader.phone_number);
}

TEST(ListMembersTest, IsForTheGroupOnly) {
  const TestGroup group = NewGroup();
  EXPECT_THAT(NewGroup().leader.client.Call(&Stub::ListMembers, List(group)),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::ListMembers, List(group)),
              IsRefused(StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED));
  EXPECT_FALSE(TheWorld()
                   .Official(Role::kWardSupervisor, group.ward_code)
                   .Call(&Stub::ListMembers, List(group))
                   .ok());
}

TEST(ListMembersTest, ABadGroupOrPageIsMalformed) {
  const TestGroup group = NewGroup();
  EXPECT_THAT(group.leader.client.Call(&Stub::ListMembers, v1::ListMembersRequest()),
              IsMalformed(Fields({"group_id"})));
  auto request = List(group);
  request.set_page_token("AAAA");
  EXPECT_THAT(group.leader.client.Call(&Stub::ListMembers, request),
              IsRefused(StatusCode::INVALID_ARGUMENT, v1::ERROR_REASON_PAGE_TOKEN_INVALID));
}

// CreateMember

TEST(CreateMemberTest, ThePhoneNumberIsTheAccountHoweverItIsWritten) {
  const TestGroup group = NewGroup();
  const std::string phone = TheWorld().NewPhone();
  const Client person = TheWorld().PersonWithPhone(phone);
  EXPECT_FALSE(person.Call(&Stub::ListMembers, List(group)).ok());
  auto request = Create(group, "birth_year: 1980 may_lead: true max_duties_a_month: 4");
  request.mutable_member()->set_phone_number("0" + phone.substr(3, 5) + "." + phone.substr(8));
  const auto reply = group.leader.client.Call(&Stub::CreateMember, request);
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_EQ(reply->member().phone_number(), phone);
  EXPECT_THAT(reply->member(),
              ContainsProto("full_name: 'Nguyễn Văn Mới' role: ROLE_MEMBER "
                            "may_lead: true birth_year: 1980 max_duties_a_month: 4"));
  EXPECT_THAT(Listed(group, reply->member().member_id()),
              ContainsProto(reply->member().ShortDebugString()));
  EXPECT_TRUE(person.Call(&Stub::ListMembers, List(group)).ok());
}

TEST(CreateMemberTest, APersonWithoutAPhoneIsActedForByTheProxy) {
  const TestGroup group = NewGroup();
  const TestMember proxy = NewMember(group);
  SetProxy(group, proxy);
  const auto reply = group.leader.client.Call(&Stub::CreateMember, Create(group));
  ASSERT_TRUE(reply.ok()) << reply;
  TestMember grandmother = proxy;
  grandmother.id = reply->member().member_id();
  EXPECT_TRUE(proxy.client.Call(&Stub::CreateAbsence, Away(group, grandmother)).ok());
}

TEST(CreateMemberTest, ADeputyAddsMembersButNoDeputy) {
  const TestGroup group = NewGroup();
  const TestMember deputy = NewMember(group, {.role = "deputy"});
  EXPECT_TRUE(deputy.client.Call(&Stub::CreateMember, Create(group)).ok());
  EXPECT_THAT(deputy.client.Call(&Stub::CreateMember,
                                 Create(group, "role: ROLE_DEPUTY phone_number: '0912345670'")),
              IsRefused(StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING));
}

TEST(CreateMemberTest, ANewLeaderMakesThePresentOneADeputy) {
  const TestGroup group = NewGroup();
  const auto reply = group.leader.client.Call(
      &Stub::CreateMember, Create(group, "role: ROLE_LEADER phone_number: '0912345671'"));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_EQ(reply->member().role(), v1::ROLE_LEADER);
  EXPECT_EQ(Listed(group, group.leader.id).role(), v1::ROLE_DEPUTY);
}

TEST(CreateMemberTest, EveryBadFieldIsToldAtOnce) {
  const TestGroup group = NewGroup();
  auto request = Create(group, "role: ROLE_DEPUTY phone_number: '12345' birth_year: 1700");
  request.mutable_member()->set_full_name(" 12 ");
  request.mutable_member()->clear_household_id();
  EXPECT_THAT(group.leader.client.Call(&Stub::CreateMember, request),
              IsMalformed(Fields({"member.phone_number", "member.household_id", "member.full_name",
                                  "member.birth_year"})));
}

TEST(CreateMemberTest, ATakenPhoneNumberOrIdIsRefused) {
  const TestGroup group = NewGroup();
  auto request = Create(group);
  request.mutable_member()->set_phone_number(group.leader.phone_number);
  EXPECT_THAT(group.leader.client.Call(&Stub::CreateMember, request),
              IsRefused(StatusCode::ALREADY_EXISTS, v1::ERROR_REASON_PHONE_TAKEN));
  request = Create(group);
  request.mutable_member()->set_member_id(group.leader.id);
  EXPECT_THAT(group.leader.client.Call(&Stub::CreateMember, request),
              IsRefused(StatusCode::ALREADY_EXISTS, v1::ERROR_REASON_ID_TAKEN));
}

TEST(CreateMemberTest, AHouseholdOfAnotherGroupIsNotFound) {
  const TestGroup group = NewGroup();
  auto request = Create(group);
  request.mutable_member()->set_household_id(NewGroup().leader.household_id);
  EXPECT_THAT(group.leader.client.Call(&Stub::CreateMember, request),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
}

TEST(CreateMemberTest, AMinorDoesNotLead) {
  const TestGroup group = NewGroup();
  EXPECT_TRUE(
      group.leader.client.Call(&Stub::CreateMember, Create(group, "birth_year: 2010")).ok());
  EXPECT_THAT(group.leader.client.Call(&Stub::CreateMember,
                                       Create(group, "birth_year: 2010 may_lead: true")),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_AGE_RULE));
}

TEST(CreateMemberTest, AFullGroupTakesNobody) {
  const TestGroup group = NewGroup();
  TheWorld().database().Run(absl::StrCat(
      "insert into members (group_id, id, household_id, full_name, sort_name, role, may_lead, "
      "create_time) select group_id, gen_random_uuid(), household_id, 'A', 'A', 'member', false, "
      "create_time from members, generate_series(2, 500) where group_id = '",
      group.id, "'"));
  const auto reply = group.leader.client.Call(&Stub::CreateMember, Create(group));
  EXPECT_THAT(reply, IsRefused(StatusCode::RESOURCE_EXHAUSTED, v1::ERROR_REASON_LIMIT_REACHED));
  EXPECT_EQ(reply.error.metadata().at("limit"), "500");
}

TEST(CreateMemberTest, ADissolvedGroupStaysAsItIs) {
  const TestGroup group = NewGroup("dissolved");
  EXPECT_THAT(group.leader.client.Call(&Stub::CreateMember, Create(group)),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_GROUP_STATE));
}

TEST(CreateMemberTest, MembersAndOutsidersMayNot) {
  const TestGroup group = NewGroup();
  EXPECT_THAT(NewMember(group).client.Call(&Stub::CreateMember, Create(group)),
              IsRefused(StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING));
  EXPECT_THAT(TheWorld().Person().Call(&Stub::CreateMember, Create(group)),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::CreateMember, Create(group)),
              IsRefused(StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED));
}

// UpdateMember

TEST(UpdateMemberTest, WritesWhatIsSetOrNamed) {
  const TestGroup group = NewGroup();
  const TestMember member = NewMember(group, {.may_lead = true});
  auto request = Update(group, member, "full_name: '  Trần   Văn Lan '");
  request.mutable_update_mask()->add_paths("full_name");
  request.mutable_update_mask()->add_paths("may_lead");
  const auto reply = group.leader.client.Call(&Stub::UpdateMember, request);
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_EQ(reply->member().full_name(), "Trần Văn Lan");
  EXPECT_FALSE(reply->member().may_lead());
  EXPECT_EQ(reply->member().phone_number(), member.phone_number);
  EXPECT_THAT(Listed(group, member.id), ContainsProto(reply->member().ShortDebugString()));
}

TEST(UpdateMemberTest, AChangedPhoneNumberMovesTheMembershipToTheOtherAccount) {
  const TestGroup group = NewGroup();
  const TestMember member = NewMember(group);
  ASSERT_TRUE(member.client.Call(&Stub::ListMembers, List(group)).ok());
  const std::string phone = TheWorld().NewPhone();
  const Client next = TheWorld().PersonWithPhone(phone);
  ASSERT_TRUE(group.leader.client
                  .Call(&Stub::UpdateMember, Update(group, member, "phone_number: '" + phone + "'"))
                  .ok());
  EXPECT_FALSE(member.client.Call(&Stub::ListMembers, List(group)).ok());
  EXPECT_TRUE(next.Call(&Stub::ListMembers, List(group)).ok());
}

TEST(UpdateMemberTest, DutiesToComeFollowThePhoneNumber) {
  const TestGroup group = NewGroup();
  const TestMember member = NewMember(group);
  const std::string past = NewDuty(group, member, Hours(-8), Hours(-4));
  const std::string coming = NewDuty(group, member, Hours(20), Hours(24));
  auto request = Update(group, member, "");
  request.mutable_update_mask()->add_paths("phone_number");
  ASSERT_TRUE(group.leader.client.Call(&Stub::UpdateMember, request).ok());
  EXPECT_EQ(PersonOfDuty(past), member.client.account_id());
  EXPECT_EQ(PersonOfDuty(coming), member.id);
}

TEST(UpdateMemberTest, AnAccountThatIsOnDutyElsewhereThenIsRefused) {
  const TestGroup group = NewGroup(), other = NewGroup();
  const TestMember member = NewMember(group, {.has_phone = false});
  const TestMember busy = NewMember(other);
  NewDuty(group, member, Hours(20), Hours(24));
  NewDuty(other, busy, Hours(22), Hours(26));
  EXPECT_THAT(
      group.leader.client.Call(&Stub::UpdateMember,
                               Update(group, member, "phone_number: '" + busy.phone_number + "'")),
      IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_DUTY_OVERLAP));
}

TEST(UpdateMemberTest, HandingOverMakesTheLeaderADeputy) {
  const TestGroup group = NewGroup();
  const TestMember next = NewMember(group);
  const auto reply =
      group.leader.client.Call(&Stub::UpdateMember, Update(group, next, "role: ROLE_LEADER"));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_EQ(Listed(group, group.leader.id).role(), v1::ROLE_DEPUTY);
  EXPECT_TRUE(
      next.client.Call(&Stub::UpdateMember, Update(group, group.leader, "role: ROLE_MEMBER")).ok());
  EXPECT_THAT(
      group.leader.client.Call(&Stub::UpdateMember, Update(group, next, "role: ROLE_MEMBER")),
      IsRefused(StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING));
}

TEST(UpdateMemberTest, SomebodyWhoLeadsTwentyGroupsLeadsNoMore) {
  const TestGroup group = NewGroup();
  const TestMember next = NewMember(group);
  for (int i = 0; i < 20; ++i) {
    const TestGroup led = NewGroup();
    TheWorld().database().Run(absl::StrCat("update members set account_id = '",
                                           next.client.account_id(), "' where id = '",
                                           led.leader.id, "'"));
  }
  EXPECT_THAT(
      group.leader.client.Call(&Stub::UpdateMember, Update(group, next, "role: ROLE_LEADER")),
      IsRefused(StatusCode::RESOURCE_EXHAUSTED, v1::ERROR_REASON_LIMIT_REACHED));
}

TEST(UpdateMemberTest, TheLeaderCannotJustStopLeading) {
  const TestGroup group = NewGroup();
  EXPECT_THAT(group.leader.client.Call(&Stub::UpdateMember,
                                       Update(group, group.leader, "role: ROLE_DEPUTY")),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_LEADER_NEEDED));
}

TEST(UpdateMemberTest, ADeputyChangesNeitherRolesNorTheLeadersPhone) {
  const TestGroup group = NewGroup();
  const TestMember deputy = NewMember(group, {.role = "deputy"});
  for (const auto& request : {Update(group, deputy, "role: ROLE_LEADER"),
                              Update(group, group.leader, "phone_number: '0912345672'")}) {
    EXPECT_THAT(deputy.client.Call(&Stub::UpdateMember, request),
                IsRefused(StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING));
  }
}

TEST(UpdateMemberTest, AProxyWhoMovesStopsActingForTheHousehold) {
  const TestGroup group = NewGroup();
  const TestMember proxy = NewMember(group);
  const TestMember grandmother = NewMember(group, {.has_phone = false});
  SetProxy(group, proxy);
  ASSERT_TRUE(proxy.client.Call(&Stub::CreateAbsence, Away(group, grandmother)).ok());
  auto request = Update(group, proxy, "");
  request.mutable_member()->set_household_id(NewHousehold(group, "2"));
  ASSERT_TRUE(group.leader.client.Call(&Stub::UpdateMember, request).ok());
  EXPECT_THAT(proxy.client.Call(&Stub::CreateAbsence, Away(group, grandmother)),
              IsRefused(StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING));
}

TEST(UpdateMemberTest, EveryBadFieldIsToldAtOnce) {
  const TestGroup group = NewGroup();
  const TestMember deputy = NewMember(group, {.role = "deputy"});
  auto request = Update(group, deputy, "birth_year: 1700");
  for (const char* path : {"full_name", "phone_number", "household_id", "role", "birth_year"}) {
    request.mutable_update_mask()->add_paths(path);
  }
  EXPECT_THAT(group.leader.client.Call(&Stub::UpdateMember, request),
              IsMalformed(Fields({"member.household_id", "member.role", "member.full_name",
                                  "member.birth_year"})));
  request = Update(group, deputy, "full_name: 'Ai'");
  request.mutable_update_mask()->add_paths("member_id");
  EXPECT_THAT(group.leader.client.Call(&Stub::UpdateMember, request),
              IsMalformed(Fields({"update_mask"})));
}

TEST(UpdateMemberTest, ALeaderKeepsAPhone) {
  const TestGroup group = NewGroup();
  auto request = Update(group, group.leader, "");
  request.mutable_update_mask()->add_paths("phone_number");
  EXPECT_THAT(group.leader.client.Call(&Stub::UpdateMember, request),
              IsMalformed(Fields({"member.phone_number"})));
}

TEST(UpdateMemberTest, AStaleEtagIsRefused) {
  const TestGroup group = NewGroup();
  const TestMember member = NewMember(group);
  auto request = Update(group, member, "full_name: 'Một'");
  request.mutable_member()->set_etag(Listed(group, member.id).etag());
  EXPECT_TRUE(group.leader.client.Call(&Stub::UpdateMember, request).ok());
  EXPECT_THAT(group.leader.client.Call(&Stub::UpdateMember, request),
              IsRefused(StatusCode::ABORTED, v1::ERROR_REASON_STALE_ETAG));
}

TEST(UpdateMemberTest, ATakenPhoneNumberIsRefused) {
  const TestGroup group = NewGroup();
  EXPECT_THAT(group.leader.client.Call(&Stub::UpdateMember,
                                       Update(group, NewMember(group),
                                              "phone_number: '" + group.leader.phone_number + "'")),
              IsRefused(StatusCode::ALREADY_EXISTS, v1::ERROR_REASON_PHONE_TAKEN));
}

TEST(UpdateMemberTest, AMinorIsMadeNoDeputy) {
  const TestGroup group = NewGroup();
  EXPECT_THAT(
      group.leader.client.Call(&Stub::UpdateMember, Update(group, NewMember(group),
                                                           "birth_year: 2010 role: ROLE_DEPUTY")),
      IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_AGE_RULE));
}

TEST(UpdateMemberTest, AnUnknownMemberOrHouseholdIsNotFound) {
  const TestGroup group = NewGroup();
  EXPECT_THAT(group.leader.client.Call(&Stub::UpdateMember,
                                       Update(group, NewGroup().leader, "full_name: 'Ai'")),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  auto request = Update(group, NewMember(group), "");
  request.mutable_member()->set_household_id(kNowhere);
  EXPECT_THAT(group.leader.client.Call(&Stub::UpdateMember, request),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
}

TEST(UpdateMemberTest, ADissolvedGroupStaysAsItIs) {
  const TestGroup group = NewGroup("dissolved");
  EXPECT_THAT(
      group.leader.client.Call(&Stub::UpdateMember, Update(group, group.leader, "full_name: 'Ai'")),
      IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_GROUP_STATE));
}

TEST(UpdateMemberTest, MembersAndOutsidersMayNot) {
  const TestGroup group = NewGroup();
  const TestMember member = NewMember(group);
  const auto request = Update(group, member, "full_name: 'Ai'");
  EXPECT_THAT(member.client.Call(&Stub::UpdateMember, request),
              IsRefused(StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING));
  EXPECT_THAT(TheWorld().Person().Call(&Stub::UpdateMember, request),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::UpdateMember, request),
              IsRefused(StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED));
}

// Races

// The replies of two calls at the same time.
template <typename Call>
auto TwoAtOnce(Call call) {
  std::vector<decltype(call(0))> replies(2);
  std::thread other([&] { replies[1] = call(1); });
  replies[0] = call(0);
  other.join();
  return replies;
}

TEST(MemberRaceTest, OnePhoneNumberGivenToTwoAtOnceIsThatOfOne) {
  const TestGroup group = NewGroup();
  const std::string phone = TheWorld().NewPhone();
  const auto replies = TwoAtOnce([&](int) {
    return group.leader.client.Call(&Stub::CreateMember,
                                    Create(group, "phone_number: '" + phone + "'"));
  });
  ASSERT_NE(replies[0].ok(), replies[1].ok()) << replies[0] << replies[1];
  EXPECT_THAT(replies[replies[0].ok() ? 1 : 0],
              IsRefused(StatusCode::ALREADY_EXISTS, v1::ERROR_REASON_PHONE_TAKEN));
}

TEST(MemberRaceTest, HandingOverToTwoAtOnceLeavesOneLeader) {
  const TestGroup group = NewGroup();
  const std::vector<TestMember> next = {NewMember(group), NewMember(group)};
  TwoAtOnce([&](int i) {
    return group.leader.client.Call(&Stub::UpdateMember,
                                    Update(group, next[i], "role: ROLE_LEADER"));
  });
  const auto list = group.leader.client.Call(&Stub::ListMembers, List(group));
  int leaders = 0;
  for (const v1::Member& member : list->members()) leaders += member.role() == v1::ROLE_LEADER;
  EXPECT_EQ(leaders, 1);
}

// EndMembership

TEST(EndMembershipTest, DutiesToComeBecomeEmptySlots) {
  const TestGroup group = NewGroup();
  const TestMember member = NewMember(group);
  NewDuty(group, member, Hours(-2), Hours(2));
  NewDuty(group, member, Hours(20), Hours(24));
  NewDuty(group, member, Hours(44), Hours(48));
  const auto reply = group.leader.client.Call(&Stub::EndMembership, End(group, member));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_EQ(reply->freed_duty_count(), 2);
  EXPECT_EQ(RosterVersion(group), 2);
  EXPECT_EQ(Listed(group, member.id).member_id(), "");
  EXPECT_FALSE(member.client.Call(&Stub::ListMembers, List(group)).ok());
}

TEST(EndMembershipTest, SomebodyWhoLeftMayComeBackWithTheSamePhoneNumber) {
  const TestGroup group = NewGroup();
  const TestMember member = NewMember(group);
  ASSERT_TRUE(member.client.Call(&Stub::EndMembership, End(group, member)).ok());
  auto request = Create(group);
  request.mutable_member()->set_phone_number(member.phone_number);
  EXPECT_TRUE(group.leader.client.Call(&Stub::CreateMember, request).ok());
}

TEST(EndMembershipTest, AProxyWhoLeavesActsForNobody) {
  const TestGroup group = NewGroup();
  const TestMember proxy = NewMember(group);
  const TestMember grandmother = NewMember(group, {.has_phone = false});
  SetProxy(group, proxy);
  ASSERT_TRUE(proxy.client.Call(&Stub::EndMembership, End(group, proxy)).ok());
  EXPECT_THAT(proxy.client.Call(&Stub::EndMembership, End(group, grandmother)),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
}

TEST(EndMembershipTest, AProxyTakesOffThoseActedFor) {
  const TestGroup group = NewGroup();
  const TestMember proxy = NewMember(group);
  const TestMember grandmother = NewMember(group, {.has_phone = false});
  SetProxy(group, proxy);
  EXPECT_TRUE(proxy.client.Call(&Stub::EndMembership, End(group, grandmother)).ok());
}

TEST(EndMembershipTest, OnlyTheLeaderTakesOffOthers) {
  const TestGroup group = NewGroup();
  const TestMember deputy = NewMember(group, {.role = "deputy"});
  EXPECT_THAT(deputy.client.Call(&Stub::EndMembership, End(group, NewMember(group))),
              IsRefused(StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING));
}

TEST(EndMembershipTest, TheLeaderHandsOverFirst) {
  const TestGroup group = NewGroup();
  EXPECT_THAT(group.leader.client.Call(&Stub::EndMembership, End(group, group.leader)),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_LEADER_NEEDED));
}

TEST(EndMembershipTest, ADissolvedGroupCanBeLeft) {
  const TestGroup group = NewGroup("dissolved");
  const TestMember member = NewMember(group);
  EXPECT_TRUE(member.client.Call(&Stub::EndMembership, End(group, member)).ok());
}

TEST(EndMembershipTest, SomebodyUnknownIsNotFoundAndABadIdMalformed) {
  const TestGroup group = NewGroup();
  EXPECT_THAT(group.leader.client.Call(&Stub::EndMembership, End(group, NewGroup().leader)),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  auto request = End(group, group.leader);
  request.set_group_id("x");
  request.set_member_id("");
  EXPECT_THAT(group.leader.client.Call(&Stub::EndMembership, request),
              IsMalformed(Fields({"group_id", "member_id"})));
}

TEST(EndMembershipTest, OutsidersMayNot) {
  const TestGroup group = NewGroup();
  EXPECT_THAT(TheWorld().Person().Call(&Stub::EndMembership, End(group, group.leader)),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::EndMembership, End(group, group.leader)),
              IsRefused(StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED));
}

}  // namespace
}  // namespace liengia::testing
