#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "services/platform/errors.h"

// Where a duty is done: a fixed post (chốt trực) or a patrol route (tuyến tuần tra), with the
// checkpoints (điểm kiểm tra) at which a crew checks in.
namespace liengia::groups {

enum class PostKind { kFixed, kRoute };

struct Checkpoint {
  std::string id;
  std::string name;
};

struct Post {
  std::string id;
  std::string name;
  PostKind kind = PostKind::kFixed;
  std::vector<Checkpoint> checkpoints;  // In walking order.
  int64_t version = 1;
};

// As the database writes it; kFixed for any text but "route".
const char* PostKindName(PostKind kind);
PostKind PostKindNamed(const std::string& name);

// Adds everything that is wrong with a post of tidy names: a name missing, two checkpoints with the
// same id or the same name. `path` is the field that holds the post, such as "post".
void CheckPost(const Post& post, const std::string& path, platform::Violations& violations);

}  // namespace liengia::groups
