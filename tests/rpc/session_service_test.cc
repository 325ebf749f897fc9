#include <thread>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "liengia/v1/office_service.grpc.pb.h"
#include "liengia/v1/session_service.grpc.pb.h"
#include "services/identity/phone.h"
#include "services/identity/totp.h"
#include "services/platform/id.h"
#include "tests/support/people.h"
#include "tests/support/proto.h"
#include "tests/support/world.h"

namespace liengia::testing {
namespace {

using grpc::StatusCode;
using platform::Role;
using Stub = v1::SessionService::Stub;

// Each test starts in windows of tries that nobody has used.
class SessionServiceTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const int64_t hour = absl::ToUnixSeconds(TheWorld().clock().Now()) / 3600 + 1;
    TheWorld().clock().Set(absl::FromUnixSeconds(hour * 3600));
  }
};

using RequestSignInCodeTest = SessionServiceTest;
using SignInTest = SessionServiceTest;
using SignInOfficialTest = SessionServiceTest;
using SignOutTest = SessionServiceTest;
using GetMeTest = SessionServiceTest;
using UpdateMeTest = SessionServiceTest;
using ListSessionsTest = SessionServiceTest;
using RevokeSessionTest = SessionServiceTest;
using ChangePasswordTest = SessionServiceTest;

auto SignInRequired() {
  return IsRefused(StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED);
}
auto CredentialsWrong() {
  return IsRefused(StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_CREDENTIALS_WRONG);
}
auto TooManyTries() {
  return IsRefused(StatusCode::RESOURCE_EXHAUSTED, v1::ERROR_REASON_TOO_MANY_TRIES);
}

Client WithToken(const std::string& token) { return Client(TheWorld().channel(), token, ""); }

auto RequestCode(const std::string& phone) {
  v1::RequestSignInCodeRequest request;
  request.set_phone_number(phone);
  return TheWorld().Stranger().Call(&Stub::RequestSignInCode, request);
}

// What the last message to a number says, as its phone would show it.
std::string CodeSentTo(const std::string& phone) {
  const auto rows = TheWorld().database().Run(absl::StrCat(
      "select payload from outbox where recipient = '", phone, "' order by id desc limit 1"));
  return rows.at(0)[0].as<std::string>().substr(0, 6);
}

std::string NewCodeFor(const std::string& phone) {
  EXPECT_TRUE(RequestCode(phone).ok());
  return CodeSentTo(phone);
}

// Another one than this.
std::string WrongCode(const std::string& code) { return code == "000000" ? "000001" : "000000"; }

auto SignIn(const std::string& phone, const std::string& code) {
  v1::SignInRequest request;
  request.set_phone_number(phone);
  request.set_code(code);
  request.set_device_name("điện thoại");
  return TheWorld().Stranger().Call(&Stub::SignIn, request);
}

Client SignedIn(const std::string& phone) {
  const auto reply = SignIn(phone, NewCodeFor(phone));
  EXPECT_TRUE(reply.ok()) << reply;
  return WithToken(reply->token());
}

auto GetMe(const Client& client) { return client.Call(&Stub::GetMe, v1::GetMeRequest()); }

// An official as the operator made it.
struct Official {
  std::string phone;
  std::string password;
  std::string office_id;

  // The app's code at this moment.
  std::string Totp() const {
    const auto rows = TheWorld().database().Run(absl::StrCat(
        "select encode(totp_secret, 'hex') from accounts where phone_number = '", phone, "'"));
    return identity::TotpCode(absl::HexStringToBytes(rows.at(0)[0].as<std::string>()),
                              identity::TotpStep(TheWorld().clock().Now()));
  }
};

Official NewOfficial() {
  v1::CreateOfficeRequest request;
  request.set_phone_number(TheWorld().NewPhone());
  request.set_display_name("Trần Văn Bình");
  request.set_role(v1::ROLE_WARD_SUPERVISOR);
  request.set_area_code(TheWorld().NewWard());
  const auto reply =
      TheWorld().Official(Role::kOperator).Call(&v1::OfficeService::Stub::CreateOffice, request);
  EXPECT_TRUE(reply.ok()) << reply;
  return {.phone = request.phone_number(),
          .password = reply->credentials().password(),
          .office_id = reply->office().office_id()};
}

