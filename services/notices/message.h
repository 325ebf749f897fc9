#pragma once

#include <string>

#include "absl/time/time.h"

namespace liengia::notices {

// Something that has to leave the house.
struct Message {
  std::string id;
  std::string channel;    // "sms".
  std::string recipient;  // For "sms" a canonical phone number.
  std::string payload;    // For "sms" the text.
  absl::Time create_time;
  // It is of no use after: a sign-in code that is over.
  absl::Time expire_time;
  int try_count = 0;  // Tries to send it, the one going on included.
};

// When to try again after try number `try_count` failed: after 1, 2, 4, … seconds, at most a
// minute. Not after the message has expired, so that it is given up on time.
absl::Time NextTry(const Message& message, absl::Time now);

}  // namespace liengia::notices
