#include "services/groups/people_csv.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/groups/member.h"
#include "services/groups/people_cells.h"
#include "services/groups/people_sheet.h"
#include "services/identity/phone.h"
#include "services/platform/text.h"

namespace liengia::groups {
namespace {

using enum ColumnMeaning;

int CharacterCount(const std::string& text) {
  // Bytes that do not continue a character.
  return static_cast<int>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

bool HasLetter(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isalpha(c) || static_cast<unsigned char>(c) >= 0x80;
  });
}

// "12" and "Kiệt 5 Bạch Đằng" are one address, unless the second begins with the first.
std::string JoinAddress(const std::string& house_number, const std::string& street) {
  if (house_number.empty() || absl::StartsWith(street, house_number)) return street;
  return street.empty() ? house_number : absl::StrCat(house_number, ", ", street);
}

// Makes people of a sheet's rows, and notes every problem on the way.
class PeopleReader {
 public:
  PeopleReader(const PeopleSheet& sheet, absl::CivilDay today, const PeopleLimits& limits)
      : sheet_(sheet), today_(today), limits_(limits) {}

  void Read(PeopleFile* file) {
    for (const CsvRow& row : sheet_.rows) ReadPerson(row);
    CheckPhones();
    CheckPeople();
    CheckHouseholds();
    file->rows = std::move(people_);
    file->problems = std::move(problems_);
  }

 private:
  bool Has(ColumnMeaning meaning) const { return sheet_.columns.count(meaning) > 0; }

  // The columns that stand for a household and for a name in this file, to point a reader at.
  ColumnMeaning HouseholdColumn() const {
    for (const ColumnMeaning meaning : {kHousehold, kHouseNumber, kHeadName}) {
      if (Has(meaning)) return meaning;
    }
    return kAddress;
  }
  ColumnMeaning NameColumn() const {
    for (const ColumnMeaning meaning : {kFullName, kGivenName}) {
      if (Has(meaning)) return meaning;
    }
    return kHeadName;
  }

  std::string Text(const CsvRow& row, ColumnMeaning meaning) const {
    return CellText(sheet_, row, meaning);
  }

  void Report(int line, ColumnMeaning meaning, RowFault fault, platform::Sentence sentence) {
    const auto column = sheet_.columns.find(meaning);
    const FileColumn at = column == sheet_.columns.end() ? FileColumn{} : column->second;
    problems_.push_back({line, at.column, at.heading, fault, std::move(sentence)});
  }

  // The text if it is within the limit; otherwise a problem and nothing, so that no later message
  // carries it.
  std::string Limited(int line, ColumnMeaning meaning, std::string text, int max_characters);

  void ReadPerson(const CsvRow& row);
  std::string ReadName(const CsvRow& row);
  std::string ReadHousehold(const CsvRow& row, const std::string& address);
  std::string ReadAddress(const CsvRow& row);
  std::string ReadPhone(const CsvRow& row);
  std::optional<int> ReadBirthYear(const CsvRow& row);
  std::optional<MemberRole> ReadRole(const CsvRow& row);
  std::optional<bool> ReadFlag(const CsvRow& row, ColumnMeaning meaning);
  std::optional<bool> ReadHead(const CsvRow& row, const std::string& full_name);
  void CheckMinor(const PersonRow& person);
  void CheckPhones();
  void CheckPeople();
  void CheckHouseholds();

  // What the rows so far say about a household.
  struct HouseholdSeen {
    int head_line = 0;
    int address_line = 0;
    std::string address;  // Case folded.
  };
  void CheckHead(const PersonRow& person, HouseholdSeen* seen);
  void CheckAddress(const PersonRow& person, HouseholdSeen* seen);

