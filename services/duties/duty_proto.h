#pragma once

#include "absl/time/time.h"
#include "liengia/v1/duty.pb.h"
#include "services/duties/my_shift.h"

namespace liengia::duties {

// The state is as it is at `now`.
v1::MyShift ToProto(MyShift shift, absl::Time now);

}  // namespace liengia::duties
