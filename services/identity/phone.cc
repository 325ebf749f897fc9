#include "services/identity/phone.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/platform/text.h"

namespace liengia::identity {
namespace {

constexpr size_t kNationalDigits = 9;      // Without the leading zero.
constexpr size_t kOldNationalDigits = 10;  // Mobile numbers before the change of 2018.

struct OldPrefix {
  const char* before;
  const char* today;
};

// Both without the leading zero. Source: the Ministry of Information and Communications' plan to
// make eleven-digit mobile numbers ten digits long, announced on 29 May 2018, in force from 15
// September 2018.
constexpr std::array<OldPrefix, 21> kOldPrefixes = {{
    {"120", "70"}, {"121", "79"}, {"122", "77"}, {"126", "76"}, {"128", "78"}, {"123", "83"},
    {"124", "84"}, {"125", "85"}, {"127", "81"}, {"129", "82"}, {"162", "32"}, {"163", "33"},
    {"164", "34"}, {"165", "35"}, {"166", "36"}, {"167", "37"}, {"168", "38"}, {"169", "39"},
    {"186", "56"}, {"188", "58"}, {"199", "59"},
}};

// First digit, then the second digits given to mobile operators. The gaps matter: 54, for one, was
// the landline code of Huế, and old lists still carry it.
constexpr std::array<std::pair<char, const char*>, 5> kMobilePrefixes = {{
    {'3', "23456789"},
    {'5', "125689"},
    {'7', "06789"},
    {'8', "123456789"},
    {'9', "0123456789"},
}};

bool HasMobilePrefix(const std::string& national) {
  return std::any_of(kMobilePrefixes.begin(), kMobilePrefixes.end(), [&](const auto& prefix) {
    return national[0] == prefix.first && absl::StrContains(prefix.second, national.substr(1, 1));
  });
}

bool IsSeparator(char c) { return absl::StrContains(" .-()/,;'", std::string(1, c)); }

// "9.05123e+08", or with the decimal comma of a Vietnamese Excel. Expects folded text.
bool IsScientific(const std::string& folded) {
  const size_t e = folded.find('e');
  if (e == std::string::npos || e == 0 || e + 1 == folded.size()) return false;
  const auto is_number = [&](char c) { return absl::ascii_isdigit(c) || c == '.' || c == ','; };
  const auto is_exponent = [&](char c) { return absl::ascii_isdigit(c) || c == '+'; };
  return std::all_of(folded.begin(), folded.begin() + e, is_number) &&
         std::all_of(folded.begin() + e + 1, folded.end(), is_exponent);
}

// The number without separators, or empty if it holds anything but digits and one plus in front.
std::string OnlyDigits(const std::string& folded) {
  std::string digits;
  for (const char c : folded) {
    if (IsSeparator(c)) continue;
    if (!absl::ascii_isdigit(c) && !(c == '+' && digits.empty())) return "";
    digits.push_back(c);
  }
  return digits == "+" ? "" : digits;
}

// Takes off "+84", "0084", "84" and the trunk zero, wherever a person may have written them.
// False for another country's number.
bool StripCountry(std::string& digits) {
  const bool double_zero = absl::StartsWith(digits, "00");
  if (digits[0] == '+' || double_zero) {
    digits.erase(0, double_zero ? 2 : 1);
    if (!absl::StartsWith(digits, "84")) return false;
    digits.erase(0, 2);
  } else if (absl::StartsWith(digits, "84") && digits.size() > kNationalDigits) {
    // Nine digits that begin with 84 are an 084 number whose zero was lost.
    digits.erase(0, 2);
  }
  if (absl::StartsWith(digits, "0")) digits.erase(0, 1);
  return true;
}

std::string WithTodaysPrefix(const std::string& national) {
  if (national.size() != kOldNationalDigits) return national;
  for (const OldPrefix& prefix : kOldPrefixes) {
    if (absl::StartsWith(national, prefix.before)) return prefix.today + national.substr(3);
  }
  return national;
}

bool IsLandline(const std::string& national) {
  // 2x is every landline since 2017; 54 and seven digits was Huế's before.
  return (national[0] == '2' && national.size() >= kNationalDigits) ||
         (absl::StartsWith(national, "54") && national.size() == kNationalDigits);
}

PhoneFault FaultOf(const std::string& national) {
  if (national.size() >= 2 * kNationalDigits) return PhoneFault::kSeveral;
  if (!national.empty() && IsLandline(national)) return PhoneFault::kLandline;
  if (national.size() != kNationalDigits) return PhoneFault::kLength;
  return HasMobilePrefix(national) ? PhoneFault::kNone : PhoneFault::kPrefix;
}

}  // namespace

PhoneReading ReadPhone(const std::string& text) {
  // Folding makes full-width digits plain ones. The dashes are those that word processors put in.
  const std::string folded = absl::StrReplaceAll(platform::FoldForMatch(text), {{"\u2010", "-"},
                                                                                {"\u2012", "-"},
                                                                                {"\u2013", "-"},
                                                                                {"\u2014", "-"},
                                                                                {"\u2212", "-"},
                                                                                {"\u00B7", "."},
                                                                                {"\u2019", "'"}});
  if (folded.empty()) return {"", PhoneFault::kEmpty};
  if (IsScientific(folded)) return {"", PhoneFault::kScientific};
  std::string digits = OnlyDigits(folded);
  if (digits.empty()) return {"", PhoneFault::kNotNumber};
  if (!StripCountry(digits)) return {"", PhoneFault::kForeign};
  const std::string national = WithTodaysPrefix(digits);
  const PhoneFault fault = FaultOf(national);
  if (fault != PhoneFault::kNone) return {"", fault};
  return {absl::StrCat("+84", national), PhoneFault::kNone};
}

platform::Sentence Explain(PhoneFault fault) {
  switch (fault) {
    case PhoneFault::kNone:
      return {};
    case PhoneFault::kEmpty:
      return {"Chưa có số điện thoại.", "The phone number is missing."};
    case PhoneFault::kScientific:
      return {
          "Excel đã đổi số điện thoại thành dạng số khoa học và làm mất chữ số: hãy định dạng cột "
          "là Văn bản (Text) rồi nhập lại số.",
          "Excel turned the phone number into scientific notation and lost digits: format the "
          "column as Text and type the number again."};
    case PhoneFault::kSeveral:
      return {"Có nhiều hơn một số điện thoại: hãy chỉ giữ một số di động.",
              "There is more than one phone number: keep one mobile number."};
    case PhoneFault::kLandline:
      return {"Đây là số máy bàn: cần số di động để nhận mã đăng nhập.",
              "This is a landline: a mobile number is needed to receive the sign-in code."};
    case PhoneFault::kForeign:
      return {"Đây là số điện thoại nước ngoài: cần số di động Việt Nam (đầu số +84).",
              "This is a foreign phone number: a Vietnamese mobile number (+84) is needed."};
    case PhoneFault::kLength:
      return {"Số điện thoại thiếu hoặc thừa chữ số: số di động có 10 chữ số, ví dụ 0905 123 456.",
              "The phone number has too few or too many digits: a mobile number has "
              "10, such as 0905 123 456."};
    case PhoneFault::kPrefix:
      return {"Đầu số này không phải của mạng di động nào: hãy kiểm tra lại số điện thoại.",
              "No mobile network uses this prefix: check the phone number."};
    case PhoneFault::kNotNumber:
      return {"Đây không phải là số điện thoại: hãy viết như 0905 123 456.",
              "This is not a phone number: write it like 0905 123 456."};
  }
  return {};
}

absl::StatusOr<std::string> ParsePhone(const std::string& text) {
  PhoneReading reading = ReadPhone(text);
  if (reading.fault == PhoneFault::kNone) return std::move(reading.number);
  return absl::InvalidArgumentError(Explain(reading.fault).en);
}

std::string MaskPhone(const std::string& canonical) {
  if (canonical.size() < 10) return "***";
  return absl::StrCat(canonical.substr(0, 6), "***", canonical.substr(canonical.size() - 3));
}

std::string NationalPhone(const std::string& canonical) {
  if (!absl::StartsWith(canonical, "+84")) return canonical;
  return absl::StrCat("0", canonical.substr(3));
}

}  // namespace liengia::identity