auto SignInOfficial(const std::string& phone, const std::string& password,
                    const std::string& totp) {
  v1::SignInOfficialRequest request;
  request.set_phone_number(phone);
  request.set_password(password);
  request.set_totp_code(totp);
  return TheWorld().Stranger().Call(&Stub::SignInOfficial, request);
}

auto SignInOfficial(const Official& official) {
  return SignInOfficial(official.phone, official.password, official.Totp());
}

TEST_F(RequestSignInCodeTest, SendsSixDigitsThatLastFiveMinutes) {
  const std::string phone = TheWorld().NewPhone();
  const auto reply = RequestCode(phone);
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_EQ(reply->expire_time().seconds(),
            absl::ToUnixSeconds(TheWorld().clock().Now() + absl::Minutes(5)));
  EXPECT_EQ(CodeSentTo(phone).find_first_not_of("0123456789"), std::string::npos);
}

TEST_F(RequestSignInCodeTest, AnswersTheSameWhetherOrNotTheNumberIsKnown) {
  const std::string known = TheWorld().NewPhone();
  TheWorld().PersonWithPhone(known);
  const auto of_known = RequestCode(known);
  const auto of_unknown = RequestCode(TheWorld().NewPhone());
  ASSERT_TRUE(of_known.ok()) << of_known;
  EXPECT_EQ(of_known->SerializeAsString(), of_unknown->SerializeAsString());
}

TEST_F(RequestSignInCodeTest, KeepsNoCodeThatCouldBeRead) {
  const std::string phone = TheWorld().NewPhone();
  const std::string code = NewCodeFor(phone);
  const auto rows = TheWorld().database().Run(
      absl::StrCat("select s::text from sign_in_codes s where phone_number = '", phone, "'"));
  const std::string hex = absl::BytesToHexString(code);
  EXPECT_EQ(rows.at(0)[0].as<std::string>().find(hex), std::string::npos);
}

TEST_F(RequestSignInCodeTest, GivesANumberOneCodeInThirtySeconds) {
  const std::string phone = TheWorld().NewPhone();
  ASSERT_TRUE(RequestCode(phone).ok());
  const auto again = RequestCode("0" + phone.substr(3));  // The same number.
  EXPECT_THAT(again, TooManyTries());
  EXPECT_EQ(again.error.metadata().at("retry_seconds"), "30");
  EXPECT_EQ(again.error.text(),
            "A code was just sent to this number. Use it, or wait 30 seconds and ask for a new "
            "one.");
  TheWorld().clock().Advance(absl::Seconds(30));
  EXPECT_TRUE(RequestCode(phone).ok());
}

TEST_F(RequestSignInCodeTest, GivesANumberFiveCodesAnHour) {
  const std::string phone = TheWorld().NewPhone();
  const absl::Time start = TheWorld().clock().Now();
  for (int i = 0; i < 5; ++i) {
    ASSERT_TRUE(RequestCode(phone).ok()) << i;
    TheWorld().clock().Advance(absl::Minutes(1));
  }
  const auto sixth = RequestCode(phone);
  EXPECT_THAT(sixth, TooManyTries());
  EXPECT_EQ(sixth.error.text(), "Too many tries; wait 3300 seconds, then try again.");
  TheWorld().clock().Set(start + absl::Hours(1));
  EXPECT_TRUE(RequestCode(phone).ok());
}

