#pragma once

#include <grpcpp/grpcpp.h>

#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

#include "absl/status/statusor.h"
#include "db/tx.h"
#include "services/platform/border.h"
#include "services/platform/call.h"

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

// Everything around a handler (border.h). `request` and `response` live until the call is finished,
// as gRPC promises. Never blocks the calling thread.
template <typename Request, typename Response>
grpc::ServerUnaryReactor* Serve(Border& border, grpc::CallbackServerContext* context,
                                const Request* request, Response* response,
                                absl::StatusOr<Response> (*handler)(db::Tx&, const Call&,
                                                                    const Request&)) {
  return StartCall(
      border, context, *request, *response,
      [handler, response](db::Tx& tx, const Call& call, const google::protobuf::Message& message) {
        auto reply = handler(tx, call, static_cast<const Request&>(message));
        if (!reply.ok()) return reply.status();
        *response = *std::move(reply);
        return absl::OkStatus();
      });
}

// The same for a call whose handler needs more than a transaction, such as a configured secret:
// bind it with a lambda.
grpc::ServerUnaryReactor* StartCall(Border& border, grpc::CallbackServerContext* context,
                                    const google::protobuf::Message& request,
                                    google::protobuf::Message& response, Handler handler);

// The same for the hottest calls, which run many at a time (db/batch.h). `start` gets the checked
// and allowed call and hands it on; `done` is to be called once, from any thread, after the
// response is filled in.
grpc::ServerUnaryReactor* StartBatched(Border& border, grpc::CallbackServerContext* context,
                                       const google::protobuf::Message& request,
                                       google::protobuf::Message& response,
                                       std::function<void(const Call& call, absl::Time deadline,
                                                          std::function<void(absl::Status)> done)>
                                           start);

}  // namespace liengia::platform