  const PeopleSheet& sheet_;
  const absl::CivilDay today_;
  const PeopleLimits& limits_;
  std::vector<PersonRow> people_;
  std::vector<RowProblem> problems_;
};

std::string PeopleReader::Limited(int line, ColumnMeaning meaning, std::string text,
                                  int max_characters) {
  if (CharacterCount(text) <= max_characters) return text;
  Report(line, meaning, RowFault::kTextTooLong,
         {absl::StrCat("Ô này quá dài: nhiều nhất ", max_characters, " ký tự."),
          absl::StrCat("This cell is too long: at most ", max_characters, " characters.")});
  return "";
}

void PeopleReader::ReadPerson(const CsvRow& row) {
  PersonRow person;
  person.line = row.line;
  person.full_name = ReadName(row);
  person.address = ReadAddress(row);
  person.household = ReadHousehold(row, person.address);
  person.phone = ReadPhone(row);
  person.birth_year = ReadBirthYear(row);
  person.role = ReadRole(row);
  person.may_lead = ReadFlag(row, kMayLead);
  person.household_head = ReadHead(row, person.full_name);
  person.over_70_approved = ReadFlag(row, kOver70Approved);
  CheckMinor(person);
  people_.push_back(std::move(person));
}

std::string PeopleReader::ReadName(const CsvRow& row) {
  const ColumnMeaning column = NameColumn();
  std::string name = Text(row, column);
  if (column == kGivenName) name = platform::CollapseSpaces(Text(row, kFamilyName) + " " + name);
  if (name.empty()) {
    Report(row.line, column, RowFault::kNameMissing,
           {"Chưa ghi họ và tên.", "The name is missing."});
  } else if (!HasLetter(name)) {
    Report(row.line, column, RowFault::kNameMalformed,
           {"Họ và tên phải có chữ cái.", "A name has letters in it."});
    return "";
  }
  return Limited(row.line, column, std::move(name), limits_.max_name_characters);
}

std::string PeopleReader::ReadAddress(const CsvRow& row) {
  return Limited(row.line, Has(kAddress) ? kAddress : kHouseNumber,
                 JoinAddress(Text(row, kHouseNumber), Text(row, kAddress)),
                 limits_.max_address_characters);
}

std::string PeopleReader::ReadHousehold(const CsvRow& row, const std::string& address) {
  const ColumnMeaning column = HouseholdColumn();
  // House number 12 may stand in two alleys: with an address column, the two together name the
  // house.
  const bool is_place = column == kHouseNumber || column == kAddress;
  if (Text(row, column).empty()) {
    Report(
        row.line, column, RowFault::kHouseholdMissing,
        {"Chưa ghi hộ. Nếu ô hộ được gộp (merge) cho nhiều người trong Excel, hãy bỏ "
         "gộp và ghi hộ ở từng dòng.",
         "The household is missing. If its cell is merged for several people in Excel, unmerge it "
         "and write the household on every line."});
  }
  return Limited(row.line, column, is_place ? address : Text(row, column),
                 limits_.max_label_characters);
}

std::string PeopleReader::ReadPhone(const CsvRow& row) {
  const std::string text = Text(row, kPhone);
  if (text.empty()) return "";
  identity::PhoneReading reading = identity::ReadPhone(text);
  if (reading.fault != identity::PhoneFault::kNone) {
    Report(row.line, kPhone, RowFault::kPhoneMalformed, identity::Explain(reading.fault));
  }
  return std::move(reading.number);
}

std::optional<int> PeopleReader::ReadBirthYear(const CsvRow& row) {
  const std::string text = Text(row, kBirthYear);
  if (text.empty()) return std::nullopt;
  const BirthYearReading reading = groups::ReadBirthYear(text, today_);
  if (reading.fault == BirthYearFault::kNone) return reading.year;
  if (reading.fault == BirthYearFault::kImpossible) {
    Report(row.line, kBirthYear, RowFault::kBirthYearImpossible,
           {"Năm sinh hoặc ngày sinh không thể đúng: hãy kiểm tra lại.",
            "The birth year or date cannot be right: check it."});
  } else {
    Report(
        row.line, kBirthYear, RowFault::kBirthYearMalformed,
        {"Không đọc được năm sinh: hãy ghi đủ bốn chữ số, ví dụ 1965, hoặc để trống nếu không rõ.",
         "The birth year cannot be read: write all four digits, such as 1965, or "
         "leave it empty if unknown."});
  }
  return std::nullopt;
}

std::optional<MemberRole> PeopleReader::ReadRole(const CsvRow& row) {
  if (!Has(kRole)) return std::nullopt;
  const std::string text = Text(row, kRole);
  if (text.empty()) return MemberRole::kMember;
  const std::optional<MemberRole> role = groups::ReadRole(text);
  if (!role.has_value()) {
    Report(
        row.line, kRole, RowFault::kRoleUnknown,
        {"Không hiểu vai trò này: hãy ghi tổ trưởng, tổ phó hoặc tổ viên.",
         "This role is not known: write tổ trưởng (leader), tổ phó (deputy) or tổ viên (member)."});
  }
  return role;
}

std::optional<bool> PeopleReader::ReadFlag(const CsvRow& row, ColumnMeaning meaning) {
  if (!Has(meaning)) return std::nullopt;
  const std::string text = Text(row, meaning);
  if (text.empty()) return false;
  const std::optional<bool> flag = ReadYesNo(text);
  if (!flag.has_value()) {
    Report(row.line, meaning, RowFault::kYesNoUnknown,
           {"Ô này chỉ ghi có hoặc không (hoặc đánh dấu x).",
            "This cell takes có (yes) or không (no), or an x."});
  }
  return flag;
}

std::optional<bool> PeopleReader::ReadHead(const CsvRow& row, const std::string& full_name) {
  if (Has(kHead)) return ReadFlag(row, kHead);
  if (Has(kRelation)) {
    // Whether a person is the head is all that is taken from a family relation.
    const std::string relation = platform::FoldForMatch(Text(row, kRelation));
    return relation == "chu ho" || relation == "head";
  }
  if (!Has(kHeadName)) return std::nullopt;
  return platform::FoldCase(Text(row, kHeadName)) == platform::FoldCase(full_name);
}

void PeopleReader::CheckMinor(const PersonRow& person) {
  if (!IsMinor(person.birth_year, today_)) return;
  const platform::Sentence sentence = {
      "Người dưới 18 tuổi không thể là tổ trưởng, tổ phó hay trưởng ca.",
      "A person under 18 cannot be leader or deputy, nor lead a shift."};
  if (person.role.value_or(MemberRole::kMember) != MemberRole::kMember) {
    Report(person.line, kRole, RowFault::kMinorLeads, sentence);
  }
  if (person.may_lead.value_or(false)) {
    Report(person.line, kMayLead, RowFault::kMinorLeads, sentence);
  }
}

void PeopleReader::CheckPhones() {
  std::map<std::string, int> first_lines;
  for (const PersonRow& person : people_) {
    if (person.phone.empty()) continue;
    const auto [first, is_new] = first_lines.emplace(person.phone, person.line);
    if (is_new) continue;
    Report(person.line, kPhone, RowFault::kPhoneRepeated,
           {absl::StrCat("Số điện thoại này đã có ở dòng ", first->second,
                         ": mỗi người một số; ai không có số riêng thì để trống."),
            absl::StrCat("Line ", first->second,
                         " has the same phone number: one number a person; leave it empty for "
                         "those without their own.")});
  }
}

// Two rows that nothing tells apart would become one person, or two each time the file is imported.
// Different phones tell people apart.
void PeopleReader::CheckPeople() {
  using Key = std::tuple<std::string, std::string, std::optional<int>>;
  std::map<Key, std::vector<const PersonRow*>> earlier_rows;
  for (const PersonRow& person : people_) {
    if (person.full_name.empty() || person.household.empty()) continue;
    auto& earlier = earlier_rows[{platform::FoldCase(person.household),
                                  platform::FoldCase(person.full_name), person.birth_year}];
    const auto same = std::find_if(earlier.begin(), earlier.end(), [&](const PersonRow* other) {
      return person.phone.empty() || other->phone.empty() || person.phone == other->phone;
    });
    if (same != earlier.end()) {
      Report(
          person.line, NameColumn(), RowFault::kPersonRepeated,
          {absl::StrCat("Người này đã có ở dòng ", (*same)->line,
                        ": hãy xóa một dòng; nếu là hai người trùng tên, hãy ghi năm sinh hoặc số "
                        "điện thoại của từng người."),
           absl::StrCat("Line ", (*same)->line,
                        " has the same person: delete one line, or if they are two people of one "
                        "name, write the birth year or phone number of each.")});
    }
    earlier.push_back(&person);
  }
}

void PeopleReader::CheckHouseholds() {
  std::map<std::string, HouseholdSeen> households;
  for (const PersonRow& person : people_) {
    if (person.household.empty()) continue;
    HouseholdSeen& seen = households[platform::FoldCase(person.household)];
    if (person.household_head.value_or(false)) CheckHead(person, &seen);
    if (!person.address.empty()) CheckAddress(person, &seen);
  }
}

void PeopleReader::CheckHead(const PersonRow& person, HouseholdSeen* seen) {
  if (seen->head_line > 0) {
    Report(person.line,
           Has(kHead)       ? kHead
           : Has(kRelation) ? kRelation
                            : kHeadName,
           RowFault::kHeadRepeated,
           {absl::StrCat("Hộ này đã có chủ hộ ở dòng ", seen->head_line, ": mỗi hộ một chủ hộ."),
            absl::StrCat("Line ", seen->head_line,
                         " has a head for this household already: one head a household.")});
  }
  seen->head_line = person.line;
}

void PeopleReader::CheckAddress(const PersonRow& person, HouseholdSeen* seen) {
  const std::string address = platform::FoldCase(person.address);
  if (seen->address_line == 0) {
    seen->address_line = person.line;
    seen->address = address;
  } else if (address != seen->address) {
    Report(
        person.line, Has(kAddress) ? kAddress : kHouseNumber, RowFault::kAddressDiffers,
        {absl::StrCat("Hộ này có địa chỉ khác ở dòng ", seen->address_line,
                      ": hãy ghi một địa chỉ, hoặc đặt tên khác cho một trong hai hộ."),
         absl::StrCat("Line ", seen->address_line,
                      " has another address for this household: write one address, or name one of "
                      "the two households otherwise.")});
  }
}

std::string FlagText(const std::optional<bool>& flag) {
  if (!flag.has_value()) return "";
  return *flag ? "có" : "không";
}

std::string RoleText(const std::optional<MemberRole>& role) {
  if (!role.has_value()) return "";
  switch (*role) {
    case MemberRole::kMember:
      return "tổ viên";
    case MemberRole::kDeputy:
      return "tổ phó";
    case MemberRole::kLeader:
      return "tổ trưởng";
  }
  return "";
}

struct WrittenColumn {
  const char* heading;
  std::string (*text)(const PersonRow&);
  // Left out if no row says anything: an empty column would read back as "no" in every row.
  bool (*is_set)(const PersonRow&);
};

bool Always(const PersonRow&) { return true; }

const std::array<WrittenColumn, 9> kWrittenColumns = {{
    {"Hộ", [](const PersonRow& row) { return row.household; }, Always},
    {"Địa chỉ", [](const PersonRow& row) { return row.address; }, Always},
    {"Họ và tên", [](const PersonRow& row) { return row.full_name; }, Always},
    // Without "+", which a spreadsheet takes for a formula.
    {"Số điện thoại", [](const PersonRow& row) { return identity::NationalPhone(row.phone); },
     Always},
    {"Năm sinh",
     [](const PersonRow& row) {
       return row.birth_year.has_value() ? absl::StrCat(*row.birth_year) : std::string();
     },
     Always},
    {"Vai trò", [](const PersonRow& row) { return RoleText(row.role); },
     [](const PersonRow& row) { return row.role.has_value(); }},
    {"Trưởng ca", [](const PersonRow& row) { return FlagText(row.may_lead); },
     [](const PersonRow& row) { return row.may_lead.has_value(); }},
    // Of a household, a group keeps who acts for it; a head is read as that.
    {"Đại diện hộ", [](const PersonRow& row) { return FlagText(row.household_head); },
     [](const PersonRow& row) { return row.household_head.has_value(); }},
    {"Đồng ý trực trên 70", [](const PersonRow& row) { return FlagText(row.over_70_approved); },
     [](const PersonRow& row) { return row.over_70_approved.has_value(); }},
}};

}  // namespace

