#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "services/groups/csv.h"
#include "services/groups/member_role.h"
#include "services/groups/row_problem.h"
#include "services/platform/sentence.h"

// A group's people as a leader keeps them in a spreadsheet: one row a person, in whatever columns.
namespace liengia::groups {

// One person as the file tells it. Texts are NFC with single spaces. An empty text or nullopt means
// that the file says nothing. The flags and the role are nullopt only if the file has no such
// column: an empty cell of a column that is there means no, or an ordinary member.
struct PersonRow {
  int line = 0;           // In the file, from 1.
  std::string household;  // The group's name for it: "12/3", "Hộ ông Bảy".
  std::string address;
  std::string full_name;
  std::string phone;  // Canonical (identity/phone.h).
  std::optional<int> birth_year;
  std::optional<MemberRole> role;
  std::optional<bool> may_lead;  // A shift.
  std::optional<bool> household_head;
  std::optional<bool> over_70_approved;  // May stand duty although over 70.
};

struct FileColumn {
  int column = 0;       // From 1.
  std::string heading;  // As the file writes it.
};

// A column that is not imported, and why.
struct LeftOutColumn {
  FileColumn column;
  bool refused = false;  // Never imported (religion, papers, health …), rather than just not known.
  platform::Sentence sentence;
};

struct PeopleFile {
  // Empty whenever there is a problem: a file is imported whole or not at all.
  std::vector<PersonRow> rows;
  std::vector<RowProblem> problems;  // All of them, by line and column.
  char separator = ',';
  std::vector<FileColumn> columns;  // Imported, in the file's order.
  std::vector<LeftOutColumn> left_out;
};

struct PeopleLimits {
  int max_members = 1000;
  int max_name_characters = 80;
  int max_label_characters = 120;  // Of a household.
  int max_address_characters = 200;
  CsvLimits csv;
};

// Finds the headings in the first lines, in any order and spelling (people_headings.h), and reads
// the rows below. Never fails otherwise than by its problems. `today` is the civil date at the
// group, for ages. The text of columns that are not imported is not kept.
//
// Lists without a column for the household take the house number, the head's name or the address
// for it, in this order. A list of heads only ("Họ tên chủ hộ") is read as one person a household.
PeopleFile ReadPeople(const std::string& bytes, absl::CivilDay today,
                      const PeopleLimits& limits = {});

// The same list as a file: ReadPeople gives back the same rows but for `line`, if texts are tidy as
// described above and each optional field is set in all rows or in none. No rows: a file of
// headings to fill in.
std::string WritePeople(const std::vector<PersonRow>& rows, const CsvStyle& style = {});

}  // namespace liengia::groups
