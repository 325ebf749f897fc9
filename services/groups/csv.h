#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "services/platform/sentence.h"

// CSV (RFC 4180) as spreadsheets really write it: UTF-8 with or without a byte order mark, or
// Excel's "Unicode text" (UTF-16); comma, semicolon or tab; any line end; quoted cells that hold
// line breaks.
namespace liengia::groups {

// Why a file cannot be read at all.
enum class CsvFault {
  kNone,
  kTooLarge,
  kWorkbook,  // An .xlsx, .xls or .ods file under another name.
  kEncoding,  // Neither UTF-8 nor UTF-16 with a byte order mark.
  kNulByte,
  kUnclosedQuote,  // fault_line is the line of the opening quote.
  kTooManyColumns,
};

// What is wrong and what to do. Empty for kNone.
platform::Sentence Explain(CsvFault fault);

struct CsvLimits {
  size_t max_bytes = size_t{4} << 20;
  int max_columns = 100;
};

struct CsvCell {
  std::string text;
  int line = 0;    // Where the cell starts in the file, from 1.
  int column = 0;  // From 1.
};

// cells[i] is column i + 1; empty cells at the end are left out.
struct CsvRow {
  int line = 0;
  std::vector<CsvCell> cells;
};

// Reads a file row by row. The separator is the one that stands most often in the first line that
// has any, unless the file begins with Excel's line "sep=;".
class CsvReader {
 public:
  explicit CsvReader(const std::string& bytes, const CsvLimits& limits = {});

  // The next row that is not blank. False at the end of the file and once fault() is set.
  bool Next(CsvRow* row);

  // From the next row on, keeps no text of a column whose entry (column - 1) is false or missing.
  // Such cells read as empty, so that what must not be imported never gets into memory as data.
  void KeepColumns(std::vector<bool> keep) { keep_ = std::move(keep); }

  char separator() const { return separator_; }
  CsvFault fault() const { return fault_; }
  int fault_line() const { return fault_line_; }  // 0 when the fault is in no line.

 private:
  void Fail(CsvFault fault, int line);
  bool AtLineEnd() const;
  void SkipLineEnd();
  void TakeCharacter(std::string* cell);
  void ReadQuoted(std::string* cell);
  CsvCell ReadCell(int column);
  void ReadRow(CsvRow* row);

  std::string text_;  // UTF-8 without a byte order mark.
  CsvLimits limits_;
  size_t at_ = 0;
  int line_ = 1;
  char separator_ = ',';
  std::vector<bool> keep_;  // Empty: every column.
  CsvFault fault_ = CsvFault::kNone;
  int fault_line_ = 0;
};

struct CsvStyle {
  char separator = ',';
  // Without it Excel takes the file for the computer's old encoding and breaks Vietnamese letters.
  bool byte_order_mark = true;
};

// One line per row, CRLF ends. A cell is quoted where it must be, and guarded by GuardFormula.
std::string WriteCsv(const std::vector<std::vector<std::string>>& rows, const CsvStyle& style = {});

// A spreadsheet runs a cell that begins with = + - @ as a formula. GuardFormula puts the apostrophe
// in front that marks text there; UnguardFormula takes exactly that apostrophe off again.
std::string GuardFormula(const std::string& text);
std::string UnguardFormula(const std::string& text);

}  // namespace liengia::groups
