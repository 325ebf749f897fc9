// Groups and their life.

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "clients/cli/command.h"
#include "clients/cli/lookup.h"
#include "clients/cli/wire.h"
#include "clients/cli/words.h"
#include "liengia/v1/group_service.grpc.pb.h"
#include "liengia/v1/session_service.grpc.pb.h"

namespace liengia::cli {
namespace {

using Groups = v1::GroupService::Stub;

std::string Details(const Context& context, const v1::Group& group) {
  const Language language = context.speech.language;
  return AlignPairs(
      {{context.Say({"Tổ", "Group"}), group.name()},
       {context.Say({"Mô hình", "Model"}), NameOf(GroupModels(), group.model(), language)},
       {context.Say({"Trạng thái", "State"}), NameOf(GroupStates(), group.state(), language)},
       {context.Say({"Địa bàn", "Area"}), group.area_code()},
       {context.Say({"Số tổ viên", "Members"}), absl::StrCat(group.member_count())},
       {context.Say({"Lập ngày", "Proposed"}),
        SayDay(DayOf(FromWire(group.create_time())), context.speech)},
       {context.Say({"Mã", "Id"}), group.group_id()}});
}

// What the leader does next.
std::string NextStep(const Context& context, const v1::Group& group) {
  switch (group.state()) {
    case v1::Group::STATE_PROPOSED:
      return context.Say(
          {"\nTiếp theo: nhập danh sách bằng liengia people import TỆP.csv; công an phường, xã "
           "công nhận tổ "
           "bằng liengia group activate.\n",
           "\nNext: bring the list in with liengia people import FILE.csv; the ward's officer "
           "recognises the "
           "group with liengia group activate.\n"});
    case v1::Group::STATE_ACTIVE:
      return context.Say({"\nTiếp theo: lập lịch tháng bằng liengia roster create THÁNG.\n",
                          "\nNext: make a month's roster with liengia roster create MONTH.\n"});
    default:
      return "";
  }
}

absl::StatusOr<std::string> LeaderName(Context& context) {
  if (context.arguments.Has("leader")) return context.arguments.Text("leader");
  CLI_ASSIGN_OR_RETURN(const auto me,
                       context.server.Call(&v1::SessionService::Stub::GetMe, v1::GetMeRequest()));
  const std::string& name = me.account().display_name();
  // An account that nobody has named yet is called by its number.
  if (!name.empty() && name[0] != '+') return name;
  return UsageError(context.Say({"Hãy cho biết tên tổ trưởng: --leader=\"Nguyễn Văn Bảy\".",
                                 "Say the leader's name: --leader=\"Nguyễn Văn Bảy\"."}));
}

absl::Status Create(Context& context) {
  v1::CreateGroupRequest request;
  request.set_name(context.arguments.Text("name"));
  request.set_model(context.arguments.Term<v1::Group::Model>("model"));
  CLI_ASSIGN_OR_RETURN(const std::string area, ChooseArea(context, context.arguments.Text("area")));
  request.set_area_code(area);
  CLI_ASSIGN_OR_RETURN(const std::string leader, LeaderName(context));
  request.set_leader_name(leader);
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.Call(&Groups::CreateGroup, request));
  return Print(context, reply,
               absl::StrCat(Details(context, reply.group()), NextStep(context, reply.group())));
}

Row RowOf(const Context& context, const v1::Group& group) {
  const Language language = context.speech.language;
  return {group.name(),
          NameOf(GroupModels(), group.model(), language),
          NameOf(GroupStates(), group.state(), language),
          absl::StrCat(group.member_count()),
          group.area_code(),
          ShortId(group.group_id())};
}

Row Headings(const Context& context) {
  return {context.Say({"Tổ", "Group"}),         context.Say({"Mô hình", "Model"}),
          context.Say({"Trạng thái", "State"}), context.Say({"Tổ viên", "Members"}),
          context.Say({"Địa bàn", "Area"}),     context.Say({"Mã", "Id"})};
}

absl::Status ListOfArea(Context& context, const std::string& area) {
  v1::ListGroupsRequest request;
  request.set_area_code(area);
  for (const int state : context.arguments.TermNumbers("states")) {
    request.add_states(static_cast<v1::Group::State>(state));
  }
  CLI_ASSIGN_OR_RETURN(const auto reply,
                       context.server.List(&Groups::ListGroups, request, LimitOf(context)));
  std::vector<Row> rows;
  for (const v1::Group& group : reply.groups()) rows.push_back(RowOf(context, group));
  return Print(
      context, reply,
      TableOr(context, {"Địa bàn này chưa có tổ nào.", "There is no group in this area yet."},
              Headings(context), rows, reply.next_page_token()));
}

// The groups of the caller's area for officials, for others those that they are in.
absl::Status List(Context& context) {
  CLI_ASSIGN_OR_RETURN(const auto me,
                       context.server.Call(&v1::SessionService::Stub::GetMe, v1::GetMeRequest()));
  if (context.arguments.Has("area") || me.memberships().empty()) {
    if (context.arguments.Has("area") || me.offices_size() > 0) {
      CLI_ASSIGN_OR_RETURN(const std::string area,
                           ChooseArea(context, context.arguments.Text("area")));
      return ListOfArea(context, area);
    }
  }
  v1::ListGroupsResponse reply;
  std::vector<Row> rows;
  for (const v1::Membership& membership : me.memberships()) {
    v1::GetGroupRequest request;
    request.set_group_id(membership.group_id());
    CLI_ASSIGN_OR_RETURN(const auto group, context.server.Call(&Groups::GetGroup, request));
    if (reply.groups_size() > 0 &&
        reply.groups(reply.groups_size() - 1).group_id() == membership.group_id()) {
      continue;  // Also for somebody acted for.
    }
    *reply.add_groups() = group.group();
    rows.push_back(RowOf(context, group.group()));
  }
  return Print(
      context, reply,
      TableOr(context,
              {"Bạn chưa ở tổ nào. Lập tổ: liengia group create TÊN --model=… --area=…",
               "You are in no group. Propose one: liengia group create NAME --model=… --area=…"},
              Headings(context), rows));
}

absl::Status Show(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Choice chosen, ChooseGroup(context));
  v1::GetGroupRequest request;
  request.set_group_id(chosen.id);
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.Call(&Groups::GetGroup, request));
  return Print(context, reply,
               absl::StrCat(Details(context, reply.group()), NextStep(context, reply.group())));
}

