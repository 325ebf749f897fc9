#include <thread>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "db/pool.h"
#include "liengia/v1/office_service.grpc.pb.h"
#include "liengia/v1/session_service.grpc.pb.h"
#include "services/identity/credentials_store.h"
#include "services/identity/operator_store.h"
#include "services/identity/totp.h"
#include "services/platform/errors.h"
#include "tests/support/proto.h"
#include "tests/support/world.h"

namespace liengia::testing {
namespace {

using grpc::StatusCode;
using platform::Role;
using Stub = v1::OfficeService::Stub;
using Session = v1::SessionService::Stub;

Client Operator() { return TheWorld().Official(Role::kOperator); }

v1::CreateOfficeRequest NewOffice(const std::string& phone, v1::Role role,
                                  const std::string& area_code) {
  v1::CreateOfficeRequest request;
  request.set_phone_number(phone);
  request.set_display_name("Trần Văn Bình");
  request.set_role(role);
  request.set_area_code(area_code);
  return request;
}

// An office that was given to somebody new.
struct Official {
  std::string phone;
  v1::Office office;
  v1::Credentials credentials;
};

Official NewOfficial(v1::Role role, const std::string& area_code) {
  const std::string phone = TheWorld().NewPhone();
  const auto reply = Operator().Call(&Stub::CreateOffice, NewOffice(phone, role, area_code));
  EXPECT_TRUE(reply.ok()) << reply;
  return {.phone = phone, .office = reply->office(), .credentials = reply->credentials()};
}

std::string SecretOf(const std::string& phone) {
  const auto rows = TheWorld().database().Run(absl::StrCat(
      "select encode(totp_secret, 'hex') from accounts where phone_number = '", phone, "'"));
  return absl::HexStringToBytes(rows.at(0)[0].as<std::string>());
}

auto SignIn(const std::string& phone, const std::string& password) {
  TheWorld().clock().Advance(absl::Seconds(30));
  v1::SignInOfficialRequest request;
  request.set_phone_number(phone);
  request.set_password(password);
  request.set_totp_code(
      identity::TotpCode(SecretOf(phone), identity::TotpStep(TheWorld().clock().Now())));
  return TheWorld().Stranger().Call(&Session::SignInOfficial, request);
}

Client SignedIn(const Official& official) {
  const auto reply = SignIn(official.phone, official.credentials.password());
  EXPECT_TRUE(reply.ok()) << reply;
  return Client(TheWorld().channel(), reply->token(), reply->account().account_id());
}

auto GetMe(const Client& client) { return client.Call(&Session::GetMe, v1::GetMeRequest()); }

auto End(const Client& client, const std::string& office_id) {
  v1::EndOfficeRequest request;
  request.set_office_id(office_id);
  return client.Call(&Stub::EndOffice, request);
}

auto Reset(const Client& client, const std::string& account_id) {
  v1::ResetCredentialsRequest request;
  request.set_account_id(account_id);
  return client.Call(&Stub::ResetCredentials, request);
}

auto NotFound() { return IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND); }
auto RoleMissing() {
  return IsRefused(StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING);
}
auto SignInRequired() {
  return IsRefused(StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED);
}

TEST(CreateOfficeTest, TheFirstOneMakesCredentialsThatWork) {
  const std::string ward = TheWorld().NewWard();
  const Official official = NewOfficial(v1::ROLE_DUTY_OFFICER, ward);
  EXPECT_EQ(official.office.role(), v1::ROLE_DUTY_OFFICER);
  EXPECT_EQ(official.office.area_code(), ward);
  EXPECT_EQ(official.office.display_name(), "Trần Văn Bình");
  EXPECT_TRUE(absl::StrContains(official.credentials.totp_uri(),
                                "secret=" + identity::Base32(SecretOf(official.phone)) + "&"));
  EXPECT_EQ(GetMe(SignedIn(official))->offices_size(), 1);
}

TEST(CreateOfficeTest, ASecondOneTakesEffectAtOnceAndLeavesTheCredentials) {
  const std::string ward = TheWorld().NewWard();
  const Official official = NewOfficial(v1::ROLE_DUTY_OFFICER, ward);
  const Client client = SignedIn(official);
  ASSERT_EQ(GetMe(client)->offices_size(), 1);
  const auto reply = Operator().Call(&Stub::CreateOffice,
                                     NewOffice(official.phone, v1::ROLE_BEAT_OFFICER, ward + "-1"));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_FALSE(reply->has_credentials());
  EXPECT_EQ(GetMe(client)->offices_size(), 2);
}

TEST(CreateOfficeTest, OneThatIsHeldIsRefused) {
  const std::string ward = TheWorld().NewWard();
  const Official official = NewOfficial(v1::ROLE_DUTY_OFFICER, ward);
  EXPECT_THAT(
      Operator().Call(&Stub::CreateOffice, NewOffice(official.phone, v1::ROLE_DUTY_OFFICER, ward)),
      IsRefused(StatusCode::ALREADY_EXISTS, v1::ERROR_REASON_OFFICE_HELD));
}

TEST(CreateOfficeTest, OneThatCannotStandOverThatKindOfAreaIsMalformed) {
  const std::string ward = TheWorld().NewWard();
  for (const auto& [role, area_code] :
       {std::pair(v1::ROLE_CITY_SUPERVISOR, ward), std::pair(v1::ROLE_DUTY_OFFICER, ward + "-1")}) {
    EXPECT_THAT(
        Operator().Call(&Stub::CreateOffice, NewOffice(TheWorld().NewPhone(), role, area_code)),
        IsMalformed(Fields({"area_code"})));
  }
}

TEST(CreateOfficeTest, AnUnknownAreaIsNotFoundAndOneThatEndedRefused) {
  const std::string ward = TheWorld().NewWard();
  EXPECT_THAT(Operator().Call(&Stub::CreateOffice,
                              NewOffice(TheWorld().NewPhone(), v1::ROLE_DUTY_OFFICER, "nowhere")),
              NotFound());
  TheWorld().database().Run("update areas set valid_to = '2025-08-01' where code = '" + ward + "'");
  EXPECT_THAT(Operator().Call(&Stub::CreateOffice,
                              NewOffice(TheWorld().NewPhone(), v1::ROLE_DUTY_OFFICER, ward)),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_AREA_NOT_IN_FORCE));
}

