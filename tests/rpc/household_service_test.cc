#include "absl/strings/str_cat.h"
#include "liengia/v1/household_service.grpc.pb.h"
#include "liengia/v1/member_service.grpc.pb.h"
#include "tests/support/people.h"
#include "tests/support/proto.h"

namespace liengia::testing {
namespace {

using grpc::StatusCode;
using ::testing::ElementsAre;
using Stub = v1::HouseholdService::Stub;

v1::ListHouseholdsRequest List(const TestGroup& group) {
  v1::ListHouseholdsRequest request;
  request.set_group_id(group.id);
  return request;
}

v1::CreateHouseholdRequest Create(const TestGroup& group, const std::string& household) {
  v1::CreateHouseholdRequest request;
  request.set_group_id(group.id);
  *request.mutable_household() = Proto<v1::Household>(household);
  return request;
}

// Changes the leader's household.
v1::UpdateHouseholdRequest Update(const TestGroup& group, const std::string& household) {
  v1::UpdateHouseholdRequest request;
  request.set_group_id(group.id);
  *request.mutable_household() = Proto<v1::Household>(household);
  request.mutable_household()->set_household_id(group.leader.household_id);
  return request;
}

v1::DeleteHouseholdRequest Delete(const TestGroup& group, const std::string& id) {
  v1::DeleteHouseholdRequest request;
  request.set_group_id(group.id);
  request.set_household_id(id);
  return request;
}

std::vector<std::string> Labels(const v1::ListHouseholdsResponse& response) {
  std::vector<std::string> labels;
  for (const v1::Household& household : response.households()) labels.push_back(household.label());
  return labels;
}

// ListHouseholds

TEST(ListHouseholdsTest, GivesPagesByLabelAsPeopleCount) {
  const TestGroup group = NewGroup();
  for (const char* label : {"12/1", "2", "12", "Hộ ông Bảy"}) NewHousehold(group, label);
  auto request = List(group);
  request.set_page_size(3);
  const auto first = group.leader.client.Call(&Stub::ListHouseholds, request);
  ASSERT_TRUE(first.ok()) << first;
  EXPECT_THAT(Labels(first.response), ElementsAre("1", "2", "12"));
  request.set_page_token(first->next_page_token());
  const auto second = group.leader.client.Call(&Stub::ListHouseholds, request);
  EXPECT_THAT(Labels(second.response), ElementsAre("12/1", "Hộ ông Bảy"));
  EXPECT_EQ(second->next_page_token(), "");
}

TEST(ListHouseholdsTest, CountsTheMembersWhoHaveNotLeft) {
  const TestGroup group = NewGroup();
  const TestMember leaves = NewMember(group);
  NewMember(group);
  v1::EndMembershipRequest end;
  end.set_group_id(group.id);
  end.set_member_id(leaves.id);
  ASSERT_TRUE(leaves.client.Call(&v1::MemberService::Stub::EndMembership, end).ok());
  EXPECT_THAT(group.leader.client.Call(&Stub::ListHouseholds, List(group)).response,
              ContainsProto("households { label: '1' member_count: 2 }"));
}

TEST(ListHouseholdsTest, IsForTheGroupOnlyAndABadSizeIsMalformed) {
  const TestGroup group = NewGroup();
  EXPECT_THAT(TheWorld().Person().Call(&Stub::ListHouseholds, List(group)),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::ListHouseholds, List(group)),
              IsRefused(StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED));
  auto request = List(group);
  request.set_page_size(-1);
  EXPECT_THAT(group.leader.client.Call(&Stub::ListHouseholds, request),
              IsMalformed(Fields({"page_size"})));
}

// CreateHousehold

TEST(CreateHouseholdTest, KeepsWhatItIsGivenTidy) {
  const TestGroup group = NewGroup();
  const TestMember deputy = NewMember(group, {.role = "deputy"});
  const auto reply = deputy.client.Call(
      &Stub::CreateHousehold,
      Create(group, "label: ' Hộ  ông Bảy' address: 'Kiệt 5  Bạch Đằng' allow_two_a_night: true"));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_THAT(
      group.leader.client.Call(&Stub::ListHouseholds, List(group))->households(1),
      ContainsProto("label: 'Hộ ông Bảy' address: 'Kiệt 5 Bạch Đằng' allow_two_a_night: true "
                    "household_id: '" +
                    reply->household().household_id() + "' etag: '" + reply->household().etag() +
                    "'"));
}

TEST(CreateHouseholdTest, ATakenLabelOrIdIsRefused) {
  const TestGroup group = NewGroup();
  const Client& leader = group.leader.client;
  ASSERT_TRUE(leader.Call(&Stub::CreateHousehold, Create(group, "label: 'Hộ Ấp'")).ok());
  EXPECT_THAT(leader.Call(&Stub::CreateHousehold, Create(group, "label: 'HỘ ẤP'")),
              IsRefused(StatusCode::ALREADY_EXISTS, v1::ERROR_REASON_HOUSEHOLD_LABEL_TAKEN));
  auto request = Create(group, "label: '3'");
  request.mutable_household()->set_household_id(group.leader.household_id);
  EXPECT_THAT(leader.Call(&Stub::CreateHousehold, request),
              IsRefused(StatusCode::ALREADY_EXISTS, v1::ERROR_REASON_ID_TAKEN));
}

TEST(CreateHouseholdTest, EveryBadFieldIsToldAtOnce) {
  const TestGroup group = NewGroup();
  auto request = Create(group, "label: '  '");
  request.mutable_household()->set_proxy_member_id(group.leader.id);
  EXPECT_THAT(group.leader.client.Call(&Stub::CreateHousehold, request),
              IsMalformed(Fields({"household.label", "household.proxy_member_id"})));
}

TEST(CreateHouseholdTest, AFullOrDissolvedGroupTakesNone) {
  const TestGroup group = NewGroup(), dissolved = NewGroup("dissolved");
  TheWorld().database().Run(absl::StrCat(
      "insert into households (group_id, id, label, address, create_time) select group_id, "
      "gen_random_uuid(), 'h' || n, '', create_time from households, generate_series(2, 300) n "
      "where group_id = '",
      group.id, "'"));
  EXPECT_THAT(group.leader.client.Call(&Stub::CreateHousehold, Create(group, "label: '2'")),
              IsRefused(StatusCode::RESOURCE_EXHAUSTED, v1::ERROR_REASON_LIMIT_REACHED));
  EXPECT_THAT(dissolved.leader.client.Call(&Stub::CreateHousehold, Create(dissolved, "label: '2'")),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_GROUP_STATE));
}

