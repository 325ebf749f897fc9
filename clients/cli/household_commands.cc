// Households of a group.

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "clients/cli/command.h"
#include "clients/cli/lookup.h"
#include "liengia/v1/household_service.grpc.pb.h"

namespace liengia::cli {
namespace {

using Households = v1::HouseholdService::Stub;

std::string Details(const Context& context, const v1::Household& household) {
  return AlignPairs(
      {{context.Say({"Hộ", "Household"}), household.label()},
       {context.Say({"Địa chỉ", "Address"}), household.address()},
       {context.Say({"Số tổ viên", "Members"}), absl::StrCat(household.member_count())},
       {context.Say({"Mã", "Id"}), household.household_id()}});
}

absl::Status List(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Choice group, ChooseGroup(context));
  v1::ListHouseholdsRequest request;
  request.set_group_id(group.id);
  CLI_ASSIGN_OR_RETURN(const auto reply,
                       context.server.List(&Households::ListHouseholds, request, LimitOf(context)));
  std::vector<Row> rows;
  for (const v1::Household& household : reply.households()) {
    rows.push_back({household.label(), household.address(), absl::StrCat(household.member_count()),
                    household.allow_two_a_night() ? context.Say({"được", "yes"}) : "",
                    ShortId(household.household_id())});
  }
  return Print(
      context, reply,
      TableOr(
          context,
          {"Tổ chưa có hộ nào: nhập danh sách bằng liengia people import TỆP.csv.",
           "The group has no household yet: bring a list in with liengia people import FILE.csv."},
          {context.Say({"Hộ", "Household"}), context.Say({"Địa chỉ", "Address"}),
           context.Say({"Tổ viên", "Members"}), context.Say({"Hai người một đêm", "Two a night"}),
           context.Say({"Mã", "Id"})},
          rows, reply.next_page_token()));
}

absl::Status Add(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Choice group, ChooseGroup(context));
  v1::CreateHouseholdRequest request;
  request.set_group_id(group.id);
  request.mutable_household()->set_label(context.arguments.Text("label"));
  request.mutable_household()->set_address(context.arguments.Text("address"));
  request.mutable_household()->set_allow_two_a_night(context.arguments.Has("two-a-night"));
  CLI_ASSIGN_OR_RETURN(const auto reply,
                       context.server.Call(&Households::CreateHousehold, request));
  return Print(context, reply, Details(context, reply.household()));
}

// Sets what was given and names it in the mask.
absl::StatusOr<v1::UpdateHouseholdRequest> Changes(Context& context, const std::string& group_id) {
  const Arguments& arguments = context.arguments;
  v1::UpdateHouseholdRequest request;
  request.set_group_id(group_id);
  v1::Household& household = *request.mutable_household();
  google::protobuf::FieldMask& mask = *request.mutable_update_mask();
  if (arguments.Has("label")) {
    household.set_label(arguments.Text("label"));
    mask.add_paths("label");
  }
  if (arguments.Has("address")) {
    household.set_address(arguments.Text("address"));
    mask.add_paths("address");
  }
  if (arguments.Has("two-a-night") || arguments.Has("one-a-night")) {
    household.set_allow_two_a_night(arguments.Has("two-a-night"));
    mask.add_paths("allow_two_a_night");
  }
  if (arguments.Has("proxy")) {
    mask.add_paths("proxy_member_id");
    if (!arguments.Text("proxy").empty()) {
      CLI_ASSIGN_OR_RETURN(const Choice proxy,
                           ChooseMember(context, group_id, arguments.Text("proxy")));
      household.set_proxy_member_id(proxy.id);
    }
  }
  if (mask.paths_size() > 0) return request;
  return UsageError(context.Say({"Hãy cho biết đổi gì; xem liengia household update --help.",
                                 "Say what to change; see liengia household update --help."}));
}

absl::Status Update(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Choice group, ChooseGroup(context));
  CLI_ASSIGN_OR_RETURN(v1::UpdateHouseholdRequest request, Changes(context, group.id));
  CLI_ASSIGN_OR_RETURN(const Choice household,
                       ChooseHousehold(context, group.id, context.arguments.Text("household")));
  request.mutable_household()->set_household_id(household.id);
  CLI_ASSIGN_OR_RETURN(const auto reply,
                       context.server.Call(&Households::UpdateHousehold, request));
  return Print(context, reply, Details(context, reply.household()));
}

absl::Status Remove(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Choice group, ChooseGroup(context));
  CLI_ASSIGN_OR_RETURN(const Choice household,
                       ChooseHousehold(context, group.id, context.arguments.Text("household")));
  v1::DeleteHouseholdRequest request;
  request.set_group_id(group.id);
  request.set_household_id(household.id);
  CLI_ASSIGN_OR_RETURN(const auto reply,
                       context.server.Call(&Households::DeleteHousehold, request));
  return Print(context, reply,
               absl::Substitute(context.Say({"Đã bỏ hộ $0.\n", "Removed the household $0.\n"}),
                                household.name));
}

Parameter HouseholdOperand() {
  return {
      "household", Kind::kText, Place::kOperand, {"tên hộ hoặc mã", "the household's label or id"}};
}

std::vector<Parameter> ChangeParameters() {
  return {HouseholdOperand(),
          GroupFlag(),
          {"label", Kind::kText, Place::kFlag, {"tên mới", "the new label"}},
          {"address", Kind::kText, Place::kFlag, {"địa chỉ mới", "the new address"}},
          {"proxy",
           Kind::kText,
           Place::kFlag,
           {"ai làm thay người không có điện thoại; để trống: không ai",
            "who acts for those without a phone; empty: nobody"}},
          {"two-a-night",
           Kind::kSwitch,
           Place::kFlag,
           {"hai người của hộ được trực cùng đêm", "two of the household may serve in one night"}},
          {"one-a-night",
           Kind::kSwitch,
           Place::kFlag,
           {"chỉ một người một đêm", "only one in a night"}}};
}

}  // namespace

std::vector<Command> HouseholdCommands() {
  return {
      {"household list",
       {"các hộ của tổ", "the group's households"},
       {GroupFlag(), LimitFlag()},
       {"household list"},
       List},
      {"household add",
       {"thêm một hộ", "add a household"},
       {{"label",
         Kind::kText,
         Place::kOperand,
         {"tên gọi: số nhà, tên, số thứ tự", "what the group calls it"}},
        GroupFlag(),
        {"address", Kind::kText, Place::kFlag, {"địa chỉ", "its address"}},
        {"two-a-night",
         Kind::kSwitch,
         Place::kFlag,
         {"hai người của hộ được trực cùng đêm", "two of it may serve in one night"}}},
       {"household add \"12/42\" --address=\"12 kiệt 42 Bạch Đằng\""},
       Add},
      {"household update",
       {"sửa một hộ", "change a household"},
       ChangeParameters(),
       {"household update \"12/42\" --proxy=\"Trần Thị Sáu\""},
       Update},
      {"household remove",
       {"bỏ một hộ không còn ai", "remove a household without members"},
       {HouseholdOperand(), GroupFlag()},
       {"household remove \"12/42\""},
       Remove},
  };
}

}  // namespace liengia::cli
