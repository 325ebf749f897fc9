#include "services/platform/mask.h"

#include <algorithm>

#include "services/platform/errors.h"

namespace liengia::platform {

absl::StatusOr<std::set<std::string>> PathsToWrite(const google::protobuf::FieldMask& mask,
                                                   const google::protobuf::Message& resource,
                                                   const std::vector<std::string>& allowed) {
  Violations violations;
  std::set<std::string> paths;
  for (const std::string& path : mask.paths()) {
    violations.Require(std::find(allowed.begin(), allowed.end(), path) != allowed.end(),
                       "update_mask",
                       {"không có mục '" + path + "' để sửa.", "has no field '" + path + "'."});
    paths.insert(path);
  }
  if (mask.paths().empty()) {
    const auto* reflection = resource.GetReflection();
    for (const std::string& path : allowed) {
      const auto* field = resource.GetDescriptor()->FindFieldByName(path);
      const bool set = field->is_repeated() ? reflection->FieldSize(resource, field) > 0
                                            : reflection->HasField(resource, field);
      if (set) paths.insert(path);
    }
    violations.Require(!paths.empty(), "update_mask",
                       {"chưa có gì để sửa.", "names nothing to write."});
  }
  LIENGIA_RETURN_IF_ERROR(violations.ToStatus());
  return paths;
}

}  // namespace liengia::platform
