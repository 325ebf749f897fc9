#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "db/pool.h"
#include "google/protobuf/message.h"
#include "services/platform/call.h"
#include "services/platform/callers.h"
#include "services/platform/clock.h"
#include "services/platform/contract.h"
#include "services/platform/metrics.h"
#include "services/platform/workers.h"

// The border: all that happens to every call, whatever transport it came by. In order: admission,
// who is calling, what is wrong with the request, may they, then the handler in a transaction with
// replay and ledger; at the end metrics and one log line.
namespace liengia::platform {

// Fills in the response and returns OK, or refuses. May run more than once.
using Handler = std::function<absl::Status(db::Tx& tx, const Call& call,
                                           const google::protobuf::Message& request)>;

// A call as its transport hands it over.
struct Arrival {
  const google::protobuf::Message* request = nullptr;
  google::protobuf::Message* response = nullptr;
  std::string token;  // The bearer token; empty without one.
  std::string peer;   // Address without port.
  Language language = Language::kVietnamese;
  absl::Time deadline = absl::InfiniteFuture();
  // Called once at the end, from any thread. The status carries an ErrorDetail (errors.h).
  std::function<void(absl::Status, Language)> finish;
};

class Border {
 public:
  struct Options {
    int max_open_calls = 1024;
    absl::Duration max_duration = absl::Seconds(10);  // Of a call whose client sets no deadline.
  };

  Border(Options options, const Contract& contract, db::Pool& pool, Workers& workers,
         Callers& callers, Metrics& metrics, const Clock& clock);

  void Start(Arrival arrival, Handler handler);

  using BatchedStart =
      std::function<void(const Call& call, absl::Time deadline, std::function<void(absl::Status)>)>;
  void StartBatched(Arrival arrival, BatchedStart start);

  // How many calls are open.
  int open_calls() const { return open_calls_.load(); }

 private:
  struct Open;
  void Finish(const std::shared_ptr<Open>& open, absl::Status status);
  void Admit(Arrival arrival, std::function<void(std::shared_ptr<Open>)> next);
  void RunHandler(const std::shared_ptr<Open>& open, const Handler& handler);

  Options options_;
  const Contract& contract_;
  db::Pool& pool_;
  Workers& workers_;
  Callers& callers_;
  Metrics& metrics_;
  const Clock& clock_;
  std::atomic<int> open_calls_{0};
};

}  // namespace liengia::platform
