#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "google/protobuf/message.h"

// Keyset pages. A token holds the sort key of the last row given and is bound to the list and its
// filters; it grants nothing.
namespace liengia::platform {

struct Page {
  int size = 0;                    // Rows to give: ask the database for size + 1.
  std::vector<std::string> after;  // The sort key to go on after; empty for the first page.
};

// Reads `page_size` and `page_token` of a List request. 0 means `default_size`; more than 200 means
// 200. INVALID_ARGUMENT for a negative size, and (kPageTokenInvalid) for a token of another list,
// of other filters, or without `key_count` parts.
absl::StatusOr<Page> ReadPage(const google::protobuf::Message& request, size_t key_count,
                              int default_size = 50);

// The refusal of such a token, for a handler that can't read a part of the key: an id that is none,
// a number with letters. Somebody made the token by hand, and PostgreSQL must not see it.
absl::Status BadPageToken();

// The token that goes on after the row with this sort key.
std::string PageToken(const google::protobuf::Message& request,
                      const std::vector<std::string>& last_key);

// A time as a part of a sort key, to the microsecond, as the database keeps it; and back.
// BadPageToken for a text that is no time of the years 1 to 9999.
std::string TimeKey(absl::Time time);
absl::StatusOr<absl::Time> ReadTimeKey(const std::string& key);

}  // namespace liengia::platform
