#pragma once

#include "liengia/v1/incident.pb.h"
#include "liengia/v1/incident_service.pb.h"
#include "services/incidents/incident.h"
#include "services/platform/errors.h"

namespace liengia::incidents {

v1::Incident ToProto(const Incident& incident);

// What a client may say of an incident; what only the server knows is left empty. Text is put into
// one form (NFC), `place` on one line. Adds a violation for a time that does not exist. A
// notification without a time was made at the time of observation.
Incident FromProto(const v1::Incident& proto, platform::Violations& violations);

Amendment FromProto(const v1::Amendment& proto);

}  // namespace liengia::incidents
