#include "services/platform/http.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <chrono>
#include <thread>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace liengia::platform {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;

constexpr auto kPatience = std::chrono::seconds(10);
constexpr int kMaxConnections = 64;
constexpr int kMaxHeaderBytes = 8 * 1024;
constexpr int kMaxBodyBytes = 1024;

// One connection: a request, an answer, closed. Owns itself until then.
class Exchange : public std::enable_shared_from_this<Exchange> {
 public:
  Exchange(tcp::socket socket, const HttpServer::Options& options, std::shared_ptr<void> place)
      : stream_(std::move(socket)), options_(options), place_(std::move(place)) {
    parser_.header_limit(kMaxHeaderBytes);
    parser_.body_limit(kMaxBodyBytes);
  }

  void Run() {
    stream_.expires_after(kPatience);
    http::async_read(stream_, buffer_, parser_,
                     [self = shared_from_this()](beast::error_code error, size_t) {
                       if (!error) self->Answer();
                     });
  }

 private:
  void Answer() {
    response_.version(parser_.get().version());
    response_.keep_alive(false);
    response_.set(http::field::content_type, "text/plain; charset=utf-8");
    const beast::string_view target = parser_.get().target();
    if (parser_.get().method() != http::verb::get) {
      response_.result(http::status::method_not_allowed);
    } else if (target == "/healthz") {
      const std::string wrong = options_.health();
      response_.result(wrong.empty() ? http::status::ok : http::status::service_unavailable);
      response_.body() = (wrong.empty() ? "ok" : wrong) + "\n";
    } else if (target == "/metrics") {
      response_.body() = options_.metrics();
    } else {
      response_.result(http::status::not_found);
      response_.body() = "There is /healthz and /metrics.\n";
    }
    response_.prepare_payload();
    http::async_write(stream_, response_, [self = shared_from_this()](beast::error_code, size_t) {
      beast::error_code ignored;
      self->stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
    });
  }

  beast::tcp_stream stream_;
  beast::flat_buffer buffer_;
  http::request_parser<http::string_body> parser_;
  http::response<http::string_body> response_;
  const HttpServer::Options& options_;
  std::shared_ptr<void> place_;
};

class BeastServer : public HttpServer {
 public:
  explicit BeastServer(Options options) : options_(std::move(options)), acceptor_(context_) {}
  ~BeastServer() override {
    context_.stop();
    if (thread_.joinable()) thread_.join();
  }

  absl::Status Listen() {
    const size_t colon = options_.address.rfind(':');
    int port = 0;
    beast::error_code error;
    const auto address = asio::ip::make_address(options_.address.substr(0, colon), error);
    if (colon == std::string::npos || error ||
        !absl::SimpleAtoi(options_.address.substr(colon + 1), &port)) {
      return absl::FailedPreconditionError(absl::StrCat("the HTTP address '", options_.address,
                                                        "' is not of the form 127.0.0.1:8080"));
    }
    const tcp::endpoint endpoint(address, static_cast<uint16_t>(port));
    acceptor_.open(endpoint.protocol(), error);
    if (!error) acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) acceptor_.bind(endpoint, error);
    if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
    if (error) {
      return absl::FailedPreconditionError(
          absl::StrCat("can't listen on ", options_.address, ": ", error.message()));
    }
    Accept();
    thread_ = std::thread([this] { context_.run(); });
    return absl::OkStatus();
  }

  int port() const override { return acceptor_.local_endpoint().port(); }

 private:
  void Accept() {
    acceptor_.async_accept([this](beast::error_code error, tcp::socket socket) {
      if (error == asio::error::operation_aborted) return;
      // A place is given back when the exchange is over; without a free one the socket just closes.
      if (!error && places_.use_count() <= kMaxConnections) {
        std::make_shared<Exchange>(std::move(socket), options_, places_)->Run();
      }
      Accept();
    });
  }

  Options options_;
  asio::io_context context_;
  tcp::acceptor acceptor_;
  std::shared_ptr<void> places_ = std::make_shared<int>(0);
  std::thread thread_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<HttpServer>> HttpServer::Start(Options options) {
  auto server = std::make_unique<BeastServer>(std::move(options));
  if (absl::Status listening = server->Listen(); !listening.ok()) return listening;
  return server;
}

}  // namespace liengia::platform
