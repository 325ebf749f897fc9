#include "services/groups/people_csv.h"

#include <cstdint>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/platform/text.h"

namespace liengia::groups {

// Of a row, all but its line.
bool operator==(const PersonRow& a, const PersonRow& b) {
  const auto fields = [](const PersonRow& row) {
    return std::tie(row.household, row.address, row.full_name, row.phone, row.birth_year, row.role,
                    row.may_lead, row.household_head, row.over_70_approved);
  };
  return fields(a) == fields(b);
}

void PrintTo(const PersonRow& row, std::ostream* out) {
  *out << "{line " << row.line << " household '" << row.household << "' address '" << row.address
       << "' name '" << row.full_name << "' phone '" << row.phone << "' born "
       << row.birth_year.value_or(0) << "}";
}

namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const absl::CivilDay kToday(2026, 3, 2);

PeopleFile Read(const std::string& bytes, const PeopleLimits& limits = {}) {
  return ReadPeople(bytes, kToday, limits);
}

struct Problem {
  int line;
  int column;
  RowFault fault;
  bool operator==(const Problem&) const = default;
};

void PrintTo(const Problem& problem, std::ostream* out) {
  *out << problem.line << ":" << problem.column << " fault " << static_cast<int>(problem.fault);
}

std::vector<Problem> ProblemsOf(const PeopleFile& file) {
  std::vector<Problem> problems;
  for (const RowProblem& problem : file.problems) {
    EXPECT_FALSE(problem.sentence.vi.empty());
    EXPECT_FALSE(problem.sentence.en.empty());
    problems.push_back({problem.line, problem.column, problem.fault});
  }
  EXPECT_TRUE(problems.empty() || file.rows.empty());
  return problems;
}

std::vector<PersonRow> RowsOf(const std::string& bytes) {
  const PeopleFile file = Read(bytes);
  for (const RowProblem& problem : file.problems) {
    ADD_FAILURE() << problem.line << ":" << problem.column << " " << problem.sentence.en;
  }
  return file.rows;
}

const PersonRow kAn = {.household = "12", .full_name = "Nguyễn Văn An", .phone = "+84905123456"};

TEST(ReadPeopleTest, ReadsAWholeList) {
  const std::vector<PersonRow> rows = RowsOf(
      "STT,Hộ,Địa chỉ,Họ và tên,SĐT,Năm sinh,Vai trò,Trưởng ca,Chủ hộ,Đồng ý trực trên 70\n"
      "1,12,\"12, Kiệt 5\",Nguyễn Văn An,905123456,13/05/1958,Tổ trưởng,x,có,\n"
      "2,12,\"12, Kiệt 5\",Lê Thị Bưởi,,1961,,,không,\n"
      "3,14/2,,Trần Bảy,0169 123 4567,1950,tổ viên,,x,có\n");
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0], (PersonRow{.household = "12",
                                .address = "12, Kiệt 5",
                                .full_name = "Nguyễn Văn An",
                                .phone = "+84905123456",
                                .birth_year = 1958,
                                .role = MemberRole::kLeader,
                                .may_lead = true,
                                .household_head = true,
                                .over_70_approved = false}));
  EXPECT_EQ(rows[1], (PersonRow{.household = "12",
                                .address = "12, Kiệt 5",
                                .full_name = "Lê Thị Bưởi",
                                .birth_year = 1961,
                                .role = MemberRole::kMember,
                                .may_lead = false,
                                .household_head = false,
                                .over_70_approved = false}));
  EXPECT_EQ(rows[2].phone, "+84391234567");
  EXPECT_EQ(rows[2].over_70_approved, true);
  EXPECT_EQ(rows[2].line, 4);
}

