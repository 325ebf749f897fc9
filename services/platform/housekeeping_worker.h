#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "db/pool.h"
#include "db/tx.h"
#include "services/platform/clock.h"

namespace liengia::platform {

// One kind of row that is of no more use after a while.
struct Chore {
  std::string name;
  // Deletes at most `limit` rows; returns how many.
  std::function<int(db::Tx& tx, int limit)> clear;
};

// Clears away what nobody needs any more: many small transactions, so that no caller waits for one.
// Several servers may do it at once.
class Housekeeping {
 public:
  struct Options {
    int batch_size = 1000;
    // Batches of one chore in one round: the rest waits for the next.
    int max_batches = 100;
  };

  Housekeeping(Options options, db::Pool& pool, const Clock& clock, std::vector<Chore> chores);

  // One round. A chore that fails leaves the others to be done; its status is returned.
  absl::Status RunOnce();

 private:
  absl::Status Run(const Chore& chore);

  const Options options_;
  db::Pool& pool_;
  const Clock& clock_;
  const std::vector<Chore> chores_;
};

}  // namespace liengia::platform
