#include "services/identity/try_limit.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "services/platform/secret.h"

namespace liengia::identity {

Try TryOf(const TryLimit& limit, const std::string& subject, absl::Time now) {
  const std::string hash = platform::Sha256(absl::StrCat(limit.name, " ", subject));
  const absl::Duration since_start = (now - absl::UnixEpoch()) % limit.window;
  return {.limit = limit,
          .key = absl::WebSafeBase64Escape(hash.substr(0, 16)),
          .window_start = now - since_start};
}

}  // namespace liengia::identity
