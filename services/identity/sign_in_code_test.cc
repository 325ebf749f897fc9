#include "services/identity/sign_in_code.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace liengia::identity {
namespace {

const char kPhone[] = "+84905123456";
const std::string kKey(16, 'k');
const absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);

KeptSignInCode Kept(const std::string& code) { return KeepSignInCode(code, kPhone, kKey, kNow); }

TEST(SignInCode, HasSixDigitsEvenWhenTheNumberIsSmall) {
  EXPECT_EQ(SignInCode(0), "000000");
  EXPECT_EQ(SignInCode(42), "000042");
  EXPECT_EQ(SignInCode(999'999), "999999");
}

TEST(SignInCode, IsReadAsPeopleTypeIt) {
  for (const char* text : {"123456", " 123456 ", "123 456", "123-456", "12 34 56", "1.2.3.4.5.6",
                           "\xEF\xBC\x91\xEF\xBC\x92\xEF\xBC\x93"
                           "456",
                           "123\xC2\xA0"
                           "456"}) {
    EXPECT_EQ(ReadSixDigits(text), "123456") << text;
  }
}

TEST(SignInCode, IsNotReadFromAnythingElse) {
  for (const char* text : {"", "12345", "1234567", "12345a", "abcdef", "+123456", "12345\xB2"}) {
    EXPECT_EQ(ReadSixDigits(text), std::nullopt) << text;
  }
}

TEST(SignInCode, FitsOnlyItsNumberAndDigits) {
  EXPECT_EQ(JudgeSignInCode(Kept("123456"), "123456", kPhone, kNow), CodeVerdict::kFits);
  EXPECT_EQ(JudgeSignInCode(Kept("123456"), "123457", kPhone, kNow), CodeVerdict::kWrong);
  EXPECT_EQ(JudgeSignInCode(Kept("123456"), "123456", "+84905123457", kNow), CodeVerdict::kWrong);
  EXPECT_EQ(JudgeSignInCode(std::nullopt, "123456", kPhone, kNow), CodeVerdict::kWrong);
}

TEST(SignInCode, IsOverAfterFiveMinutes) {
  const auto judge = [](absl::Duration age) {
    return JudgeSignInCode(Kept("123456"), "123456", kPhone, kNow + age);
  };
  EXPECT_EQ(judge(absl::Minutes(5) - absl::Microseconds(1)), CodeVerdict::kFits);
  EXPECT_EQ(judge(absl::Minutes(5)), CodeVerdict::kWrong);
}

TEST(SignInCode, IsBurntByFiveWrongTries) {
  KeptSignInCode kept = Kept("123456");
  kept.try_count = 4;
  EXPECT_EQ(JudgeSignInCode(kept, "123456", kPhone, kNow), CodeVerdict::kFits);
  kept.try_count = 5;
  EXPECT_EQ(JudgeSignInCode(kept, "123456", kPhone, kNow), CodeVerdict::kTooMany);
}

TEST(SignInCode, TheMessageFitsOneSmsAndStartsWithTheCode) {
  const std::string text = SignInText("123456");
  const auto characters = std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  });
  EXPECT_LE(characters, 70);
  EXPECT_EQ(text.find("123456"), 0u);
}

}  // namespace
}  // namespace liengia::identity