TEST_F(RequestSignInCodeTest, GivesAnAddressTwoHundredCodesAnHour) {
  ASSERT_TRUE(RequestCode(TheWorld().NewPhone()).ok());
  TheWorld().database().Run("update try_counts set try_count = 199");
  ASSERT_TRUE(RequestCode(TheWorld().NewPhone()).ok());
  EXPECT_THAT(RequestCode(TheWorld().NewPhone()), TooManyTries());
  TheWorld().clock().Advance(absl::Hours(1));
  EXPECT_TRUE(RequestCode(TheWorld().NewPhone()).ok());
}

TEST_F(RequestSignInCodeTest, KeepsNeitherNumbersNorAddressesOfThoseWhoTry) {
  const std::string phone = TheWorld().NewPhone();
  ASSERT_TRUE(RequestCode(phone).ok());
  const auto rows = TheWorld().database().Run(
      absl::StrCat("select count(*) from try_counts where key like '%127.0.0.1%' or key like '%",
                   phone.substr(3), "%'"));
  EXPECT_EQ(rows.at(0)[0].as<int>(), 0);
}

TEST_F(RequestSignInCodeTest, RefusesWhatIsNoMobileNumber) {
  for (const char* phone : {"", "12345", "0234 382 1234", "+44 20 7946 0000", "không có"}) {
    EXPECT_THAT(RequestCode(phone), IsMalformed(Fields({"phone_number"}))) << phone;
  }
}

TEST_F(SignInTest, MakesTheAccountAtTheFirstSignInAndFindsItAtTheNext) {
  const std::string phone = TheWorld().NewPhone();
  const auto first = SignIn(phone, NewCodeFor(phone));
  ASSERT_TRUE(first.ok()) << first;
  EXPECT_EQ(first->account().phone_number(), phone);
  EXPECT_EQ(first->token().size(), 43u);
  EXPECT_THAT(first.response, ContainsProto("session { device_name: 'điện thoại' current: true }"));
  TheWorld().clock().Advance(absl::Minutes(1));
  const auto second = SignIn(phone, NewCodeFor(phone));
  ASSERT_TRUE(second.ok()) << second;
  EXPECT_EQ(second->account().account_id(), first->account().account_id());
  EXPECT_NE(second->token(), first->token());
}

TEST_F(SignInTest, AMemberIsCalledAsTheGroupListsThemUntilTheyChooseAName) {
  const TestMember member = NewMember(NewGroup(), {.full_name = "Bùi Thị Lành"});
  TheWorld().database().Run(absl::StrCat("update accounts set display_name = '",
                                         identity::MaskPhone(member.phone_number),
                                         "' where phone_number = '", member.phone_number, "'"));
  const auto first = SignIn(member.phone_number, NewCodeFor(member.phone_number));
  EXPECT_THAT(first.response, ContainsProto("account { display_name: 'Bùi Thị Lành' }"));
  v1::UpdateMeRequest rename;
  rename.set_display_name("chị Lành");
  ASSERT_TRUE(WithToken(first->token()).Call(&Stub::UpdateMe, rename).ok());
  TheWorld().clock().Advance(absl::Minutes(1));
  const auto second = SignIn(member.phone_number, NewCodeFor(member.phone_number));
  EXPECT_THAT(second.response, ContainsProto("account { display_name: 'chị Lành' }"));
}

TEST_F(SignInTest, KeepsNoTokenThatCouldBeUsed) {
  const std::string phone = TheWorld().NewPhone();
  const auto reply = SignIn(phone, NewCodeFor(phone));
  ASSERT_TRUE(reply.ok()) << reply;
  const auto rows = TheWorld().database().Run(
      absl::StrCat("select encode(token_hash, 'escape') from sessions where id = '",
                   reply->session().session_id(), "'"));
  EXPECT_EQ(rows.at(0)[0].as<std::string>().find(reply->token()), std::string::npos);
}

TEST_F(SignInTest, TakesACodeAsPeopleTypeIt) {
  const std::string phone = TheWorld().NewPhone();
  const std::string code = NewCodeFor(phone);
  EXPECT_TRUE(SignIn("0" + phone.substr(3), code.substr(0, 3) + " " + code.substr(3)).ok());
}

