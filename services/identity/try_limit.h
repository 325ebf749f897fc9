#pragma once

#include <string>
#include <vector>

#include "absl/time/time.h"

// How often strangers may try. Counted in fixed windows of the clock: around the turn of a window
// twice as many may pass, which changes nothing for those who guess.
namespace liengia::identity {

struct TryLimit {
  const char* name;
  absl::Duration window;
  int most;  // In one window.
  // What whoever passes it is told; $0 stands for the seconds to wait.
  const char* vi = "Đã thử quá nhiều lần. Hãy đợi $0 giây rồi thử lại.";
  const char* en = "Too many tries; wait $0 seconds, then try again.";
};

// A code costs the sender money and the owner of the number a ring: no more than a person who
// mistypes needs. Behind one address may be a meeting hall where everybody signs in for the first
// time, or half the city by way of a mobile operator.
inline constexpr TryLimit kCodesInARow = {
    "code-row", absl::Seconds(30), 1,
    "Mã vừa được gửi đến số này. Hãy dùng mã đó, hoặc đợi $0 giây rồi xin mã mới.",
    "A code was just sent to this number. Use it, or wait $0 seconds and ask for a new one."};
inline constexpr TryLimit kCodesOfNumber = {"code-number", absl::Hours(1), 5};
inline constexpr TryLimit kCodesOfAddress = {"code-address", absl::Hours(1), 200};
// Passwords. Short windows: somebody else's wrong tries also lock the owner out. Of an address no
// more than costs the server ten seconds of hashing in a quarter of an hour; the offices of a whole
// city may share one.
inline constexpr TryLimit kPasswordsOfNumber = {"password-number", absl::Minutes(15), 10};
inline constexpr TryLimit kPasswordsOfAddress = {"password-address", absl::Minutes(15), 300};

// No window is longer: what started before this is over.
inline constexpr absl::Duration kLongestTryWindow = absl::Hours(1);

// One count to raise.
struct Try {
  TryLimit limit;
  // What is counted under: a hash of the limit's name and of the number or address, so that the
  // table does not list who tried from where. A hash does not hide a phone number from somebody who
  // tries all of them; that rows live for hours only does.
  std::string key;
  absl::Time window_start;
};

// `subject` is a canonical number or an address.
Try TryOf(const TryLimit& limit, const std::string& subject, absl::Time now);

}  // namespace liengia::identity