TEST(ReadPeopleTest, UnderstandsHeadingsInEverySpelling) {
  for (const char* headings : {
           "Hộ,Họ và tên,Số điện thoại",
           "HỘ,HỌ VÀ TÊN,ĐIỆN THOẠI",
           "ho,ho va ten,dien thoai",
           "Mã hộ:,Họ & tên (*),S\u0110T",
           "\"Mã\nhộ\",\"Họ\nvà tên\",\"Số điện\r\nthoại\"",
           "Ho\u0323\u0302,Ho\u0323 va\u0300 te\u0302n,So\u0302\u0301 \u0111ie\u0323\u0302n "
           "thoa\u0323i",
           "Household,Full name,Phone number",
           "household_code,full_name,phone",
           "Số nhà,Họ tên,ĐTDĐ",
           "Địa chỉ,Tên,Di động (Zalo)",
       }) {
    const std::vector<PersonRow> rows =
        RowsOf(absl::StrCat(headings, "\n12,Nguyễn Văn An,0905123456\n"));
    ASSERT_EQ(rows.size(), 1u) << headings;
    EXPECT_EQ(rows[0].household, "12") << headings;
    EXPECT_EQ(rows[0].full_name, "Nguyễn Văn An") << headings;
    EXPECT_EQ(rows[0].phone, "+84905123456") << headings;
  }
}

TEST(ReadPeopleTest, ReadsNastyFiles) {
  const std::string nfd =
      "Ho\u0323\u0302;Ho\u0323 va\u0300 te\u0302n;SDT\r\n"
      "12;Nguye\u0302\u0303n Va\u0306n An;0905123456\r\n";
  const std::string utf16 = [] {
    std::string bytes = "\xFF\xFE";
    for (const char16_t unit : u"Hộ\tHọ và tên\tSĐT\r\n12\tNguyễn Văn An\t905123456\r\n") {
      if (unit == 0) break;
      bytes += {static_cast<char>(unit & 0xFF), static_cast<char>(unit >> 8)};
    }
    return bytes;
  }();
  for (const std::string& bytes : std::vector<std::string>{
           nfd,
           "\xEF\xBB\xBF" + nfd,
           utf16,
           "Hộ,Họ và tên,SĐT\r12,\"Nguyễn\nVăn\r\nAn\",0905.123.456\n\r\n,,\n",
           "sep=;\nHộ;Họ và tên;SĐT;;;\n12;Nguyễn  Văn\u00A0An ;'0905123456;;;\n;;;;;\n",
           "DANH SÁCH LIÊN GIA SỐ 3,,,\n\nHộ,Họ và tên,SĐT,\n12,Nguyễn Văn An,84905123456,\n",
           "Hộ\tHọ và tên\tSĐT\n12\tNguyễn Văn An\t\"0905 123 456\"",
       }) {
    EXPECT_THAT(RowsOf(bytes), ElementsAre(kAn)) << bytes;
  }
}

TEST(ReadPeopleTest, JoinsANameSplitOverTwoColumns) {
  EXPECT_THAT(RowsOf("Hộ,Họ và tên đệm,Tên,SĐT\n12,Nguyễn Văn,An,0905123456\n"), ElementsAre(kAn));
  EXPECT_THAT(RowsOf("Hộ,Họ,Tên,SĐT\n12,Nguyễn Văn,An,0905123456\n"), ElementsAre(kAn));
  EXPECT_THAT(RowsOf("So nha,Ho,Ten,SDT\n12,Nguyễn Văn,An,0905123456\n")[0].full_name,
              "Nguyễn Văn An");
  // One heading merged over two columns.
  EXPECT_THAT(RowsOf("Hộ,Họ và tên,,SĐT\n12,Nguyễn Văn,An,0905123456\n"), ElementsAre(kAn));
}

TEST(ReadPeopleTest, TakesNoRemarkForTheSecondHalfOfAName) {
  EXPECT_THAT(RowsOf("Hộ,Họ và tên,,SĐT\n12,Nguyễn Văn An,hay đau ốm,0905123456\n"),
              ElementsAre(kAn));
  EXPECT_THAT(RowsOf("Hộ,SĐT,Họ và tên\n12,0905123456,Nguyễn Văn An,ốm\n"), ElementsAre(kAn));
}

TEST(ReadPeopleTest, TellsHouseholdFromFamilyNameWithoutDiacritics) {
  EXPECT_EQ(RowsOf("Ho,Ho va ten\n12,An\n")[0].household, "12");
  EXPECT_EQ(RowsOf("Ho,Ten\n12,Nguyen Van An\n")[0].household, "12");
  EXPECT_EQ(RowsOf("Dia chi,Ho,Ten\n5 Kiet 3,Nguyen Van,An\n")[0].full_name, "Nguyen Van An");
}

