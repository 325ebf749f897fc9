#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/platform/clock.h"

namespace liengia {

// The settings of a server; main fills them from flags, tests by hand.
struct ServerOptions {
  std::string database_url;
  std::string grpc_address = "127.0.0.1:50051";  // Port 0 takes a free one.
  std::string http_address = "127.0.0.1:8080";   // Empty: no HTTP.
  // Where the demo's messages go instead of to phones, one JSON line each; empty: they wait in the
  // outbox.
  std::string outbox_file;
  int database_connections = 8;
  int max_open_calls = 1024;
  absl::Duration max_stream_duration = absl::Hours(1);
  int solvers = 1;  // How many rosters to make at once; 0 leaves them to other servers.
  const platform::Clock* clock = &platform::SystemClock();
};

// The whole server: everything is built and wired here, and nowhere else.
class Server {
 public:
  // Serves when it returns. FAILED_PRECONDITION for a contract that is not fit to serve, a schema
  // newer or older than this binary, or an address that is taken; UNAVAILABLE without a database.
  static absl::StatusOr<std::unique_ptr<Server>> Start(const ServerOptions& options);

  // Lets calls that are open finish, at most this long, then ends.
  virtual void Drain(absl::Duration patience) = 0;
  virtual ~Server() = default;

  virtual int grpc_port() const = 0;
  virtual int http_port() const = 0;
};

}  // namespace liengia