TEST(CreateHouseholdTest, MembersAndOutsidersMayNot) {
  const TestGroup group = NewGroup();
  const auto request = Create(group, "label: '2'");
  EXPECT_THAT(NewMember(group).client.Call(&Stub::CreateHousehold, request),
              IsRefused(StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING));
  EXPECT_THAT(TheWorld().Person().Call(&Stub::CreateHousehold, request),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::CreateHousehold, request),
              IsRefused(StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED));
}

// UpdateHousehold

TEST(UpdateHouseholdTest, WritesWhatIsSetOrNamed) {
  const TestGroup group = NewGroup();
  auto request = Update(group, "label: '1A'");
  request.mutable_household()->set_proxy_member_id(group.leader.id);
  const auto reply = group.leader.client.Call(&Stub::UpdateHousehold, request);
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_THAT(reply->household(), ContainsProto("label: '1A' member_count: 1"));
  EXPECT_EQ(reply->household().proxy_member_id(), group.leader.id);
  request = Update(group, "");
  request.mutable_update_mask()->add_paths("proxy_member_id");
  EXPECT_EQ(
      group.leader.client.Call(&Stub::UpdateHousehold, request)->household().proxy_member_id(), "");
}

TEST(UpdateHouseholdTest, AProxyActsForThoseWithoutAPhoneAtOnce) {
  const TestGroup group = NewGroup();
  const TestMember proxy = NewMember(group), grandmother = NewMember(group, {.has_phone = false});
  v1::EndMembershipRequest end;
  end.set_group_id(group.id);
  end.set_member_id(grandmother.id);
  EXPECT_FALSE(proxy.client.Call(&v1::MemberService::Stub::EndMembership, end).ok());
  auto request = Update(group, "");
  request.mutable_household()->set_proxy_member_id(proxy.id);
  ASSERT_TRUE(group.leader.client.Call(&Stub::UpdateHousehold, request).ok());
  EXPECT_TRUE(proxy.client.Call(&v1::MemberService::Stub::EndMembership, end).ok());
}

TEST(UpdateHouseholdTest, AProxyIsOfTheHouseholdAndHasAPhone) {
  const TestGroup group = NewGroup();
  const TestMember neighbour = NewMember(group, {.household_id = NewHousehold(group, "2")});
  for (const TestMember& proxy : {NewMember(group, {.has_phone = false}), neighbour}) {
    auto request = Update(group, "");
    request.mutable_household()->set_proxy_member_id(proxy.id);
    EXPECT_THAT(group.leader.client.Call(&Stub::UpdateHousehold, request),
                IsMalformed(Fields({"household.proxy_member_id"})));
  }
}