TEST_F(SignInTest, ACodeWorksOnce) {
  const std::string phone = TheWorld().NewPhone();
  const std::string code = NewCodeFor(phone);
  ASSERT_TRUE(SignIn(phone, code).ok());
  EXPECT_THAT(SignIn(phone, code), CredentialsWrong());
}

TEST_F(SignInTest, ACodeIsOverAfterFiveMinutes) {
  const std::string phone = TheWorld().NewPhone();
  const std::string code = NewCodeFor(phone);
  TheWorld().clock().Advance(absl::Minutes(5));
  EXPECT_THAT(SignIn(phone, code), CredentialsWrong());
}

TEST_F(SignInTest, ANewCodeReplacesTheOldOne) {
  const std::string phone = TheWorld().NewPhone();
  const std::string old_code = NewCodeFor(phone);
  TheWorld().clock().Advance(absl::Seconds(30));
  const std::string new_code = NewCodeFor(phone);
  if (old_code != new_code) {
    EXPECT_THAT(SignIn(phone, old_code), CredentialsWrong());
  }
  EXPECT_TRUE(SignIn(phone, new_code).ok());
}

TEST_F(SignInTest, FiveWrongTriesBurnTheCodeEvenIfTheSixthIsRight) {
  const std::string phone = TheWorld().NewPhone();
  const std::string code = NewCodeFor(phone);
  for (int i = 0; i < 5; ++i) {
    EXPECT_THAT(SignIn(phone, WrongCode(code)), CredentialsWrong()) << i;
  }
  EXPECT_THAT(SignIn(phone, code), TooManyTries());
  TheWorld().clock().Advance(absl::Seconds(30));
  EXPECT_TRUE(SignIn(phone, NewCodeFor(phone)).ok());
}

TEST_F(SignInTest, ANumberWithoutACodeIsAnsweredLikeAWrongCode) {
  const std::string phone = TheWorld().NewPhone();
  const auto wrong = SignIn(phone, WrongCode(NewCodeFor(phone)));
  const auto without = SignIn(TheWorld().NewPhone(), "123456");
  EXPECT_THAT(without, CredentialsWrong());
  EXPECT_EQ(without.status.error_details(), wrong.status.error_details());
}

TEST_F(SignInTest, OfTwoThatRaceWithOneCodeOneWins) {
  for (int round = 0; round < 8; ++round) {
    const std::string phone = TheWorld().NewPhone();
    const std::string code = NewCodeFor(phone);
    int won = 0;
    std::thread other([&] { won += SignIn(phone, code).ok() ? 1 : 0; });
    const bool ok = SignIn(phone, code).ok();
    other.join();
    EXPECT_EQ(won + (ok ? 1 : 0), 1);
  }
}

TEST_F(SignInTest, LastsNinetyDays) {
  const Client client = SignedIn(TheWorld().NewPhone());
  const absl::Time start = TheWorld().clock().Now();
  TheWorld().clock().Set(start + absl::Hours(90 * 24) - absl::Seconds(1));
  EXPECT_TRUE(GetMe(client).ok());
  TheWorld().clock().Set(start + absl::Hours(90 * 24));
  EXPECT_THAT(GetMe(client), SignInRequired());
}

TEST_F(SignInTest, ByCodeGivesAnOfficialNoPowers) {
  const Client client = SignedIn(NewOfficial().phone);
  const auto me = GetMe(client);
  ASSERT_TRUE(me.ok()) << me;
  EXPECT_EQ(me->account().display_name(), "Trần Văn Bình");
  EXPECT_EQ(me->offices_size(), 0);
}

TEST_F(SignInTest, ByCodeGivesAnOperatorNoPowers) {
  const std::string phone = TheWorld().NewPhone();
  v1::CreateOfficeRequest request;
  request.set_phone_number(phone);
  request.set_display_name("Người vận hành");
  request.set_role(v1::ROLE_OPERATOR);
  ASSERT_TRUE(TheWorld()
                  .Official(Role::kOperator)
                  .Call(&v1::OfficeService::Stub::CreateOffice, request)
                  .ok());
  EXPECT_THAT(SignedIn(phone).Call(&v1::OfficeService::Stub::ListOffices, v1::ListOfficesRequest()),
              IsRefused(StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING));
}

