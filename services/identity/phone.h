#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "services/platform/sentence.h"

// Vietnamese mobile numbers. The canonical form is E.164: "+84" and nine digits, "+84905123456". It
// is the key of an account, so each number has exactly one canonical form.
namespace liengia::identity {

// Why a text is not a mobile number that we accept.
enum class PhoneFault {
  kNone,
  kEmpty,
  kScientific,  // Excel's 9.05123E+08: digits are lost.
  kSeveral,     // More than one number in one place.
  kLandline,    // It cannot receive the sign-in code.
  kForeign,     // A country code other than 84.
  kLength,      // Too few or too many digits.
  kPrefix,      // The right length, but no mobile prefix in use.
  kNotNumber,   // Letters or signs that no phone number has.
};

struct PhoneReading {
  std::string number;  // Canonical; empty unless fault is kNone.
  PhoneFault fault = PhoneFault::kNone;
};

// Understands the usual ways of writing one: spaces, dots, dashes, brackets, slashes, full-width
// digits,
// "+84", "84", "0084", "+84 (0)", or no leading zero at all (as Excel leaves it). The eleven-digit
// numbers of before September 2018 become today's ten-digit ones.
PhoneReading ReadPhone(const std::string& text);

// What is wrong and what to do, without repeating the number. Empty for kNone.
platform::Sentence Explain(PhoneFault fault);

// ReadPhone for callers who need no reason code. INVALID_ARGUMENT with Explain(fault).en otherwise.
absl::StatusOr<std::string> ParsePhone(const std::string& text);

// For screens and logs of requests where the whole number is not needed: "+84905***456".
// `canonical` is a canonical number; anything shorter than ten characters is masked whole.
std::string MaskPhone(const std::string& canonical);

// As people in Vietnam write it, "0905123456". `canonical` is a canonical number; other text is
// returned unchanged.
std::string NationalPhone(const std::string& canonical);

}  // namespace liengia::identity
