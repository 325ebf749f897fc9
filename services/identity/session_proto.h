#pragma once

#include <string>

#include "liengia/v1/account.pb.h"
#include "services/identity/account.h"
#include "services/identity/session.h"

namespace liengia::identity {

v1::Account ToProto(const Account& account);
v1::Membership ToProto(const Membership& membership);
// `current_id` is the session of the call.
v1::Session ToProto(const Session& session, const std::string& current_id);

}  // namespace liengia::identity