TEST_F(SignInTest, EveryBadFieldIsToldAtOnce) {
  EXPECT_THAT(SignIn("", ""), IsMalformed(Fields({"phone_number", "code"})));
  EXPECT_THAT(SignIn("12345", "12a456"), IsMalformed(Fields({"phone_number", "code"})));
}

TEST_F(SignInOfficialTest, GivesTheOfficesForTwelveHours) {
  const Official official = NewOfficial();
  const auto reply = SignInOfficial(official);
  ASSERT_TRUE(reply.ok()) << reply;
  const Client client = WithToken(reply->token());
  const auto me = GetMe(client);
  ASSERT_EQ(me->offices_size(), 1) << me;
  EXPECT_EQ(me->offices(0).office_id(), official.office_id);
  EXPECT_EQ(me->offices(0).role(), v1::ROLE_WARD_SUPERVISOR);
  TheWorld().clock().Advance(absl::Hours(12));
  EXPECT_THAT(GetMe(client), SignInRequired());
}

TEST_F(SignInOfficialTest, AOneTimePasswordWorksOnce) {
  const Official official = NewOfficial();
  ASSERT_TRUE(SignInOfficial(official).ok());
  EXPECT_THAT(SignInOfficial(official), CredentialsWrong());
  TheWorld().clock().Advance(absl::Seconds(30));
  EXPECT_TRUE(SignInOfficial(official).ok());
}

TEST_F(SignInOfficialTest, OfTwoThatRaceWithOneOneTimePasswordOneWins) {
  const Official official = NewOfficial();
  const std::string totp = official.Totp();
  int won = 0;
  std::thread other(
      [&] { won += SignInOfficial(official.phone, official.password, totp).ok() ? 1 : 0; });
  const bool ok = SignInOfficial(official.phone, official.password, totp).ok();
  other.join();
  EXPECT_EQ(won + (ok ? 1 : 0), 1);
}

TEST_F(SignInOfficialTest, EveryFailureIsAnsweredTheSame) {
  const Official official = NewOfficial();
  const std::string stranger = TheWorld().NewPhone();
  TheWorld().PersonWithPhone(stranger);
  const auto wrong_password = SignInOfficial(official.phone, "not the password", official.Totp());
  EXPECT_THAT(wrong_password, CredentialsWrong());
  for (const auto& reply :
       {SignInOfficial(official.phone, official.password, WrongCode(official.Totp())),
        SignInOfficial(stranger, official.password, official.Totp()),
        SignInOfficial(TheWorld().NewPhone(), official.password, official.Totp())}) {
    EXPECT_EQ(reply.status.error_code(), wrong_password.status.error_code());
    EXPECT_EQ(reply.status.error_details(), wrong_password.status.error_details());
  }
}

TEST_F(SignInOfficialTest, AWrongPasswordDoesNotUseUpTheOneTimePassword) {
  const Official official = NewOfficial();
  ASSERT_FALSE(SignInOfficial(official.phone, "not the password", official.Totp()).ok());
  EXPECT_TRUE(SignInOfficial(official).ok());
}

TEST_F(SignInOfficialTest, AfterTenWrongTriesANumberHasToWaitAQuarterOfAnHour) {
  const Official official = NewOfficial();
  for (int i = 0; i < 10; ++i) {
    ASSERT_THAT(SignInOfficial(official.phone, "not the password", "123456"), CredentialsWrong());
  }
  EXPECT_THAT(SignInOfficial(official), TooManyTries());
  TheWorld().clock().Advance(absl::Minutes(15));
  EXPECT_TRUE(SignInOfficial(official).ok());
}