TEST(ReadPeopleTest, ReadsAListOfHeadsAsOnePersonAHousehold) {
  for (const char* heading : {"Họ tên chủ hộ", "Chủ hộ"}) {
    const auto rows =
        RowsOf(absl::StrCat("STT,", heading, ",Địa chỉ,SĐT\n1,Lê Bảy,5 Bạch Đằng,\n"));
    EXPECT_THAT(rows, ElementsAre(PersonRow{.household = "Lê Bảy",
                                            .address = "5 Bạch Đằng",
                                            .full_name = "Lê Bảy",
                                            .household_head = true}));
  }
}

TEST(ReadPeopleTest, TakesTheHeadsNameForTheHousehold) {
  const auto rows = RowsOf("Họ tên,Chủ hộ\nLê Bảy,Lê Bảy\nLê Thị Tám,LÊ BẢY\n");
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].household_head, true);
  EXPECT_EQ(rows[1].household_head, false);
  EXPECT_EQ(rows[0].household, "Lê Bảy");
}

TEST(ReadPeopleTest, JoinsHouseNumberAndStreetIntoOneHousehold) {
  const auto rows = RowsOf("Họ tên,Số nhà,Địa chỉ\nAn,12,Kiệt 5\nBa,12,Kiệt 7\nTư,3,3 Kiệt 9\n");
  EXPECT_EQ(rows[0].household, "12, Kiệt 5");
  EXPECT_EQ(rows[1].household, "12, Kiệt 7");
  EXPECT_EQ(rows[2].address, "3 Kiệt 9");
}

TEST(ReadPeopleTest, TakesOnlyTheHeadFromFamilyRelations) {
  const auto rows = RowsOf("Hộ,Họ tên,Quan hệ với chủ hộ\n1,An,Chủ hộ\n1,Bình,Vợ\n");
  EXPECT_EQ(rows[0].household_head, true);
  EXPECT_EQ(rows[1].household_head, false);
}

TEST(ReadPeopleTest, KeepsOnlyTheYearOfABirthDate) {
  for (const char* date : {"1958", "13/05/1958", "13-5-1958", "05/13/1958", "13.05.1958", "05/1958",
                           "1958-05-13", "1958-05-13 00:00:00", "１９５８"}) {
    EXPECT_EQ(RowsOf(absl::StrCat("Hộ,Tên,Ngày sinh\n1,An,", date, "\n"))[0].birth_year, 1958)
        << date;
  }
}

TEST(ReadPeopleTest, SaysNothingWhereTheFileHasNoColumn) {
  const PersonRow row = RowsOf("Hộ,Tên\n1,An\n")[0];
  EXPECT_FALSE(row.role.has_value());
  EXPECT_FALSE(row.may_lead.has_value());
  EXPECT_FALSE(row.household_head.has_value());
  EXPECT_FALSE(row.over_70_approved.has_value());
  EXPECT_FALSE(row.birth_year.has_value());
}

TEST(ReadPeopleTest, ReportsEveryProblemOfEveryRow) {
  const PeopleFile file = Read(
      "Hộ,Họ và tên,SĐT,Năm sinh,Vai trò,Trưởng ca,Chủ hộ,Địa chỉ\n"
      ",,9.05123E+08,2030,bí thư,maybe,?,\n"             // 2
      "12,An,0234 3822 123,58,tổ trưởng,x,x,5 Kiệt 1\n"  // 3
      "12,Bình,0905123456,31/02/1970,,,x,7 Kiệt 1\n"     // 4
      "13,Cúc,+84905123456,1850,,,,\n"                   // 5
      "13,Dũng,,2010,tổ phó,có,,\n"                      // 6
      "13,DŨNG,,2010,,,,\n"                              // 7
      "13,---,,1.2.3.4,,,,\n"                            // 8
      "13,Em,,5/5/58,,,,\n");                            // 9
  EXPECT_THAT(
      ProblemsOf(file),
      ElementsAre(
          Problem{2, 1, RowFault::kHouseholdMissing}, Problem{2, 2, RowFault::kNameMissing},
          Problem{2, 3, RowFault::kPhoneMalformed}, Problem{2, 4, RowFault::kBirthYearImpossible},
          Problem{2, 5, RowFault::kRoleUnknown}, Problem{2, 6, RowFault::kYesNoUnknown},
          Problem{2, 7, RowFault::kYesNoUnknown}, Problem{3, 3, RowFault::kPhoneMalformed},
          Problem{3, 4, RowFault::kBirthYearMalformed},
          Problem{4, 4, RowFault::kBirthYearImpossible}, Problem{4, 7, RowFault::kHeadRepeated},
          Problem{4, 8, RowFault::kAddressDiffers}, Problem{5, 3, RowFault::kPhoneRepeated},
          Problem{5, 4, RowFault::kBirthYearImpossible}, Problem{6, 5, RowFault::kMinorLeads},
          Problem{6, 6, RowFault::kMinorLeads}, Problem{7, 2, RowFault::kPersonRepeated},
          Problem{8, 2, RowFault::kNameMalformed}, Problem{8, 4, RowFault::kBirthYearMalformed},
          Problem{9, 4, RowFault::kBirthYearMalformed}));
  EXPECT_EQ(file.problems[2].heading, "SĐT");
  EXPECT_THAT(file.problems[2].sentence.vi, HasSubstr("Văn bản"));
}

