#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "db/tx.h"
#include "services/platform/caller.h"

namespace liengia::platform {

// Whom each token stands for, remembered. An account is forgotten the moment something about it
// changes (Tx::CallerChanged) here, and some milliseconds later at other servers (db/listener.h);
// while notices can't be heard, nothing is remembered.
class Callers {
 public:
  // The caller of the token with this SHA-256. UNAUTHENTICATED (kSignInRequired) when there is
  // none.
  using Load = std::function<absl::StatusOr<Caller>(db::Tx&, const std::string& token_hash)>;

  explicit Callers(Load load) : load_(std::move(load)) {}

  // Null when it has to be loaded.
  std::shared_ptr<const Caller> Remembered(const std::string& token, absl::Time now) const;
  absl::StatusOr<std::shared_ptr<const Caller>> Find(db::Tx& tx, const std::string& token);

  void Forget(const std::string& account_id);
  void ForgetAll();
  // Whether notices of other servers are heard.
  void SetHearing(bool hearing);

 private:
  struct Entry {
    std::shared_ptr<const Caller> caller;
    absl::Time load_time;
  };
  void Remember(const std::string& token_hash, std::shared_ptr<const Caller> caller,
                int64_t generation, absl::Time now);

  Load load_;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, Entry> by_hash_;
  std::unordered_multimap<std::string, std::string> hashes_of_account_;
  // Grows with every Forget: what was loaded before is not remembered after.
  int64_t generation_ = 0;
  bool hearing_ = false;
};

}  // namespace liengia::platform
