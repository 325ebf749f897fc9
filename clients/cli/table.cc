#include "clients/cli/table.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "services/platform/text.h"

namespace liengia::cli {
namespace {

constexpr char kBetween[] = "  ";

struct Column {
  int width = 0;
  bool numeric = true;
  bool empty = true;
};

bool IsNumber(const std::string& cell) {
  return std::all_of(cell.begin(), cell.end(), [](char c) {
    return absl::ascii_isdigit(c) || c == ',' || c == '.' || c == '%' || c == '-';
  });
}

std::vector<Column> Measure(const Row& headings, const std::vector<Row>& rows) {
  std::vector<Column> columns(headings.size());
  for (size_t i = 0; i < columns.size(); ++i) {
    columns[i].width = platform::DisplayWidth(headings[i]);
    for (const Row& row : rows) {
      columns[i].width = std::max(columns[i].width, platform::DisplayWidth(row[i]));
      columns[i].numeric = columns[i].numeric && IsNumber(row[i]);
      columns[i].empty = columns[i].empty && row[i].empty();
    }
  }
  return columns;
}

void AppendLine(const Row& row, const std::vector<Column>& columns, std::string& text) {
  std::string line;
  const char* between = "";
  for (size_t i = 0; i < row.size(); ++i) {
    if (columns[i].empty) continue;
    const std::string pad(columns[i].width - platform::DisplayWidth(row[i]), ' ');
    absl::StrAppend(&line, between, columns[i].numeric ? pad : "", row[i],
                    columns[i].numeric ? "" : pad);
    between = kBetween;
  }
  absl::StrAppend(&text, absl::StripTrailingAsciiWhitespace(line), "\n");
}

}  // namespace

std::string AlignTable(const Row& headings, const std::vector<Row>& rows) {
  std::vector<Row> tidy = rows;
  for (Row& row : tidy) {
    for (std::string& cell : row) cell = platform::CollapseSpaces(cell);
  }
  const std::vector<Column> columns = Measure(headings, tidy);
  std::string text;
  AppendLine(headings, columns, text);
  for (const Row& row : tidy) AppendLine(row, columns, text);
  return text;
}

std::string AlignPairs(const std::vector<std::pair<std::string, std::string>>& pairs) {
  int width = 0;
  for (const auto& [label, text] : pairs) {
    if (!text.empty()) width = std::max(width, platform::DisplayWidth(label));
  }
  std::string lines;
  for (const auto& [label, text] : pairs) {
    if (text.empty()) continue;
    const std::string pad(width - platform::DisplayWidth(label), ' ');
    absl::StrAppend(&lines, label, pad, kBetween, text, "\n");
  }
  return lines;
}

}  // namespace liengia::cli