TEST(UpdateHouseholdTest, EveryBadFieldIsToldAtOnce) {
  const TestGroup group = NewGroup();
  auto request = Update(group, "label: ' '");
  request.mutable_household()->set_proxy_member_id(NewGroup().leader.id);
  EXPECT_THAT(group.leader.client.Call(&Stub::UpdateHousehold, request),
              IsMalformed(Fields({"household.label", "household.proxy_member_id"})));
  request = Update(group, "label: 'x'");
  request.mutable_household()->clear_household_id();
  EXPECT_THAT(group.leader.client.Call(&Stub::UpdateHousehold, request),
              IsMalformed(Fields({"household.household_id"})));
}

TEST(UpdateHouseholdTest, ATakenLabelOrAStaleEtagIsRefused) {
  const TestGroup group = NewGroup();
  NewHousehold(group, "2");
  EXPECT_THAT(group.leader.client.Call(&Stub::UpdateHousehold, Update(group, "label: '2'")),
              IsRefused(StatusCode::ALREADY_EXISTS, v1::ERROR_REASON_HOUSEHOLD_LABEL_TAKEN));
  auto request = Update(group, "address: 'Ở đây'");
  request.mutable_household()->set_etag(
      group.leader.client.Call(&Stub::ListHouseholds, List(group))->households(0).etag());
  EXPECT_TRUE(group.leader.client.Call(&Stub::UpdateHousehold, request).ok());
  EXPECT_THAT(group.leader.client.Call(&Stub::UpdateHousehold, request),
              IsRefused(StatusCode::ABORTED, v1::ERROR_REASON_STALE_ETAG));
}

TEST(UpdateHouseholdTest, ADissolvedGroupStaysAsItIsAndAnUnknownHouseholdIsNotFound) {
  const TestGroup group = NewGroup(), dissolved = NewGroup("dissolved");
  EXPECT_THAT(dissolved.leader.client.Call(&Stub::UpdateHousehold, Update(dissolved, "label: '2'")),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_GROUP_STATE));
  auto request = Update(group, "label: '2'");
  request.mutable_household()->set_household_id(dissolved.leader.household_id);
  EXPECT_THAT(group.leader.client.Call(&Stub::UpdateHousehold, request),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
}

TEST(UpdateHouseholdTest, MembersAndOutsidersMayNot) {
  const TestGroup group = NewGroup();
  const auto request = Update(group, "label: '2'");
  EXPECT_THAT(NewMember(group).client.Call(&Stub::UpdateHousehold, request),
              IsRefused(StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING));
  EXPECT_THAT(TheWorld().Person().Call(&Stub::UpdateHousehold, request),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::UpdateHousehold, request),
              IsRefused(StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED));
}

// DeleteHousehold

TEST(DeleteHouseholdTest, OneWithMembersStaysUntilTheyLeave) {
  const TestGroup group = NewGroup();
  const std::string id = NewHousehold(group, "2");
  const TestMember member = NewMember(group, {.household_id = id});
  EXPECT_THAT(group.leader.client.Call(&Stub::DeleteHousehold, Delete(group, id)),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_IN_USE));
  v1::EndMembershipRequest end;
  end.set_group_id(group.id);
  end.set_member_id(member.id);
  ASSERT_TRUE(member.client.Call(&v1::MemberService::Stub::EndMembership, end).ok());
  EXPECT_TRUE(group.leader.client.Call(&Stub::DeleteHousehold, Delete(group, id)).ok());
  EXPECT_THAT(group.leader.client.Call(&Stub::DeleteHousehold, Delete(group, id)),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
}

TEST(DeleteHouseholdTest, IsRefusedInADissolvedGroupAndWithoutAnId) {
  const TestGroup group = NewGroup("dissolved");
  EXPECT_THAT(
      group.leader.client.Call(&Stub::DeleteHousehold, Delete(group, NewHousehold(group, "2"))),
      IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_GROUP_STATE));
  EXPECT_THAT(group.leader.client.Call(&Stub::DeleteHousehold, Delete(group, "")),
              IsMalformed(Fields({"household_id"})));
}

TEST(DeleteHouseholdTest, MembersAndOutsidersMayNot) {
  const TestGroup group = NewGroup();
  const auto request = Delete(group, NewHousehold(group, "2"));
  EXPECT_THAT(NewMember(group).client.Call(&Stub::DeleteHousehold, request),
              IsRefused(StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING));
  EXPECT_THAT(TheWorld().Person().Call(&Stub::DeleteHousehold, request),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::DeleteHousehold, request),
              IsRefused(StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED));
}

}  // namespace
}  // namespace liengia::testing
