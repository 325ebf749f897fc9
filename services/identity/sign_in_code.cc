#include "services/identity/sign_in_code.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "services/platform/secret.h"
#include "services/platform/text.h"

namespace liengia::identity {
namespace {

constexpr size_t kDigits = 6;

// The number is part of it: a row's hash is worth nothing under another number.
std::string HashOf(const std::string& key, const std::string& phone_number,
                   const std::string& code) {
  return platform::KeyedHash(key, absl::StrCat(phone_number, " ", code));
}

}  // namespace

std::string SignInCode(int number) { return absl::StrFormat("%06d", number); }

std::optional<std::string> ReadSixDigits(const std::string& text) {
  std::string digits;
  for (const char c : platform::FoldForMatch(text)) {
    if (absl::ascii_isdigit(c)) {
      digits += c;
    } else if (!absl::StrContains(" .-", std::string(1, c))) {
      return std::nullopt;
    }
  }
  if (digits.size() != kDigits) return std::nullopt;
  return digits;
}

KeptSignInCode KeepSignInCode(const std::string& code, const std::string& phone_number,
                              const std::string& key, absl::Time now) {
  return {.key = key,
          .hash = HashOf(key, phone_number, code),
          .expire_time = now + kSignInCodeDuration};
}

CodeVerdict JudgeSignInCode(const std::optional<KeptSignInCode>& kept, const std::string& code,
                            const std::string& phone_number, absl::Time now) {
  if (!kept.has_value() || kept->expire_time <= now) return CodeVerdict::kWrong;
  if (kept->try_count >= kSignInCodeTries) return CodeVerdict::kTooMany;
  const std::string hash = HashOf(kept->key, phone_number, code);
  return platform::SameBytes(hash, kept->hash) ? CodeVerdict::kFits : CodeVerdict::kWrong;
}

std::string SignInText(const std::string& code) {
  return absl::StrCat(code, " là mã đăng nhập Liên Gia, dùng trong 5 phút. Đừng đưa cho ai.");
}

}  // namespace liengia::identity
