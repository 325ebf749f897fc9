#include "clients/cli/nearest.h"

#include "gtest/gtest.h"

namespace liengia::cli {
namespace {

TEST(Nearest, FindsASwappedAndALostLetter) {
  EXPECT_EQ(Nearest("rsoter", {"roster", "post"}), "roster");
  EXPECT_EQ(Nearest("chek-in", {"check-out", "check-in"}), "check-in");
}

TEST(Nearest, GivesNothingForAWordThatIsFarFromAll) {
  EXPECT_EQ(Nearest("banana", {"roster", "post"}), "");
  EXPECT_EQ(Nearest("", {"roster"}), "");
}

}  // namespace
}  // namespace liengia::cli
