#include "clients/cli/outbox_file.h"

#include "gtest/gtest.h"

namespace liengia::cli {
namespace {

constexpr char kLines[] =
    R"({"recipient": "+84905123456", "payload": "111111 là mã đăng nhập"}
{"recipient":"+84905123456","payload":"Mã 222222, không phải 1234567"}
not JSON
{"recipient": "+84912000111", "payload": "333333"}
{"recipient": "+84905123456", "payload": "Ca trực tối nay lúc 22:00"}
)";

TEST(LastCode, IsTheLastOneSentToThatNumber) {
  EXPECT_EQ(LastCode(kLines, "+84905123456"), "222222");
  EXPECT_EQ(LastCode(kLines, "+84912000111"), "333333");
}

TEST(LastCode, IsNothingForANumberThatGotNone) {
  EXPECT_EQ(LastCode(kLines, "+84905999999"), std::nullopt);
  EXPECT_EQ(LastCode("", "+84905123456"), std::nullopt);
}

TEST(AwaitCode, GivesUpWithoutAFile) {
  EXPECT_EQ(SizeOfOutbox("/nonexistent/outbox"), 0);
  EXPECT_EQ(AwaitCode("/nonexistent/outbox", 0, "+84905123456", absl::ZeroDuration()),
            std::nullopt);
}

}  // namespace
}  // namespace liengia::cli