TEST(ReadPeopleTest, NamesAllMissingHeadingsAtOnce) {
  const PeopleFile file = Read("STT,SĐT,Năm sinh\n1,0905123456,1970\n");
  EXPECT_THAT(ProblemsOf(file), ElementsAre(Problem{1, 0, RowFault::kHeadingsMissing}));
  EXPECT_THAT(file.problems[0].sentence.vi, AllOf(HasSubstr("Họ và tên"), HasSubstr("Hộ\"")));
}

TEST(ReadPeopleTest, ReportsHeadingsThatMeanTheSame) {
  EXPECT_THAT(ProblemsOf(Read("Hộ,Tên,SĐT,Di động,Điện thoại\n1,An,,,\n")),
              ElementsAre(Problem{1, 4, RowFault::kHeadingRepeated},
                          Problem{1, 5, RowFault::kHeadingRepeated}));
}

TEST(ReadPeopleTest, ReportsFilesWithoutPeople) {
  for (const char* bytes : {"", "\n\n", "\xEF\xBB\xBF", ";;;\n"}) {
    EXPECT_THAT(ProblemsOf(Read(bytes)), ElementsAre(Problem{0, 0, RowFault::kNoPeople})) << bytes;
  }
  EXPECT_THAT(ProblemsOf(Read("Hộ,Tên\n")), ElementsAre(Problem{1, 0, RowFault::kNoPeople}));
  EXPECT_THAT(ProblemsOf(Read(WritePeople({}))), ElementsAre(Problem{1, 0, RowFault::kNoPeople}));
}

TEST(ReadPeopleTest, ReportsUnreadableFilesAlone) {
  EXPECT_THAT(ProblemsOf(Read(std::string("Hộ,Tên\n1,A\0n\n", 16))),
              ElementsAre(Problem{2, 0, RowFault::kUnreadable}));
  EXPECT_THAT(ProblemsOf(Read("Hộ,Tên\n1,\"An\n2,Ba\n")),
              ElementsAre(Problem{2, 0, RowFault::kUnreadable}));
  EXPECT_THAT(ProblemsOf(Read("H\xF4,T\xEAn\n")),
              ElementsAre(Problem{0, 0, RowFault::kUnreadable}));
  EXPECT_THAT(ProblemsOf(Read("PK\x03\x04")), ElementsAre(Problem{0, 0, RowFault::kUnreadable}));
}

TEST(ReadPeopleTest, LimitsTextsByCharactersNotBytes) {
  std::string name;
  for (int i = 0; i < 80; ++i) name += "ễ";
  EXPECT_EQ(RowsOf(absl::StrCat("Hộ,Tên\n1,", name, "\n"))[0].full_name, name);
  EXPECT_THAT(ProblemsOf(Read(absl::StrCat("Hộ,Tên\n1,", name, "ễ\n"))),
              ElementsAre(Problem{2, 2, RowFault::kTextTooLong}));
}

TEST(ReadPeopleTest, LetsTwoPeopleShareANameIfSomethingTellsThemApart) {
  EXPECT_EQ(RowsOf("Hộ,Tên,Năm sinh,SĐT\n1,An,1950,\n1,An,1980,\n").size(), 2u);
  EXPECT_EQ(RowsOf("Hộ,Tên,SĐT\n1,An,0905123456\n1,An,0905123457\n").size(), 2u);
  EXPECT_EQ(RowsOf("Hộ,Tên\n1,Hùng\n1,Hưng\n2,Hùng\n").size(), 3u);
  EXPECT_THAT(ProblemsOf(Read("Hộ,Tên,SĐT\n1,An,0905123456\n1,An,\n")),
              ElementsAre(Problem{3, 2, RowFault::kPersonRepeated}));
}

