#include "services/identity/operator_store.h"

#include "services/identity/phone.h"
#include "services/platform/errors.h"
#include "services/platform/text.h"

namespace liengia::identity {

absl::StatusOr<Appointed> CreateOperator(db::Tx& tx, const std::string& phone_number,
                                         const std::string& display_name,
                                         const Credentials& credentials) {
  platform::Violations violations;
  const PhoneReading phone = ReadPhone(phone_number);
  if (phone.fault != PhoneFault::kNone) violations.Add("phone_number", Explain(phone.fault));
  const std::string name = platform::CollapseSpaces(platform::Nfc(display_name));
  violations.Require(!name.empty(), "display_name", {"phải có.", "must be set."});
  LIENGIA_RETURN_IF_ERROR(violations.ToStatus());
  return Appoint(
      tx, {.phone_number = phone.number, .display_name = name, .role = platform::Role::kOperator},
      credentials);
}

}  // namespace liengia::identity
