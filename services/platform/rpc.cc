#include "services/platform/rpc.h"

#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "services/platform/errors_proto.h"

namespace liengia::platform {
namespace {

std::string MetadataOf(const grpc::CallbackServerContext& context, const char* key) {
  const auto& metadata = context.client_metadata();
  const auto found = metadata.find(key);
  if (found == metadata.end()) return "";
  return std::string(found->second.data(), found->second.size());
}

std::string TokenOf(const grpc::CallbackServerContext& context) {
  const std::string value = MetadataOf(context, "authorization");
  constexpr size_t kScheme = 7;  // "Bearer "
  if (!absl::StartsWithIgnoreCase(value, "bearer ")) return "";
  return value.substr(kScheme);
}

// "ipv4:10.0.0.1:50000" is 10.0.0.1, "ipv6:%5B::1%5D:50000" is %5B::1%5D.
std::string AddressOf(const std::string& peer) {
  const size_t start = peer.find(':');
  const size_t end = peer.rfind(':');
  if (start == std::string::npos || end <= start) return peer;
  return peer.substr(start + 1, end - start - 1);
}

grpc::Status ToGrpc(const absl::Status& status, Language language) {
  if (status.ok()) return grpc::Status::OK;
  const v1::StatusDetails details = ToProto(status, language);
  return grpc::Status(static_cast<grpc::StatusCode>(status.code()), details.message(),
                      details.SerializeAsString());
}

}  // namespace

std::function<void(grpc::Status)> FinishOf(grpc::ServerUnaryReactor* reactor) {
  return [reactor](const grpc::Status& status) { reactor->Finish(status); };
}

Arrival ArrivalOf(grpc::CallbackServerContext* context, const google::protobuf::Message* request,
                  google::protobuf::Message* response, std::function<void(grpc::Status)> finish) {
  Arrival arrival;
  arrival.request = request;
  arrival.response = response;
  arrival.token = TokenOf(*context);
  arrival.peer = AddressOf(context->peer());
  arrival.language = absl::StartsWithIgnoreCase(MetadataOf(*context, "accept-language"), "en")
                         ? Language::kEnglish
                         : Language::kVietnamese;
  arrival.deadline = absl::FromChrono(context->deadline());
  arrival.finish = [finish = std::move(finish), language = arrival.language](
                       const absl::Status& status) { finish(ToGrpc(status, language)); };
  return arrival;
}

}  // namespace liengia::platform
