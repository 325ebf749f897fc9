#pragma once

#include <optional>
#include <string>

namespace liengia::cli {

// The bytes of an authenticator app's secret, from its base32 text (RFC 4648, section 6; any case,
// spaces allowed) or from a whole `otpauth://` address.
std::optional<std::string> ReadTotpSecret(const std::string& text);

}  // namespace liengia::cli
