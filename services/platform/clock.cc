#include "services/platform/clock.h"

#include "absl/time/clock.h"

namespace liengia::platform {
namespace {

class MachineClock : public Clock {
 public:
  absl::Time Now() const override { return absl::Now(); }
};

}  // namespace

const Clock& SystemClock() {
  static const MachineClock clock;
  return clock;
}

}  // namespace liengia::platform
