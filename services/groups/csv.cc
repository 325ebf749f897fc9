#include "services/groups/csv.h"

#include <algorithm>
#include <array>
#include <optional>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/platform/text.h"

namespace liengia::groups {
namespace {

constexpr char kUtf8Mark[] = "\xEF\xBB\xBF";
constexpr char kUtf16LittleMark[] = "\xFF\xFE";
constexpr char kUtf16BigMark[] = "\xFE\xFF";
constexpr std::array<char, 3> kSeparators = {',', ';', '\t'};

// The signatures of zip archives (.xlsx, .ods) and of compound files (.xls).
bool IsWorkbook(const std::string& bytes) {
  return absl::StartsWith(bytes, "PK\x03\x04") || absl::StartsWith(bytes, "\xD0\xCF\x11\xE0");
}

void AppendUtf8(char32_t code, std::string* text) {
  const auto byte = [](char32_t bits) { return static_cast<char>(bits); };
  if (code < 0x80) {
    text->push_back(byte(code));
  } else if (code < 0x800) {
    text->push_back(byte(0xC0 | code >> 6));
    text->push_back(byte(0x80 | (code & 0x3F)));
  } else if (code < 0x10000) {
    text->push_back(byte(0xE0 | code >> 12));
    text->push_back(byte(0x80 | (code >> 6 & 0x3F)));
    text->push_back(byte(0x80 | (code & 0x3F)));
  } else {
    text->push_back(byte(0xF0 | code >> 18));
    text->push_back(byte(0x80 | (code >> 12 & 0x3F)));
    text->push_back(byte(0x80 | (code >> 6 & 0x3F)));
    text->push_back(byte(0x80 | (code & 0x3F)));
  }
}

// Nothing for an odd number of bytes or a surrogate without its partner.
std::optional<std::string> FromUtf16(const std::string& bytes, bool big_endian) {
  if (bytes.size() % 2 != 0) return std::nullopt;
  const auto unit = [&](size_t at) {
    const auto first = static_cast<unsigned char>(bytes[at]);
    const auto second = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<char32_t>(big_endian ? first << 8 | second : second << 8 | first);
  };
  std::string text;
  for (size_t at = 2; at < bytes.size(); at += 2) {  // After the byte order mark.
    char32_t code = unit(at);
    if (code >= 0xD800 && code < 0xDC00 && at + 2 < bytes.size()) {
      at += 2;
      const char32_t low = unit(at);
      if (low < 0xDC00 || low > 0xDFFF) return std::nullopt;
      code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    } else if (code >= 0xD800 && code <= 0xDFFF) {
      return std::nullopt;
    }
    AppendUtf8(code, &text);
  }
  return text;
}

// The file's text as UTF-8, whatever it was saved as; nothing if it is neither encoding.
std::optional<std::string> Decode(const std::string& bytes) {
  if (absl::StartsWith(bytes, kUtf16LittleMark)) return FromUtf16(bytes, /*big_endian=*/false);
  if (absl::StartsWith(bytes, kUtf16BigMark)) return FromUtf16(bytes, /*big_endian=*/true);
  if (!platform::IsValidUtf8(bytes)) return std::nullopt;
  return absl::StartsWith(bytes, kUtf8Mark) ? bytes.substr(3) : bytes;
}

bool IsSeparator(char c) {
  return std::find(kSeparators.begin(), kSeparators.end(), c) != kSeparators.end();
}

CsvFault Load(const std::string& bytes, const CsvLimits& limits, std::string* text) {
  if (bytes.size() > limits.max_bytes) return CsvFault::kTooLarge;
  if (IsWorkbook(bytes)) return CsvFault::kWorkbook;
  std::optional<std::string> decoded = Decode(bytes);
  if (!decoded.has_value()) return CsvFault::kEncoding;
  *text = *std::move(decoded);
  return text->find('\0') != std::string::npos ? CsvFault::kNulByte : CsvFault::kNone;
}

// The heading line decides; a title line above it often has no separator at all.
char FindSeparator(const std::string& text) {
  std::array<int, kSeparators.size()> counts = {};
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    const auto found = std::find(kSeparators.begin(), kSeparators.end(), c);
    if (found != kSeparators.end()) ++counts[found - kSeparators.begin()];
    const auto most = std::max_element(counts.begin(), counts.end());
    if ((c == '\n' || c == '\r') && *most > 0) break;
  }
  return kSeparators[std::max_element(counts.begin(), counts.end()) - counts.begin()];
}

int LineOf(const std::string& text, size_t at) {
  return 1 + static_cast<int>(std::count(text.begin(), text.begin() + at, '\n'));
}

bool IsBlank(const std::string& text) { return platform::CollapseSpaces(text).empty(); }

bool StartsFormula(char c) { return absl::StrContains("=+-@\t\r", std::string(1, c)); }

// An apostrophe that a reader would take for the guard must itself be guarded.
bool NeedsGuard(const std::string& text) {
  if (text.empty()) return false;
  if (text[0] != '\'') return StartsFormula(text[0]);
  return text.size() > 1 && (text[1] == '\'' || StartsFormula(text[1]));
}

std::string QuoteIfNeeded(const std::string& text) {
  const bool edge_space = !text.empty() && (text.front() == ' ' || text.back() == ' ');
  if (!edge_space && text.find_first_of(",;\t\"\r\n") == std::string::npos) return text;
  return absl::StrCat("\"", absl::StrReplaceAll(text, {{"\"", "\"\""}}), "\"");
}

}  // namespace

