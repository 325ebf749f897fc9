#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "absl/status/statusor.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "liengia/v1/access.pb.h"
#include "services/platform/errors.h"

namespace liengia::platform {

// What the contract says of one method, read from its descriptor once.
struct Method {
  std::string name;  // "AreaService.GetArea"
  v1::Access access;
  bool read = false;    // No effects: idempotency_level = NO_SIDE_EFFECTS.
  bool stream = false;  // Answered again and again.
  // Fields of the request that the border knows; null where it has none.
  const google::protobuf::FieldDescriptor* group_id = nullptr;
  const google::protobuf::FieldDescriptor* area_code = nullptr;
  const google::protobuf::FieldDescriptor* request_id = nullptr;
  const google::protobuf::FieldDescriptor* purpose = nullptr;
};

// The methods of the services that the server offers.
class Contract {
 public:
  // FAILED_PRECONDITION naming every method without an access policy, or with one that its request
  // does not fit: SCOPE_GROUP needs `group_id`, SCOPE_AREA `area_code`, `ledgered` a `purpose`; and
  // every stream that has effects or is `ledgered`.
  static absl::StatusOr<Contract> Build(
      const std::vector<const google::protobuf::ServiceDescriptor*>& services);

  // The method that takes this request. Requests are not shared (buf's
  // RPC_REQUEST_RESPONSE_UNIQUE).
  const Method& Of(const google::protobuf::Descriptor* request) const {
    return methods_.at(request);
  }
  const std::unordered_map<const google::protobuf::Descriptor*, Method>& methods() const {
    return methods_;
  }

 private:
  std::unordered_map<const google::protobuf::Descriptor*, Method> methods_;
};

// Adds a violation for every field that breaks its FieldRule (rule.proto), is an id but no UUID, an
// enum value that does not exist, or text with control characters.
void CheckFields(const google::protobuf::Message& message, Violations& violations);

}  // namespace liengia::platform