TEST(ReadPeopleTest, NeverReadsSensitiveColumnsAndNamesThem) {
  const PeopleFile file = Read(
      "Hộ,Tên,Tôn giáo,DÂN TỘC,Đảng viên,Số CCCD,Tình trạng sức khỏe,Ghi chú,Đăng ký xe,Điện thoại "
      "(CMND)\n"
      "1,An,Phật giáo,Kinh,x,046058000001,yếu,hay vắng,có,191234567\n");
  ASSERT_EQ(file.rows.size(), 1u);
  std::vector<std::string> refused, ignored;
  for (const LeftOutColumn& left_out : file.left_out) {
    (left_out.refused ? refused : ignored).push_back(left_out.column.heading);
    EXPECT_THAT(left_out.sentence.vi, HasSubstr(left_out.column.heading));
  }
  EXPECT_THAT(refused, ElementsAre("Tôn giáo", "DÂN TỘC", "Đảng viên", "Số CCCD",
                                   "Tình trạng sức khỏe", "Điện thoại (CMND)"));
  EXPECT_THAT(ignored, ElementsAre("Ghi chú", "Đăng ký xe"));
  EXPECT_THAT(file.columns,
              ElementsAre(Field(&FileColumn::heading, "Hộ"), Field(&FileColumn::heading, "Tên")));
  EXPECT_EQ(file.rows[0].phone, "");
}

std::string ManyRows(int count) {
  std::string bytes = "STT;Hộ;Họ và tên;SĐT;Năm sinh\r\n";
  for (int i = 0; i < count; ++i) {
    absl::StrAppend(&bytes, i + 1, ";", i / 4, ";Nguyễn Văn ", i, ";0905", 100000 + i, ";1970\r\n");
  }
  return bytes;
}

TEST(ReadPeopleTest, ReadsTenThousandRows) {
  const PeopleFile file = Read(ManyRows(10000), {.max_members = 10000});
  EXPECT_THAT(file.problems, IsEmpty());
  EXPECT_EQ(file.rows.size(), 10000u);
  EXPECT_EQ(file.rows.back().line, 10001);
}

TEST(ReadPeopleTest, ReportsTooManyPeopleOnce) {
  const PeopleFile file = Read(ManyRows(10000));
  EXPECT_THAT(ProblemsOf(file), ElementsAre(Problem{0, 0, RowFault::kTooManyPeople}));
  EXPECT_THAT(file.problems[0].sentence.en, HasSubstr("10000"));
}

TEST(WritePeopleTest, WritesWhatExcelOpensWell) {
  const std::string bytes = WritePeople({{.household = "12",
                                          .full_name = "=cmd()",
                                          .phone = "+84905123456",
                                          .role = MemberRole::kDeputy,
                                          .may_lead = true}});
  EXPECT_EQ(bytes,
            "\xEF\xBB\xBFHộ,Địa chỉ,Họ và tên,Số điện thoại,Năm sinh,Vai trò,Trưởng ca\r\n"
            "12,,'=cmd(),0905123456,,tổ phó,có\r\n");
}

// Texts that break careless readers and writers; all of them names with a letter.
const std::vector<std::string>& OddTexts() {
  static const auto& odd = *new std::vector<std::string>({
      "Nguyễn Văn An",
      "Nguye\u0302\u0303n A\u0301i",
      "\"Bảy\" Lê",
      "Lê, Thị; Tám",
      "dòng\nhai",
      "=1+A",
      "'a",
      "''b",
      "-c",
      "@d",
      "+e",
      "tab\tg",
      "  h  ",
      "x",
      "có",
      "Hộ",
      "Ÿ\u200Bz",
      "順化",
      "sep=;",
      "\u1EA5\u0323",
      "a\"\"b",
      "'=k",
  });
  return odd;
}

