#include "services/notices/message.h"

#include <algorithm>

namespace liengia::notices {

absl::Time NextTry(const Message& message, absl::Time now) {
  constexpr int kMaxDoublings = 6;
  const int doublings = std::clamp(message.try_count - 1, 0, kMaxDoublings);
  const absl::Duration wait = std::min(absl::Seconds(1 << doublings), absl::Minutes(1));
  return std::min(now + wait, std::max(message.expire_time, now));
}

}  // namespace liengia::notices
