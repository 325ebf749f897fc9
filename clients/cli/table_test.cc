#include "clients/cli/table.h"

#include "gtest/gtest.h"

namespace liengia::cli {
namespace {

TEST(AlignTable, AlignsComposedAndDecomposedLettersAlike) {
  EXPECT_EQ(AlignTable({"Tên", "Vai trò"},
                       {{"Nguyễn Văn Bảy", "tổ trưởng"}, {"Đo\u0302\u0303 Thị Hạ", "tổ viên"}}),
            "Tên             Vai trò\n"
            "Nguyễn Văn Bảy  tổ trưởng\n"
            "Đo\u0302\u0303 Thị Hạ       tổ viên\n");
}

TEST(AlignTable, PutsNumbersToTheRight) {
  EXPECT_EQ(AlignTable({"Ca", "Người"}, {{"1", "x"}, {"12", "y"}}),
            "Ca  Người\n"
            " 1  x\n"
            "12  y\n");
}

TEST(AlignTable, LeavesOutAColumnThatIsEmptyInEveryRow) {
  EXPECT_EQ(AlignTable({"A", "B", "C"}, {{"1", "", "x"}, {"2", "", "y"}}), "A  C\n1  x\n2  y\n");
}

TEST(AlignTable, PutsACellWithLineBreaksOnOneLine) {
  EXPECT_EQ(AlignTable({"A"}, {{"one\ntwo"}}), "A\none two\n");
}

TEST(AlignPairs, LeavesOutWhatIsEmpty) {
  EXPECT_EQ(AlignPairs({{"Tên", "Bảy"}, {"Địa chỉ", ""}, {"Số", "1"}}), "Tên  Bảy\nSố   1\n");
}

}  // namespace
}  // namespace liengia::cli