TEST(CreateOfficeTest, EveryBadFieldIsToldAtOnce) {
  EXPECT_THAT(Operator().Call(&Stub::CreateOffice, v1::CreateOfficeRequest()),
              IsMalformed(Fields({"phone_number", "display_name", "role"})));
  auto request = NewOffice("12345", v1::ROLE_LEADER, "");
  request.set_display_name("\xE2\x80\x8B");
  EXPECT_THAT(Operator().Call(&Stub::CreateOffice, request),
              IsMalformed(Fields({"phone_number", "display_name", "role"})));
  EXPECT_THAT(Operator().Call(&Stub::CreateOffice,
                              NewOffice(TheWorld().NewPhone(), v1::ROLE_OPERATOR, "c0-w")),
              IsMalformed(Fields({"area_code"})));
}

TEST(CreateOfficeTest, OnlyOperatorsMay) {
  const std::string ward = TheWorld().NewWard();
  const auto request = NewOffice(TheWorld().NewPhone(), v1::ROLE_DUTY_OFFICER, ward);
  EXPECT_THAT(TheWorld().Person().Call(&Stub::CreateOffice, request), RoleMissing());
  EXPECT_THAT(TheWorld().Official(Role::kWardSupervisor, ward).Call(&Stub::CreateOffice, request),
              RoleMissing());
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::CreateOffice, request), SignInRequired());
}

