#include "services/platform/secret.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include <cstdlib>
#include <new>

namespace liengia::platform {
namespace {

// Above the least that OWASP's password sheet asks for (19 MiB, 2 passes), below libsodium's
// "interactive" 64 MiB: every database worker may hash at once, and sixteen of them then hold 512
// MiB. Measured on one core of a small server: 30 ms.
constexpr unsigned long long kPasswordPasses = 3;
constexpr size_t kPasswordMemory = size_t{32} << 20;

// Without a working generator nothing here is safe, so that the process stops. Before main, because
// libsodium wants it before any other call.
const bool ready = [] {
  if (sodium_init() < 0) std::abort();
  return true;
}();

const unsigned char* Bytes(const std::string& text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* Bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

}  // namespace

std::string RandomBytes(size_t size) {
  std::string bytes(size, '\0');
  randombytes_buf(bytes.data(), size);
  return bytes;
}

uint32_t RandomBelow(uint32_t bound) { return randombytes_uniform(bound); }

std::string NewToken() {
  constexpr size_t kSize = 32;
  constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  const std::string bytes = RandomBytes(kSize);
  std::string token(sodium_base64_ENCODED_LEN(kSize, kVariant), '\0');
  sodium_bin2base64(token.data(), token.size(), Bytes(bytes), kSize, kVariant);
  token.pop_back();  // The terminating NUL.
  return token;
}

std::string TokenHash(const std::string& token) { return Sha256(token); }

std::string Sha256(const std::string& bytes) {
  std::string hash(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(Bytes(hash), Bytes(bytes), bytes.size());
  return hash;
}

std::string KeyedHash(const std::string& key, const std::string& bytes) {
  std::string hash(crypto_generichash_BYTES, '\0');
  crypto_generichash(Bytes(hash), hash.size(), Bytes(bytes), bytes.size(), Bytes(key), key.size());
  return hash;
}

std::string HmacSha1(const std::string& key, const std::string& bytes) {
  std::string hash(20, '\0');
  unsigned int size = 0;
  HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), Bytes(bytes), bytes.size(),
       Bytes(hash), &size);
  return hash;
}

bool SameBytes(const std::string& a, const std::string& b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string HashPassword(const std::string& password) {
  char hash[crypto_pwhash_STRBYTES];
  if (crypto_pwhash_str_alg(hash, password.data(), password.size(), kPasswordPasses,
                            kPasswordMemory, crypto_pwhash_ALG_ARGON2ID13) != 0) {
    throw std::bad_alloc();  // Its only failure.
  }
  return hash;
}

bool PasswordMatches(const std::string& hash, const std::string& password) {
  return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

const std::string& NobodysPasswordHash() {
  static const auto* hash = new std::string(HashPassword(RandomBytes(32)));
  return *hash;
}

}  // namespace liengia::platform
