#pragma once

#include <grpcpp/grpcpp.h>

#include <string>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "liengia/v1/error.pb.h"

// Calls of any method with any bytes, for tests that walk the whole contract.
namespace liengia::testing {

struct RawAnswer {
  grpc::Status status;
  v1::ErrorDetail error;  // Empty when it went well.
  std::vector<grpc::ByteBuffer> messages;
};

// Leaves a stream after its first message, which counts as going well. An empty token calls as
// nobody.
RawAnswer CallRaw(const std::string& token, const google::protobuf::MethodDescriptor& method,
                  const std::string& request);

}  // namespace liengia::testing
