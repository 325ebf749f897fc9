#include "services/platform/etag.h"

#include "absl/strings/str_cat.h"
#include "services/platform/errors.h"

namespace liengia::platform {

std::string EtagOf(int64_t version) { return absl::StrCat("v", version); }

absl::Status CheckEtag(const std::string& etag, int64_t version) {
  if (etag.empty() || etag == EtagOf(version)) return absl::OkStatus();
  return Refusal(absl::StatusCode::kAborted, Reason::kStaleEtag,
                 {"Có người vừa sửa nội dung này. Hãy tải lại rồi sửa tiếp.",
                  "It changed since it was read; read it again."});
}

}  // namespace liengia::platform
