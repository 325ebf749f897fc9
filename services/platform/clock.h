#pragma once

#include "absl/time/time.h"

namespace liengia::platform {

// Where the time comes from: the machine in the server, a test's hand in tests. SQL never asks
// PostgreSQL for the time; it is given it, so that one clock rules everything.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual absl::Time Now() const = 0;
};

// The machine's clock; lives as long as the process.
const Clock& SystemClock();

}  // namespace liengia::platform
