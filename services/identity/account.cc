#include "services/identity/account.h"

#include "services/identity/phone.h"
#include "services/platform/text.h"

namespace liengia::identity {

std::string ReadPhoneNumber(const std::string& text, platform::Violations& violations) {
  const PhoneReading reading = ReadPhone(text);
  if (reading.fault != PhoneFault::kNone) violations.Add("phone_number", Explain(reading.fault));
  return reading.number;
}

std::string ReadDisplayName(const std::string& text, platform::Violations& violations) {
  std::string name = platform::CollapseSpaces(platform::Nfc(text));
  violations.Require(!name.empty(), "display_name", {"còn thiếu.", "is missing."});
  return name;
}

}  // namespace liengia::identity
