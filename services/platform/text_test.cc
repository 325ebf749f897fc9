#include "services/platform/text.h"

#include <algorithm>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace liengia::platform {
namespace {

using ::testing::ElementsAre;

const char kDecomposedNguyen[] = "Nguye\u0302\u0303n";

TEST(IsValidUtf8Test, AcceptsVietnameseAndRefusesLegacyEncodings) {
  EXPECT_TRUE(IsValidUtf8(""));
  EXPECT_TRUE(IsValidUtf8("Hộ ông Đạo"));
  EXPECT_FALSE(IsValidUtf8("Hu\xCA\xD5"));                   // Windows-1258
  EXPECT_FALSE(IsValidUtf8("\xC0\xAF"));                     // overlong
  EXPECT_FALSE(IsValidUtf8("\xED\xA0\x80"));                 // surrogate
  EXPECT_FALSE(IsValidUtf8(std::string("ế").substr(0, 2)));  // cut off
}

TEST(NfcTest, ComposesDecomposedVietnamese) {
  EXPECT_EQ(Nfc(kDecomposedNguyen), "Nguyễn");
  EXPECT_EQ(Nfc("Nguyễn"), "Nguyễn");
  EXPECT_EQ(Nfc("a\u0302\u0323"), "ậ");
  EXPECT_EQ(Nfc("a\u0323\u0302"), "ậ");
}

TEST(NfcTest, LeavesInvalidTextUnchanged) { EXPECT_EQ(Nfc("Hu\xCA"), "Hu\xCA"); }

TEST(CollapseSpacesTest, MakesOneSpaceOfEveryRunAndTrims) {
  EXPECT_EQ(CollapseSpaces(" \tHọ\r\n và\u00A0\u3000tên \n"), "Họ và tên");
  EXPECT_EQ(CollapseSpaces(" \n"), "");
}

TEST(CollapseSpacesTest, DropsInvisibleFormatCharacters) {
  EXPECT_EQ(CollapseSpaces("\uFEFFLê\u200B\u202E Lợi"), "Lê Lợi");
}

TEST(FoldCaseTest, KeepsDiacriticsThatTellPeopleApart) {
  EXPECT_EQ(FoldCase("ĐẶNG  Văn Hùng"), "đặng văn hùng");
  EXPECT_EQ(FoldCase(kDecomposedNguyen), FoldCase("NGUYỄN"));
  EXPECT_NE(FoldCase("Hùng"), FoldCase("Hưng"));
}

TEST(FoldForMatchTest, FoldsCaseDiacriticsAndSpaces) {
  EXPECT_EQ(FoldForMatch("  Họ  và\nTÊN "), "ho va ten");
  EXPECT_EQ(FoldForMatch("Đường Điện Biên Phủ"), "duong dien bien phu");
  EXPECT_EQ(FoldForMatch(kDecomposedNguyen), "nguyen");
  EXPECT_EQ(FoldForMatch("Ở Ừ Ỹ Ặ"), "o u y a");
}

TEST(FoldForMatchTest, MakesFullWidthAndEthPlain) {
  EXPECT_EQ(FoldForMatch("０９０５　ＡＢ"), "0905 ab");
  EXPECT_EQ(FoldForMatch("\u00D0ạo"), "dao");
}

TEST(FoldForMatchTest, IsIdempotent) {
  for (const char* text : {"Họ và tên", "ǅ ﬁ ½ ß", "ÀÁÂ", ""}) {
    EXPECT_EQ(FoldForMatch(FoldForMatch(text)), FoldForMatch(text)) << text;
  }
}

TEST(DisplayWidthTest, CountsColumnsNotBytes) {
  EXPECT_EQ(DisplayWidth("Huế"), 3);
  EXPECT_EQ(DisplayWidth(kDecomposedNguyen), 6);
  EXPECT_EQ(DisplayWidth("順化"), 4);
  EXPECT_EQ(DisplayWidth("a\xFF"), 2);
}

TEST(NameSortKeyTest, SortsByGivenNameThenFamilyThenMiddle) {
  std::vector<std::string> names = {"Trần Văn Bảo", "Lê Thị Ánh",   "Nguyễn Văn An", "Lê Thị An",
                                    "Đặng Anh",     "Dương Văn Ân", "Lê Văn An",     "Đỗ Đạt",
                                    "Đỗ Văn Duy",   "Phan Văn Yên", "Võ Thị Ưng",    "Võ Thị Út"};
  std::sort(names.begin(), names.end(), [](const std::string& a, const std::string& b) {
    return NameSortKey(a) < NameSortKey(b);
  });
  EXPECT_THAT(names, ElementsAre("Lê Thị An", "Lê Văn An", "Nguyễn Văn An", "Đặng Anh",
                                 "Lê Thị Ánh", "Dương Văn Ân", "Trần Văn Bảo", "Đỗ Văn Duy",
                                 "Đỗ Đạt", "Võ Thị Út", "Võ Thị Ưng", "Phan Văn Yên"));
}

TEST(NameSortKeyTest, OrdersTheSixTones) {
  std::vector<std::string> words = {"mạ", "má", "mã", "mả", "mà", "ma"};
  std::sort(words.begin(), words.end(), [](const std::string& a, const std::string& b) {
    return NameSortKey(a) < NameSortKey(b);
  });
  EXPECT_THAT(words, ElementsAre("ma", "mà", "mả", "mã", "má", "mạ"));
}

TEST(NameSortKeyTest, IsTheSameForEveryWayOfWritingAName) {
  EXPECT_EQ(NameSortKey("NGUYỄN  Văn An"), NameSortKey(std::string(kDecomposedNguyen) + " văn an"));
  EXPECT_EQ(NameSortKey(" "), "");
  EXPECT_TRUE(IsValidUtf8(NameSortKey("Lý 順化 Ab-3")));
}

}  // namespace
}  // namespace liengia::platform
