#include "clients/cli/server.h"

#include <utility>

#include "absl/random/random.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/descriptor.pb.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"

namespace liengia::cli {
namespace {

// RFC 9562, section 5.4: a random UUID.
std::string RandomId() {
  absl::BitGen random;
  const uint64_t high = absl::Uniform<uint64_t>(random);
  const uint64_t low = absl::Uniform<uint64_t>(random);
  return absl::StrFormat("%08x-%04x-4%03x-%04x-%012x", high >> 32, high >> 16 & 0xffff,
                         high & 0xfff, (low >> 48 & 0x3fff) | 0x8000, low & 0xffff'ffff'ffff);
}

bool HasNoSideEffects(const google::protobuf::Descriptor& request) {
  const google::protobuf::FileDescriptor& file = *request.file();
  for (int i = 0; i < file.service_count(); ++i) {
    for (int j = 0; j < file.service(i)->method_count(); ++j) {
      const google::protobuf::MethodDescriptor& method = *file.service(i)->method(j);
      if (method.input_type() != &request) continue;
      return method.options().idempotency_level() ==
             google::protobuf::MethodOptions::NO_SIDE_EFFECTS;
    }
  }
  return false;
}

std::shared_ptr<grpc::ChannelCredentials> CredentialsFor(const Server::Options& options) {
  if (options.plaintext || IsLoopback(options.address)) return grpc::InsecureChannelCredentials();
  return grpc::SslCredentials({});
}

}  // namespace

bool IsLoopback(const std::string& address) {
  const std::string host = address.substr(0, address.rfind(':'));
  return host == "localhost" || host == "[::1]" || absl::StartsWith(address, "unix:") ||
         (absl::StartsWith(host, "127.") &&
          host.find_first_not_of("0123456789.") == std::string::npos);
}

Server::Server(Options options)
    : options_(std::move(options)),
      channel_(grpc::CreateChannel(options_.address, CredentialsFor(options_))) {}

bool Server::MakeRepeatable(google::protobuf::Message& request) const {
  const google::protobuf::Descriptor& descriptor = *request.GetDescriptor();
  const google::protobuf::FieldDescriptor* field = descriptor.FindFieldByName("request_id");
  if (field == nullptr) return HasNoSideEffects(descriptor);
  const google::protobuf::Reflection& reflection = *request.GetReflection();
  if (reflection.GetString(request, field).empty()) {
    reflection.SetString(&request, field, RandomId());
  }
  return true;
}

void Server::Leave() {
  std::lock_guard lock(watch_mutex_);
  left_ = true;
  if (watched_ != nullptr) watched_->TryCancel();
}

bool Server::Enter(grpc::ClientContext* context) {
  std::lock_guard lock(watch_mutex_);
  watched_ = context;
  return !left_;
}

bool Server::ShallWatchAgain(const grpc::Status& status, int failures) {
  constexpr int kMostFailures = 10;
  const bool may =
      status.error_code() == grpc::UNAVAILABLE || status.error_code() == grpc::DEADLINE_EXCEEDED;
  if (!may || failures >= kMostFailures) return false;
  absl::SleepFor(absl::Milliseconds(500));
  return true;
}

void Server::Prepare(grpc::ClientContext& context) const {
  context.set_deadline(absl::ToChronoTime(absl::Now() + options_.deadline));
  PrepareStream(context);
}

void Server::PrepareStream(grpc::ClientContext& context) const {
  context.AddMetadata("accept-language", options_.language == Language::kEnglish ? "en" : "vi");
  if (!options_.token.empty()) {
    context.AddMetadata("authorization", absl::StrCat("Bearer ", options_.token));
  }
}

bool Server::ShallRepeat(const grpc::Status& status) {
  if (status.error_code() != grpc::UNAVAILABLE) return false;
  absl::SleepFor(absl::Milliseconds(300));
  return true;
}

}  // namespace liengia::cli
