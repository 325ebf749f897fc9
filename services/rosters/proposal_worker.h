#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "db/pool.h"
#include "services/platform/clock.h"
#include "services/platform/topics.h"
#include "services/rosters/proposal_store.h"

namespace liengia::rosters {

// Makes the proposals that are queued, on threads of its own. Several servers share the work: a
// proposal is claimed for a while, and the claim is renewed while the engine searches; that of a
// server that died runs out, and another one begins again with the same inputs, which give the same
// roster. The engine runs outside of any transaction and holds no connection.
class ProposalWorker {
 public:
  struct Options {
    int solvers = 1;  // Proposals at once. 0: this server makes none.
    absl::Duration claim = absl::Seconds(15);
    // How often progress is told and the claim renewed.
    absl::Duration progress = absl::Milliseconds(300);
    // How often to look for claims that have run out; of new proposals it is told at once.
    absl::Duration rest = absl::Seconds(5);
  };

  // All must outlive the worker.
  ProposalWorker(Options options, db::Pool& pool, const platform::Clock& clock,
                 platform::Topics& topics);
  // Stops what is being solved and gives it back to the queue.
  ~ProposalWorker();

 private:
  class Progress;

  void Loop();
  // False when nothing waits, or the database is away.
  bool WorkOnce();
  void Make(Claim claim);
  absl::StatusOr<Certificate> Solve(Claim& claim, Progress& progress);
  absl::Status LoadProblem(Claim& claim);
  // Writes as often as it takes while the claim holds; false when it did not.
  bool Save(const Claim& claim, const std::function<bool(db::Tx&)>& save);
  absl::Status Transact(const std::function<absl::Status(db::Tx&)>& work);

  bool stopping();
  // True when it is time to stop.
  bool RestFor(absl::Duration duration);

  const Options options_;
  db::Pool& pool_;
  const platform::Clock& clock_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  int64_t changes_ = 0;  // Of the queue.
  bool database_away_ = false;
  platform::Topics::Subscription queue_;
  std::vector<std::thread> solvers_;
};

}  // namespace liengia::rosters
