#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/time/time.h"

// One-time passwords from an authenticator app: RFC 6238 with SHA-1, 30 seconds and six digits,
// which is what every app understands.
namespace liengia::identity {

// Bytes of a shared secret: as long as the hash, as RFC 4226 section 4 recommends.
inline constexpr size_t kTotpSecretSize = 20;

// The time step that an instant falls into.
int64_t TotpStep(absl::Time time);

// The six digits of a time step.
std::string TotpCode(const std::string& secret, int64_t step);

// The step whose code this is: that of `now`, or the one before or after it, for clocks that differ
// and fingers that are slow (RFC 6238, section 5.2). Only steps after `last_step`, the one accepted
// last, so that nobody who looked over a shoulder can use a code again. `code` is six digits.
std::optional<int64_t> AcceptTotp(const std::string& secret, const std::string& code,
                                  absl::Time now, int64_t last_step);

// RFC 4648, section 6, without padding: how apps want a secret.
std::string Base32(const std::string& bytes);

// The `otpauth://` address that sets an app up, usually shown as a QR code.
std::string TotpUri(const std::string& secret, const std::string& phone_number);

}  // namespace liengia::identity
