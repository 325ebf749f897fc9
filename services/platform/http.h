#pragma once

#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"

namespace liengia::platform {

// A plain HTTP port for those who look after the server: /healthz and /metrics.
class HttpServer {
 public:
  struct Options {
    std::string address;  // "127.0.0.1:8080"; port 0 takes a free one.
    // Empty when healthy, else what is wrong (503).
    std::function<std::string()> health;
    std::function<std::string()> metrics;
  };

  // Listens and serves on a thread of its own until destroyed. FAILED_PRECONDITION when the address
  // is taken or can't be read.
  static absl::StatusOr<std::unique_ptr<HttpServer>> Start(Options options);
  virtual ~HttpServer() = default;

  virtual int port() const = 0;
};

}  // namespace liengia::platform
