#pragma once

#include <optional>
#include <string>

#include "absl/time/time.h"
#include "db/tx.h"
#include "services/identity/sign_in_code.h"

namespace liengia::identity {

// A random code with the key to keep it under.
struct NewSignInCode {
  std::string code;
  std::string key;
};
NewSignInCode MakeSignInCode();

// The code sent last to a number, also when it is too old; nothing when none is kept.
std::optional<KeptSignInCode> FindSignInCode(db::Tx& tx, const std::string& phone_number);
// Replaces the number's code.
void SaveSignInCode(db::Tx& tx, const std::string& phone_number, const KeptSignInCode& kept);
void CountWrongCode(db::Tx& tx, const std::string& phone_number);
void DeleteSignInCode(db::Tx& tx, const std::string& phone_number);

// Deletes at most `limit` codes that were over before `horizon`; returns how many.
int DeleteSignInCodesOver(db::Tx& tx, absl::Time horizon, int limit);

}  // namespace liengia::identity
