#pragma once

#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>

#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "liengia/v1/error.pb.h"
#include "services/liengiad/server.h"
#include "services/platform/caller.h"
#include "tests/support/clock.h"
#include "tests/support/database.h"

// The world of a test binary: a server in this process, on a database of its own, with a clock that
// stands still. Tests share it and keep out of each other's way by making their own people and
// groups.
namespace liengia::testing {

// What came back of a call.
template <typename Response>
struct Reply {
  grpc::Status status;
  Response response;
  v1::StatusDetails details;
  v1::ErrorDetail error;  // Empty when it went well.

  bool ok() const { return status.ok(); }
  const Response* operator->() const { return &response; }
};

template <typename Response>
std::ostream& operator<<(std::ostream& out, const Reply<Response>& reply) {
  return out << reply.status.error_code() << ": " << reply.status.error_message() << "\n"
             << reply.error.DebugString() << reply.response.DebugString();
}

// What came of a stream.
template <typename Response>
struct Stream {
  std::vector<Response> messages;
  grpc::Status status;
  v1::ErrorDetail error;  // Empty when it went well.
};

v1::ErrorDetail ErrorOf(const grpc::Status& status);

// Somebody with a phone in the hand; without a token nobody is signed in.
class Client {
 public:
  Client(std::shared_ptr<grpc::Channel> channel, std::string token, std::string account_id)
      : channel_(std::move(channel)),
        token_(std::move(token)),
        account_id_(std::move(account_id)) {}

  const std::string& token() const { return token_; }
  const std::string& account_id() const { return account_id_; }

  // Calls a method: client.Call(&v1::AreaService::Stub::GetArea, request). The answer is in
  // English.
  template <typename Stub, typename Request, typename Response>
  Reply<Response> Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                    Response*),
                       const Request& request) const {
    grpc::ClientContext context;
    Prepare(context);
    Stub stub(channel_);
    Reply<Response> reply;
    reply.status = (stub.*method)(&context, request, &reply.response);
    reply.details.ParseFromString(reply.status.error_details());
    reply.error = ErrorOf(reply.status);
    return reply;
  }

  // Reads a stream to its end, or until `on_message`, if any, says false: then the client leaves.
  template <typename Stub, typename Request, typename Response>
  Stream<Response> Watch(std::unique_ptr<grpc::ClientReader<Response>> (Stub::*method)(
                             grpc::ClientContext*, const Request&),
                         const Request& request,
                         const std::function<bool(const Response&)>& on_message = {}) const {
    grpc::ClientContext context;
    Prepare(context);
    Stub stub(channel_);
    const auto reader = (stub.*method)(&context, request);
    Stream<Response> stream;
    for (Response message; reader->Read(&message);) {
      stream.messages.push_back(message);
      if (on_message && !on_message(message)) context.TryCancel();
    }
    stream.status = reader->Finish();
    stream.error = ErrorOf(stream.status);
    return stream;
  }

 private:
  void Prepare(grpc::ClientContext& context) const;

  std::shared_ptr<grpc::Channel> channel_;
  std::string token_;
  std::string account_id_;
};

class World {
 public:
  World();

  ManualClock& clock() { return clock_; }
  Database& database() { return database_; }
  Server& server() { return *server_; }
  std::shared_ptr<grpc::Channel> channel() { return channel_; }

  // Somebody new who is signed in with a phone number that nobody else has.
  Client Person();
  // The same with this number, as +849…
  Client PersonWithPhone(const std::string& phone_number);
  // An official who signed in with password and one-time password; operators have no area.
  Client Official(platform::Role role, const std::string& area_code = "");
  // Nobody.
  Client Stranger() { return Client(channel_, "", ""); }

  // A phone number that nobody has had, as +849…
  std::string NewPhone();
  // A city, a ward in it and a street block in the ward, of their own; returns the ward's code, to
  // which "-1" is the street block's. The city's code is the ward's without its last part.
  std::string NewWard();

 private:
  Client SignedIn(const std::string& phone_number, bool official);

  ManualClock clock_;
  Database database_;
  std::unique_ptr<Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
};

// The settings of the server of TheWorld, for a binary that needs others: to be changed before the
// first call of TheWorld. Addresses, database and clock are the world's.
ServerOptions& WorldOptions();

// The one of this binary, made at the first call.
World& TheWorld();

// Refused with this code and this reason.
MATCHER_P2(IsRefused, code, reason, "") {
  *result_listener << arg.status.error_message() << " " << arg.error.DebugString();
  return arg.status.error_code() == code && arg.error.reason() == reason;
}

// Malformed, and these are the bad fields, in this order.
MATCHER_P(IsMalformed, fields, "") {
  std::vector<std::string> bad;
  for (const auto& violation : arg.error.violations()) bad.push_back(violation.field());
  *result_listener << ::testing::PrintToString(bad) << " " << arg.status.error_message();
  return arg.status.error_code() == grpc::StatusCode::INVALID_ARGUMENT && bad == fields;
}

inline std::vector<std::string> Fields(std::initializer_list<std::string> fields) { return fields; }

}  // namespace liengia::testing