TEST(ListOfficesTest, GivesThoseOverAnAreaAndBelowByNameInPages) {
  const std::string ward = TheWorld().NewWard();
  const Client admin = Operator();
  for (const char* name : {"Đặng Thị Lan", "Ân Văn Bảy", "Bùi Văn Út"}) {
    auto request = NewOffice(TheWorld().NewPhone(), v1::ROLE_BEAT_OFFICER,
                             name[0] == 'B' ? ward : ward + "-1");
    request.set_display_name(name);
    ASSERT_TRUE(admin.Call(&Stub::CreateOffice, request).ok());
  }
  NewOfficial(v1::ROLE_DUTY_OFFICER, TheWorld().NewWard());
  v1::ListOfficesRequest request;
  request.set_area_code(ward);
  request.set_page_size(2);
  const auto first = admin.Call(&Stub::ListOffices, request);
  EXPECT_THAT(first.response, ContainsProto("offices { display_name: 'Ân Văn Bảy' } "
                                            "offices { display_name: 'Bùi Văn Út' }"));
  request.set_page_token(first->next_page_token());
  const auto second = admin.Call(&Stub::ListOffices, request);
  ASSERT_EQ(second->offices_size(), 1) << second;
  EXPECT_EQ(second->offices(0).display_name(), "Đặng Thị Lan");
  EXPECT_EQ(second->next_page_token(), "");
}

TEST(ListOfficesTest, GivesThoseThatHaveEndedOnlyWhenAsked) {
  const std::string ward = TheWorld().NewWard();
  const Official official = NewOfficial(v1::ROLE_DUTY_OFFICER, ward);
  ASSERT_TRUE(End(Operator(), official.office.office_id()).ok());
  v1::ListOfficesRequest request;
  request.set_area_code(ward);
  EXPECT_EQ(Operator().Call(&Stub::ListOffices, request)->offices_size(), 0);
  request.set_show_ended(true);
  const auto all = Operator().Call(&Stub::ListOffices, request);
  ASSERT_EQ(all->offices_size(), 1) << all;
  EXPECT_TRUE(all->offices(0).has_end_time());
}

TEST(ListOfficesTest, RefusesATokenOfOtherFiltersANegativeSizeAndOthers) {
  auto request = Proto<v1::ListOfficesRequest>("page_size: 1");
  NewOfficial(v1::ROLE_DUTY_OFFICER, TheWorld().NewWard());
  NewOfficial(v1::ROLE_DUTY_OFFICER, TheWorld().NewWard());
  const auto first = Operator().Call(&Stub::ListOffices, request);
  request.set_page_token(first->next_page_token());
  request.set_show_ended(true);
  EXPECT_THAT(Operator().Call(&Stub::ListOffices, request),
              IsRefused(StatusCode::INVALID_ARGUMENT, v1::ERROR_REASON_PAGE_TOKEN_INVALID));
  EXPECT_THAT(Operator().Call(&Stub::ListOffices, Proto<v1::ListOfficesRequest>("page_size: -1")),
              IsMalformed(Fields({"page_size"})));
  EXPECT_THAT(TheWorld().Person().Call(&Stub::ListOffices, v1::ListOfficesRequest()),
              RoleMissing());
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::ListOffices, v1::ListOfficesRequest()),
              SignInRequired());
}

TEST(EndOfficeTest, WithoutAnotherOneThePasswordStopsWorkingAtOnce) {
  const Official official = NewOfficial(v1::ROLE_DUTY_OFFICER, TheWorld().NewWard());
  const Client client = SignedIn(official);
  ASSERT_TRUE(GetMe(client).ok());
  const auto reply = End(Operator(), official.office.office_id());
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_TRUE(reply->office().has_end_time());
  EXPECT_THAT(GetMe(client), SignInRequired());
  const auto rows = TheWorld().database().Run(absl::StrCat(
      "select password_hash from accounts where phone_number = '", official.phone, "'"));
  EXPECT_TRUE(rows.at(0)[0].is_null());
}

