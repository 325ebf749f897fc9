#include "services/groups/people_sheet.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/groups/people_cells.h"
#include "services/platform/text.h"

namespace liengia::groups {
namespace {

using enum ColumnMeaning;

// A title, the group's name, a date and blank lines may stand above the headings.
constexpr int kRowsToSearchForHeadings = 10;

std::string Tidy(const std::string& text) {
  return platform::Nfc(platform::CollapseSpaces(UnguardFormula(platform::CollapseSpaces(text))));
}

std::string TextAt(const CsvRow& row, int column) {
  if (column < 1 || column > static_cast<int>(row.cells.size())) return "";
  return Tidy(row.cells[column - 1].text);
}

int KnownHeadings(const CsvRow& row) {
  return static_cast<int>(
      std::count_if(row.cells.begin(), row.cells.end(),
                    [](const CsvCell& cell) { return MeaningOf(cell.text).has_value(); }));
}

// The row with the most known headings among the first rows; the first row if no heading is known.
CsvRow FindHeadings(CsvReader* reader) {
  CsvRow best, row;
  int most = -1;
  for (int i = 0; i < kRowsToSearchForHeadings && reader->Next(&row); ++i) {
    const int known = KnownHeadings(row);
    if (known > most) {
      most = known;
      best = row;
    }
  }
  return best;
}

// One sheet while it is read.
class SheetReader {
 public:
  SheetReader(const std::string& bytes, const CsvLimits& limits, int max_rows)
      : bytes_(bytes), limits_(limits), max_rows_(max_rows) {}

  PeopleSheet Read() {
    CsvReader search(bytes_, limits_);
    sheet_.separator = search.separator();
    headings_ = FindHeadings(&search);
    sheet_.heading_line = headings_.line;
    NameColumns();
    if (!ReadRows()) return std::move(sheet_);
    SettleName();
    SettleHead();
    RequireColumns();
    return std::move(sheet_);
  }

 private:
  void Report(const FileColumn& column, int line, RowFault fault, platform::Sentence sentence) {
    sheet_.problems.push_back({line, column.column, column.heading, fault, std::move(sentence)});
  }

  bool Has(ColumnMeaning meaning) const { return sheet_.columns.count(meaning) > 0; }

  void Rename(ColumnMeaning from, ColumnMeaning to) {
    sheet_.columns[to] = sheet_.columns.at(from);
    sheet_.columns.erase(from);
  }

  void NameColumns();
  void AddColumn(ColumnMeaning meaning, const FileColumn& column);
  void LeaveOut(const FileColumn& column);
  void SettleHouseholdOrFamilyName();
  void FindSecondHalfOfName();
  bool ReadRows();  // False for a file that cannot be read or is empty.
  void SettleName();
  void SettleHead();
  void RequireColumns();

