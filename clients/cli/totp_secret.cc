#include "clients/cli/totp_secret.h"

#include <cstdint>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace liengia::cli {
namespace {

constexpr char kAddress[] = "otpauth://";
constexpr char kSecretPart[] = "secret=";

std::string SecretPart(const std::string& text) {
  if (!absl::StartsWith(text, kAddress)) return text;
  const size_t begin = text.find(kSecretPart);
  if (begin == std::string::npos) return "";
  const size_t after = begin + sizeof(kSecretPart) - 1;
  return text.substr(after, text.find('&', after) - after);
}

}  // namespace

std::optional<std::string> ReadTotpSecret(const std::string& text) {
  std::string bytes;
  uint32_t buffer = 0;
  int bits = 0;
  for (const char c : absl::AsciiStrToUpper(SecretPart(text))) {
    if (c == ' ' || c == '=') continue;
    const bool letter = c >= 'A' && c <= 'Z';
    if (!letter && !(c >= '2' && c <= '7')) return std::nullopt;
    buffer = buffer << 5 | static_cast<uint32_t>(letter ? c - 'A' : c - '2' + 26);
    bits += 5;
    if (bits >= 8) bytes.push_back(static_cast<char>(buffer >> (bits -= 8)));
  }
  if (bytes.empty()) return std::nullopt;
  return bytes;
}

}  // namespace liengia::cli
