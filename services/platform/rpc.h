#pragma once

#include <grpcpp/grpcpp.h>

#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "services/platform/border.h"

// gRPC's side of the border. A service's method is one line:
//
//   grpc::ServerUnaryReactor* GetArea(grpc::CallbackServerContext* context,
//                                     const v1::GetAreaRequest* request,
//                                     v1::GetAreaResponse* response) override {
//     return Serve(border_, context, request, response, areas::GetArea);
//   }
//
// and its handler is a plain function:
//
//   absl::StatusOr<v1::GetAreaResponse> GetArea(db::Tx& tx, const platform::Call& call,
//                                               const v1::GetAreaRequest& request);
namespace liengia::platform {

// A call as gRPC hands it over.
Arrival ArrivalOf(grpc::CallbackServerContext* context, const google::protobuf::Message* request,
                  google::protobuf::Message* response, std::function<void(grpc::Status)> finish);

std::function<void(grpc::Status)> FinishOf(grpc::ServerUnaryReactor* reactor);

// Everything around a handler (border.h). Never blocks the calling thread. `handler` is a function
// as above, or a lambda that binds what it needs besides. Of functions that share a name, such as a
// store's ListAreas and the handler's, the one of this request is meant.
template <typename Request, typename Response,
          typename HandlerFunction = absl::StatusOr<Response> (*)(db::Tx&, const Call&,
                                                                  const Request&)>
grpc::ServerUnaryReactor* Serve(Border& border, grpc::CallbackServerContext* context,
                                const Request* request, Response* response,
                                HandlerFunction handler) {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  border.Start(ArrivalOf(context, request, response, FinishOf(reactor)),
               [handler = std::move(handler)](db::Tx& tx, const Call& call,
                                              const google::protobuf::Message& message,
                                              google::protobuf::Message& reply) -> absl::Status {
                 absl::StatusOr<Response> result =
                     handler(tx, call, static_cast<const Request&>(message));
                 if (!result.ok()) return result.status();
                 static_cast<Response&>(reply) = *std::move(result);
                 return absl::OkStatus();
               });
  return reactor;
}

// The same for a call that has to think for longer than a transaction may last. `prepare` reads by
// the pool and thinks; what it returns is the handler:
//
//   absl::StatusOr<Writing<v1::GenerateRosterResponse>> Generate(
//       db::Pool& pool, const Call& call, absl::Time deadline,
//       const v1::GenerateRosterRequest& request);
template <typename Response>
using Writing = std::function<absl::StatusOr<Response>(db::Tx& tx)>;

template <typename Request, typename Response>
grpc::ServerUnaryReactor* ServePrepared(Border& border, grpc::CallbackServerContext* context,
                                        const Request* request, Response* response,
                                        absl::StatusOr<Writing<Response>> (*prepare)(
                                            db::Pool&, const Call&, absl::Time, const Request&)) {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  border.StartPrepared(
      ArrivalOf(context, request, response, FinishOf(reactor)),
      [prepare](db::Pool& pool, const Call& call, absl::Time deadline,
                const google::protobuf::Message& message) -> absl::StatusOr<Handler> {
        absl::StatusOr<Writing<Response>> write =
            prepare(pool, call, deadline, static_cast<const Request&>(message));
        if (!write.ok()) return write.status();
        return
            [write = *std::move(write)](db::Tx& tx, const Call&, const google::protobuf::Message&,
                                        google::protobuf::Message& reply) -> absl::Status {
              absl::StatusOr<Response> result = write(tx);
              if (!result.ok()) return result.status();
              static_cast<Response&>(reply) = *std::move(result);
              return absl::OkStatus();
            };
      });
  return reactor;
}

// The same for the hottest calls, which run many at a time (db/batch.h): `handler` is a
// void(const Call&, absl::Time deadline, const Request&, Response&,
// std::function<void(absl::Status)> done).
template <typename Request, typename Response, typename HandlerFunction>
grpc::ServerUnaryReactor* ServeBatched(Border& border, grpc::CallbackServerContext* context,
                                       const Request* request, Response* response,
                                       HandlerFunction handler) {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  border.StartBatched(ArrivalOf(context, request, response, FinishOf(reactor)),
                      [handler = std::move(handler)](const Call& call, absl::Time deadline,
                                                     const google::protobuf::Message& message,
                                                     google::protobuf::Message& reply,
                                                     std::function<void(absl::Status)> done) {
                        handler(call, deadline, static_cast<const Request&>(message),
                                static_cast<Response&>(reply), std::move(done));
                      });
  return reactor;
}

// What one look at something sees.
template <typename Response>
struct Seen {
  Response response;
  bool last = false;  // Nothing more will come.
};

// gRPC's side of one stream; deletes itself when the call is done.
template <typename Response>
class StreamReactor : public grpc::ServerWriteReactor<Response> {
 public:
  // From here on the stream may send.
  void Bind(std::shared_ptr<Stream> stream) { stream_ = std::move(stream); }
  Response* response() { return &response_; }

  void OnWriteDone(bool ok) override { stream_->Sent(ok); }
  void OnCancel() override { stream_->End(absl::CancelledError("the client is gone")); }
  void OnDone() override { delete this; }

 private:
  Response response_;
  std::shared_ptr<Stream> stream_;
};

// Answers with what `look` sees, whenever `topic` changes (Tx::Changed), until it sees the last:
//
//   absl::StatusOr<platform::Seen<v1::WatchRosterProposalResponse>> WatchRosterProposal(
//       db::Tx& tx, const Call& call, const v1::WatchRosterProposalRequest& request);
template <typename Request, typename Response>
grpc::ServerWriteReactor<Response>* ServeStream(
    Border& border, grpc::CallbackServerContext* context, const Request* request,
    const std::string& topic,
    absl::StatusOr<Seen<Response>> (*look)(db::Tx&, const Call&, const Request&)) {
  auto* reactor = new StreamReactor<Response>();
  Arrival arrival = ArrivalOf(context, request, reactor->response(),
                              [reactor](const grpc::Status& status) { reactor->Finish(status); });
  arrival.send = [reactor] { reactor->StartWrite(reactor->response()); };
  reactor->Bind(border.StartStream(
      std::move(arrival), topic,
      [look](db::Tx& tx, const Call& call, const google::protobuf::Message& message,
             google::protobuf::Message& reply) -> absl::StatusOr<bool> {
        absl::StatusOr<Seen<Response>> seen = look(tx, call, static_cast<const Request&>(message));
        if (!seen.ok()) return seen.status();
        static_cast<Response&>(reply) = std::move(seen->response);
        return seen->last;
      }));
  return reactor;
}

}  // namespace liengia::platform