TEST_F(SignInOfficialTest, AfterThreeHundredTriesAnAddressHasToWait) {
  const auto try_one = [] {
    return SignInOfficial(TheWorld().NewPhone(), "not the password", "123456");
  };
  ASSERT_THAT(try_one(), CredentialsWrong());
  // Each of them would hash a password.
  TheWorld().database().Run("update try_counts set try_count = 299");
  ASSERT_THAT(try_one(), CredentialsWrong());
  EXPECT_THAT(try_one(), TooManyTries());
  TheWorld().clock().Advance(absl::Minutes(15));
  EXPECT_THAT(try_one(), CredentialsWrong());
}

TEST_F(SignInOfficialTest, EveryBadFieldIsToldAtOnce) {
  EXPECT_THAT(SignInOfficial("", "", ""),
              IsMalformed(Fields({"phone_number", "password", "totp_code"})));
  EXPECT_THAT(SignInOfficial("12345", "some password", "12345"),
              IsMalformed(Fields({"phone_number", "totp_code"})));
}

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

v1::ChangePasswordRequest Change(const std::string& from, const std::string& to) {
  v1::ChangePasswordRequest request;
  request.set_old_password(from);
  request.set_new_password(to);
  return request;
}

const char kNewPassword[] = "trời mưa trên sông Hương";

TEST_F(ChangePasswordTest, TheNewOneWorksAndOtherSessionsEnd) {
  Official official = NewOfficial();
  const Client other = WithToken(SignInOfficial(official)->token());
  ASSERT_TRUE(GetMe(other).ok());
  TheWorld().clock().Advance(absl::Seconds(30));
  const Client client = WithToken(SignInOfficial(official)->token());
  const auto reply = client.Call(&Stub::ChangePassword, Change(official.password, kNewPassword));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_TRUE(GetMe(client).ok());
  EXPECT_THAT(GetMe(other), SignInRequired());
  TheWorld().clock().Advance(absl::Seconds(30));
  EXPECT_THAT(SignInOfficial(official), CredentialsWrong());
  official.password = kNewPassword;
  EXPECT_TRUE(SignInOfficial(official).ok());
}

TEST_F(ChangePasswordTest, AWeakOneIsRefused) {
  const Official official = NewOfficial();
  const Client client = WithToken(SignInOfficial(official)->token());
  for (const std::string& weak : {std::string("short"), std::string("password1234"),
                                  "0" + official.phone.substr(3) + " Huế"}) {
    const auto reply = client.Call(&Stub::ChangePassword, Change(official.password, weak));
    EXPECT_THAT(reply, IsRefused(StatusCode::INVALID_ARGUMENT, v1::ERROR_REASON_PASSWORD_WEAK));
    EXPECT_EQ(reply.error.violations(0).field(), "new_password");
  }
}

TEST_F(ChangePasswordTest, TheOldOneMustBeRightAndCannotBeGuessed) {
  const Official official = NewOfficial();
  const Client client = WithToken(SignInOfficial(official)->token());
  for (int i = 1; i < 10; ++i) {  // Signing in was a try as well.
    ASSERT_THAT(client.Call(&Stub::ChangePassword, Change("not the password", kNewPassword)),
                CredentialsWrong());
  }
  EXPECT_THAT(client.Call(&Stub::ChangePassword, Change(official.password, kNewPassword)),
              TooManyTries());
}

TEST_F(ChangePasswordTest, WhoHasNoneIsRefused) {
  EXPECT_THAT(TheWorld().Person().Call(&Stub::ChangePassword, Change("old", kNewPassword)),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_PASSWORD_MISSING));
}

TEST_F(ChangePasswordTest, EveryBadFieldIsToldAtOnceAndStrangersHaveToSignIn) {
  EXPECT_THAT(TheWorld().Person().Call(&Stub::ChangePassword, Change("", "")),
              IsMalformed(Fields({"old_password", "new_password"})));
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::ChangePassword, Change("old", kNewPassword)),
              SignInRequired());
}

}  // namespace
}  // namespace liengia::testing
