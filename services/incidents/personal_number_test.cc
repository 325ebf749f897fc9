#include "services/incidents/personal_number.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace liengia::incidents {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(PersonalNumbersInTest, FindsPhoneNumbersAsPeopleWriteThem) {
  for (const char* text :
       {"gọi 0905123456", "gọi 0905 123 456 lúc 22 giờ", "gọi 0905.123.456.", "gọi 0905-12-34-56",
        "gọi +84 905 123 456", "gọi +84905123456", "gọi 84905123456", "gọi 905123456",
        "máy bàn 0234 3822 123", "gọi ０９０５１２３４５６"}) {
    EXPECT_THAT(PersonalNumbersIn(text), ElementsAre(PersonalNumber::kPhone)) << text;
  }
}

TEST(PersonalNumbersInTest, FindsIdentityCardNumbersOfBothLengths) {
  for (const char* text : {"CMND 191234567", "CCCD 046086001234", "CCCD 046 086 001 234",
                           "CCCD 0460 8600 1234", "số 191 234 567"}) {
    EXPECT_THAT(PersonalNumbersIn(text), ElementsAre(PersonalNumber::kIdentityCard)) << text;
  }
}

TEST(PersonalNumbersInTest, FindsLicencePlates) {
  for (const char* text : {"xe 75A-123.45", "xe 75A12345", "xe 75F1-123.45", "xe 75-F1 123.45",
                           "xe 75f1 1234", "xe 75AB-123.45", "(75H 12345)"}) {
    EXPECT_THAT(PersonalNumbersIn(text), ElementsAre(PersonalNumber::kPlate)) << text;
  }
}

TEST(PersonalNumbersInTest, FindsSeveralKindsInOneText) {
  EXPECT_THAT(
      PersonalNumbersIn("xe 75F1-123.45, gọi 0905123456, CCCD 046086001234"),
      ElementsAre(PersonalNumber::kPhone, PersonalNumber::kIdentityCard, PersonalNumber::kPlate));
}

TEST(PersonalNumbersInTest, LeavesOrdinaryNumbersAlone) {
  for (const char* text :
       {"", "lúc 22:30 ngày 17/10/2026", "từ 22.30 đến 23.30 17.10.2026", "09.30 17.10.26",
        "đã gọi 113 và 114", "thiệt hại 1.160.000 đồng", "hỏng 350.000.000 đồng",
        "đền 100.000.000.000", "kiệt 12/34 đường 3 tháng 2", "nhà số 75 A", "22h 2026",
        "22h30 17/10", "khoảng 10 người, 5 xe", "1234567890123456"}) {
    EXPECT_THAT(PersonalNumbersIn(text), IsEmpty()) << text;
  }
}

TEST(WarningOfTest, SpeaksBothLanguages) {
  for (const PersonalNumber number :
       {PersonalNumber::kPhone, PersonalNumber::kIdentityCard, PersonalNumber::kPlate}) {
    EXPECT_FALSE(WarningOf(number).vi.empty());
    EXPECT_FALSE(WarningOf(number).en.empty());
  }
}

}  // namespace
}  // namespace liengia::incidents
