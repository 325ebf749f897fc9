#pragma once

#include <cstdint>
#include <string>

// Randomness, hashes and passwords: the only place that calls cryptographic libraries. libsodium
// does all but HMAC-SHA1, which it leaves out and RFC 6238 asks for; that one is OpenSSL's, which
// gRPC brings along. Byte strings are raw unless a comment says otherwise.
namespace liengia::platform {

// From the operating system's generator.
std::string RandomBytes(size_t size);
// Uniform in [0, bound).
uint32_t RandomBelow(uint32_t bound);

// A bearer token: 256 random bits, 43 characters of base64url.
std::string NewToken();
// What is kept of a token: its SHA-256, 32 bytes. Nobody can guess a token, so that no salt or slow
// hash is needed.
std::string TokenHash(const std::string& token);

// SHA-256, 32 bytes.
std::string Sha256(const std::string& bytes);
// Keyed BLAKE2b, 32 bytes. `key` has 16 to 64 bytes.
std::string KeyedHash(const std::string& key, const std::string& bytes);
// RFC 2104 with SHA-1, 20 bytes.
std::string HmacSha1(const std::string& key, const std::string& bytes);

// Compares in a time that depends on the lengths only.
bool SameBytes(const std::string& a, const std::string& b);

// Argon2id (RFC 9106) with 32 MiB and 3 passes, as text with its salt and costs. Takes 25 to 50 ms:
// call it behind a limit of tries.
std::string HashPassword(const std::string& password);
// False too for a hash that is not one. Takes as long as HashPassword.
bool PasswordMatches(const std::string& hash, const std::string& password);
// A well-formed hash that no password is known for: an unknown account costs the same time as a
// wrong password.
const std::string& NobodysPasswordHash();

}  // namespace liengia::platform
