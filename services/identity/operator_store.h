#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "db/tx.h"
#include "services/identity/credentials.h"
#include "services/identity/office_store.h"

namespace liengia::identity {

// Makes somebody an operator: for `liengiad create-operator`, which makes the first one, and for
// the seed, which wants known `credentials`. Any usual way of writing a mobile number will do.
// INVALID_ARGUMENT: not a number or a name. ALREADY_EXISTS (kOfficeHeld): is one already; nothing
// changes, the password neither.
absl::StatusOr<Appointed> CreateOperator(db::Tx& tx, const std::string& phone_number,
                                         const std::string& display_name,
                                         const Credentials& credentials);

}  // namespace liengia::identity
