#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "db/pool.h"
#include "services/platform/errors.h"

namespace liengia::db {

// Micro-batching for the few hottest calls: items that wait together become one statement, so that
// they share a round trip and, for writes, one flush of the log. Nobody waits for a batch to fill:
// a free lane takes what is there.
//
// `Run` gets 1 to `batch_size` items and returns one result per item, in order. When it fails with
// more than one item, the items are run again one by one: one bad item fails alone.
template <typename Item, typename Result>
class Batch {
 public:
  using Run = std::function<absl::StatusOr<std::vector<absl::StatusOr<Result>>>(
      const std::vector<Item>& items)>;
  using Done = std::function<void(absl::StatusOr<Result>)>;
  struct Options {
    int lanes = 2;
    size_t batch_size = 64;
    size_t queue_size = 4096;  // Over it: RESOURCE_EXHAUSTED (kServerBusy).
  };

  Batch(Options options, Run run);
  ~Batch();  // Runs what is queued, then stops.

  // `done` is called once, on a lane's thread, or at once when the queue is full or `deadline` has
  // passed by then.
  void Submit(Item item, absl::Time deadline, Done done);

 private:
  struct Waiting {
    Item item;
    absl::Time deadline;
    Done done;
  };
  void Lane();
  void RunBatch(std::vector<Waiting> batch);

  Options options_;
  Run run_;
  std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<Waiting> queue_;
  bool stopping_ = false;
  std::vector<std::thread> lanes_;
};

}  // namespace liengia::db