absl::Status Rename(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Choice chosen, ChooseGroup(context));
  v1::UpdateGroupRequest request;
  request.set_group_id(chosen.id);
  request.mutable_group()->set_name(context.arguments.Text("name"));
  request.mutable_update_mask()->add_paths("name");
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.Call(&Groups::UpdateGroup, request));
  return Print(context, reply, Details(context, reply.group()));
}

// Activate, suspend and dissolve are alike but for their method.
template <typename Request, typename Response>
absl::Status ChangeState(Context& context,
                         grpc::Status (Groups::*method)(grpc::ClientContext*, const Request&,
                                                        Response*)) {
  CLI_ASSIGN_OR_RETURN(const Choice chosen, ChooseGroup(context));
  Request request;
  request.set_group_id(chosen.id);
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.Call(method, request));
  return Print(context, reply, Details(context, reply.group()));
}

absl::Status Activate(Context& context) { return ChangeState(context, &Groups::ActivateGroup); }
absl::Status Suspend(Context& context) { return ChangeState(context, &Groups::SuspendGroup); }

absl::Status Dissolve(Context& context) {
  if (!context.arguments.Has("yes")) {
    return UsageError(context.Say({"Giải thể là vĩnh viễn. Nếu chắc chắn, hãy thêm --yes.",
                                   "Dissolving is for good. If you are sure, add --yes."}));
  }
  return ChangeState(context, &Groups::DissolveGroup);
}

