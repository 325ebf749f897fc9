#pragma once

#include "liengia/v1/account.pb.h"
#include "liengia/v1/office_service.pb.h"
#include "services/identity/credentials.h"
#include "services/identity/office.h"
#include "services/platform/errors.h"

namespace liengia::identity {

v1::Office ToProto(const Office& office);
v1::Credentials ToProto(const Credentials& credentials, const std::string& phone_number);

// Adds a violation for a number that is none, an empty name, or a role and area that do not fit.
Appointment FromProto(const v1::CreateOfficeRequest& request, platform::Violations& violations);

}  // namespace liengia::identity
