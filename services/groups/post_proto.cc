#include "services/groups/post_proto.h"

#include "services/groups/group.h"
#include "services/platform/etag.h"

namespace liengia::groups {

v1::Post ToProto(const Post& post) {
  v1::Post proto;
  proto.set_post_id(post.id);
  proto.set_name(post.name);
  proto.set_kind(post.kind == PostKind::kRoute ? v1::Post::KIND_ROUTE : v1::Post::KIND_FIXED);
  for (const Checkpoint& checkpoint : post.checkpoints) {
    v1::Checkpoint* added = proto.add_checkpoints();
    added->set_checkpoint_id(checkpoint.id);
    added->set_name(checkpoint.name);
  }
  proto.set_etag(platform::EtagOf(post.version));
  return proto;
}

Post FromProto(const v1::Post& proto) {
  Post post;
  post.id = proto.post_id();
  post.name = TidyName(proto.name());
  post.kind = proto.kind() == v1::Post::KIND_ROUTE ? PostKind::kRoute : PostKind::kFixed;
  for (const v1::Checkpoint& checkpoint : proto.checkpoints()) {
    post.checkpoints.push_back({checkpoint.checkpoint_id(), TidyName(checkpoint.name())});
  }
  return post;
}

}  // namespace liengia::groups
