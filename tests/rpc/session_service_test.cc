#include "absl/strings/str_cat.h"
#include "services/platform/id.h"
#include "tests/support/proto.h"
#include "tests/support/sessions.h"

namespace liengia::testing {
namespace {

using grpc::StatusCode;
using Stub = v1::SessionService::Stub;

using SignOutTest = SignInWindowTest;
using GetMeTest = SignInWindowTest;
using UpdateMeTest = SignInWindowTest;
using ListSessionsTest = SignInWindowTest;
using RevokeSessionTest = SignInWindowTest;

TEST_F(SignOutTest, TheTokenStopsWorkingAtOnce) {
  const Client client = SignedIn(TheWorld().NewPhone());
  ASSERT_TRUE(GetMe(client).ok());  // Now the server knows it by heart.
  ASSERT_TRUE(client.Call(&Stub::SignOut, v1::SignOutRequest()).ok());
  EXPECT_THAT(GetMe(client), SignInRequired());
}

TEST_F(SignOutTest, AStrangerHasToSignIn) {
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::SignOut, v1::SignOutRequest()), SignInRequired());
}

// A group with the account as leader and proxy of its household, in which somebody has no phone and
// somebody has left.
void MakeGroup(const std::string& account_id, const std::string& name) {
  const auto id = [] { return "'" + platform::NewId(TheWorld().clock().Now()) + "'"; };
  const std::string group = id(), household = id(), leader = id();
  const auto member = [&](const std::string& member_id, const std::string& account,
                          const std::string& full_name, const std::string& role,
                          const std::string& end_time) {
    return absl::StrCat(
        "insert into members (group_id, id, household_id, account_id, full_name, sort_name, role, "
        "may_lead, "
        "create_time, end_time) values (",
        group, ",", member_id, ",", household, ",", account, ",'", full_name, "','','", role,
        "', false, now(),", end_time, ");");
  };
  TheWorld().database().Run(absl::StrCat(
      "insert into groups (id, name, model, state, area_code, time_zone, create_time) values (",
      group, ",'", name, "','security_households','active','", TheWorld().NewWard(),
      "','Asia/Ho_Chi_Minh', now());"
      "insert into households (group_id, id, label, address, create_time) values (",
      group, ",", household, ",'1','', now());",
      member(leader, "'" + account_id + "'", "Lê Thị Hoa", "leader", "null"),
      member(id(), "null", "Lê Văn Cụ", "member", "null"),
      member(id(), "null", "Lê Văn Đi", "member", "now()"),
      "update households set proxy_member_id =", leader, " where group_id = ", group));
}

TEST_F(GetMeTest, TellsTheMembershipsAlsoOfThoseActedForByGroupName) {
  const Client client = TheWorld().Person();
  MakeGroup(client.account_id(), "Đường Lê Lợi");
  MakeGroup(client.account_id(), "Ấp Trung");
  const auto me = GetMe(client);
  ASSERT_TRUE(me.ok()) << me;
  EXPECT_EQ(me->memberships_size(), 4);
  EXPECT_THAT(me.response, ContainsProto(R"(
    memberships { group_name: 'Ấp Trung' member_name: 'Lê Thị Hoa' role: ROLE_LEADER }
    memberships {
      group_name: 'Ấp Trung' member_name: 'Lê Văn Cụ' role: ROLE_MEMBER acted_for: true
    }
    memberships { group_name: 'Đường Lê Lợi' member_name: 'Lê Thị Hoa' role: ROLE_LEADER }
    memberships {
      group_name: 'Đường Lê Lợi' member_name: 'Lê Văn Cụ' role: ROLE_MEMBER acted_for: true
    })"));
}

TEST_F(GetMeTest, ATokenThatNobodyGaveIsRefused) {
  for (const char* token : {"x", "test-0192a000-0000-7000-8000-000000000001"}) {
    EXPECT_THAT(GetMe(WithToken(token)), SignInRequired());
  }
  EXPECT_THAT(GetMe(TheWorld().Stranger()), SignInRequired());
}

TEST_F(UpdateMeTest, ChangesTheNameInNormalForm) {
  const Client client = TheWorld().Person();
  v1::UpdateMeRequest request;
  request.set_display_name("  Nguyễn   Thị Mai ");
  const auto reply = client.Call(&Stub::UpdateMe, request);
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_EQ(reply->account().display_name(), "Nguyễn Thị Mai");
  EXPECT_EQ(GetMe(client)->account().display_name(), "Nguyễn Thị Mai");
}

TEST_F(UpdateMeTest, AnOfficialKeepsTheNameThatGroupsReadInTheirLedgers) {
  v1::UpdateMeRequest request;
  request.set_display_name("Ai Đó");
  EXPECT_THAT(TheWorld()
                  .Official(platform::Role::kDutyOfficer, TheWorld().NewWard())
                  .Call(&Stub::UpdateMe, request),
              IsRefused(grpc::StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_OFFICE_HELD));
}

TEST_F(UpdateMeTest, ANameThatNobodyCanSeeIsMalformed) {
  v1::UpdateMeRequest request;
  for (const char* name : {"", "  ", "\xE2\x80\x8B"}) {
    request.set_display_name(name);
    EXPECT_THAT(TheWorld().Person().Call(&Stub::UpdateMe, request),
                IsMalformed(Fields({"display_name"})));
  }
  request.set_display_name("Mai");
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::UpdateMe, request), SignInRequired());
}

