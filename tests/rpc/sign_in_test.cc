#include <thread>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "liengia/v1/office_service.grpc.pb.h"
#include "services/identity/phone.h"
#include "tests/support/people.h"
#include "tests/support/proto.h"
#include "tests/support/sessions.h"

namespace liengia::testing {
namespace {

using grpc::StatusCode;
using platform::Role;
using Stub = v1::SessionService::Stub;

using RequestSignInCodeTest = SignInWindowTest;
using SignInTest = SignInWindowTest;

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

}  // namespace
}  // namespace liengia::testing
