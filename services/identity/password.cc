#include "services/identity/password.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/identity/phone.h"
#include "services/platform/text.h"

namespace liengia::identity {
namespace {

using platform::Sentence;

// What leaked passwords are mostly made of, folded and without spaces; the longer of two that start
// alike comes first.
constexpr std::array<const char*, 19> kCommon = {
    "password", "passw0rd", "matkhau",  "qwertyuiop", "qwerty",  "asdfghjkl", "1q2w3e4r",
    "1qaz2wsx", "iloveyou", "anhyeuem", "emyeuanh",   "vietnam", "liengia",   "conganhue",
    "congan",   "admin",    "welcome",  "letmein",    "hue",
};
// Signs that must be left of a password besides those.
constexpr size_t kOwnSigns = 5;

size_t CodePoints(const std::string& text) {
  return std::count_if(text.begin(), text.end(),
                       [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
}

// What is left when common words, runs such as "1234" or "cba" and repeated signs are taken out.
std::string WithoutCommon(std::string folded) {
  folded.erase(std::remove(folded.begin(), folded.end(), ' '), folded.end());
  for (const char* word : kCommon) {
    for (size_t at = folded.find(word); at != std::string::npos; at = folded.find(word)) {
      folded.erase(at, std::string(word).size());
    }
  }
  std::string left;
  for (size_t i = 0; i < folded.size(); ++i) {
    const int step = i == 0 ? 2 : folded[i] - folded[i - 1];
    if (step < -1 || step > 1) left += folded[i];
  }
  return left;
}

bool IsCommon(const std::string& folded) {
  const std::string left = WithoutCommon(folded);
  // A short word repeated, such as "hue2026hue2026", is a guess less long than it looks.
  const bool repeated = (folded + folded).find(folded, 1) < folded.size();
  return left.size() < kOwnSigns || repeated;
}

std::string Digits(const std::string& text) {
  std::string digits;
  std::copy_if(text.begin(), text.end(), std::back_inserter(digits),
               [](unsigned char c) { return std::isdigit(c) != 0; });
  return digits;
}

}  // namespace

std::string NormalPassword(const std::string& password) { return platform::Nfc(password); }

std::optional<Sentence> WeaknessOf(const std::string& password, const std::string& phone_number) {
  const std::string normal = NormalPassword(password);
  if (CodePoints(normal) < kPasswordMinLength) {
    return Sentence{absl::StrCat("phải có ít nhất ", kPasswordMinLength,
                                 " ký tự; một câu ngắn dễ nhớ là tốt nhất."),
                    absl::StrCat("must have at least ", kPasswordMinLength,
                                 " characters; a short sentence is best.")};
  }
  const std::string folded = platform::FoldForMatch(normal);
  if (absl::StrContains(Digits(folded), NationalPhone(phone_number).substr(1))) {
    return Sentence{"không được chứa số điện thoại của bạn.",
                    "must not contain your phone number."};
  }
  if (IsCommon(folded)) {
    return Sentence{"quá dễ đoán; hãy chọn vài từ không liên quan với nhau.",
                    "is too easy to guess; choose some words that have nothing in common."};
  }
  return std::nullopt;
}

}  // namespace liengia::identity
