#include "services/groups/csv.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace liengia::groups {
namespace {

using Texts = std::vector<std::vector<std::string>>;

Texts ReadAll(CsvReader* reader) {
  Texts texts;
  for (CsvRow row; reader->Next(&row);) {
    texts.emplace_back();
    for (const CsvCell& cell : row.cells) texts.back().push_back(cell.text);
  }
  return texts;
}

Texts ReadAll(const std::string& bytes) {
  CsvReader reader(bytes);
  Texts texts = ReadAll(&reader);
  EXPECT_EQ(reader.fault(), CsvFault::kNone) << bytes;
  return texts;
}

CsvFault FaultOf(const std::string& bytes, int* line = nullptr, const CsvLimits& limits = {}) {
  CsvReader reader(bytes, limits);
  ReadAll(&reader);
  if (line != nullptr) *line = reader.fault_line();
  return reader.fault();
}

std::string Utf16(const std::u16string& text, bool big_endian) {
  std::string bytes = big_endian ? "\xFE\xFF" : "\xFF\xFE";
  for (const char16_t unit : text) {
    const char high = static_cast<char>(unit >> 8), low = static_cast<char>(unit & 0xFF);
    bytes += big_endian ? std::string{high, low} : std::string{low, high};
  }
  return bytes;
}

TEST(CsvReaderTest, ReadsEverySeparatorAndLineEnd) {
  const Texts expected = {{"a", "b"}, {"c", "d"}};
  for (const char* bytes : {"a,b\nc,d\n", "a;b\r\nc;d", "a\tb\rc\td\r", "a,b\r\nc,d\n\n",
                            "\xEF\xBB\xBF"
                            "a;b\nc;d",
                            "sep=;\r\na;b\nc;d"}) {
    EXPECT_EQ(ReadAll(bytes), expected) << bytes;
  }
}

TEST(CsvReaderTest, LetsTheHeadingLineDecideTheSeparator) {
  EXPECT_EQ(ReadAll("Tên;Địa chỉ\nAn;12, Kiệt 5, Huế\n"),
            (Texts{{"Tên", "Địa chỉ"}, {"An", "12, Kiệt 5, Huế"}}));
  EXPECT_EQ(ReadAll("\"Tên, họ\";Hộ;SĐT\nAn;1\n"), (Texts{{"Tên, họ", "Hộ", "SĐT"}, {"An", "1"}}));
  EXPECT_EQ(ReadAll("DANH SÁCH\nTên;Hộ\nAn;1,2\n"),
            (Texts{{"DANH SÁCH"}, {"Tên", "Hộ"}, {"An", "1,2"}}));
}

TEST(CsvReaderTest, ReadsQuotedCells) {
  EXPECT_EQ(ReadAll("\"a,\"\"b\"\"\nc\",d\n"), (Texts{{"a,\"b\"\nc", "d"}}));
  EXPECT_EQ(ReadAll("\"Bảy\" Lê,x\"y\"\n"), (Texts{{"Bảy Lê", "x\"y\""}}));
  EXPECT_EQ(ReadAll("\"\",a\n"), (Texts{{"", "a"}}));
}

TEST(CsvReaderTest, SkipsBlankLinesAndEmptyColumnsAtTheEnd) {
  EXPECT_EQ(ReadAll("\n\na,b,,\n , ,\n,c,,,\n\n"), (Texts{{"a", "b"}, {"", "c"}}));
}

TEST(CsvReaderTest, KeepsTheLineAndColumnOfEachCell) {
  CsvReader reader("a,b\r\n\r\n\"x\ny\r\nz\",\"w\"\nlast");
  CsvRow row;
  ASSERT_TRUE(reader.Next(&row));
  ASSERT_TRUE(reader.Next(&row));
  EXPECT_EQ(row.line, 3);
  EXPECT_EQ(row.cells[0].line, 3);
  EXPECT_EQ(row.cells[1].line, 5);
  EXPECT_EQ(row.cells[1].column, 2);
  ASSERT_TRUE(reader.Next(&row));
  EXPECT_EQ(row.line, 6);
}

TEST(CsvReaderTest, ReadsUtf16WithAByteOrderMark) {
  const Texts expected = {{"Hộ", "Tên"}, {"1", "Đạo 😀"}};
  EXPECT_EQ(ReadAll(Utf16(u"Hộ\tTên\r\n1\tĐạo 😀\r\n", false)), expected);
  EXPECT_EQ(ReadAll(Utf16(u"Hộ\tTên\r\n1\tĐạo 😀\r\n", true)), expected);
}

TEST(CsvReaderTest, DropsTheTextOfColumnsNotKept) {
  CsvReader reader("a,b,c\n1,\"2\n2\",3\n,x,y\n4,5,6");
  CsvRow row;
  ASSERT_TRUE(reader.Next(&row));
  reader.KeepColumns({true});
  EXPECT_EQ(ReadAll(&reader), (Texts{{"1"}, {"4"}}));
}

TEST(CsvReaderTest, NamesTheFaultAndItsLine) {
  int line = 0;
  EXPECT_EQ(FaultOf("a,b\n1,\"x\n2,3\n", &line), CsvFault::kUnclosedQuote);
  EXPECT_EQ(line, 2);
  EXPECT_EQ(FaultOf(std::string("a,b\n1\0,2", 8), &line), CsvFault::kNulByte);
  EXPECT_EQ(line, 2);
  EXPECT_EQ(FaultOf("H\xF4,T\xEAn\n"), CsvFault::kEncoding);
  EXPECT_EQ(FaultOf(std::string("\xFF\xFE\x61", 3)), CsvFault::kEncoding);
  EXPECT_EQ(FaultOf(std::string("\xFF\xFE\x00\xDC", 4)), CsvFault::kEncoding);
  EXPECT_EQ(FaultOf("PK\x03\x04rest"), CsvFault::kWorkbook);
  EXPECT_EQ(FaultOf("\xD0\xCF\x11\xE0\xA1"), CsvFault::kWorkbook);
  for (const CsvFault fault :
       {CsvFault::kTooLarge, CsvFault::kWorkbook, CsvFault::kEncoding, CsvFault::kNulByte,
        CsvFault::kUnclosedQuote, CsvFault::kTooManyColumns}) {
    EXPECT_FALSE(Explain(fault).vi.empty());
    EXPECT_FALSE(Explain(fault).en.empty());
  }
}

TEST(CsvReaderTest, HoldsItsLimits) {
  int line = 0;
  EXPECT_EQ(FaultOf("abcde", nullptr, {.max_bytes = 4}), CsvFault::kTooLarge);
  EXPECT_EQ(FaultOf("a,b\n1,2,3\n", &line, {.max_columns = 2}), CsvFault::kTooManyColumns);
  EXPECT_EQ(line, 2);
  EXPECT_EQ(FaultOf("a,b,,,,,\n1,2, , ,\n", nullptr, {.max_columns = 2}), CsvFault::kNone);
}

TEST(CsvReaderTest, ReadsAnEmptyFileAsNoRows) {
  for (const char* bytes : {"", "\n", "\xEF\xBB\xBF", ",,,\n", "sep=;"}) {
    EXPECT_EQ(ReadAll(bytes), Texts{}) << bytes;
  }
}

TEST(WriteCsvTest, QuotesWhereNeededAndMarksUtf8) {
  EXPECT_EQ(WriteCsv({{"a", "b,c", "d\"e"}, {"x\ny", " z", ""}}),
            "\xEF\xBB\xBF"
            "a,\"b,c\",\"d\"\"e\"\r\n\"x\ny\",\" z\",\r\n");
  EXPECT_EQ(WriteCsv({{"a", "b"}}, {.separator = ';', .byte_order_mark = false}), "a;b\r\n");
}

TEST(WriteCsvTest, ReadsBackWhatItWrote) {
  const Texts rows = {{"h1", "h2", "h3"}, {"a;b", "\"", "x\r\ny"}, {"'", "\t", "\xC4\x90"}};
  for (const char separator : {',', ';', '\t'}) {
    Texts back = ReadAll(WriteCsv(rows, {.separator = separator}));
    for (auto& row : back) {
      for (std::string& text : row) text = UnguardFormula(text);
    }
    EXPECT_EQ(back, rows) << separator;
  }
}

TEST(GuardFormulaTest, DisarmsFormulasAndIsUndoneExactly) {
  EXPECT_EQ(GuardFormula("=1+1"), "'=1+1");
  EXPECT_EQ(GuardFormula("@SUM(A1)"), "'@SUM(A1)");
  EXPECT_EQ(GuardFormula("Nguyễn Văn An"), "Nguyễn Văn An");
  for (const char* text : {"'", "''", "'=", "=", "-1", "+84", "'5", "''=", "a=b", "\t=1"}) {
    EXPECT_EQ(UnguardFormula(GuardFormula(text)), text);
    EXPECT_EQ(std::string("=+-@\t\r").find(GuardFormula(text)[0]), std::string::npos) << text;
  }
}

}  // namespace
}  // namespace liengia::groups