platform::Sentence Explain(CsvFault fault) {
  switch (fault) {
    case CsvFault::kNone:
      return {};
    case CsvFault::kTooLarge:
      return {"Tệp quá lớn: hãy chia danh sách thành nhiều tệp nhỏ hơn.",
              "The file is too large: split the list into smaller files."};
    case CsvFault::kWorkbook:
      return {
          "Đây là tệp bảng tính, không phải CSV: hãy mở bằng Excel, chọn Lưu thành (Save As) và "
          "chọn kiểu \"CSV UTF-8\".",
          "This is a spreadsheet, not a CSV file: open it in Excel, choose Save As "
          "and the type \"CSV UTF-8\"."};
    case CsvFault::kEncoding:
      return {
          "Tệp không dùng bảng mã Unicode nên chữ Việt sẽ bị hỏng: hãy mở bằng Excel, chọn Lưu "
          "thành (Save As) và chọn kiểu \"CSV UTF-8\".",
          "The file is not in Unicode, so Vietnamese letters would break: open it in Excel, choose "
          "Save As and the type \"CSV UTF-8\"."};
    case CsvFault::kNulByte:
      return {
          "Tệp bị hỏng hoặc không phải là văn bản: hãy lưu lại từ Excel với kiểu \"CSV UTF-8\".",
          "The file is damaged or is not text: save it again from Excel as \"CSV UTF-8\"."};
    case CsvFault::kUnclosedQuote:
      return {"Dấu ngoặc kép mở ở đầu ô này không được đóng lại: hãy thêm hoặc xóa dấu ngoặc kép.",
              "The double quote that opens this cell is never closed: add the closing quote "
              "or remove the opening one."};
    case CsvFault::kTooManyColumns:
      return {"Dòng này có quá nhiều cột: hãy chỉ giữ các cột của danh sách.",
              "This line has too many columns: keep only the columns of the list."};
  }
  return {};
}

CsvReader::CsvReader(const std::string& bytes, const CsvLimits& limits) : limits_(limits) {
  const CsvFault fault = Load(bytes, limits, &text_);
  if (fault != CsvFault::kNone) {
    Fail(fault, fault == CsvFault::kNulByte ? LineOf(text_, text_.find('\0')) : 0);
    return;
  }
  if (absl::StartsWithIgnoreCase(text_, "sep=") && text_.size() > 4 && IsSeparator(text_[4])) {
    separator_ = text_[4];
    at_ = 5;
    if (AtLineEnd()) SkipLineEnd();
  } else {
    separator_ = FindSeparator(text_);
  }
}

