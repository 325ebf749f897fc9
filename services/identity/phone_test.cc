#include "services/identity/phone.h"

#include <string>

#include "gtest/gtest.h"

namespace liengia::identity {
namespace {

TEST(ReadPhoneTest, UnderstandsEveryUsualWayOfWriting) {
  for (const char* text : {
           "0905123456",           "0905 123 456",
           "0905.123.456",         "0905-123-456",
           "(0905) 123456",        "090 5123456",
           "0905/123456",          "+84 905 123 456",
           "+84905123456",         "84905123456",
           "84 905 123 456",       "0084905123456",
           "+84 (0) 905 123 456",  "+840905123456",
           "(+84) 905123456",      "905123456",
           "905 123 456",          "905,123,456",
           "０９０５１２３４５６", "0905\u00A0123\u00A0456",
           " 0905\n123456 ",       "0905\u2013123\u2013456",
           "'0905123456",          "\uFEFF0905123456",
       }) {
    const PhoneReading reading = ReadPhone(text);
    EXPECT_EQ(reading.fault, PhoneFault::kNone) << text;
    EXPECT_EQ(reading.number, "+84905123456") << text;
  }
}

TEST(ReadPhoneTest, TellsCountryCodeFromThePrefix084) {
  EXPECT_EQ(ReadPhone("0843123456").number, "+84843123456");
  EXPECT_EQ(ReadPhone("843123456").number, "+84843123456");
  EXPECT_EQ(ReadPhone("84843123456").number, "+84843123456");
}

TEST(ReadPhoneTest, MovesElevenDigitNumbersToTodaysPrefix) {
  const struct {
    const char* before;
    const char* today;
  } kChanged[] = {
      {"0120", "70"}, {"0121", "79"}, {"0122", "77"}, {"0126", "76"}, {"0128", "78"},
      {"0123", "83"}, {"0124", "84"}, {"0125", "85"}, {"0127", "81"}, {"0129", "82"},
      {"0162", "32"}, {"0163", "33"}, {"0164", "34"}, {"0165", "35"}, {"0166", "36"},
      {"0167", "37"}, {"0168", "38"}, {"0169", "39"}, {"0186", "56"}, {"0188", "58"},
      {"0199", "59"},
  };
  for (const auto& [before, today] : kChanged) {
    const std::string expected = std::string("+84") + today + "1234567";
    EXPECT_EQ(ReadPhone(std::string(before) + "1234567").number, expected) << before;
    EXPECT_EQ(ReadPhone("+84" + std::string(before).substr(1) + "1234567").number, expected);
    EXPECT_EQ(ReadPhone(std::string(before).substr(1) + "1234567").number, expected);
  }
}

TEST(ReadPhoneTest, NamesTheFault) {
  const struct {
    const char* text;
    PhoneFault fault;
  } kRefused[] = {
      {"", PhoneFault::kEmpty},
      {" \u00A0", PhoneFault::kEmpty},
      {"9.05123E+08", PhoneFault::kScientific},
      {"9,05123E+08", PhoneFault::kScientific},
      {"8.49051E+10", PhoneFault::kScientific},
      {"0234 3822 123", PhoneFault::kLandline},
      {"+84 234 3822123", PhoneFault::kLandline},
      {"02438221234", PhoneFault::kLandline},
      {"0543822123", PhoneFault::kLandline},
      {"+1 650 253 0000", PhoneFault::kForeign},
      {"0085612345678", PhoneFault::kForeign},
      {"0905123456 / 0935123456", PhoneFault::kSeveral},
      {"0905123456; 0935123456", PhoneFault::kSeveral},
      {"090512345", PhoneFault::kLength},
      {"09051234567", PhoneFault::kLength},
      {"113", PhoneFault::kLength},
      {"01301234567", PhoneFault::kLength},
      {"0605123456", PhoneFault::kPrefix},
      {"0405123456", PhoneFault::kPrefix},
      {"không có", PhoneFault::kNotNumber},
      {"0905123456 (con trai)", PhoneFault::kNotNumber},
      {"0905+123456", PhoneFault::kNotNumber},
      {"+", PhoneFault::kNotNumber},
      {"-", PhoneFault::kNotNumber},
      {"e", PhoneFault::kNotNumber},
      {"\xFF\xFE", PhoneFault::kNotNumber},
  };
  for (const auto& [text, fault] : kRefused) {
    const PhoneReading reading = ReadPhone(text);
    EXPECT_EQ(reading.fault, fault) << text;
    EXPECT_EQ(reading.number, "") << text;
    EXPECT_FALSE(Explain(reading.fault).vi.empty()) << text;
    EXPECT_FALSE(Explain(reading.fault).en.empty()) << text;
  }
}

TEST(ReadPhoneTest, ReadsItsOwnResultBack) {
  for (const char* text : {"0905123456", "01691234567", "0321234567", "0599999999"}) {
    const std::string canonical = ReadPhone(text).number;
    EXPECT_EQ(ReadPhone(canonical).number, canonical);
    EXPECT_EQ(ReadPhone(NationalPhone(canonical)).number, canonical);
  }
}

TEST(ParsePhoneTest, ReturnsTheCanonicalNumberOrAClearError) {
  EXPECT_EQ(ParsePhone("0905 123 456").value(), "+84905123456");
  const absl::Status refused = ParsePhone("02343822123").status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(refused.message(), Explain(PhoneFault::kLandline).en);
}

TEST(ParsePhoneTest, DoesNotRepeatTheNumberInItsErrors) {
  const std::string message(ParsePhone("0234 3822 123").status().message());
  EXPECT_EQ(message.find("3822"), std::string::npos);
}

TEST(MaskPhoneTest, HidesTheMiddle) {
  EXPECT_EQ(MaskPhone("+84905123456"), "+84905***456");
  EXPECT_EQ(MaskPhone("+8490"), "***");
}

TEST(NationalPhoneTest, WritesTheLeadingZero) {
  EXPECT_EQ(NationalPhone("+84905123456"), "0905123456");
  EXPECT_EQ(NationalPhone("0905123456"), "0905123456");
}

}  // namespace
}  // namespace liengia::identity
