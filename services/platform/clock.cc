#include "services/platform/clock.h"

#include "absl/time/clock.h"

namespace liengia::platform {
namespace {

class MachineClock : public Clock {
 public:
  // To the microsecond, as the database keeps it: what is answered now is what is read later.
  absl::Time Now() const override { return absl::FromUnixMicros(absl::ToUnixMicros(absl::Now())); }
};

}  // namespace

const Clock& SystemClock() {
  static const MachineClock clock;
  return clock;
}

}  // namespace liengia::platform
