#pragma once

#include <optional>
#include <string>

#include "db/tx.h"
#include "services/identity/credentials.h"

namespace liengia::identity {

// A random first password, easy to read out (79 bits as "k7mq-2fxp-9dtr-hw3c"), and a random
// secret.
Credentials NewCredentials();

// Nothing when the account has none: only holders of an office do.
std::optional<KeptCredentials> FindCredentials(db::Tx& tx, const std::string& account_id);
std::optional<KeptCredentials> FindCredentialsByPhone(db::Tx& tx, const std::string& phone_number);

// Hashes the password: 25 to 50 ms.
void SaveCredentials(db::Tx& tx, const std::string& account_id, const Credentials& credentials);
void SavePassword(db::Tx& tx, const std::string& account_id, const std::string& password);
void SaveTotpStep(db::Tx& tx, const std::string& account_id, int64_t step);
void DeleteCredentials(db::Tx& tx, const std::string& account_id);

}  // namespace liengia::identity
