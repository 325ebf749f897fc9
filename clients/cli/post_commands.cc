// Posts and patrol routes.

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/substitute.h"
#include "clients/cli/command.h"
#include "clients/cli/lookup.h"
#include "clients/cli/words.h"
#include "liengia/v1/post_service.grpc.pb.h"

namespace liengia::cli {
namespace {

using Posts = v1::PostService::Stub;

std::string CheckpointsOf(const v1::Post& post) {
  return absl::StrJoin(post.checkpoints(), " → ",
                       [](std::string* out, const v1::Checkpoint& checkpoint) {
                         absl::StrAppend(out, checkpoint.name());
                       });
}

absl::Status List(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Choice group, ChooseGroup(context));
  v1::ListPostsRequest request;
  request.set_group_id(group.id);
  CLI_ASSIGN_OR_RETURN(const auto reply,
                       context.server.List(&Posts::ListPosts, request, LimitOf(context)));
  std::vector<Row> rows;
  for (const v1::Post& post : reply.posts()) {
    rows.push_back({post.name(), NameOf(PostKinds(), post.kind(), context.speech.language),
                    CheckpointsOf(post), ShortId(post.post_id())});
  }
  return Print(
      context, reply,
      TableOr(context,
              {"Tổ chưa có nơi trực nào: thêm bằng liengia post add TÊN --kind=route.",
               "The group has no post yet: add one with liengia post add NAME --kind=route."},
              {context.Say({"Nơi trực", "Post"}), context.Say({"Loại", "Kind"}),
               context.Say({"Điểm kiểm tra", "Checkpoints"}), context.Say({"Mã", "Id"})},
              rows, reply.next_page_token()));
}

absl::Status Add(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Choice group, ChooseGroup(context));
  v1::CreatePostRequest request;
  request.set_group_id(group.id);
  v1::Post& post = *request.mutable_post();
  post.set_name(context.arguments.Text("name"));
  post.set_kind(context.arguments.Term<v1::Post::Kind>("kind"));
  for (const absl::string_view name :
       absl::StrSplit(context.arguments.Text("checkpoints"), ',', absl::SkipWhitespace())) {
    post.add_checkpoints()->set_name(std::string(absl::StripAsciiWhitespace(name)));
  }
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.Call(&Posts::CreatePost, request));
  return Print(context, reply,
               absl::StrCat(reply.post().name(), ": ", CheckpointsOf(reply.post()), "\n"));
}

absl::Status Remove(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Choice group, ChooseGroup(context));
  CLI_ASSIGN_OR_RETURN(const Choice post,
                       ChoosePost(context, group.id, context.arguments.Text("post")));
  v1::DeletePostRequest request;
  request.set_group_id(group.id);
  request.set_post_id(post.id);
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.Call(&Posts::DeletePost, request));
  return Print(context, reply,
               absl::Substitute(context.Say({"Đã bỏ $0.\n", "Removed $0.\n"}), post.name));
}

}  // namespace

std::vector<Command> PostCommands() {
  return {
      {"post list",
       {"các chốt và tuyến tuần tra", "the posts and patrol routes"},
       {GroupFlag(), LimitFlag()},
       {"post list"},
       List},
      {"post add",
       {"thêm một chốt hoặc tuyến", "add a post or a route"},
       {{"name",
         Kind::kText,
         Place::kOperand,
         {"tên như bà con vẫn gọi", "its name as neighbours say it"}},
        GroupFlag(),
        {"kind", Kind::kTerm, Place::kNeededFlag, {"loại", "the kind"}, &PostKinds()},
        {"checkpoints",
         Kind::kText,
         Place::kFlag,
         {"các điểm kiểm tra theo thứ tự, cách nhau bằng dấu phẩy",
          "checkpoints in walking order, with commas"}}},
       {"post add \"Tuyến kiệt 42\" --kind=route --checkpoints=\"Đầu kiệt 42, Nhà văn hóa, Bờ "
        "sông\""},
       Add},
      {"post remove",
       {"bỏ một nơi trực không dùng đến", "remove a post that nothing uses"},
       {{"post", Kind::kText, Place::kOperand, {"tên hoặc mã", "its name or id"}}, GroupFlag()},
       {"post remove \"Tuyến kiệt 42\""},
       Remove},
  };
}

}  // namespace liengia::cli