PeopleFile ReadPeople(const std::string& bytes, absl::CivilDay today, const PeopleLimits& limits) {
  PeopleSheet sheet = ReadPeopleSheet(bytes, limits.csv, limits.max_members);
  PeopleFile file;
  file.separator = sheet.separator;
  if (sheet.problems.empty()) PeopleReader(sheet, today, limits).Read(&file);
  if (sheet.problems.empty() && sheet.row_count == 0) {
    sheet.problems.push_back(
        {sheet.heading_line,
         0,
         "",
         RowFault::kNoPeople,
         {"Dưới dòng tiêu đề chưa có người nào.", "There is nobody below the heading line."}});
  }
  if (sheet.row_count > limits.max_members) {
    sheet.problems.push_back(
        {0,
         0,
         "",
         RowFault::kTooManyPeople,
         {absl::StrCat("Tệp có ", sheet.row_count, " người, nhiều hơn mức ", limits.max_members,
                       " người của một tổ."),
          absl::StrCat("The file has ", sheet.row_count, " people, more than the ",
                       limits.max_members, " that a group may have.")}});
  }
  file.problems.insert(file.problems.end(), sheet.problems.begin(), sheet.problems.end());
  std::stable_sort(file.problems.begin(), file.problems.end(), [](const auto& a, const auto& b) {
    return std::tie(a.line, a.column) < std::tie(b.line, b.column);
  });
  if (!file.problems.empty()) file.rows.clear();
  for (const auto& [meaning, column] : sheet.columns) file.columns.push_back(column);
  std::sort(file.columns.begin(), file.columns.end(),
            [](const auto& a, const auto& b) { return a.column < b.column; });
  file.left_out = std::move(sheet.left_out);
  return file;
}

std::string WritePeople(const std::vector<PersonRow>& rows, const CsvStyle& style) {
  std::vector<const WrittenColumn*> columns;
  for (const WrittenColumn& column : kWrittenColumns) {
    if (rows.empty() || std::any_of(rows.begin(), rows.end(), column.is_set))
      columns.push_back(&column);
  }
  std::vector<std::vector<std::string>> cells(1);
  for (const WrittenColumn* column : columns) cells[0].push_back(column->heading);
  for (const PersonRow& row : rows) {
    cells.emplace_back();
    for (const WrittenColumn* column : columns) cells.back().push_back(column->text(row));
  }
  return WriteCsv(cells, style);
}

}  // namespace liengia::groups
