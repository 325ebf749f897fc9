#include "services/identity/password.h"

#include <gtest/gtest.h>

namespace liengia::identity {
namespace {

const char kPhone[] = "+84905123456";

TEST(Password, TakesSentencesAndGeneratedOnes) {
  for (const char* password :
       {"trời mưa trên sông Hương", "k7mq-2fxp-9dtr-hw3c", "con mèo uống cà phê muối",
        "correct horse battery staple", "Đò-dọc-ngang-7", "mưa rào cuối hạ"}) {
    EXPECT_FALSE(WeaknessOf(password, kPhone).has_value()) << password;
  }
}

TEST(Password, CountsCharactersNotBytes) {
  EXPECT_TRUE(WeaknessOf("mộtđêmởhuế", kPhone).has_value());     // 10 characters, 18 bytes.
  EXPECT_FALSE(WeaknessOf("mộtđêmởhuếđó", kPhone).has_value());  // 12.
}

TEST(Password, RefusesWhatGuessersTryFirst) {
  for (const char* password :
       {"123456789012", "aaaaaaaaaaaa", "password1234", "Matkhau@12345", "mật khẩu 2026",
        "qwertyuiop12", "hue2026hue2026", "abcabcabcabc", "abcdefghijkl", "liengia12345",
        "anhyeuem12345", "987654321098", "            "}) {
    EXPECT_TRUE(WeaknessOf(password, kPhone).has_value()) << password;
  }
}

TEST(Password, RefusesTheOwnNumberHoweverItIsWritten) {
  for (const char* password : {"Huế-0905123456", "0905 123 456 của tôi", "+84905123456!!"}) {
    EXPECT_TRUE(WeaknessOf(password, kPhone).has_value()) << password;
  }
  EXPECT_FALSE(WeaknessOf("Trăng-0905123457-rằm", kPhone).has_value());
}

TEST(Password, IsTheSameHoweverTheKeyboardComposesIt) {
  EXPECT_EQ(NormalPassword("mu\xCC\x9B"
                           "a"),
            NormalPassword("m\xC6\xB0"
                           "a"));
}

TEST(Password, SaysWhatToDoInBothLanguages) {
  const auto weakness = WeaknessOf("ngắn", kPhone);
  ASSERT_TRUE(weakness.has_value());
  EXPECT_NE(weakness->vi.find("12"), std::string::npos);
  EXPECT_NE(weakness->en.find("12"), std::string::npos);
}

}  // namespace
}  // namespace liengia::identity
