#include "services/groups/people_cells.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "services/platform/text.h"

namespace liengia::groups {
namespace {

constexpr int kOldestAge = 120;

using WordSet = std::unordered_set<std::string>;

bool AllDigits(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return absl::ascii_isdigit(c); });
}

int ToInt(const std::string& digits) {
  int value = 0;
  return absl::SimpleAtoi(digits, &value) ? value : 0;
}

bool IsDay(int year, int month, int day) {
  const absl::CivilDay civil(year, month, day);
  return civil.year() == year && civil.month() == month && civil.day() == day;
}

// The date's parts, day and month in either order: sheets made on an American computer swap them,
// and only the year matters here. Nothing if the parts are no date at all.
std::optional<bool> IsPossibleDate(const std::vector<std::string>& parts, int year) {
  const bool year_first = parts.front().size() == 4;
  std::vector<int> others;
  for (size_t i = 0; i < parts.size(); ++i) {
    if (i == (year_first ? 0 : parts.size() - 1)) continue;
    if (parts[i].size() > 2) return std::nullopt;
    others.push_back(ToInt(parts[i]));
  }
  if (others.empty()) return true;
  if (others.size() == 1) return IsDay(year, others[0], 1);
  return IsDay(year, others[0], others[1]) || IsDay(year, others[1], others[0]);
}

}  // namespace

std::optional<bool> ReadYesNo(const std::string& text) {
  static const auto& yes = *new WordSet({"x", "v", "co", "1", "yes", "y", "true", "dung", "duoc",
                                         "ok", "dong y", "da duyet", "\u2713", "\u2714", "\u221A"});
  static const auto& no =
      *new WordSet({"khong", "k", "ko", "kh", "0", "no", "n", "false", "sai", "chua", "-"});
  const std::string word = platform::FoldForMatch(text);
  if (yes.count(word) > 0) return true;
  if (no.count(word) > 0) return false;
  return std::nullopt;
}

std::optional<MemberRole> ReadRole(const std::string& text) {
  using enum MemberRole;
  static const auto& roles = *new std::unordered_map<std::string, MemberRole>({
      {"to truong", kLeader},
      {"truong to", kLeader},
      {"nhom truong", kLeader},
      {"truong nhom", kLeader},
      {"truong lien gia", kLeader},
      {"lien gia truong", kLeader},
      {"to truong lien gia", kLeader},
      {"truong", kLeader},
      {"leader", kLeader},
      {"to pho", kDeputy},
      {"pho to", kDeputy},
      {"pho to truong", kDeputy},
      {"to pho lien gia", kDeputy},
      {"nhom pho", kDeputy},
      {"pho nhom", kDeputy},
      {"pho lien gia", kDeputy},
      {"pho", kDeputy},
      {"deputy", kDeputy},
      {"deputy leader", kDeputy},
      {"to vien", kMember},
      {"thanh vien", kMember},
      {"hoi vien", kMember},
      {"doi vien", kMember},
      {"member", kMember},
  });
  const auto found = roles.find(platform::FoldForMatch(text));
  if (found == roles.end()) return std::nullopt;
  return found->second;
}

BirthYearReading ReadBirthYear(const std::string& text, absl::CivilDay today) {
  std::string folded = platform::FoldForMatch(text);
  // Some sheets write a date as midnight of that day.
  if (folded.find(':') != std::string::npos) folded = folded.substr(0, folded.find(' '));
  const std::vector<std::string> parts =
      absl::StrSplit(folded, absl::ByAnyChar(" /-."), absl::SkipEmpty());
  if (parts.empty() || parts.size() > 3 || !std::all_of(parts.begin(), parts.end(), AllDigits)) {
    return {0, BirthYearFault::kMalformed};
  }
  const std::string& year_digits = parts.front().size() == 4 ? parts.front() : parts.back();
  if (year_digits.size() != 4) return {0, BirthYearFault::kMalformed};
  const int year = ToInt(year_digits);
  const std::optional<bool> possible = IsPossibleDate(parts, year);
  if (!possible.has_value()) return {0, BirthYearFault::kMalformed};
  if (!*possible || year > today.year() || year < today.year() - kOldestAge) {
    return {0, BirthYearFault::kImpossible};
  }
  return {year, BirthYearFault::kNone};
}

}  // namespace liengia::groups
