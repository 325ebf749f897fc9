#pragma once

#include <cstdint>
#include <string>

namespace liengia::identity {

// What an official signs in with.
struct Credentials {
  std::string password;
  std::string totp_secret;  // kTotpSecretSize bytes.
};

// What is kept of them, with what signing in has to know.
struct KeptCredentials {
  std::string account_id;
  std::string phone_number;
  std::string password_hash;   // platform::HashPassword.
  std::string totp_secret;     // An app and the server share it, so that it can't be a hash.
  int64_t totp_last_step = 0;  // Of the code accepted last (totp.h).
};

}  // namespace liengia::identity
