#pragma once

#include <grpcpp/grpcpp.h>

#include <functional>
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
                  google::protobuf::Message* response, grpc::ServerUnaryReactor* reactor);

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
  border.Start(ArrivalOf(context, request, response, reactor),
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

// The same for the hottest calls, which run many at a time (db/batch.h): `handler` is a
// void(const Call&, absl::Time deadline, const Request&, Response&,
// std::function<void(absl::Status)> done).
template <typename Request, typename Response, typename HandlerFunction>
grpc::ServerUnaryReactor* ServeBatched(Border& border, grpc::CallbackServerContext* context,
                                       const Request* request, Response* response,
                                       HandlerFunction handler) {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  border.StartBatched(ArrivalOf(context, request, response, reactor),
                      [handler = std::move(handler)](const Call& call, absl::Time deadline,
                                                     const google::protobuf::Message& message,
                                                     google::protobuf::Message& reply,
                                                     std::function<void(absl::Status)> done) {
                        handler(call, deadline, static_cast<const Request&>(message),
                                static_cast<Response&>(reply), std::move(done));
                      });
  return reactor;
}

}  // namespace liengia::platform
