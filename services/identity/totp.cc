#include "services/identity/totp.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "services/identity/phone.h"
#include "services/platform/secret.h"

namespace liengia::identity {
namespace {

constexpr int64_t kStepSeconds = 30;

// Big-endian, as RFC 4226 counts.
std::string EightBytes(uint64_t number) {
  std::string bytes(8, '\0');
  for (int i = 7; i >= 0; --i, number >>= 8) bytes[i] = static_cast<char>(number & 0xff);
  return bytes;
}

}  // namespace

int64_t TotpStep(absl::Time time) { return absl::ToUnixSeconds(time) / kStepSeconds; }

// RFC 4226, section 5.3.
std::string TotpCode(const std::string& secret, int64_t step) {
  const std::string hash = platform::HmacSha1(secret, EightBytes(static_cast<uint64_t>(step)));
  const auto byte = [&](size_t i) { return static_cast<uint32_t>(static_cast<uint8_t>(hash[i])); };
  const size_t at = byte(hash.size() - 1) & 0xf;
  const uint32_t number =
      (byte(at) & 0x7f) << 24 | byte(at + 1) << 16 | byte(at + 2) << 8 | byte(at + 3);
  return absl::StrFormat("%06d", number % 1'000'000);
}

std::optional<int64_t> AcceptTotp(const std::string& secret, const std::string& code,
                                  absl::Time now, int64_t last_step) {
  std::optional<int64_t> accepted;
  // All three are always worked out: how long it takes tells nothing.
  for (const int64_t step : {TotpStep(now) + 1, TotpStep(now), TotpStep(now) - 1}) {
    if (platform::SameBytes(TotpCode(secret, step), code) && step > last_step) accepted = step;
  }
  return accepted;
}

std::string Base32(const std::string& bytes) {
  constexpr char kAlphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string text;
  uint32_t buffer = 0;
  int bits = 0;
  for (const char c : bytes) {
    buffer = buffer << 8 | static_cast<uint8_t>(c);
    for (bits += 8; bits >= 5; bits -= 5) text += kAlphabet[buffer >> (bits - 5) & 0x1f];
  }
  if (bits > 0) text += kAlphabet[buffer << (5 - bits) & 0x1f];
  return text;
}

std::string TotpUri(const std::string& secret, const std::string& phone_number) {
  // Without diacritics: some apps show the percent signs.
  return absl::StrCat("otpauth://totp/Lien%20Gia:", NationalPhone(phone_number),
                      "?secret=", Base32(secret),
                      "&issuer=Lien%20Gia&algorithm=SHA1&digits=6&period=", kStepSeconds);
}

}  // namespace liengia::identity
