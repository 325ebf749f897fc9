#include "services/identity/try_limit_store.h"

#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "services/platform/errors.h"

namespace liengia::identity {
namespace {

absl::Status TooManyTries(const TryLimit& limit, absl::Duration wait) {
  const std::string seconds =
      absl::StrCat(absl::ToInt64Seconds(absl::Ceil(wait, absl::Seconds(1))));
  platform::ErrorDetail detail;
  detail.reason = platform::Reason::kTooManyTries;
  detail.text = {absl::Substitute(limit.vi, seconds), absl::Substitute(limit.en, seconds)};
  detail.metadata["retry_seconds"] = seconds;
  return platform::Refusal(absl::StatusCode::kResourceExhausted, std::move(detail));
}

}  // namespace

absl::Status CountTries(db::Tx& tx, const std::vector<Try>& tries) {
  std::vector<std::string> keys, starts;
  for (const Try& one : tries) {
    keys.push_back(one.key);
    starts.push_back(db::ToSql(one.window_start));
  }
  const pqxx::result rows = tx.Query(R"sql(
    insert into try_counts (key, window_start, try_count)
    select key, window_start, 1
    from unnest($1::text[], $2::timestamptz[]) as t (key, window_start)
    on conflict (key, window_start) do update set try_count = try_counts.try_count + 1
    returning key, try_count
  )sql",
                                     db::ToSqlArray(keys), db::ToSqlArray(starts));
  std::map<std::string, int> counts;
  for (const pqxx::row& row : rows)
    counts[row["key"].as<std::string>()] = row["try_count"].as<int>();

  absl::Duration longest;
  const TryLimit* passed = nullptr;
  for (const Try& one : tries) {
    const absl::Duration wait = one.window_start + one.limit.window - tx.now();
    if (counts[one.key] <= one.limit.most || wait <= longest) continue;
    longest = wait;
    passed = &one.limit;
  }
  return passed == nullptr ? absl::OkStatus() : TooManyTries(*passed, longest);
}

int DeleteTriesBefore(db::Tx& tx, absl::Time horizon, int limit) {
  const pqxx::result deleted = tx.Query(R"sql(
    delete from try_counts where (key, window_start) in (
      select key, window_start from try_counts where window_start < $1::timestamptz
      order by window_start limit $2
      for update skip locked
    )
  )sql",
                                        db::ToSql(horizon), limit);
  return static_cast<int>(deleted.affected_rows());
}

}  // namespace liengia::identity
