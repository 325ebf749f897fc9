#include "services/platform/page.h"

#include <sodium.h>

#include <algorithm>
#include <memory>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/platform/errors.h"
#include "services/platform/text.h"

namespace liengia::platform {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr int kMaxSize = 200;
constexpr char kSeparator = '\x1f';

const FieldDescriptor* Field(const Message& request, const char* name) {
  return request.GetDescriptor()->FindFieldByName(name);
}

// What binds a token to its list: the request without its page fields.
std::string FilterHash(const Message& request) {
  std::unique_ptr<Message> filters(request.New());
  filters->CopyFrom(request);
  for (const char* name : {"page_size", "page_token", "purpose"}) {
    if (const FieldDescriptor* field = Field(request, name)) {
      filters->GetReflection()->ClearField(filters.get(), field);
    }
  }
  const std::string bytes =
      absl::StrCat(request.GetDescriptor()->full_name(), filters->SerializeAsString());
  unsigned char hash[crypto_generichash_BYTES_MIN];
  crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char*>(bytes.data()),
                     bytes.size(), nullptr, 0);
  return std::string(reinterpret_cast<char*>(hash), sizeof hash);
}

}  // namespace

absl::Status BadPageToken() {
  return Refusal(absl::StatusCode::kInvalidArgument, Reason::kPageTokenInvalid,
                 {"Trang này không còn hợp lệ. Hãy mở lại danh sách từ đầu.",
                  "The page token is not of this list or these filters; start from the first "
                  "page."});
}

absl::StatusOr<Page> ReadPage(const Message& request, size_t key_count, int default_size) {
  const auto* reflection = request.GetReflection();
  const int size = reflection->GetInt32(request, Field(request, "page_size"));
  if (size < 0) {
    Violations violations;
    violations.Add("page_size", {"không được âm.", "must not be negative."});
    return violations.ToStatus();
  }
  Page page;
  page.size = size == 0 ? default_size : std::min(size, kMaxSize);
  const std::string token = reflection->GetString(request, Field(request, "page_token"));
  if (token.empty()) return page;

  std::string bytes;
  const std::string hash = FilterHash(request);
  if (!absl::WebSafeBase64Unescape(token, &bytes) || bytes.compare(0, hash.size(), hash) != 0 ||
      bytes.find('\0', hash.size()) != std::string::npos ||
      !IsValidUtf8(bytes.substr(hash.size()))) {
    return BadPageToken();
  }
  page.after = absl::StrSplit(bytes.substr(hash.size()), kSeparator);
  if (page.after.size() != key_count) return BadPageToken();
  return page;
}

std::string PageToken(const Message& request, const std::vector<std::string>& last_key) {
  std::string bytes = FilterHash(request);
  for (size_t i = 0; i < last_key.size(); ++i) {
    if (i > 0) bytes += kSeparator;
    bytes += last_key[i];
  }
  return absl::WebSafeBase64Escape(bytes);
}

std::string TimeKey(absl::Time time) { return absl::StrCat(absl::ToUnixMicros(time)); }

absl::StatusOr<absl::Time> ReadTimeKey(const std::string& key) {
  int64_t micros = 0;
  if (!absl::SimpleAtoi(key, &micros)) return BadPageToken();
  const absl::Time time = absl::FromUnixMicros(micros);
  const auto year = absl::ToCivilYear(time, absl::UTCTimeZone()).year();
  if (year < 1 || year > 9999) return BadPageToken();
  return time;
}

}  // namespace liengia::platform
