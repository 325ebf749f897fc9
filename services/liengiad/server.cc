#include "services/liengiad/server.h"

#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/grpcpp.h>
#include <sodium.h>

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "db/listener.h"
#include "db/migrate.h"
#include "db/pool.h"
#include "grpc/health/v1/health.pb.h"
#include "services/identity/session_store.h"
#include "services/liengiad/chores.h"
#include "services/liengiad/services.h"
#include "services/notices/file_channel_worker.h"
#include "services/notices/outbox_worker.h"
#include "services/platform/border.h"
#include "services/platform/housekeeping_worker.h"
#include "services/platform/http.h"
#include "services/platform/log.h"
#include "services/platform/ticker.h"
#include "services/rosters/proposal_worker.h"

namespace liengia {
namespace {

using platform::Border;

// The batches of hot calls (db/batch.h) bring lanes of their own: four each.
constexpr int kBatchLanes = 8;
constexpr int kMaxMessageBytes = 2 * 1024 * 1024;
// How long somebody waits for a code at most, before its channel gets it.
constexpr absl::Duration kOutboxRest = absl::Milliseconds(200);
// By how much a stream may outlast its deadline.
constexpr absl::Duration kStreamRest = absl::Seconds(1);
constexpr absl::Duration kHousekeepingRest = absl::Minutes(10);

// Members stand in the order in which they are built; they end in the opposite order.
class RunningServer : public Server {
 public:
  RunningServer(const ServerOptions& options, platform::Contract contract)
      : options_(options),
        contract_(std::move(contract)),
        callers_(identity::LoadCaller),
        pool_({.url = options.database_url,
               .size = options.database_connections + kBatchLanes,
               .on_caller_changed = [this](const std::string& id) { callers_.Forget(id); }}),
        listener_({.url = options.database_url,
                   .on_caller_changed =
                       [this](const std::string& id) {
                         callers_.Forget(id);
                         topics_.Changed(id);
                       },
                   .on_changed = [this](const std::string& topic) { topics_.Changed(topic); },
                   .on_hearing =
                       [this](bool hearing) {
                         callers_.SetHearing(hearing);
                         if (hearing) topics_.AllChanged();
                       }}),
        workers_(options.database_connections),
        border_({.max_open_calls = options.max_open_calls,
                 .streams = {.max_duration = options.max_stream_duration}},
                {.contract = contract_,
                 .pool = pool_,
                 .workers = workers_,
                 .callers = callers_,
                 .topics = topics_,
                 .metrics = metrics_,
                 .clock = *options.clock}),
        services_(NewServices({.border = border_, .pool = pool_, .clock = *options.clock})),
        housekeeping_({}, pool_, *options.clock, Chores()) {
    metrics_.AddGauge("liengia_open_calls", "Calls that are being answered.",
                      [this] { return border_.open_calls(); });
    metrics_.AddGauge("liengia_open_streams", "Streams that are open.",
                      [this] { return border_.streams().count(); });
  }

  // Starts what is done in the background.
  void StartTickers() {
    housekeeping_ticker_ = std::make_unique<platform::Ticker>(kHousekeepingRest, [this] {
      housekeeping_.RunOnce().IgnoreError();  // It is in the log.
      return false;
    });
    stream_ticker_ = std::make_unique<platform::Ticker>(kStreamRest, [this] {
      border_.streams().EndThoseOver(absl::Now());
      return false;
    });
    proposals_ = std::make_unique<rosters::ProposalWorker>(
        rosters::ProposalWorker::Options{.solvers = options_.solvers}, pool_, *options_.clock,
        topics_);
    if (options_.outbox_file.empty()) return;
    sms_ = notices::NewFileChannel(options_.outbox_file);
    outbox_ = std::make_unique<notices::Outbox>(notices::Outbox::Options(), pool_, *options_.clock,
                                                notices::Outbox::Channels{{"sms", sms_.get()}});
    outbox_ticker_ =
        std::make_unique<platform::Ticker>(kOutboxRest, [this] { return outbox_->Tick(); });
  }

  absl::Status Listen() {
    grpc::EnableDefaultHealthCheckService(true);
    // Links the description of that service, for reflection to find.
    grpc::health::v1::HealthCheckRequest::descriptor();
    grpc::reflection::InitProtoReflectionServerBuilderPlugin();
    grpc::ServerBuilder builder;
    builder.AddListeningPort(options_.grpc_address, grpc::InsecureServerCredentials(), &grpc_port_);
    // Two servers on one port would share its calls by chance.
    builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
    builder.SetMaxReceiveMessageSize(kMaxMessageBytes);
    for (const auto& service : services_) builder.RegisterService(service.get());
    grpc_ = builder.BuildAndStart();
    if (grpc_ == nullptr || grpc_port_ == 0) {
      return absl::FailedPreconditionError(absl::StrCat(
          "can't listen on ", options_.grpc_address,
          ": the address is taken or can't be read; choose another with --grpc-address"));
    }
    if (options_.http_address.empty()) return absl::OkStatus();
    auto http = platform::HttpServer::Start({.address = options_.http_address,
                                             .health = [this] { return Health(); },
                                             .metrics = [this] { return metrics_.Text(); }});
    if (!http.ok()) return http.status();
    http_ = *std::move(http);
    return absl::OkStatus();
  }

  void Drain(absl::Duration patience) override {
    if (grpc_ == nullptr) return;
    grpc_->GetHealthCheckService()->SetServingStatus(false);
    border_.streams().Stop();
    // What is being solved goes back into the queue at once, for another server.
    proposals_.reset();
    grpc_->Shutdown(absl::ToChronoTime(absl::Now() + patience));
    grpc_->Wait();
    grpc_.reset();
  }

  ~RunningServer() override { Drain(absl::Seconds(5)); }

  int grpc_port() const override { return grpc_port_; }
  int http_port() const override { return http_ == nullptr ? 0 : http_->port(); }

 private:
  std::string Health() {
    const absl::Status status =
        pool_.Read(options_.clock->Now(), absl::Now() + absl::Seconds(2), [](db::Tx& tx) {
          tx.Query("select 1");
          return absl::OkStatus();
        });
    return status.ok() ? "" : "the database is away";
  }

  ServerOptions options_;
  platform::Contract contract_;
  platform::Metrics metrics_;
  platform::Callers callers_;
  platform::Topics topics_;
  db::Pool pool_;
  db::Listener listener_;
  platform::Workers workers_;
  Border border_;
  std::vector<std::unique_ptr<grpc::Service>> services_;
  platform::Housekeeping housekeeping_;
  std::unique_ptr<notices::Channel> sms_;
  std::unique_ptr<notices::Outbox> outbox_;
  std::unique_ptr<rosters::ProposalWorker> proposals_;
  std::unique_ptr<platform::Ticker> housekeeping_ticker_;
  std::unique_ptr<platform::Ticker> stream_ticker_;
  std::unique_ptr<platform::Ticker> outbox_ticker_;
  int grpc_port_ = 0;
  std::unique_ptr<grpc::Server> grpc_;
  std::unique_ptr<platform::HttpServer> http_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Server>> Server::Start(const ServerOptions& options) {
  if (sodium_init() < 0) return absl::InternalError("libsodium can't start on this machine");
  auto contract = platform::Contract::Build(ServiceDescriptors());
  if (!contract.ok()) return contract.status();
  if (absl::Status schema = db::CheckSchema(options.database_url); !schema.ok()) return schema;
  auto server = std::make_unique<RunningServer>(options, *std::move(contract));
  if (absl::Status listening = server->Listen(); !listening.ok()) return listening;
  server->StartTickers();
  return server;
}

}  // namespace liengia
