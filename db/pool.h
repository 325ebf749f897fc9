#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "db/tx.h"

namespace liengia::db {

// A fixed number of connections, opened when first needed and again after they break.
class Pool {
 public:
  struct Options {
    std::string url;  // libpq URI or key=value text.
    int size = 8;
    // Told of every account named by Tx::CallerChanged, after the commit, on the calling thread.
    std::function<void(const std::string& account_id)> on_caller_changed;
  };

  explicit Pool(Options options);
  ~Pool();

  // Runs `work` in one serializable transaction and commits if it returns OK. `work` may run up to
  // ten times, after conflicts; it must keep no state outside its result. ABORTED (kConflict) when
  // conflicts go on, or when it is not known whether the commit happened; UNAVAILABLE
  // (kDatabaseAway); DEADLINE_EXCEEDED (kTooSlow) when `deadline` passes, in SQL too; the refusal
  // of a constraint (constraints.h); INTERNAL for any other error of PostgreSQL.
  absl::Status Transact(absl::Time now, absl::Time deadline,
                        const std::function<absl::Status(Tx&)>& work);

  // The same at READ COMMITTED, for work that locks the rows on which it decides (`select … for
  // update`, in a fixed order): two such transactions on neighbouring rows do not conflict.
  absl::Status TransactLocked(absl::Time now, absl::Time deadline,
                              const std::function<absl::Status(Tx&)>& work);

  // Runs `work` once, outside a transaction unless it calls Tx::Snapshot. Same errors.
  absl::Status Read(absl::Time now, absl::Time deadline,
                    const std::function<absl::Status(Tx&)>& work);

 private:
  class Lease;
  template <pqxx::isolation_level isolation>
  absl::Status TransactAt(absl::Time now, absl::Time deadline,
                          const std::function<absl::Status(Tx&)>& work);
  absl::Status Attempt(absl::Time deadline, const std::function<absl::Status(Connection&)>& run);
  void CloseIdle();

  Options options_;
  std::mutex mutex_;
  std::condition_variable free_;
  std::vector<std::unique_ptr<Connection>> idle_;
  int open_ = 0;
};

}  // namespace liengia::db