PersonRow RandomRow(std::mt19937_64* random, int number) {
  const auto below = [&](int bound) { return static_cast<int>((*random)() % bound); };
  const auto text = [&] { return OddTexts()[below(static_cast<int>(OddTexts().size()))]; };
  PersonRow row;
  row.household = absl::StrCat(text(), " ", number);
  row.full_name = text();
  if (below(2) == 0) row.address = text();
  if (below(2) == 0) row.phone = absl::StrCat("+84905", 100000 + number);
  if (below(2) == 0) row.birth_year = 1930 + below(70);
  row.role = static_cast<MemberRole>(below(3));
  row.may_lead = below(2) == 0;
  row.household_head = below(2) == 0;
  row.over_70_approved = below(2) == 0;
  return row;
}

std::string Tidy(const std::string& text) { return platform::Nfc(platform::CollapseSpaces(text)); }

TEST(WritePeopleTest, ReadPeopleReadsBackTheSameRows) {
  for (uint64_t seed = 1; seed <= 200; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    std::mt19937_64 random(seed);
    std::vector<PersonRow> rows;
    for (int i = 0; i < 20; ++i) rows.push_back(RandomRow(&random, i));
    const CsvStyle style = {.separator = ",;\t"[seed % 3], .byte_order_mark = seed % 2 == 0};
    const std::vector<PersonRow> back = RowsOf(WritePeople(rows, style));
    for (PersonRow& row : rows) {
      row.household = Tidy(row.household);
      row.address = Tidy(row.address);
      row.full_name = Tidy(row.full_name);
    }
    ASSERT_EQ(back, rows);
    ASSERT_EQ(RowsOf(WritePeople(back)), rows);
  }
}

const std::vector<std::string>& RandomPieces() {
  static const auto& pieces = *new std::vector<std::string>({
      "Hộ",      "Họ và tên", "Tên",       "SĐT",        "Năm sinh",    "Chủ hộ",    "Vai trò",
      "Địa chỉ", "Số nhà",    "CCCD",      "0905123456", "9.05123E+08", "1970",      "31/02/1970",
      "x",       "có",        "tổ trưởng", "'",          "=",           "\u00A0",    "\u0302",
      "e",       "(",         ")",         "An",         "Bảy 7",       "\"a,\nb\"", "\"",
      "-",       "",          "",          "12",         ",",           ";",         "\t",
      "\n",      "\r\n",      "\r",        "\"\"",       "sep=;",
  });
  return pieces;
}

// Bytes that look enough like a file to reach every part of the reader: sometimes a table,
// sometimes pieces of one, sometimes with noise.
std::string RandomBytes(std::mt19937_64* random) {
  const auto below = [&](size_t bound) { return (*random)() % bound; };
  const auto piece = [&] { return RandomPieces()[below(RandomPieces().size())]; };
  std::string bytes = below(4) == 0 ? "\xEF\xBB\xBF" : "";
  if (below(4) != 0) {
    absl::StrAppend(&bytes, "Hộ,Họ và tên,", RandomPieces()[below(10)], "\n");
    for (size_t rows = below(4); rows > 0; --rows) {
      absl::StrAppend(&bytes, piece(), rows, ",", piece(), ",", below(3) == 0 ? piece() : "", "\n");
    }
  }
  if (below(4) == 0) {
    for (size_t count = below(100); count > 0; --count) bytes += piece();
  }
  if (below(8) == 0 && !bytes.empty()) {
    for (size_t count = below(8); count > 0; --count) {
      bytes[below(bytes.size())] = static_cast<char>(below(256));
    }
  }
  if (below(32) == 0) bytes.insert(0, below(2) == 0 ? "\xFF\xFE" : "\xFE\xFF");
  return bytes;
}

TEST(ReadPeopleTest, SurvivesRandomBytes) {
  int accepted = 0;
  for (uint64_t seed = 1; seed <= 20000; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    std::mt19937_64 random(seed);
    const PeopleFile file = Read(RandomBytes(&random), {.max_members = 5});
    ASSERT_NE(file.rows.empty(), file.problems.empty());
    if (!file.problems.empty()) continue;
    ++accepted;
    for (const PersonRow& row : file.rows) {
      ASSERT_FALSE(row.full_name.empty());
      ASSERT_FALSE(row.household.empty());
    }
    // What was read once is read again from our own file.
    ASSERT_EQ(RowsOf(WritePeople(file.rows)), file.rows);
  }
  EXPECT_GT(accepted, 1000);  // Otherwise the test has lost its point.
}

}  // namespace
}  // namespace liengia::groups
