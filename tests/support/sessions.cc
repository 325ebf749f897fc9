#include "tests/support/sessions.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "liengia/v1/office_service.grpc.pb.h"
#include "services/identity/totp.h"

namespace liengia::testing {
namespace {

using platform::Role;
using Stub = v1::SessionService::Stub;

}  // namespace

Client WithToken(const std::string& token) { return Client(TheWorld().channel(), token, ""); }

Reply<v1::RequestSignInCodeResponse> RequestCode(const std::string& phone) {
  v1::RequestSignInCodeRequest request;
  request.set_phone_number(phone);
  return TheWorld().Stranger().Call(&Stub::RequestSignInCode, request);
}

std::string CodeSentTo(const std::string& phone) {
  const auto rows = TheWorld().database().Run(absl::StrCat(
      "select payload from outbox where recipient = '", phone, "' order by id desc limit 1"));
  return rows.at(0)[0].as<std::string>().substr(0, 6);
}

std::string NewCodeFor(const std::string& phone) {
  EXPECT_TRUE(RequestCode(phone).ok());
  return CodeSentTo(phone);
}

std::string WrongCode(const std::string& code) { return code == "000000" ? "000001" : "000000"; }

Reply<v1::SignInResponse> SignIn(const std::string& phone, const std::string& code) {
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

Reply<v1::GetMeResponse> GetMe(const Client& client) {
  return client.Call(&Stub::GetMe, v1::GetMeRequest());
}

std::string Official::Totp() const {
  const auto rows = TheWorld().database().Run(absl::StrCat(
      "select encode(totp_secret, 'hex') from accounts where phone_number = '", phone, "'"));
  return identity::TotpCode(absl::HexStringToBytes(rows.at(0)[0].as<std::string>()),
                            identity::TotpStep(TheWorld().clock().Now()));
}

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

Reply<v1::SignInOfficialResponse> SignInOfficial(const std::string& phone,
                                                 const std::string& password,
                                                 const std::string& totp) {
  v1::SignInOfficialRequest request;
  request.set_phone_number(phone);
  request.set_password(password);
  request.set_totp_code(totp);
  return TheWorld().Stranger().Call(&Stub::SignInOfficial, request);
}

Reply<v1::SignInOfficialResponse> SignInOfficial(const Official& official) {
  return SignInOfficial(official.phone, official.password, official.Totp());
}

}  // namespace liengia::testing
