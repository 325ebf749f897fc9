#pragma once

#include <string>

#include "absl/status/status.h"

namespace liengia::notices {

// A way out of the house: an SMS gateway, a file in the demo.
class Channel {
 public:
  virtual ~Channel() = default;

  // Hands one message on; takes at most some seconds. INVALID_ARGUMENT: it will never go through,
  // such as to a number that does not exist. Any other failure: worth trying again. The status must
  // name neither recipient nor payload. May be called for a message again when a server stopped
  // before it had noted down that it was sent.
  virtual absl::Status Send(const std::string& recipient, const std::string& payload) = 0;
};

}  // namespace liengia::notices
