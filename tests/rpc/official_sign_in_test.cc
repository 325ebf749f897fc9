#include <thread>

#include "absl/strings/str_cat.h"
#include "tests/support/proto.h"
#include "tests/support/sessions.h"

namespace liengia::testing {
namespace {

using grpc::StatusCode;
using Stub = v1::SessionService::Stub;

using SignInOfficialTest = SignInWindowTest;
using ChangePasswordTest = SignInWindowTest;

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
