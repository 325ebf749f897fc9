#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "clients/cli/language.h"
#include "clients/cli/refusal.h"
#include "google/protobuf/message.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "grpcpp/support/sync_stream.h"

namespace liengia::cli {

// True for an address on this machine, to which unencrypted calls are safe.
bool IsLoopback(const std::string& address);

// The server, as one caller calls it.
class Server {
 public:
  struct Options {
    std::string address;
    std::string token;  // Empty for somebody who is not signed in.
    Language language = Language::kVietnamese;
    absl::Duration deadline;
    bool plaintext = false;  // Also to other machines; otherwise those are called by TLS.
  };
  explicit Server(Options options);

  // Calls `method`, such as `&v1::AreaService::Stub::GetArea`. An empty `request_id` is filled in;
  // a call that can be repeated without harm is, once, if the server was away.
  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                             Response*),
                                Request request) {
    const bool repeatable = MakeRepeatable(request);
    for (int attempt = 1;; ++attempt) {
      Response response;
      grpc::ClientContext context;
      Prepare(context);
      Stub stub(channel_);
      const grpc::Status status = (stub.*method)(&context, request, &response);
      if (status.ok()) return response;
      if (!(repeatable && attempt == 1 && ShallRepeat(status))) {
        return FromGrpc(status, options_.address, options_.language);
      }
    }
  }

  // Calls a List method for page after page until it has `limit` items or there are no more; the
  // reply has them all, and a `next_page_token` if there would be more.
  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> List(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                             Response*),
                                Request request, int limit) {
    Response all;
    do {
      request.set_page_size(limit < kLargestPage ? limit : kLargestPage);
      absl::StatusOr<Response> page = Call(method, request);
      if (!page.ok()) return page.status();
      all.clear_next_page_token();
      all.MergeFrom(*page);
      request.set_page_token(all.next_page_token());
      limit -= kLargestPage;
    } while (limit > 0 && !all.next_page_token().empty());
    return all;
  }

  // Reads a stream to its end, beginning anew when the server stops or a stream has lasted as long
  // as one may. CANCELLED after Leave.
  template <typename Stub, typename Request, typename Response>
  absl::Status Watch(std::unique_ptr<grpc::ClientReader<Response>> (Stub::*method)(
                         grpc::ClientContext*, const Request&),
                     const Request& request,
                     const std::function<void(const Response&)>& on_message) {
    for (int failures = 0;; ++failures) {
      grpc::ClientContext context;
      PrepareStream(context);
      if (!Enter(&context)) return absl::CancelledError("");
      Stub stub(channel_);
      const auto reader = (stub.*method)(&context, request);
      for (Response message; reader->Read(&message);) {
        failures = 0;
        on_message(message);
      }
      const grpc::Status status = reader->Finish();
      const bool left = !Enter(nullptr);
      if (status.ok()) return absl::OkStatus();
      if (left) return absl::CancelledError("");
      if (!ShallWatchAgain(status, failures)) {
        return FromGrpc(status, options_.address, options_.language);
      }
    }
  }
  // Ends the Watch that is going on, and every later one. Any thread.
  void Leave();

  const Options& options() const { return options_; }

 private:
  static constexpr int kLargestPage = 200;

  // Fills in `request_id` where the request has one. False if sending it twice could do it twice.
  bool MakeRepeatable(google::protobuf::Message& request) const;
  void Prepare(grpc::ClientContext& context) const;
  // Waits a moment if so.
  static bool ShallRepeat(const grpc::Status& status);

  // The call that Leave ends, or null for none. False after Leave.
  bool Enter(grpc::ClientContext* context);
  // Without a deadline.
  void PrepareStream(grpc::ClientContext& context) const;
  // Waits a moment if so.
  static bool ShallWatchAgain(const grpc::Status& status, int failures);

  const Options options_;
  const std::shared_ptr<grpc::Channel> channel_;
  std::mutex watch_mutex_;
  grpc::ClientContext* watched_ = nullptr;
  bool left_ = false;
};

}  // namespace liengia::cli
