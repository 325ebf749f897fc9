#include "services/groups/post.h"

#include <set>

#include "absl/strings/str_cat.h"
#include "services/platform/text.h"

namespace liengia::groups {

const char* PostKindName(PostKind kind) { return kind == PostKind::kRoute ? "route" : "fixed"; }

PostKind PostKindNamed(const std::string& name) {
  return name == "route" ? PostKind::kRoute : PostKind::kFixed;
}

void CheckPost(const Post& post, const std::string& path, platform::Violations& violations) {
  violations.Require(!post.name.empty(), absl::StrCat(path, ".name"),
                     {"Hãy đặt tên cho chốt hoặc tuyến, ví dụ Chốt đầu kiệt 42.",
                      "Name the post or route, such as Chốt đầu kiệt 42."});
  std::set<std::string> ids;
  std::set<std::string> names;
  for (size_t i = 0; i < post.checkpoints.size(); ++i) {
    const Checkpoint& checkpoint = post.checkpoints[i];
    const std::string field = absl::StrCat(path, ".checkpoints[", i, "]");
    violations.Require(!checkpoint.name.empty(), absl::StrCat(field, ".name"),
                       {"Hãy đặt tên cho điểm kiểm tra, ví dụ Đầu kiệt 42.",
                        "Name the checkpoint, such as Đầu kiệt 42."});
    violations.Require(
        checkpoint.name.empty() || names.insert(platform::FoldCase(checkpoint.name)).second,
        absl::StrCat(field, ".name"),
        {"Hai điểm kiểm tra trùng tên: hãy đặt tên khác để người trực phân biệt được.",
         "Two checkpoints have the same name: give them names that a crew can tell apart."});
    violations.Require(
        checkpoint.id.empty() || ids.insert(checkpoint.id).second,
        absl::StrCat(field, ".checkpoint_id"),
        {"Hai điểm kiểm tra trùng mã.", "Two checkpoints have the same checkpoint_id."});
  }
}

}  // namespace liengia::groups