void CsvReader::Fail(CsvFault fault, int line) {
  fault_ = fault;
  fault_line_ = line;
  at_ = text_.size();
}

bool CsvReader::AtLineEnd() const {
  return at_ >= text_.size() || text_[at_] == '\n' || text_[at_] == '\r';
}

void CsvReader::SkipLineEnd() {
  if (at_ >= text_.size()) return;
  at_ += text_.compare(at_, 2, "\r\n") == 0 ? 2 : 1;
  ++line_;
}

void CsvReader::TakeCharacter(std::string* cell) {
  const size_t start = at_;
  if (AtLineEnd()) {
    SkipLineEnd();
  } else {
    ++at_;
  }
  if (cell != nullptr) cell->append(text_, start, at_ - start);
}

// `cell` may be null: the text is then passed over.
void CsvReader::ReadQuoted(std::string* cell) {
  const int opening_line = line_;
  ++at_;
  while (at_ < text_.size()) {
    if (text_[at_] != '"') {
      TakeCharacter(cell);
    } else if (text_.compare(at_, 2, "\"\"") == 0) {
      ++at_;
      TakeCharacter(cell);
    } else {
      ++at_;
      return;
    }
  }
  Fail(CsvFault::kUnclosedQuote, opening_line);
}

CsvCell CsvReader::ReadCell(int column) {
  const size_t index = static_cast<size_t>(column) - 1;
  const bool kept = keep_.empty() || (index < keep_.size() && keep_[index]);
  CsvCell cell{"", line_, column};
  std::string* const text = kept ? &cell.text : nullptr;
  if (at_ < text_.size() && text_[at_] == '"') ReadQuoted(text);
  // What follows a closing quote belongs to the cell, as it does in Excel.
  while (!AtLineEnd() && text_[at_] != separator_) TakeCharacter(text);
  return cell;
}

void CsvReader::ReadRow(CsvRow* row) {
  *row = {line_, {}};
  for (int column = 1;; ++column) {
    CsvCell cell = ReadCell(column);
    // Empty columns beyond the limit are harmless: sheets are often saved far too wide.
    if (column <= limits_.max_columns) {
      row->cells.push_back(std::move(cell));
    } else if (!IsBlank(cell.text)) {
      Fail(CsvFault::kTooManyColumns, row->line);
    }
    if (AtLineEnd()) break;
    ++at_;  // The separator.
  }
  SkipLineEnd();
}

bool CsvReader::Next(CsvRow* row) {
  while (fault_ == CsvFault::kNone && at_ < text_.size()) {
    ReadRow(row);
    if (fault_ != CsvFault::kNone) return false;
    while (!row->cells.empty() && IsBlank(row->cells.back().text)) row->cells.pop_back();
    if (!row->cells.empty()) return true;
  }
  return false;
}

std::string WriteCsv(const std::vector<std::vector<std::string>>& rows, const CsvStyle& style) {
  std::string file = style.byte_order_mark ? kUtf8Mark : "";
  for (const std::vector<std::string>& row : rows) {
    for (size_t i = 0; i < row.size(); ++i) {
      if (i > 0) file.push_back(style.separator);
      file.append(QuoteIfNeeded(GuardFormula(row[i])));
    }
    file.append("\r\n");
  }
  return file;
}

std::string GuardFormula(const std::string& text) {
  return NeedsGuard(text) ? absl::StrCat("'", text) : text;
}

std::string UnguardFormula(const std::string& text) {
  const bool guarded =
      text.size() > 1 && text[0] == '\'' && (text[1] == '\'' || StartsFormula(text[1]));
  return guarded ? text.substr(1) : text;
}

}  // namespace liengia::groups
