#include "services/platform/secret.h"

#include <gtest/gtest.h>

#include <set>

#include "absl/strings/escaping.h"

namespace liengia::platform {
namespace {

TEST(Secret, TokensAreLongAndNeverTheSame) {
  std::set<std::string> tokens;
  for (int i = 0; i < 1000; ++i) tokens.insert(NewToken());
  EXPECT_EQ(tokens.size(), 1000u);
  std::string bytes;
  ASSERT_TRUE(absl::WebSafeBase64Unescape(*tokens.begin(), &bytes));
  EXPECT_EQ(bytes.size(), 32u);
  EXPECT_EQ(tokens.begin()->size(), 43u);
}

// FIPS 180-4's example.
TEST(Secret, TokensAreKeptAsSha256) {
  EXPECT_EQ(absl::BytesToHexString(TokenHash("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

// RFC 2202, test case 2.
TEST(Secret, HmacIsThatOfTheRfc) {
  EXPECT_EQ(absl::BytesToHexString(HmacSha1("Jefe", "what do ya want for nothing?")),
            "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
}

TEST(Secret, KeyedHashesDependOnTheKey) {
  const std::string a(16, 'a'), b(16, 'b');
  EXPECT_EQ(KeyedHash(a, "123456"), KeyedHash(a, "123456"));
  EXPECT_NE(KeyedHash(a, "123456"), KeyedHash(b, "123456"));
  EXPECT_NE(KeyedHash(a, "123456"), KeyedHash(a, "123457"));
}

TEST(Secret, BytesAreTheSameOnlyWhenAllAre) {
  EXPECT_TRUE(SameBytes("", ""));
  EXPECT_TRUE(SameBytes("abc", "abc"));
  EXPECT_FALSE(SameBytes("abc", "abd"));
  EXPECT_FALSE(SameBytes("abc", "ab"));
}

TEST(Secret, PasswordsMatchOnlyTheirOwnHash) {
  const std::string hash = HashPassword("mùa mưa ở Huế");
  EXPECT_EQ(hash.rfind("$argon2id$v=19$m=32768,t=3,p=1$", 0), 0u) << hash;
  EXPECT_TRUE(PasswordMatches(hash, "mùa mưa ở Huế"));
  EXPECT_FALSE(PasswordMatches(hash, "mùa mưa ở Hue"));
  EXPECT_NE(hash, HashPassword("mùa mưa ở Huế"));
}

TEST(Secret, NoPasswordMatchesNobodyOrWhatIsNoHash) {
  EXPECT_FALSE(PasswordMatches(NobodysPasswordHash(), ""));
  EXPECT_FALSE(PasswordMatches("", ""));
  EXPECT_FALSE(PasswordMatches("not a hash", "not a hash"));
}

TEST(Secret, RandomNumbersStayBelowTheirBound) {
  std::set<uint32_t> seen;
  for (int i = 0; i < 1000; ++i) seen.insert(RandomBelow(3));
  EXPECT_EQ(seen, (std::set<uint32_t>{0, 1, 2}));
}

}  // namespace
}  // namespace liengia::platform
