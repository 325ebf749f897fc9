#include "clients/cli/json.h"

#include "google/protobuf/util/json_util.h"

namespace liengia::cli {

std::string ToJson(const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  options.always_print_primitive_fields = true;
  std::string json;
  // Fails only for types that are not compiled in, of which the contract has none.
  (void)google::protobuf::util::MessageToJsonString(message, &json, options);
  return json;
}

}  // namespace liengia::cli
