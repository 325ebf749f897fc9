#include "services/identity/credentials_store.h"

#include "services/identity/password.h"
#include "services/identity/totp.h"
#include "services/platform/secret.h"

namespace liengia::identity {
namespace {

// Letters and digits that nobody takes for another one.
constexpr char kAlphabet[] = "abcdefghjkmnpqrstuvwxyz23456789";
constexpr int kAlphabetSize = sizeof kAlphabet - 1;

std::optional<KeptCredentials> FirstOf(const pqxx::result& rows) {
  if (rows.empty()) return std::nullopt;
  const pqxx::row row = rows[0];
  return KeptCredentials{.account_id = row["id"].as<std::string>(),
                         .phone_number = row["phone_number"].as<std::string>(),
                         .password_hash = row["password_hash"].as<std::string>(),
                         .totp_secret = db::BytesOf(row["totp_secret"]),
                         .totp_last_step = row["totp_last_step"].as<int64_t>()};
}

std::string HashOf(const std::string& password) {
  return platform::HashPassword(NormalPassword(password));
}

}  // namespace

Credentials NewCredentials() {
  constexpr int kGroups = 4, kGroupSize = 4;
  std::string password;
  for (int i = 0; i < kGroups * kGroupSize; ++i) {
    if (i > 0 && i % kGroupSize == 0) password += '-';
    password += kAlphabet[platform::RandomBelow(kAlphabetSize)];
  }
  return {.password = password, .totp_secret = platform::RandomBytes(kTotpSecretSize)};
}

std::optional<KeptCredentials> FindCredentials(db::Tx& tx, const std::string& account_id) {
  return FirstOf(tx.Query(R"sql(
    select id, phone_number, password_hash, totp_secret, totp_last_step
    from accounts where id = $1::uuid and password_hash is not null
  )sql",
                          account_id));
}

std::optional<KeptCredentials> FindCredentialsByPhone(db::Tx& tx, const std::string& phone_number) {
  return FirstOf(tx.Query(R"sql(
    select id, phone_number, password_hash, totp_secret, totp_last_step
    from accounts where phone_number = $1 and password_hash is not null
  )sql",
                          phone_number));
}

void SaveCredentials(db::Tx& tx, const std::string& account_id, const Credentials& credentials) {
  tx.Query(R"sql(
    update accounts set password_hash = $2, totp_secret = $3::bytea, totp_last_step = 0
    where id = $1::uuid
  )sql",
           account_id, HashOf(credentials.password), db::ToSqlBytea(credentials.totp_secret));
}

void SavePassword(db::Tx& tx, const std::string& account_id, const std::string& password) {
  tx.Query("update accounts set password_hash = $2 where id = $1::uuid", account_id,
           HashOf(password));
}

void SaveTotpStep(db::Tx& tx, const std::string& account_id, int64_t step) {
  tx.Query("update accounts set totp_last_step = $2 where id = $1::uuid", account_id, step);
}

void DeleteCredentials(db::Tx& tx, const std::string& account_id) {
  tx.Query(R"sql(
    update accounts set password_hash = null, totp_secret = null, totp_last_step = 0
    where id = $1::uuid
  )sql",
           account_id);
}

}  // namespace liengia::identity