absl::Status AccessLog(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Choice chosen, ChooseGroup(context));
  v1::ListAccessEntriesRequest request;
  request.set_group_id(chosen.id);
  CLI_ASSIGN_OR_RETURN(const auto reply,
                       context.server.List(&Groups::ListAccessEntries, request, LimitOf(context)));
  std::vector<Row> rows;
  for (const v1::AccessEntry& entry : reply.access_entries()) {
    rows.push_back({SayTime(FromWire(entry.access_time()), context.speech), entry.official_name(),
                    absl::StrCat(NameOf(Roles(), entry.role(), context.speech.language), ", ",
                                 entry.unit_name()),
                    DescribeRead(entry.method(), context.speech.language), entry.purpose().reason(),
                    entry.purpose().case_number()});
  }
  return Print(context, reply,
               TableOr(context,
                       {"Chưa có cán bộ nào xem dữ liệu của tổ.",
                        "No official has looked at the group's data."},
                       {context.Say({"Lúc", "When"}), context.Say({"Cán bộ", "Official"}),
                        context.Say({"Đơn vị", "Unit"}), context.Say({"Đã xem", "Read"}),
                        context.Say({"Lý do", "Reason"}), context.Say({"Số hồ sơ", "Case"})},
                       rows, reply.next_page_token()));
}

std::vector<Parameter> CreateParameters() {
  return {
      {"name",
       Kind::kText,
       Place::kOperand,
       {"tên tổ như bà con vẫn gọi", "the group's name as neighbours say it"}},
      {"model",
       Kind::kTerm,
       Place::kNeededFlag,
       {"mô hình theo kế hoạch 550", "the model of the city's plan"},
       &GroupModels()},
      {"area",
       Kind::kText,
       Place::kNeededFlag,
       {"mã hoặc tên phường, xã, tổ dân phố, thôn",
        "code or name of the ward, commune, block or hamlet"}},
      {"leader",
       Kind::kText,
       Place::kFlag,
       {"tên của bạn trong danh sách tổ (tên tài khoản)",
        "your name in the group's list (the account's)"}},
  };
}

}  // namespace

std::vector<Command> GroupCommands() {
  const Parameter states = {"states",
                            Kind::kTerms,
                            Place::kFlag,
                            {"chỉ các trạng thái này", "only these states"},
                            &GroupStates()};
  const Parameter area = {"area",
                          Kind::kText,
                          Place::kFlag,
                          {"các tổ của một địa bàn (cán bộ)", "the groups of an area (officials)"}};
  return {
      {"group create",
       {"đề xuất lập một tổ, bạn là tổ trưởng", "propose a group with you as its leader"},
       CreateParameters(),
       {"group create \"Liên gia Kiệt 42\" --model=security-households --area=\"Thuận Hóa\" "
        "--leader=\"Nguyễn Văn Bảy\""},
       Create},
      {"group list",
       {"các tổ của tôi, hoặc của địa bàn", "my groups, or those of an area"},
       {area, states, LimitFlag()},
       {"group list", "group list --area=\"Thuận Hóa\" --states=proposed"},
       List},
      {"group show", {"một tổ", "one group"}, {GroupFlag()}, {"group show"}, Show},
      {"group rename",
       {"đổi tên tổ", "change a group's name"},
       {{"name", Kind::kText, Place::kOperand, {"tên mới", "the new name"}}, GroupFlag()},
       {"group rename \"Liên gia Kiệt 44\""},
       Rename},
      {"group activate",
       {"công nhận tổ, hoặc cho hoạt động lại (cán bộ)",
        "recognise a group, or let it go on (officials)"},
       {GroupFlag()},
       {"group activate --group=\"Liên gia Kiệt 42\""},
       Activate},
      {"group suspend",
       {"tạm ngừng một tổ", "pause a group"},
       {GroupFlag()},
       {"group suspend --group=\"Liên gia Kiệt 42\""},
       Suspend},
      {"group dissolve",
       {"giải thể vĩnh viễn một tổ", "end a group for good"},
       {GroupFlag(), {"yes", Kind::kSwitch, Place::kFlag, {"tôi chắc chắn", "I am sure"}}},
       {"group dissolve --group=\"Liên gia Kiệt 42\" --yes"},
       Dissolve},
      {"group access-log",
       {"cán bộ nào đã xem gì của tổ, vì sao", "which official read what of the group, and why"},
       {GroupFlag(), LimitFlag()},
       {"group access-log"},
       AccessLog},
  };
}

}  // namespace liengia::cli
