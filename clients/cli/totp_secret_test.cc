#include "clients/cli/totp_secret.h"

#include "gtest/gtest.h"
#include "services/identity/totp.h"

namespace liengia::cli {
namespace {

TEST(ReadTotpSecret, ReadsWhatTheServerWrites) {
  const std::string secret = "12345678901234567890";
  EXPECT_EQ(ReadTotpSecret(identity::Base32(secret)), secret);
  EXPECT_EQ(ReadTotpSecret(identity::TotpUri(secret, "+84905123456")), secret);
}

// RFC 4648, section 10.
TEST(ReadTotpSecret, ReadsTheVectorsOfTheStandard) {
  EXPECT_EQ(ReadTotpSecret("MY======"), "f");
  EXPECT_EQ(ReadTotpSecret("MZXW6==="), "foo");
  EXPECT_EQ(ReadTotpSecret("mzxw 6ytb oi"), "foobar");
}

TEST(ReadTotpSecret, RefusesOtherText) {
  EXPECT_EQ(ReadTotpSecret("01890189"), std::nullopt);
  EXPECT_EQ(ReadTotpSecret(""), std::nullopt);
  EXPECT_EQ(ReadTotpSecret("otpauth://totp/Lien%20Gia:0905123456?issuer=x"), std::nullopt);
}

}  // namespace
}  // namespace liengia::cli
