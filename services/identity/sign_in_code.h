#pragma once

#include <optional>
#include <string>

#include "absl/time/time.h"

// The code that a phone gets to sign in with. Six digits are a million guesses: what makes them
// safe is that there are five tries in five minutes, and five codes an hour for a number
// (try_limit.h).
namespace liengia::identity {

inline constexpr absl::Duration kSignInCodeDuration = absl::Minutes(5);
inline constexpr int kSignInCodeTries = 5;
inline constexpr int kSignInCodes = 1'000'000;

// What is kept of a code. Whoever reads a copy of the table finds a six-digit code by trying all of
// them, whatever the hash: by then the five minutes are over. `key` is random and used once, so
// that at least no list made beforehand helps.
struct KeptSignInCode {
  std::string key;   // 16 bytes.
  std::string hash;  // platform::KeyedHash.
  absl::Time expire_time;
  int try_count = 0;
};

// The six digits of `number`, which is less than kSignInCodes.
std::string SignInCode(int number);

// Six digits as people type or paste them: with spaces, dots, dashes or full-width digits, "123
// 456". Nothing when it is not six digits. For one-time passwords of apps too.
std::optional<std::string> ReadSixDigits(const std::string& text);

KeptSignInCode KeepSignInCode(const std::string& code, const std::string& phone_number,
                              const std::string& key, absl::Time now);

enum class CodeVerdict {
  kFits,
  kWrong,    // Or too old, or there is none.
  kTooMany,  // Five were wrong; this one was not looked at.
};

// Judges a try with `code`, six digits. `kept` is empty when no code was sent or it was used.
CodeVerdict JudgeSignInCode(const std::optional<KeptSignInCode>& kept, const std::string& code,
                            const std::string& phone_number, absl::Time now);

// The message to the phone. It fits one SMS in Vietnamese (70 characters), and the code comes
// first, where a locked screen shows it.
std::string SignInText(const std::string& code);

}  // namespace liengia::identity
