#pragma once

#include "absl/time/time.h"
#include "liengia/v1/duty.pb.h"
#include "liengia/v1/shift.pb.h"
#include "services/rosters/shift.h"

namespace liengia::rosters {

// States are as they are at `now`.
v1::Duty ToProto(const Duty& duty, absl::Time now);
v1::Shift ToProto(const Shift& shift, absl::Time now);

}  // namespace liengia::rosters