TEST(EndOfficeTest, WithAnotherOneTheSessionGoesOnWithout) {
  const std::string ward = TheWorld().NewWard();
  const Official official = NewOfficial(v1::ROLE_DUTY_OFFICER, ward);
  ASSERT_TRUE(
      Operator()
          .Call(&Stub::CreateOffice, NewOffice(official.phone, v1::ROLE_BEAT_OFFICER, ward + "-1"))
          .ok());
  const Client client = SignedIn(official);
  ASSERT_EQ(GetMe(client)->offices_size(), 2);
  ASSERT_TRUE(End(Operator(), official.office.office_id()).ok());
  const auto me = GetMe(client);
  ASSERT_EQ(me->offices_size(), 1) << me;
  EXPECT_EQ(me->offices(0).role(), v1::ROLE_BEAT_OFFICER);
}

TEST(EndOfficeTest, WhoIsAppointedAgainGetsNewCredentials) {
  const std::string ward = TheWorld().NewWard();
  const Official official = NewOfficial(v1::ROLE_DUTY_OFFICER, ward);
  ASSERT_TRUE(End(Operator(), official.office.office_id()).ok());
  const auto again =
      Operator().Call(&Stub::CreateOffice, NewOffice(official.phone, v1::ROLE_DUTY_OFFICER, ward));
  ASSERT_TRUE(again.ok()) << again;
  EXPECT_NE(again->credentials().password(), official.credentials.password());
  EXPECT_TRUE(SignIn(official.phone, again->credentials().password()).ok());
}

TEST(EndOfficeTest, OneThatEndedBeforeIsRefused) {
  const Official official = NewOfficial(v1::ROLE_DUTY_OFFICER, TheWorld().NewWard());
  ASSERT_TRUE(End(Operator(), official.office.office_id()).ok());
  EXPECT_THAT(End(Operator(), official.office.office_id()),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_OFFICE_ENDED));
}

// Ends the offices of all operators whom other tests made.
void EndOperatorsBut(const std::vector<std::string>& office_ids) {
  std::string kept = "''";
  for (const std::string& id : office_ids) absl::StrAppend(&kept, ", '", id, "'");
  TheWorld().database().Run(absl::StrCat(
      "update offices set end_time = now() where role = 'operator' and end_time is null and "
      "id::text not in (",
      kept, ")"));
}

TEST(EndOfficeTest, TheLastOperatorsIsRefused) {
  const Official official = NewOfficial(v1::ROLE_OPERATOR, "");
  const Client client = SignedIn(official);
  EndOperatorsBut({official.office.office_id()});
  EXPECT_THAT(End(client, official.office.office_id()),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_LAST_OPERATOR));
}

TEST(EndOfficeTest, OfTwoOperatorsWhoEndEachOtherOneStays) {
  for (int round = 0; round < 4; ++round) {
    const Official a = NewOfficial(v1::ROLE_OPERATOR, ""), b = NewOfficial(v1::ROLE_OPERATOR, "");
    const Client client_a = SignedIn(a), client_b = SignedIn(b);
    EndOperatorsBut({a.office.office_id(), b.office.office_id()});
    bool b_ended_a = false;
    std::thread other([&] { b_ended_a = End(client_b, a.office.office_id()).ok(); });
    const bool a_ended_b = End(client_a, b.office.office_id()).ok();
    other.join();
    EXPECT_NE(a_ended_b, b_ended_a);
  }
}

TEST(EndOfficeTest, RefusesUnknownOnesWhatIsNoIdAndOthers) {
  const std::string unknown = "0192a000-0000-7000-8000-000000000001";
  EXPECT_THAT(End(Operator(), unknown), NotFound());
  EXPECT_THAT(End(Operator(), "x"), IsMalformed(Fields({"office_id"})));
  EXPECT_THAT(End(Operator(), ""), IsMalformed(Fields({"office_id"})));
  EXPECT_THAT(End(TheWorld().Person(), unknown), RoleMissing());
  EXPECT_THAT(End(TheWorld().Stranger(), unknown), SignInRequired());
}

