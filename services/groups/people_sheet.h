#pragma once

#include <map>
#include <string>
#include <vector>

#include "services/groups/csv.h"
#include "services/groups/people_csv.h"
#include "services/groups/people_headings.h"

namespace liengia::groups {

// The columns of a leader's list by meaning, and the text of those columns: what people_csv.cc
// makes people of.
struct PeopleSheet {
  char separator = ',';
  int heading_line = 0;
  std::map<ColumnMeaning, FileColumn> columns;
  std::vector<LeftOutColumn> left_out;
  std::vector<CsvRow> rows;  // At most the number asked for; cells of other columns are empty.
  int row_count = 0;         // All rows of the file.
  std::vector<RowProblem>
      problems;  // Of the file and its headings; the other fields may then be incomplete.
};

// Reads at most `max_rows` rows below the headings and counts the others.
PeopleSheet ReadPeopleSheet(const std::string& bytes, const CsvLimits& limits, int max_rows);

// The tidy text of a row's cell: NFC, single spaces, without the guard of formulas. Empty if the
// sheet has no such column.
std::string CellText(const PeopleSheet& sheet, const CsvRow& row, ColumnMeaning meaning);

}  // namespace liengia::groups