TEST_F(ListSessionsTest, GivesThoseThatAreNotOverNewestFirstInPages) {
  const std::string phone = TheWorld().NewPhone();
  std::vector<std::string> ids;
  Client client = TheWorld().Stranger();
  for (int i = 0; i < 3; ++i) {
    TheWorld().clock().Advance(absl::Minutes(1));
    const auto reply = SignIn(phone, NewCodeFor(phone));
    ids.push_back(reply->session().session_id());
    client = WithToken(reply->token());
  }
  v1::ListSessionsRequest request;
  request.set_page_size(2);
  const auto first = client.Call(&Stub::ListSessions, request);
  ASSERT_EQ(first->sessions_size(), 2) << first;
  EXPECT_EQ(first->sessions(0).session_id(), ids[2]);
  EXPECT_TRUE(first->sessions(0).current());
  EXPECT_EQ(first->sessions(1).session_id(), ids[1]);
  EXPECT_FALSE(first->sessions(1).current());
  request.set_page_token(first->next_page_token());
  const auto second = client.Call(&Stub::ListSessions, request);
  ASSERT_EQ(second->sessions_size(), 1) << second;
  EXPECT_EQ(second->sessions(0).session_id(), ids[0]);
  EXPECT_EQ(second->next_page_token(), "");
}

TEST_F(ListSessionsTest, RefusesATokenMadeByHandANegativeSizeAndStrangers) {
  v1::ListSessionsRequest request;
  request.set_page_token("AAAA");
  EXPECT_THAT(TheWorld().Person().Call(&Stub::ListSessions, request),
              IsRefused(StatusCode::INVALID_ARGUMENT, v1::ERROR_REASON_PAGE_TOKEN_INVALID));
  request = Proto<v1::ListSessionsRequest>("page_size: -1");
  EXPECT_THAT(TheWorld().Person().Call(&Stub::ListSessions, request),
              IsMalformed(Fields({"page_size"})));
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::ListSessions, v1::ListSessionsRequest()),
              SignInRequired());
}

TEST_F(RevokeSessionTest, TheTokenStopsWorkingAtOnce) {
  const std::string phone = TheWorld().NewPhone();
  const auto lost = SignIn(phone, NewCodeFor(phone));
  ASSERT_TRUE(GetMe(WithToken(lost->token())).ok());
  TheWorld().clock().Advance(absl::Minutes(1));
  const Client client = SignedIn(phone);
  v1::RevokeSessionRequest request;
  request.set_session_id(lost->session().session_id());
  ASSERT_TRUE(client.Call(&Stub::RevokeSession, request).ok());
  EXPECT_THAT(GetMe(WithToken(lost->token())), SignInRequired());
  EXPECT_EQ(client.Call(&Stub::ListSessions, v1::ListSessionsRequest())->sessions_size(), 1);
  EXPECT_THAT(client.Call(&Stub::RevokeSession, request),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
}

TEST_F(RevokeSessionTest, NobodyEndsTheSessionOfSomebodyElse) {
  const std::string phone = TheWorld().NewPhone();
  const auto reply = SignIn(phone, NewCodeFor(phone));
  v1::RevokeSessionRequest request;
  request.set_session_id(reply->session().session_id());
  EXPECT_THAT(TheWorld().Person().Call(&Stub::RevokeSession, request),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::RevokeSession, request), SignInRequired());
  EXPECT_TRUE(GetMe(WithToken(reply->token())).ok());
}

TEST_F(RevokeSessionTest, WhatIsNoIdIsMalformed) {
  v1::RevokeSessionRequest request;
  EXPECT_THAT(TheWorld().Person().Call(&Stub::RevokeSession, request),
              IsMalformed(Fields({"session_id"})));
  request.set_session_id("x");
  EXPECT_THAT(TheWorld().Person().Call(&Stub::RevokeSession, request),
              IsMalformed(Fields({"session_id"})));
}

}  // namespace
}  // namespace liengia::testing
