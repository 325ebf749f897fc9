#pragma once

#include <string>

#include "liengia/v1/session_service.grpc.pb.h"
#include "tests/support/world.h"

// Signing in, as people do it: by a code on the phone, or as an official.
namespace liengia::testing {

// Each test starts in windows of tries that nobody has used.
class SignInWindowTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const int64_t hour = absl::ToUnixSeconds(TheWorld().clock().Now()) / 3600 + 1;
    TheWorld().clock().Set(absl::FromUnixSeconds(hour * 3600));
  }
};

inline auto SignInRequired() {
  return IsRefused(grpc::StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED);
}
inline auto CredentialsWrong() {
  return IsRefused(grpc::StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_CREDENTIALS_WRONG);
}
inline auto TooManyTries() {
  return IsRefused(grpc::StatusCode::RESOURCE_EXHAUSTED, v1::ERROR_REASON_TOO_MANY_TRIES);
}

Client WithToken(const std::string& token);

Reply<v1::RequestSignInCodeResponse> RequestCode(const std::string& phone);
// What the last message to a number says, as its phone would show it.
std::string CodeSentTo(const std::string& phone);
// Asks for one; the test fails if it is refused.
std::string NewCodeFor(const std::string& phone);
// Another one than this.
std::string WrongCode(const std::string& code);

Reply<v1::SignInResponse> SignIn(const std::string& phone, const std::string& code);
// By a new code; the test fails if it is refused.
Client SignedIn(const std::string& phone);

Reply<v1::GetMeResponse> GetMe(const Client& client);

// An official as the operator made it.
struct Official {
  std::string phone;
  std::string password;
  std::string office_id;

  // The app's code at this moment.
  std::string Totp() const;
};
Official NewOfficial();

Reply<v1::SignInOfficialResponse> SignInOfficial(const std::string& phone,
                                                 const std::string& password,
                                                 const std::string& totp);
Reply<v1::SignInOfficialResponse> SignInOfficial(const Official& official);

}  // namespace liengia::testing