TEST(ResetCredentialsTest, TheNewOnesWorkTheOldOnesDoNotAndSessionsEnd) {
  const Official official = NewOfficial(v1::ROLE_DUTY_OFFICER, TheWorld().NewWard());
  const Client client = SignedIn(official);
  const auto reply = Reset(Operator(), client.account_id());
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_NE(reply->credentials().totp_uri(), official.credentials.totp_uri());
  EXPECT_THAT(GetMe(client), SignInRequired());
  EXPECT_FALSE(SignIn(official.phone, official.credentials.password()).ok());
  EXPECT_TRUE(SignIn(official.phone, reply->credentials().password()).ok());
}

TEST(ResetCredentialsTest, RefusesWhoIsNoOfficialWhatIsNoIdAndOthers) {
  const Client person = TheWorld().Person();
  EXPECT_THAT(Reset(Operator(), person.account_id()), NotFound());
  EXPECT_THAT(Reset(Operator(), "0192a000-0000-7000-8000-000000000001"), NotFound());
  EXPECT_THAT(Reset(Operator(), ""), IsMalformed(Fields({"account_id"})));
  EXPECT_THAT(Reset(person, person.account_id()), RoleMissing());
  EXPECT_THAT(Reset(TheWorld().Stranger(), person.account_id()), SignInRequired());
}

absl::StatusOr<identity::Appointed> CreateOperator(const std::string& phone,
                                                   const std::string& name,
                                                   const identity::Credentials& credentials) {
  db::Pool pool({.url = TheWorld().database().url(), .size = 1});
  absl::StatusOr<identity::Appointed> appointed;
  const absl::Status status =
      pool.Transact(TheWorld().clock().Now(), absl::InfiniteFuture(), [&](db::Tx& tx) {
        appointed = identity::CreateOperator(tx, phone, name, credentials);
        return appointed.status();
      });
  if (!status.ok()) return status;
  return appointed;
}

TEST(CreateOperatorTest, MakesAnOperatorWhoCanSignIn) {
  const std::string phone = TheWorld().NewPhone();
  const identity::Credentials credentials = identity::NewCredentials();
  const auto appointed = CreateOperator("0" + phone.substr(3), "Vận hành", credentials);
  ASSERT_TRUE(appointed.ok()) << appointed.status();
  EXPECT_TRUE(appointed->first_office);
  const auto signed_in = SignIn(phone, credentials.password);
  ASSERT_TRUE(signed_in.ok()) << signed_in;
  const Client client(TheWorld().channel(), signed_in->token(), "");
  EXPECT_TRUE(client.Call(&Stub::ListOffices, v1::ListOfficesRequest()).ok());
}

TEST(CreateOperatorTest, ChangesNothingForWhoIsOne) {
  const std::string phone = TheWorld().NewPhone();
  const identity::Credentials credentials = identity::NewCredentials();
  ASSERT_TRUE(CreateOperator(phone, "Vận hành", credentials).ok());
  const auto again = CreateOperator(phone, "Tên khác", identity::NewCredentials());
  EXPECT_EQ(platform::ReasonOf(again.status()), platform::Reason::kOfficeHeld);
  EXPECT_TRUE(SignIn(phone, credentials.password).ok());
}

TEST(CreateOperatorTest, RefusesWhatIsNoNumberOrName) {
  EXPECT_TRUE(absl::IsInvalidArgument(
      CreateOperator("12345", "Vận hành", identity::NewCredentials()).status()));
  EXPECT_TRUE(absl::IsInvalidArgument(
      CreateOperator(TheWorld().NewPhone(), " ", identity::NewCredentials()).status()));
}

}  // namespace
}  // namespace liengia::testing
