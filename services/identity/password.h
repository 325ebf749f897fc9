#pragma once

#include <optional>
#include <string>

#include "services/platform/sentence.h"

// Passwords of officials, who also need an authenticator app.
namespace liengia::identity {

inline constexpr int kPasswordMinLength = 12;

// The form that is hashed: the same letters however a keyboard composes them (NFC).
std::string NormalPassword(const std::string& password);

// What makes a password too weak, and nothing when it will do. As NIST SP 800-63B section 5.1.1.2
// advises, it asks for length and for what guessers try first, not for signs and capitals: at least
// twelve characters; not one of the most common of that length, a single sign or a simple sequence
// repeated; without the official's own number.
std::optional<platform::Sentence> WeaknessOf(const std::string& password,
                                             const std::string& phone_number);

}  // namespace liengia::identity
