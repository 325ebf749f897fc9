#include "services/identity/try_limit.h"

#include <gtest/gtest.h>

namespace liengia::identity {
namespace {

constexpr TryLimit kLimit = {"test", absl::Minutes(10), 3};
const absl::Time kStart = absl::FromUnixSeconds(1'800'000'000);  // A multiple of ten minutes.

TEST(TryLimit, TriesOfOneWindowAreCountedTogether) {
  EXPECT_EQ(TryOf(kLimit, "x", kStart).window_start, kStart);
  EXPECT_EQ(TryOf(kLimit, "x", kStart + absl::Seconds(599)).window_start, kStart);
  EXPECT_EQ(TryOf(kLimit, "x", kStart + absl::Seconds(600)).window_start,
            kStart + absl::Seconds(600));
}

TEST(TryLimit, SubjectsAndLimitsAreCountedApart) {
  const std::string key = TryOf(kLimit, "+84905123456", kStart).key;
  EXPECT_EQ(TryOf(kLimit, "+84905123456", kStart + absl::Hours(5)).key, key);
  EXPECT_NE(TryOf(kLimit, "+84905123457", kStart).key, key);
  EXPECT_NE(TryOf({"other", absl::Minutes(10), 3}, "+84905123456", kStart).key, key);
}

TEST(TryLimit, KeysDoNotShowTheSubject) {
  const std::string key = TryOf(kLimit, "10.1.2.3", kStart).key;
  EXPECT_EQ(key.find("10.1.2.3"), std::string::npos);
  EXPECT_LE(key.size(), 24u);
}

TEST(TryLimit, NoWindowIsLongerThanTheLongest) {
  for (const TryLimit& limit :
       {kCodesInARow, kCodesOfNumber, kCodesOfAddress, kPasswordsOfNumber, kPasswordsOfAddress}) {
    EXPECT_LE(limit.window, kLongestTryWindow) << limit.name;
  }
}

}  // namespace
}  // namespace liengia::identity
