#include "services/identity/totp.h"

#include <gtest/gtest.h>

namespace liengia::identity {
namespace {

const char kRfcSecret[] = "12345678901234567890";

absl::Time At(int64_t unix_seconds) { return absl::FromUnixSeconds(unix_seconds); }

// RFC 6238, appendix B, which gives eight digits: ours are the last six.
TEST(Totp, CodesAreThoseOfTheRfc) {
  const struct {
    int64_t unix_seconds;
    const char* code;
  } kVectors[] = {{59, "287082"},         {1111111109, "081804"}, {1111111111, "050471"},
                  {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"}};
  for (const auto& vector : kVectors) {
    EXPECT_EQ(TotpCode(kRfcSecret, TotpStep(At(vector.unix_seconds))), vector.code);
  }
}

TEST(Totp, AcceptsTheStepOfNowAndItsNeighbours) {
  const int64_t step = TotpStep(At(1111111111));
  for (int64_t code_step = step - 3; code_step <= step + 3; ++code_step) {
    const auto accepted =
        AcceptTotp(kRfcSecret, TotpCode(kRfcSecret, code_step), At(1111111111), 0);
    if (std::abs(code_step - step) <= 1) {
      EXPECT_EQ(accepted, code_step);
    } else {
      EXPECT_EQ(accepted, std::nullopt);
    }
  }
}

TEST(Totp, AcceptsEachStepOnceAndNoneBeforeIt) {
  const int64_t step = TotpStep(At(1111111111));
  const std::string code = TotpCode(kRfcSecret, step);
  EXPECT_EQ(AcceptTotp(kRfcSecret, code, At(1111111111), step - 1), step);
  EXPECT_EQ(AcceptTotp(kRfcSecret, code, At(1111111111), step), std::nullopt);
  EXPECT_EQ(AcceptTotp(kRfcSecret, code, At(1111111111), step + 1), std::nullopt);
}

TEST(Totp, RefusesTheCodeOfAnotherSecret) {
  const int64_t step = TotpStep(At(1111111111));
  EXPECT_EQ(AcceptTotp("another secret......", TotpCode(kRfcSecret, step), At(1111111111), 0),
            std::nullopt);
  EXPECT_EQ(AcceptTotp(kRfcSecret, "", At(1111111111), 0), std::nullopt);
}

// RFC 4648, section 10, without the padding.
TEST(Totp, Base32IsThatOfTheRfc) {
  EXPECT_EQ(Base32(""), "");
  EXPECT_EQ(Base32("f"), "MY");
  EXPECT_EQ(Base32("fo"), "MZXQ");
  EXPECT_EQ(Base32("foo"), "MZXW6");
  EXPECT_EQ(Base32("foob"), "MZXW6YQ");
  EXPECT_EQ(Base32("fooba"), "MZXW6YTB");
  EXPECT_EQ(Base32("foobar"), "MZXW6YTBOI");
}

TEST(Totp, TheAddressHoldsAllThatAnAppNeeds) {
  EXPECT_EQ(TotpUri(kRfcSecret, "+84905123456"),
            "otpauth://totp/Lien%20Gia:0905123456?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
            "&issuer=Lien%20Gia&algorithm=SHA1&digits=6&period=30");
}

}  // namespace
}  // namespace liengia::identity
