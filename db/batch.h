#pragma once

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
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
// A batch that fails may have been done all the same, when the connection broke in its commit: what
// is run must be safe to run again. CheckIn is, for the first check-in stands.
//
// `Run` gets 1 to `batch_size` items with the latest of their deadlines and returns one result per
// item, in order. When it fails with more than one item, the items are run again one by one: one
// bad item fails alone.
template <typename Item, typename Result>
class Batch {
 public:
  using Run = std::function<absl::StatusOr<std::vector<absl::StatusOr<Result>>>(
      const std::vector<Item>& items, absl::Time deadline)>;
  using Done = std::function<void(absl::StatusOr<Result>)>;
  struct Options {
    // Small batches side by side are faster than few large ones: while one lane hands its answers
    // out, the others' statements run and their commits share a flush.
    int lanes = 4;
    size_t batch_size = 16;
    size_t queue_size = 4096;  // Over it: RESOURCE_EXHAUSTED (kServerBusy).
  };

  Batch(Options options, Run run);
  ~Batch();  // Runs what is queued, then stops.

  // `done` is called once: on a lane's thread, or at once when the queue is full.
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

template <typename Item, typename Result>
Batch<Item, Result>::Batch(Options options, Run run) : options_(options), run_(std::move(run)) {
  for (int lane = 0; lane < options_.lanes; ++lane) lanes_.emplace_back([this] { Lane(); });
}

template <typename Item, typename Result>
Batch<Item, Result>::~Batch() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  ready_.notify_all();
  for (std::thread& lane : lanes_) lane.join();
}

template <typename Item, typename Result>
void Batch<Item, Result>::Submit(Item item, absl::Time deadline, Done done) {
  bool first = false;
  {
    std::lock_guard lock(mutex_);
    if (queue_.size() < options_.queue_size) {
      first = queue_.empty();
      queue_.push_back({std::move(item), deadline, std::move(done)});
      done = nullptr;
    }
  }
  if (done == nullptr) {
    // The lane that wakes up takes the others along: one wake-up a batch, not one an item.
    if (first) ready_.notify_one();
    return;
  }
  done(platform::Refusal(absl::StatusCode::kResourceExhausted, platform::Reason::kServerBusy,
                         {"Hệ thống đang bận. Hãy thử lại sau giây lát.",
                          "The server is busy; try again in a moment."}));
}

template <typename Item, typename Result>
void Batch<Item, Result>::Lane() {
  while (true) {
    std::vector<Waiting> batch;
    bool more = false;
    {
      std::unique_lock lock(mutex_);
      ready_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
      if (queue_.empty()) return;
      while (!queue_.empty() && batch.size() < options_.batch_size) {
        batch.push_back(std::move(queue_.front()));
        queue_.pop_front();
      }
      more = !queue_.empty();
    }
    if (more) ready_.notify_one();
    RunBatch(std::move(batch));
  }
}

template <typename Item, typename Result>
void Batch<Item, Result>::RunBatch(std::vector<Waiting> batch) {
  std::vector<Item> items;
  absl::Time deadline = absl::InfinitePast();
  items.reserve(batch.size());
  for (Waiting& waiting : batch) {
    items.push_back(std::move(waiting.item));
    deadline = std::max(deadline, waiting.deadline);
  }
  auto results = run_(items, deadline);
  if (results.ok()) {
    for (size_t i = 0; i < batch.size(); ++i) batch[i].done(std::move((*results)[i]));
  } else if (batch.size() == 1) {
    batch[0].done(results.status());
  } else {
    for (size_t i = 0; i < batch.size(); ++i) {
      std::vector<Waiting> alone;
      alone.push_back({std::move(items[i]), batch[i].deadline, std::move(batch[i].done)});
      RunBatch(std::move(alone));
    }
  }
}

}  // namespace liengia::db