  const std::string& bytes_;
  const CsvLimits& limits_;
  const int max_rows_;
  CsvRow headings_;
  int second_half_of_name_ = 0;  // A column without a heading, right of kFullName.
  PeopleSheet sheet_;
};

void SheetReader::NameColumns() {
  for (const CsvCell& cell : headings_.cells) {
    const FileColumn column{cell.column, Tidy(cell.text)};
    const std::optional<ColumnMeaning> meaning = MeaningOf(cell.text);
    // Refused first: "Điện thoại (CCCD)" must not bring identity numbers in as phones.
    if (column.heading.empty()) continue;
    if (IsNeverImported(cell.text) || !meaning.has_value()) {
      LeaveOut(column);
    } else if (*meaning != kRowNumber) {
      AddColumn(*meaning, column);
    }
  }
  SettleHouseholdOrFamilyName();
  FindSecondHalfOfName();
}

void SheetReader::AddColumn(ColumnMeaning meaning, const FileColumn& column) {
  const auto [first, is_new] = sheet_.columns.emplace(meaning, column);
  if (is_new) return;
  const FileColumn& earlier = first->second;
  Report(column, headings_.line, RowFault::kHeadingRepeated,
         {absl::StrCat("Cột ", earlier.column, " (", earlier.heading, ") và cột ", column.column,
                       " (", column.heading, ") có cùng ý nghĩa: hãy chỉ giữ một cột."),
          absl::StrCat("Column ", earlier.column, " (", earlier.heading, ") and column ",
                       column.column, " (", column.heading, ") mean the same: keep one of them.")});
}

void SheetReader::LeaveOut(const FileColumn& column) {
  const bool refused = IsNeverImported(column.heading);
  const std::string& heading = column.heading;
  sheet_.left_out.push_back(
      {column, refused,
       refused
           ? platform::Sentence{absl::StrCat("Cột \"", heading,
                                             "\" không được nhập: hệ thống không bao giờ lưu loại "
                                             "thông tin này. Hãy xóa cột khỏi tệp trước khi gửi."),
                                absl::StrCat(
                                    "The column \"", heading,
                                    "\" is not imported: this kind of information is never "
                                    "kept here. Delete it from the file before sending.")}
           : platform::Sentence{absl::StrCat("Cột \"", heading, "\" bị bỏ qua."),
                                absl::StrCat("The column \"", heading, "\" is ignored.")}});
}

void SheetReader::SettleHouseholdOrFamilyName() {
  if (!Has(kHouseholdOrFamilyName)) return;
  const bool other_household = Has(kHousehold) || Has(kHouseNumber) || Has(kAddress);
  const bool is_family_name = Has(kGivenName) && !Has(kFullName) && other_household;
  const ColumnMeaning meaning = is_family_name ? kFamilyName : kHousehold;
  const FileColumn column = sheet_.columns.at(kHouseholdOrFamilyName);
  sheet_.columns.erase(kHouseholdOrFamilyName);
  AddColumn(meaning, column);
}

// "Họ và tên" is often one heading merged over two columns, the second for the given name. The
// second must stand between two headings: text right of the table may be anything.
void SheetReader::FindSecondHalfOfName() {
  if (!Has(kFullName) || Has(kFamilyName) || Has(kGivenName)) return;
  const size_t next = static_cast<size_t>(sheet_.columns.at(kFullName).column);
  if (next + 1 < headings_.cells.size() && Tidy(headings_.cells[next].text).empty()) {
    second_half_of_name_ = static_cast<int>(next) + 1;
  }
}

bool SheetReader::ReadRows() {
  CsvReader reader(bytes_, limits_);
  std::vector<bool> keep(headings_.cells.size(), false);
  for (const auto& [meaning, column] : sheet_.columns) keep[column.column - 1] = true;
  if (second_half_of_name_ > 0) keep[second_half_of_name_ - 1] = true;
  reader.KeepColumns(std::move(keep));
  for (CsvRow row; reader.Next(&row);) {
    if (row.line <= headings_.line) continue;
    if (++sheet_.row_count <= max_rows_) sheet_.rows.push_back(std::move(row));
  }
  if (reader.fault() != CsvFault::kNone) {
    sheet_.problems.clear();  // What was found in a file that cannot be read would mislead.
    Report({}, reader.fault_line(), RowFault::kUnreadable, Explain(reader.fault()));
    return false;
  }
  if (!headings_.cells.empty()) return true;
  Report({}, 0, RowFault::kNoPeople, {"Tệp không có nội dung.", "The file is empty."});
  return false;
}

// The second half counts only if the column holds single words as given names do; it may hold
// remarks.
void SheetReader::SettleName() {
  if (second_half_of_name_ == 0) return;
  bool any = false;
  for (const CsvRow& row : sheet_.rows) {
    const std::string text = TextAt(row, second_half_of_name_);
    if (text.find_first_of(" 0123456789") != std::string::npos) return;
    any = any || !text.empty();
  }
  if (!any) return;
  Rename(kFullName, kFamilyName);
  sheet_.columns[kGivenName] = {second_half_of_name_, sheet_.columns.at(kFamilyName).heading};
}

// "Chủ hộ" heads either yes and no, or the names of the heads.
void SheetReader::SettleHead() {
  if (!Has(kHead) || Has(kHeadName)) return;
  int flags = 0, others = 0;
  for (const CsvRow& row : sheet_.rows) {
    const std::string text = CellText(sheet_, row, kHead);
    if (!text.empty()) ++(ReadYesNo(text).has_value() ? flags : others);
  }
  if (others > flags) Rename(kHead, kHeadName);
}

void SheetReader::RequireColumns() {
  std::vector<std::string> vi, en;
  if (!Has(kFullName) && !Has(kGivenName) && !Has(kHeadName)) {
    vi.push_back("\"Họ và tên\"");
    en.push_back("\"Họ và tên\" (full name)");
  }
  if (!Has(kHousehold) && !Has(kHouseNumber) && !Has(kHeadName) && !Has(kAddress)) {
    vi.push_back("\"Hộ\" (hoặc \"Số nhà\", \"Địa chỉ\")");
    en.push_back("\"Hộ\" (household; or \"Số nhà\", \"Địa chỉ\")");
  }
  if (vi.empty()) return;
  Report({}, headings_.line, RowFault::kHeadingsMissing,
         {absl::StrCat("Dòng tiêu đề thiếu cột ", absl::StrJoin(vi, " và "), "."),
          absl::StrCat("The heading line lacks the column ", absl::StrJoin(en, " and "), ".")});
}

}  // namespace

PeopleSheet ReadPeopleSheet(const std::string& bytes, const CsvLimits& limits, int max_rows) {
  return SheetReader(bytes, limits, max_rows).Read();
}

std::string CellText(const PeopleSheet& sheet, const CsvRow& row, ColumnMeaning meaning) {
  const auto found = sheet.columns.find(meaning);
  return found == sheet.columns.end() ? "" : TextAt(row, found->second.column);
}

}  // namespace liengia::groups
