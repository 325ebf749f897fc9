#include "services/identity/session_proto.h"

#include "services/platform/civil.h"

namespace liengia::identity {

v1::Account ToProto(const Account& account) {
  v1::Account proto;
  proto.set_account_id(account.id);
  proto.set_phone_number(account.phone_number);
  proto.set_display_name(account.display_name);
  platform::SetTime(account.create_time, proto.mutable_create_time());
  return proto;
}

v1::Membership ToProto(const Membership& membership) {
  v1::Membership proto;
  proto.set_group_id(membership.group_id);
  proto.set_group_name(membership.group_name);
  proto.set_member_id(membership.member_id);
  proto.set_member_name(membership.member_name);
  proto.set_role(static_cast<v1::Role>(membership.role));
  proto.set_acted_for(membership.acted_for);
  return proto;
}

v1::Session ToProto(const Session& session, const std::string& current_id) {
  v1::Session proto;
  proto.set_session_id(session.id);
  proto.set_device_name(session.device_name);
  platform::SetTime(session.create_time, proto.mutable_create_time());
  platform::SetTime(session.expire_time, proto.mutable_expire_time());
  proto.set_current(session.id == current_id);
  return proto;
}

}  // namespace liengia::identity
