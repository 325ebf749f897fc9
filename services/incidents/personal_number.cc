#include "services/incidents/personal_number.h"

#include <optional>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "services/identity/phone.h"
#include "services/platform/text.h"

namespace liengia::incidents {
namespace {

using identity::PhoneFault;

constexpr size_t kLongestNumber = 12;

// Digits as they stand together in the text.
struct Group {
  std::string digits;
  char before = '\0';   // What stands right before: a separator, '+', or anything else.
  bool joined = false;  // Only one separator lies between this group and the one before it.
};

bool IsSeparator(char c) { return c == ' ' || c == '.' || c == '-'; }

std::vector<Group> GroupsOf(const std::string& text) {
  std::vector<Group> groups;
  size_t end_of_last = std::string::npos;
  for (size_t i = 0; i < text.size();) {
    if (!absl::ascii_isdigit(text[i])) {
      ++i;
      continue;
    }
    Group group;
    group.before = i == 0 ? '\0' : text[i - 1];
    group.joined =
        end_of_last != std::string::npos && i == end_of_last + 1 && IsSeparator(group.before);
    while (i < text.size() && absl::ascii_isdigit(text[i])) group.digits += text[i++];
    end_of_last = i;
    groups.push_back(group);
  }
  return groups;
}

// "+84 905 123 456", "0905.123.456", "0234 3822 123". Asking for a zero or a country code in front
// keeps sums of money out, asking for three digits there keeps out times and dates.
bool IsPhone(const Group& first, const std::string& digits) {
  const bool international =
      absl::StartsWith(digits, "84") && (first.before == '+' || first.digits.size() >= 3);
  const bool national = digits[0] == '0' && first.digits.size() >= 3;
  if (!(international && digits.size() >= 11) && !(national && digits.size() >= 10)) return false;
  const PhoneFault fault = identity::ReadPhone(digits).fault;
  return fault == PhoneFault::kNone || fault == PhoneFault::kLandline;
}

// Nine or twelve digits in one go, or in groups of three or four with spaces; dots would be money.
bool IsIdentityCard(const std::vector<Group>& groups, size_t from, size_t to,
                    const std::string& digits) {
  if (digits.size() != 9 && digits.size() != 12) return false;
  for (size_t i = from; i <= to; ++i) {
    if (groups[i].digits.size() != groups[from].digits.size()) return false;
    if (i > from && groups[i].before != ' ') return false;
  }
  return groups[from].digits.size() >= 3;
}

std::optional<PersonalNumber> NumberOf(const std::vector<Group>& groups, size_t from, size_t to,
                                       const std::string& digits) {
  if (IsPhone(groups[from], digits)) return PersonalNumber::kPhone;
  if (!IsIdentityCard(groups, from, to, digits)) return std::nullopt;
  // Nine digits may also be a mobile number without its zero.
  const bool mobile = identity::ReadPhone(digits).fault == PhoneFault::kNone;
  return mobile ? PersonalNumber::kPhone : PersonalNumber::kIdentityCard;
}

// The longest number that begins with group `from`: adds it and returns its last group; returns
// `from` without one.
size_t FindNumber(const std::vector<Group>& groups, size_t from, std::set<PersonalNumber>& found) {
  std::optional<PersonalNumber> number;
  size_t last = from;
  std::string digits;
  for (size_t to = from; to < groups.size() && (to == from || groups[to].joined); ++to) {
    digits += groups[to].digits;
    if (digits.size() > kLongestNumber) break;
    if (const auto longer = NumberOf(groups, from, to, digits)) {
      number = longer;
      last = to;
    }
  }
  if (number.has_value()) found.insert(*number);
  return last;
}

void FindDigits(const std::string& text, std::set<PersonalNumber>& found) {
  const std::vector<Group> groups = GroupsOf(text);
  for (size_t from = 0; from < groups.size(); ++from) from = FindNumber(groups, from, found);
}

// Reads a text from left to right.
class Cursor {
 public:
  Cursor(const std::string& text, size_t at) : text_(text), at_(at) {}
  char Peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  char Take() { return text_[at_++]; }
  void SkipSeparators() {
    for (int i = 0; i < 2 && IsSeparator(Peek()); ++i) ++at_;
  }
  size_t SkipDigits() {
    const size_t start = at_;
    while (absl::ascii_isdigit(Peek())) ++at_;
    return at_ - start;
  }

 private:
  const std::string& text_;
  size_t at_;
};

// Province, series, number: two digits; a letter, maybe with a second letter or a digit; four or
// five digits, maybe with a dot before the last two. A lone small letter is no series: "22h 2026".
bool IsPlateAt(const std::string& text, size_t start) {
  if (start > 0 && (absl::ascii_isalnum(text[start - 1]) || (text[start - 1] & 0x80))) return false;
  Cursor cursor(text, start);
  if (cursor.SkipDigits() != 2) return false;
  cursor.SkipSeparators();
  if (!absl::ascii_isalpha(cursor.Peek())) return false;
  const char series = cursor.Take();
  if (absl::ascii_isalnum(cursor.Peek())) {
    cursor.Take();
  } else if (!absl::ascii_isupper(series)) {
    return false;
  }
  cursor.SkipSeparators();
  const size_t digits = cursor.SkipDigits();
  if (digits != 3) return digits == 4 || digits == 5;
  return cursor.Peek() == '.' && (cursor.Take(), cursor.SkipDigits() == 2);
}

}  // namespace

std::set<PersonalNumber> PersonalNumbersIn(const std::string& text) {
  std::set<PersonalNumber> found;
  FindDigits(platform::FoldForMatch(text), found);
  for (size_t i = 0; i < text.size(); ++i) {
    if (absl::ascii_isdigit(text[i]) && IsPlateAt(text, i)) found.insert(PersonalNumber::kPlate);
  }
  return found;
}

platform::Sentence WarningOf(PersonalNumber number) {
  switch (number) {
    case PersonalNumber::kPhone:
      return {"Nội dung có vẻ chứa số điện thoại. Hãy tả sự việc, đừng ghi số của ai.",
              "The text seems to hold a phone number. Describe what happened, nobody's number."};
    case PersonalNumber::kIdentityCard:
      return {"Nội dung có vẻ chứa số căn cước. Hãy tả sự việc, đừng ghi giấy tờ của ai.",
              "The text seems to hold an identity-card number. Describe what happened, nobody's "
              "papers."};
    case PersonalNumber::kPlate:
      return {"Nội dung có vẻ chứa biển số xe. Nếu cần, hãy báo biển số trực tiếp cho công an.",
              "The text seems to hold a licence plate. If it matters, tell the police directly."};
  }
  return {};
}

}  // namespace liengia::incidents
