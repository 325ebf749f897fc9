#include "services/identity/operator_store.h"

#include "services/identity/account.h"
#include "services/platform/errors.h"

namespace liengia::identity {

absl::StatusOr<Appointed> CreateOperator(db::Tx& tx, const std::string& phone_number,
                                         const std::string& display_name,
                                         const Credentials& credentials) {
  platform::Violations violations;
  const Appointment appointment = {.phone_number = ReadPhoneNumber(phone_number, violations),
                                   .display_name = ReadDisplayName(display_name, violations),
                                   .role = platform::Role::kOperator};
  LIENGIA_RETURN_IF_ERROR(violations.ToStatus());
  return Appoint(tx, appointment, credentials);
}

}  // namespace liengia::identity
