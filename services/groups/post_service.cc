#include "services/groups/post_service.h"

#include <set>

#include "liengia/v1/post_service.grpc.pb.h"
#include "services/groups/group.h"
#include "services/groups/group_store.h"
#include "services/groups/post.h"
#include "services/groups/post_proto.h"
#include "services/groups/post_store.h"
#include "services/platform/errors.h"
#include "services/platform/etag.h"
#include "services/platform/id.h"
#include "services/platform/mask.h"
#include "services/platform/page.h"
#include "services/platform/rpc.h"

namespace liengia::groups {
namespace {

constexpr char kPath[] = "post";

void RequireKind(const v1::Post& proto, platform::Violations& violations) {
  violations.Require(
      proto.kind() != v1::Post::KIND_UNSPECIFIED, "post.kind",
      {"Hãy chọn chốt cố định hoặc tuyến tuần tra.", "Say whether it is a fixed post or a route."});
}

void GiveIds(Post& post, absl::Time now) {
  if (post.id.empty()) post.id = platform::NewId(now);
  for (Checkpoint& checkpoint : post.checkpoints) {
    if (checkpoint.id.empty()) checkpoint.id = platform::NewId(now);
  }
}

absl::Status CheckMayWritePosts(db::Tx& tx, const std::string& group_id) {
  const auto group = FindGroup(tx, group_id);
  if (!group.has_value()) return platform::NotFound();
  return CheckOperation(GroupOperation::kWritePosts, group->state);
}

absl::StatusOr<std::optional<PostKey>> ReadPostKey(const platform::Page& page) {
  if (page.after.empty()) return std::nullopt;
  if (!platform::IsId(page.after[1])) return platform::BadPageToken();
  return PostKey{page.after[0], page.after[1]};
}

// The stored post with the given fields of the request.
Post Merged(Post post, const Post& given, const std::set<std::string>& paths) {
  if (paths.count("name") > 0) post.name = given.name;
  if (paths.count("kind") > 0) post.kind = given.kind;
  if (paths.count("checkpoints") > 0) post.checkpoints = given.checkpoints;
  return post;
}

absl::Status CheckUpdate(const v1::Post& proto, const Post& given,
                         const std::set<std::string>& paths) {
  platform::Violations violations;
  violations.Require(!given.id.empty(), "post.post_id",
                     {"Thiếu mã của chốt hoặc tuyến.", "Say which post."});
  if (paths.count("kind") > 0) RequireKind(proto, violations);
  // What is not written is fine as it is stored.
  CheckPost(Merged({.name = "stored"}, given, paths), kPath, violations);
  return violations.ToStatus();
}

}  // namespace

absl::StatusOr<v1::ListPostsResponse> ListPosts(db::Tx& tx, const platform::Call&,
                                                const v1::ListPostsRequest& request) {
  LIENGIA_ASSIGN_OR_RETURN(const platform::Page page, platform::ReadPage(request, 2));
  LIENGIA_ASSIGN_OR_RETURN(const std::optional<PostKey> after, ReadPostKey(page));
  auto posts = ListPosts(tx, request.group_id(), after, page.size + 1);
  v1::ListPostsResponse response;
  if (static_cast<int>(posts.size()) > page.size) {
    posts.resize(page.size);
    response.set_next_page_token(
        platform::PageToken(request, {posts.back().name, posts.back().id}));
  }
  for (const Post& post : posts) *response.add_posts() = ToProto(post);
  return response;
}

absl::StatusOr<v1::CreatePostResponse> CreatePost(db::Tx& tx, const platform::Call& call,
                                                  const v1::CreatePostRequest& request) {
  Post post = FromProto(request.post());
  platform::Violations violations;
  RequireKind(request.post(), violations);
  CheckPost(post, kPath, violations);
  LIENGIA_RETURN_IF_ERROR(violations.ToStatus());
  LIENGIA_RETURN_IF_ERROR(CheckMayWritePosts(tx, request.group_id()));
  LIENGIA_RETURN_IF_ERROR(CheckLimit(kPostLimit, CountPosts(tx, request.group_id()) + 1));

  GiveIds(post, call.now);
  InsertPost(tx, request.group_id(), post);
  v1::CreatePostResponse response;
  *response.mutable_post() = ToProto(post);
  return response;
}

absl::StatusOr<v1::UpdatePostResponse> UpdatePost(db::Tx& tx, const platform::Call& call,
                                                  const v1::UpdatePostRequest& request) {
  LIENGIA_ASSIGN_OR_RETURN(const std::set<std::string> paths,
                           platform::PathsToWrite(request.update_mask(), request.post(),
                                                  {"name", "kind", "checkpoints"}));
  const Post given = FromProto(request.post());
  LIENGIA_RETURN_IF_ERROR(CheckUpdate(request.post(), given, paths));
  LIENGIA_RETURN_IF_ERROR(CheckMayWritePosts(tx, request.group_id()));
  const auto stored = FindPost(tx, request.group_id(), given.id);
  if (!stored.has_value()) return platform::NotFound();
  LIENGIA_RETURN_IF_ERROR(platform::CheckEtag(request.post().etag(), stored->version));

  Post post = Merged(*stored, given, paths);
  GiveIds(post, call.now);
  SavePost(tx, request.group_id(), post);
  ++post.version;
  v1::UpdatePostResponse response;
  *response.mutable_post() = ToProto(post);
  return response;
}

absl::StatusOr<v1::DeletePostResponse> DeletePost(db::Tx& tx, const platform::Call&,
                                                  const v1::DeletePostRequest& request) {
  LIENGIA_RETURN_IF_ERROR(CheckMayWritePosts(tx, request.group_id()));
  if (PostInUse(tx, request.group_id(), request.post_id())) {
    return platform::Precondition(
        platform::Reason::kInUse,
        {"Chốt hoặc tuyến này đang có mẫu ca hoặc ca trực: hãy chuyển các mẫu ca sang nơi khác. "
         "Nơi "
         "đã có ca trực thì giữ lại để xem được lịch cũ.",
         "A duty template or a shift uses this post: give the templates another post. A post that "
         "has had shifts stays, so that old rosters can be read."});
  }
  if (!DeletePost(tx, request.group_id(), request.post_id())) return platform::NotFound();
  return v1::DeletePostResponse();
}

namespace {

class PostService final : public v1::PostService::CallbackService {
 public:
  explicit PostService(platform::Border& border) : border_(border) {}

  grpc::ServerUnaryReactor* ListPosts(grpc::CallbackServerContext* context,
                                      const v1::ListPostsRequest* request,
                                      v1::ListPostsResponse* response) override {
    return platform::Serve(border_, context, request, response, groups::ListPosts);
  }
  grpc::ServerUnaryReactor* CreatePost(grpc::CallbackServerContext* context,
                                       const v1::CreatePostRequest* request,
                                       v1::CreatePostResponse* response) override {
    return platform::Serve(border_, context, request, response, groups::CreatePost);
  }
  grpc::ServerUnaryReactor* UpdatePost(grpc::CallbackServerContext* context,
                                       const v1::UpdatePostRequest* request,
                                       v1::UpdatePostResponse* response) override {
    return platform::Serve(border_, context, request, response, groups::UpdatePost);
  }
  grpc::ServerUnaryReactor* DeletePost(grpc::CallbackServerContext* context,
                                       const v1::DeletePostRequest* request,
                                       v1::DeletePostResponse* response) override {
    return platform::Serve(border_, context, request, response, groups::DeletePost);
  }

 private:
  platform::Border& border_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewPostService(platform::Border& border) {
  return std::make_unique<PostService>(border);
}

}  // namespace liengia::groups
