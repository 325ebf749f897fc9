#include "services/platform/callers.h"

#include <utility>

#include "services/platform/errors.h"
#include "services/platform/secret.h"

namespace liengia::platform {
namespace {

// A bound on what a lost notice could do.
constexpr absl::Duration kMaxAge = absl::Minutes(5);
constexpr size_t kMaxEntries = 200'000;

}  // namespace

std::shared_ptr<const Caller> Callers::Remembered(const std::string& token, absl::Time now) const {
  const std::string hash = TokenHash(token);
  std::lock_guard lock(mutex_);
  const auto found = by_hash_.find(hash);
  if (found == by_hash_.end()) return nullptr;
  const Entry& entry = found->second;
  const absl::Duration age = now - entry.load_time;
  if (age > kMaxAge || age < absl::ZeroDuration() || now >= entry.caller->expire_time) {
    return nullptr;
  }
  return entry.caller;
}

absl::StatusOr<std::shared_ptr<const Caller>> Callers::Find(db::Tx& tx, const std::string& token) {
  int64_t generation;
  {
    std::lock_guard lock(mutex_);
    generation = generation_;
  }
  const std::string hash = TokenHash(token);
  LIENGIA_ASSIGN_OR_RETURN(Caller loaded, load_(tx, hash));
  auto caller = std::make_shared<const Caller>(std::move(loaded));
  Remember(hash, caller, generation, tx.now());
  return caller;
}

void Callers::Remember(const std::string& token_hash, std::shared_ptr<const Caller> caller,
                       int64_t generation, absl::Time now) {
  std::lock_guard lock(mutex_);
  if (!hearing_ || generation != generation_) return;
  if (by_hash_.size() >= kMaxEntries) {
    by_hash_.clear();
    hashes_of_account_.clear();
  }
  const std::string account_id = caller->account_id;
  const bool known = by_hash_.count(token_hash) != 0;
  by_hash_[token_hash] = {std::move(caller), now};
  if (!known) hashes_of_account_.emplace(account_id, token_hash);
}

void Callers::Forget(const std::string& account_id) {
  std::lock_guard lock(mutex_);
  ++generation_;
  const auto [first, last] = hashes_of_account_.equal_range(account_id);
  for (auto entry = first; entry != last; ++entry) by_hash_.erase(entry->second);
  hashes_of_account_.erase(first, last);
}

void Callers::ForgetAll() {
  std::lock_guard lock(mutex_);
  ++generation_;
  by_hash_.clear();
  hashes_of_account_.clear();
}

void Callers::SetHearing(bool hearing) {
  ForgetAll();
  std::lock_guard lock(mutex_);
  hearing_ = hearing;
}

}  // namespace liengia::platform
