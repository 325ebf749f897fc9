#include "absl/strings/str_cat.h"
#include "liengia/v1/roster_service.grpc.pb.h"
#include "liengia/v1/wish_service.grpc.pb.h"
#include "tests/support/proto.h"
#include "tests/support/rosters.h"

namespace liengia::testing {
namespace {

using grpc::StatusCode;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Stub = v1::WishService::Stub;

template <typename Request>
Request Of(const TestGroup& group) {
  Request request;
  request.set_group_id(group.id);
  return request;
}

v1::SetWishRequest Wish(const TestGroup& group, const std::string& template_id, int score,
                        const std::string& member_id = "") {
  auto request = Of<v1::SetWishRequest>(group);
  request.set_member_id(member_id);
  request.mutable_wish()->set_duty_template_id(template_id);
  request.mutable_wish()->set_score(score);
  return request;
}

v1::SetPairRequest Pair(const TestGroup& group, const std::string& member, const std::string& other,
                        v1::MemberPair::Kind kind = v1::MemberPair::KIND_APART) {
  auto request = Of<v1::SetPairRequest>(group);
  request.mutable_pair()->set_member_id(member);
  request.mutable_pair()->set_other_member_id(other);
  request.mutable_pair()->set_kind(kind);
  return request;
}

v1::DeletePairRequest Unpair(const TestGroup& group, const std::string& member,
                             const std::string& other) {
  auto request = Of<v1::DeletePairRequest>(group);
  request.set_member_id(member);
  request.set_other_member_id(other);
  return request;
}

TEST(SetWishTest, IsKeptChangedAndTakenBack) {
  const TestGroup group = NewGroup();
  const std::string nights = NewNights(group);
  const Client member = NewMember(group).client;
  for (const int score : {-2, 1, 0}) {
    const auto reply = member.Call(&Stub::SetWish, Wish(group, nights, score));
    ASSERT_TRUE(reply.ok()) << reply;
    const auto wishes = member.Call(&Stub::GetWishes, Of<v1::GetWishesRequest>(group));
    ASSERT_THAT(wishes->wishes(), SizeIs(1));
    EXPECT_EQ(wishes->wishes(0).DebugString(), reply->wish().DebugString());
    EXPECT_THAT(wishes->wishes(0), ContainsProto("duty_template_name: 'Tuần tra đêm'"));
    EXPECT_EQ(wishes->wishes(0).score(), score);
  }
}

TEST(SetWishTest, NobodySetsSomebodyElsesNotEvenTheLeader) {
  const TestGroup group = NewGroup();
  const std::string nights = NewNights(group);
  const TestMember member = NewMember(group);
  EXPECT_THAT(group.leader.client.Call(&Stub::SetWish, Wish(group, nights, 2, member.id)),
              IsRefused(StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_NOT_YOUR_DUTY));
  auto request = Of<v1::GetWishesRequest>(group);
  request.set_member_id(member.id);
  EXPECT_THAT(group.leader.client.Call(&Stub::GetWishes, request),
              IsRefused(StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_NOT_YOUR_DUTY));
}

TEST(SetWishTest, TheProxyDoesItForThoseWithoutAPhone) {
  const TestGroup group = NewGroup();
  const std::string nights = NewNights(group);
  const TestMember grandmother = NewMember(group, {.has_phone = false});
  const TestMember proxy = NewMember(group);
  SetProxy(group, proxy);
  EXPECT_TRUE(proxy.client.Call(&Stub::SetWish, Wish(group, nights, -1, grandmother.id)).ok());
  auto request = Of<v1::GetWishesRequest>(group);
  request.set_member_id(grandmother.id);
  EXPECT_EQ(proxy.client.Call(&Stub::GetWishes, request)->wishes(0).score(), -1);
}

TEST(SetWishTest, IsMalformedNotFoundOrNotAllowed) {
  const TestGroup group = NewGroup();
  const std::string nights = NewNights(group);
  const Client& leader = group.leader.client;
  EXPECT_THAT(leader.Call(&Stub::SetWish, Wish(group, "", 3)),
              IsMalformed(Fields({"wish.duty_template_id", "wish.score"})));
  EXPECT_THAT(leader.Call(&Stub::SetWish, Wish(group, NewNights(NewGroup()), 1)),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  for (const bool get : {false, true}) {
    const auto call = [&](const Client& client) {
      return get ? client.Call(&Stub::GetWishes, Of<v1::GetWishesRequest>(group)).error.reason()
                 : client.Call(&Stub::SetWish, Wish(group, nights, 1)).error.reason();
    };
    EXPECT_EQ(call(TheWorld().Person()), v1::ERROR_REASON_NOT_FOUND);
    EXPECT_EQ(call(TheWorld().Stranger()), v1::ERROR_REASON_SIGN_IN_REQUIRED);
  }
  const TestGroup dissolved = NewGroup("dissolved");
  EXPECT_THAT(dissolved.leader.client.Call(&Stub::SetWish, Wish(dissolved, nights, 1)),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_GROUP_STATE));
}

TEST(SetPairTest, IsOneHoweverItIsNamed) {
  const TestGroup group = NewGroup();
  const std::vector<std::string> people = NewPeople(group, 2);
  const Client& leader = group.leader.client;
  ASSERT_TRUE(leader.Call(&Stub::SetPair, Pair(group, people[0], people[1])).ok());
  const auto reply =
      leader.Call(&Stub::SetPair, Pair(group, people[1], people[0], v1::MemberPair::KIND_TOGETHER));
  EXPECT_THAT(reply->pair(), ContainsProto("member_name: 'Người 1' other_member_name: 'Người 0' "
                                           "kind: KIND_TOGETHER"));
  const auto pairs = leader.Call(&Stub::ListPairs, Of<v1::ListPairsRequest>(group));
  ASSERT_THAT(pairs->pairs(), SizeIs(1));
  EXPECT_EQ(pairs->pairs(0).kind(), v1::MemberPair::KIND_TOGETHER);
  ASSERT_TRUE(leader.Call(&Stub::DeletePair, Unpair(group, people[1], people[0])).ok());
  EXPECT_THAT(leader.Call(&Stub::ListPairs, Of<v1::ListPairsRequest>(group))->pairs(), IsEmpty());
}

TEST(SetPairTest, TwoWhoMustServeApartAreKeptApart) {
  const TestGroup group = NewGroup();
  NewNights(group);
  const std::vector<std::string> people = NewPeople(group, 2);
  const Client& leader = group.leader.client;
  ASSERT_TRUE(leader.Call(&Stub::SetPair, Pair(group, people[0], people[1])).ok());
  const v1::GetRosterResponse month = Look(group, NewDraft(group).roster_id());
  PutOn(group, month.shifts(2).shift_id(), people[0]);
  auto request = Of<v1::AssignShiftRequest>(group);
  request.set_shift_id(month.shifts(2).shift_id());
  request.set_member_id(people[1]);
  EXPECT_THAT(leader.Call(&v1::RosterService::Stub::AssignShift, request),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_RULE_BROKEN));
}

TEST(SetPairTest, TwoHundredAreEnough) {
  const TestGroup group = NewGroup();
  const std::vector<std::string> people = NewPeople(group, 2);
  NewPeople(group, 200);
  Change(group,
         absl::StrCat("insert into member_pairs (group_id, member_id, other_member_id, kind) "
                      "select $group, least(id, l), greatest(id, l), 'apart' from members, "
                      "lateral (select '",
                      group.leader.id,
                      "'::uuid as l) as leader "
                      "where group_id = $group and id <> l and id <> '",
                      people[0], "' and id <> '", people[1], "'"));
  EXPECT_THAT(group.leader.client.Call(&Stub::SetPair, Pair(group, people[0], people[1])),
              IsRefused(StatusCode::RESOURCE_EXHAUSTED, v1::ERROR_REASON_LIMIT_REACHED));
}

TEST(ListPairsTest, ComesInPagesByName) {
  const TestGroup group = NewGroup();
  const std::vector<std::string> people = NewPeople(group, 4);
  const Client& leader = group.leader.client;
  for (int i = 1; i < 4; ++i) {
    ASSERT_TRUE(leader.Call(&Stub::SetPair, Pair(group, people[0], people[i])).ok());
  }
  auto request = Of<v1::ListPairsRequest>(group);
  request.set_page_size(2);
  const auto first = leader.Call(&Stub::ListPairs, request);
  ASSERT_THAT(first->pairs(), SizeIs(2)) << first;
  request.set_page_token(first->next_page_token());
  const auto second = leader.Call(&Stub::ListPairs, request);
  EXPECT_THAT(second->pairs(), SizeIs(1)) << second;
  EXPECT_EQ(second->next_page_token(), "");
}

TEST(PairsTest, AreMalformedNotFoundOrNotAllowed) {
  const TestGroup group = NewGroup();
  const std::string member = NewPeople(group, 1)[0];
  const Client& leader = group.leader.client;
  EXPECT_THAT(leader.Call(&Stub::SetPair, Pair(group, member, member)),
              IsMalformed(Fields({"pair.other_member_id"})));
  EXPECT_THAT(leader.Call(&Stub::SetPair, Pair(group, "", "x", v1::MemberPair::KIND_UNSPECIFIED)),
              IsMalformed(Fields({"pair.member_id", "pair.other_member_id", "pair.kind"})));
  EXPECT_THAT(leader.Call(&Stub::DeletePair, Unpair(group, member, member)),
              IsMalformed(Fields({"other_member_id"})));
  EXPECT_THAT(leader.Call(&Stub::SetPair, Pair(group, member, kNowhere)),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(leader.Call(&Stub::DeletePair, Unpair(group, member, kNowhere)),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  auto list = Of<v1::ListPairsRequest>(group);
  list.set_page_token("x");
  EXPECT_THAT(leader.Call(&Stub::ListPairs, list),
              IsRefused(StatusCode::INVALID_ARGUMENT, v1::ERROR_REASON_PAGE_TOKEN_INVALID));
}

TEST(PairsTest, AreNotForMembersOrOthers) {
  const TestGroup group = NewGroup();
  const std::vector<std::string> people = NewPeople(group, 2);
  const auto reasons = [&](const Client& client) {
    return std::vector<v1::ErrorReason>{
        client.Call(&Stub::ListPairs, Of<v1::ListPairsRequest>(group)).error.reason(),
        client.Call(&Stub::SetPair, Pair(group, people[0], people[1])).error.reason(),
        client.Call(&Stub::DeletePair, Unpair(group, people[0], people[1])).error.reason()};
  };
  EXPECT_THAT(reasons(NewMember(group).client), ::testing::Each(v1::ERROR_REASON_ROLE_MISSING));
  EXPECT_THAT(reasons(TheWorld().Person()), ::testing::Each(v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(reasons(TheWorld().Stranger()), ::testing::Each(v1::ERROR_REASON_SIGN_IN_REQUIRED));
  const TestGroup dissolved = NewGroup("dissolved");
  const std::vector<std::string> others = NewPeople(dissolved, 2);
  EXPECT_THAT(dissolved.leader.client.Call(&Stub::SetPair, Pair(dissolved, others[0], others[1])),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_GROUP_STATE));
  EXPECT_THAT(
      dissolved.leader.client.Call(&Stub::DeletePair, Unpair(dissolved, others[0], others[1])),
      IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_GROUP_STATE));
}

}  // namespace
}  // namespace liengia::testing
