#include "services/identity/account.h"

#include <gtest/gtest.h>

namespace liengia::identity {
namespace {

TEST(Account, IsKnownByItsNumberHoweverThatIsWritten) {
  platform::Violations violations;
  EXPECT_EQ(ReadPhoneNumber("0905 123 456", violations), "+84905123456");
  EXPECT_TRUE(violations.empty());
  ReadPhoneNumber("0234 3123456", violations);
  EXPECT_FALSE(violations.empty());
}

TEST(Account, HasANameInNormalForm) {
  platform::Violations violations;
  EXPECT_EQ(ReadDisplayName("  Lê \n Thị   Hoa ", violations), "Lê Thị Hoa");
  EXPECT_TRUE(violations.empty());
}

TEST(Account, HasNoNameThatNobodyCanSee) {
  platform::Violations violations;
  ReadDisplayName("\xE2\x80\x8B \xC2\xA0", violations);
  EXPECT_FALSE(violations.empty());
}

}  // namespace
}  // namespace liengia::identity
