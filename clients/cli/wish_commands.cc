// What members would like, and who should or must not serve together.

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "clients/cli/command.h"
#include "clients/cli/lookup.h"
#include "clients/cli/words.h"
#include "liengia/v1/wish_service.grpc.pb.h"

namespace liengia::cli {
namespace {

using Wishes = v1::WishService::Stub;

absl::StatusOr<v1::GetWishesResponse> FetchWishes(Context& context, const std::string& group_id,
                                                  const std::string& member_id) {
  v1::GetWishesRequest request;
  request.set_group_id(group_id);
  request.set_member_id(member_id);
  return context.server.Call(&Wishes::GetWishes, request);
}

// Of --for; empty for the caller.
absl::StatusOr<std::string> ChosenMember(Context& context, const std::string& group_id) {
  if (!context.arguments.Has("for")) return std::string();
  CLI_ASSIGN_OR_RETURN(const Choice member,
                       ChooseMember(context, group_id, context.arguments.Text("for")));
  return member.id;
}

std::string NameOfScore(const Context& context, int score) {
  return NameOf(WishScores(), score, context.speech.language);
}

absl::Status ListWishes(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Choice group, ChooseGroup(context));
  CLI_ASSIGN_OR_RETURN(const std::string member, ChosenMember(context, group.id));
  CLI_ASSIGN_OR_RETURN(const auto reply, FetchWishes(context, group.id, member));
  std::vector<Row> rows;
  for (const v1::Wish& wish : reply.wishes()) {
    rows.push_back({wish.duty_template_name(), NameOfScore(context, wish.score())});
  }
  return Print(
      context, reply,
      TableOr(context, {"Tổ chưa có mẫu ca nào.", "The group has no duty templates."},
              {context.Say({"Mẫu ca", "Duty"}), context.Say({"Nguyện vọng", "Wish"})}, rows));
}

absl::Status SetWish(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Choice group, ChooseGroup(context));
  CLI_ASSIGN_OR_RETURN(const std::string member, ChosenMember(context, group.id));
  CLI_ASSIGN_OR_RETURN(const auto wishes, FetchWishes(context, group.id, member));
  std::vector<Choice> choices;
  for (const v1::Wish& wish : wishes.wishes()) {
    choices.push_back({wish.duty_template_id(), wish.duty_template_name()});
  }
  CLI_ASSIGN_OR_RETURN(const size_t chosen, Choose(context, {"mẫu ca trực", "duty template"},
                                                   context.arguments.Text("template"), choices));
  v1::SetWishRequest request;
  request.set_group_id(group.id);
  request.set_member_id(member);
  request.mutable_wish()->set_duty_template_id(choices[chosen].id);
  request.mutable_wish()->set_score(context.arguments.TermNumbers("wish").front());
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.Call(&Wishes::SetWish, request));
  return Print(context, reply,
               absl::StrCat(reply.wish().duty_template_name(), ": ",
                            NameOfScore(context, reply.wish().score()), "\n"));
}

absl::Status ListPairs(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Choice group, ChooseGroup(context));
  v1::ListPairsRequest request;
  request.set_group_id(group.id);
  CLI_ASSIGN_OR_RETURN(const auto reply,
                       context.server.List(&Wishes::ListPairs, request, LimitOf(context)));
  std::vector<Row> rows;
  for (const v1::MemberPair& pair : reply.pairs()) {
    rows.push_back({pair.member_name(), pair.other_member_name(),
                    NameOf(PairKinds(), pair.kind(), context.speech.language)});
  }
  return Print(
      context, reply,
      TableOr(context, {"Chưa có cặp nào: liengia pair set.", "No pair is set: liengia pair set."},
              {context.Say({"Ai", "Who"}), context.Say({"Với ai", "With whom"}),
               context.Say({"Thế nào", "How"})},
              rows, reply.next_page_token()));
}

absl::Status SetPair(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Choice group, ChooseGroup(context));
  CLI_ASSIGN_OR_RETURN(const Choice member,
                       ChooseMember(context, group.id, context.arguments.Text("member")));
  CLI_ASSIGN_OR_RETURN(const Choice other,
                       ChooseMember(context, group.id, context.arguments.Text("other")));
  v1::SetPairRequest request;
  request.set_group_id(group.id);
  request.mutable_pair()->set_member_id(member.id);
  request.mutable_pair()->set_other_member_id(other.id);
  request.mutable_pair()->set_kind(context.arguments.Term<v1::MemberPair::Kind>("how"));
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.Call(&Wishes::SetPair, request));
  const v1::MemberPair& pair = reply.pair();
  return Print(context, reply,
               absl::Substitute("$0, $1: $2.\n", pair.member_name(), pair.other_member_name(),
                                NameOf(PairKinds(), pair.kind(), context.speech.language)));
}

absl::Status RemovePair(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Choice group, ChooseGroup(context));
  CLI_ASSIGN_OR_RETURN(const Choice member,
                       ChooseMember(context, group.id, context.arguments.Text("member")));
  CLI_ASSIGN_OR_RETURN(const Choice other,
                       ChooseMember(context, group.id, context.arguments.Text("other")));
  v1::DeletePairRequest request;
  request.set_group_id(group.id);
  request.set_member_id(member.id);
  request.set_other_member_id(other.id);
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.Call(&Wishes::DeletePair, request));
  return Print(context, reply, context.Say({"Đã bỏ cặp này.\n", "The pair is taken back.\n"}));
}

}  // namespace

std::vector<Command> WishCommands() {
  const Parameter whose = {"for",
                           Kind::kText,
                           Place::kFlag,
                           {"thay người trong hộ mà bạn đại diện", "for somebody you act for"}};
  const Parameter member = {
      "member", Kind::kText, Place::kOperand, {"tên tổ viên hoặc mã", "a member's name or id"}};
  Parameter other = member;
  other.name = "other";
  return {
      {"wish list",
       {"nguyện vọng của tôi với từng mẫu ca", "my wishes for each duty template"},
       {GroupFlag(), whose},
       {"wish list"},
       ListWishes},
      {"wish set",
       {"ghi nguyện vọng với một mẫu ca", "wish for, or not for, a duty template"},
       {{"template", Kind::kText, Place::kOperand, {"tên hoặc mã", "its name or id"}},
        {"wish", Kind::kTerm, Place::kOperand, {"muốn đến đâu", "how gladly"}, &WishScores()},
        GroupFlag(),
        whose},
       {"wish set \"Tuần tra đêm, ca 2\" rather-not"},
       SetWish},
      {"pair list",
       {"ai không trực cùng ai, ai nên trực cùng ai", "who serves apart, who together"},
       {GroupFlag(), LimitFlag()},
       {"pair list"},
       ListPairs},
      {"pair set",
       {"để hai người trực riêng hoặc trực cùng", "let two serve apart or together"},
       {member,
        other,
        {"how", Kind::kTerm, Place::kOperand, {"thế nào", "how"}, &PairKinds()},
        GroupFlag()},
       {"pair set \"Trần Thị Sáu\" \"Lê Văn Tám\" together"},
       SetPair},
      {"pair remove",
       {"bỏ điều đã đặt cho hai người", "take back what was set for two"},
       {member, other, GroupFlag()},
       {"pair remove \"Trần Thị Sáu\" \"Lê Văn Tám\""},
       RemovePair},
  };
}

}  // namespace liengia::cli
