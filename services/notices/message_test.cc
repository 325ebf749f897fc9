#include "services/notices/message.h"

#include <gtest/gtest.h>

namespace liengia::notices {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);

absl::Duration WaitAfter(int try_count, absl::Duration left = absl::Hours(1)) {
  return NextTry({.expire_time = kNow + left, .try_count = try_count}, kNow) - kNow;
}

TEST(Message, IsTriedAgainAfterLongerAndLongerWaits) {
  EXPECT_EQ(WaitAfter(1), absl::Seconds(1));
  EXPECT_EQ(WaitAfter(2), absl::Seconds(2));
  EXPECT_EQ(WaitAfter(6), absl::Seconds(32));
}

TEST(Message, NeverWaitsLongerThanAMinute) {
  EXPECT_EQ(WaitAfter(7), absl::Minutes(1));
  EXPECT_EQ(WaitAfter(1'000'000), absl::Minutes(1));
}

TEST(Message, ComesUpWhenItExpiresSoThatItIsGivenUp) {
  EXPECT_EQ(WaitAfter(6, absl::Seconds(10)), absl::Seconds(10));
  EXPECT_EQ(WaitAfter(6, -absl::Seconds(10)), absl::ZeroDuration());
}

}  // namespace
}  // namespace liengia::notices
