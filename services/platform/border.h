#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "db/pool.h"
#include "google/protobuf/message.h"
#include "services/platform/call.h"
#include "services/platform/callers.h"
#include "services/platform/clock.h"
#include "services/platform/contract.h"
#include "services/platform/metrics.h"
#include "services/platform/replay_store.h"
#include "services/platform/stream.h"
#include "services/platform/topics.h"
#include "services/platform/workers.h"

// The border: all that happens to every call, whatever transport it came by. In order: admission,
// who is calling, what is wrong with the request, may they, then the handler in a transaction with
// replay and ledger; at the end metrics and one log line.
namespace liengia::platform {

// Fills in the response and returns OK, or refuses. May run more than once.
using Handler = std::function<absl::Status(db::Tx& tx, const Call& call,
                                           const google::protobuf::Message& request,
                                           google::protobuf::Message& response)>;

// Takes a checked and allowed call over (db/batch.h). `done` is to be called once, from any thread,
// after the response is filled in.
using BatchedHandler = std::function<void(
    const Call& call, absl::Time deadline, const google::protobuf::Message& request,
    google::protobuf::Message& response, std::function<void(absl::Status)> done)>;

// One look at what a stream shows: fills in the response and says whether it is the last.
using StreamHandler = std::function<absl::StatusOr<bool>(db::Tx& tx, const Call& call,
                                                         const google::protobuf::Message& request,
                                                         google::protobuf::Message& response)>;

// Prepares a call that has to think for longer than a transaction may last: reads by the pool, then
// thinks without a connection. What it returns is the handler.
using Preparation =
    std::function<absl::StatusOr<Handler>(db::Pool& pool, const Call& call, absl::Time deadline,
                                          const google::protobuf::Message& request)>;

// A call as its transport hands it over. Request and response live until `finish`.
struct Arrival {
  const google::protobuf::Message* request = nullptr;
  google::protobuf::Message* response = nullptr;
  std::string token;  // The bearer token; empty without one.
  std::string peer;   // Address without port.
  Language language = Language::kVietnamese;
  absl::Time deadline = absl::InfiniteFuture();
  // Called once at the end, from any thread. A refusal carries an ErrorDetail (errors.h).
  std::function<void(absl::Status)> finish;
  // Streams only: sends the response as it is now (stream.h).
  std::function<void()> send;
};

class Border {
 public:
  struct Options {
    // Over it calls are refused: a queue without end helps nobody.
    int max_open_calls = 1024;
    // Of a call whose client sets no deadline or a later one.
    absl::Duration max_duration = absl::Seconds(10);
    Streams::Options streams = {};
  };

  // All must outlive the border.
  struct Parts {
    const Contract& contract;
    db::Pool& pool;
    Workers& workers;
    Callers& callers;
    Topics& topics;
    Metrics& metrics;
    const Clock& clock;
  };

  Border(Options options, Parts parts)
      : options_(options), parts_(parts), streams_(options.streams) {}

  // Never blocks: the handler runs on a worker.
  void Start(Arrival arrival, Handler handler);

  // For a call that is in no need of a worker: `handler` runs on the calling thread when the caller
  // is remembered and holds no office. No replay, no ledger.
  void StartBatched(Arrival arrival, BatchedHandler handler);

  // `prepare` runs once, on a worker, after the caller got in and the request_id was found new.
  void StartPrepared(Arrival arrival, Preparation prepare);

  // A call that is answered with what `look` sees, and again whenever `topic` changes and it sees
  // something else, until it sees the last. Every look asks again who is calling and whether they
  // may: who signs out or loses the role loses the stream.
  std::shared_ptr<Stream> StartStream(Arrival arrival, const std::string& topic,
                                      StreamHandler look);

  int open_calls() const { return open_calls_.load(); }
  Streams& streams() { return streams_; }

 private:
  struct Open;
  using OpenCall = std::shared_ptr<Open>;

  OpenCall NewOpen(Arrival arrival, absl::Duration max_duration) const;
  // Null when the call was refused.
  OpenCall Admit(Arrival arrival);
  void StartOnWorker(Arrival arrival, std::function<absl::Status(Open&)> run);
  void Finish(const OpenCall& open, const absl::Status& status);

  absl::StatusOr<bool> Look(Open& open, const StreamHandler& look);
  absl::Status Follow(Open& open);

  absl::Status FindCaller(Open& open);
  static absl::Status CheckRequest(const Open& open);
  absl::Status CheckBatched(Open& open);
  absl::Status Run(Open& open, const Handler& handler);
  absl::Status RunPrepared(Open& open, const Preparation& prepare);
  absl::Status RunInTx(db::Tx& tx, Open& open, const Handler& handler);
  // True when the reply that was given before is now the response.
  absl::StatusOr<bool> Replay(Open& open);
  static ReplayKey ReplayKeyOf(const Open& open);
  absl::Status Authorize(db::Tx& tx, Open& open);
  absl::Status NoteInLedger(db::Tx& tx, const Open& open);

  Options options_;
  Parts parts_;
  std::atomic<int> open_calls_{0};
  Streams streams_;
};

}  // namespace liengia::platform
