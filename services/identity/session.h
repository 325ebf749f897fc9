#pragma once

#include <string>

#include "absl/time/time.h"

namespace liengia::identity {

// One device on which an account is signed in. The token is not in it: only its hash is kept.
struct Session {
  std::string id;
  std::string account_id;
  std::string device_name;
  // Made with password and one-time password. A text message is too weak a proof for the powers of
  // an office (numbers get ported, messages get read), so that only an official session carries
  // them.
  bool official = false;
  absl::Time create_time;
  absl::Time expire_time;
};

// People sign in a few times a year; an official once a working day.
inline constexpr absl::Duration kSessionDuration = absl::Hours(90 * 24);
inline constexpr absl::Duration kOfficialSessionDuration = absl::Hours(12);

}  // namespace liengia::identity
