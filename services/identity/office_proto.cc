#include "services/identity/office_proto.h"

#include "services/identity/account.h"
#include "services/identity/totp.h"
#include "services/platform/civil.h"

namespace liengia::identity {

v1::Office ToProto(const Office& office) {
  v1::Office proto;
  proto.set_office_id(office.id);
  proto.set_account_id(office.account_id);
  proto.set_display_name(office.display_name);
  proto.set_role(static_cast<v1::Role>(office.role));
  proto.set_area_code(office.area_code);
  platform::SetTime(office.create_time, proto.mutable_create_time());
  if (office.end_time.has_value()) platform::SetTime(*office.end_time, proto.mutable_end_time());
  return proto;
}

v1::Credentials ToProto(const Credentials& credentials, const std::string& phone_number) {
  v1::Credentials proto;
  proto.set_password(credentials.password);
  proto.set_totp_uri(TotpUri(credentials.totp_secret, phone_number));
  return proto;
}

Appointment FromProto(const v1::CreateOfficeRequest& request, platform::Violations& violations) {
  const Appointment appointment = {
      .phone_number = ReadPhoneNumber(request.phone_number(), violations),
      .display_name = ReadDisplayName(request.display_name(), violations),
      .role = static_cast<platform::Role>(request.role()),
      .area_code = request.area_code()};
  CheckOfficeRole(appointment.role, appointment.area_code, violations);
  return appointment;
}

}  // namespace liengia::identity
