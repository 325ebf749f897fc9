#include "clients/cli/lookup.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "liengia/v1/area_service.grpc.pb.h"
#include "liengia/v1/group_service.grpc.pb.h"
#include "liengia/v1/household_service.grpc.pb.h"
#include "liengia/v1/member_service.grpc.pb.h"
#include "liengia/v1/post_service.grpc.pb.h"
#include "liengia/v1/session_service.grpc.pb.h"

namespace liengia::cli {
namespace {

constexpr int kEverything = 10'000;
constexpr size_t kMostShown = 12;

std::string ListOf(const std::vector<Choice>& choices, const std::vector<size_t>& shown) {
  std::string text;
  for (size_t i = 0; i < std::min(shown.size(), kMostShown); ++i) {
    const Choice& choice = choices[shown[i]];
    absl::StrAppend(&text, "\n  ", ShortId(choice.id), "  ", choice.name);
  }
  if (shown.size() > kMostShown) absl::StrAppend(&text, "\n  …");
  return text;
}

absl::StatusOr<v1::GetMeResponse> GetMe(Context& context) {
  return context.server.Call(&v1::SessionService::Stub::GetMe, v1::GetMeRequest());
}

void AddOnce(const Choice& choice, std::vector<Choice>& choices) {
  const bool known = std::any_of(choices.begin(), choices.end(),
                                 [&](const Choice& other) { return other.id == choice.id; });
  if (!known) choices.push_back(choice);
}

// The groups that the caller is in, and those of the areas of the caller's offices.
absl::StatusOr<std::vector<Choice>> KnownGroups(Context& context) {
  CLI_ASSIGN_OR_RETURN(const v1::GetMeResponse me, GetMe(context));
  std::vector<Choice> groups;
  for (const v1::Membership& membership : me.memberships()) {
    AddOnce({membership.group_id(), membership.group_name()}, groups);
  }
  for (const v1::Office& office : me.offices()) {
    if (office.area_code().empty()) continue;
    v1::ListGroupsRequest request;
    request.set_area_code(office.area_code());
    CLI_ASSIGN_OR_RETURN(
        const v1::ListGroupsResponse reply,
        context.server.List(&v1::GroupService::Stub::ListGroups, request, kEverything));
    for (const v1::Group& group : reply.groups()) AddOnce({group.group_id(), group.name()}, groups);
  }
  return groups;
}

absl::Status ListAreasBelow(Context& context, const std::string& parent,
                            std::vector<Choice>& areas) {
  v1::ListAreasRequest request;
  request.set_parent_code(parent);
  CLI_ASSIGN_OR_RETURN(
      const v1::ListAreasResponse reply,
      context.server.List(&v1::AreaService::Stub::ListAreas, request, kEverything));
  for (const v1::Area& area : reply.areas()) areas.push_back({area.area_code(), area.name()});
  return absl::OkStatus();
}

absl::StatusOr<std::string> OwnArea(Context& context) {
  CLI_ASSIGN_OR_RETURN(const v1::GetMeResponse me, GetMe(context));
  std::string code;
  for (const v1::Office& office : me.offices()) {
    if (!code.empty() && office.area_code() != code) code.clear();
    if (code.empty()) code = office.area_code();
  }
  if (!code.empty()) return code;
  return UsageError(
      context.Say({"Hãy cho biết địa bàn, ví dụ: --area=\"Thuận Hóa\" (xem: liengia areas list).",
                   "Say which area, such as --area=\"Thuận Hóa\" (see: liengia areas list)."}));
}

}  // namespace

bool IsWholeId(const std::string& text) {
  return text.size() == 36 && std::all_of(text.begin(), text.end(), [](char c) {
           return absl::ascii_isxdigit(c) || c == '-';
         });
}

absl::StatusOr<size_t> Choose(const Context& context, Words what, const std::string& text,
                              const std::vector<Choice>& choices) {
  const std::vector<size_t> found = Pick(text, choices);
  if (found.size() == 1) return found.front();
  if (!found.empty()) {
    return UsageError(absl::StrCat(
        absl::Substitute(context.Say({"\"$0\" có thể là nhiều $1; hãy ghi rõ hơn hoặc ghi mã:",
                                      "\"$0\" can be more than one $1; say more, or give the id:"}),
                         text, context.Say(what)),
        ListOf(choices, found)));
  }
  std::vector<size_t> all(choices.size());
  for (size_t i = 0; i < all.size(); ++i) all[i] = i;
  if (all.empty()) {
    return UsageError(absl::Substitute(context.Say({"Chưa có $1 nào.", "There is no $1 yet."}),
                                       text, context.Say(what)));
  }
  return UsageError(absl::StrCat(
      absl::Substitute(
          context.Say({"Không có $1 nào là \"$0\". Có:", "There is no $1 \"$0\". There are:"}),
          text, context.Say(what)),
      ListOf(choices, all)));
}

absl::StatusOr<Choice> ChooseGroup(Context& context) {
  const std::string text = context.arguments.Text("group");
  if (IsWholeId(text)) return Choice{text, text};
  CLI_ASSIGN_OR_RETURN(const std::vector<Choice> groups, KnownGroups(context));
  if (text.empty() && groups.size() == 1) return groups.front();
  if (text.empty() && groups.empty()) {
    return UsageError(context.Say(
        {"Bạn chưa ở tổ nào. Hãy lập tổ bằng liengia group create, hoặc nhờ tổ trưởng ghi số "
         "điện thoại của bạn vào danh sách.",
         "You are in no group. Propose one with liengia group create, or ask a leader to "
         "list your number."}));
  }
  if (text.empty()) {
    std::vector<size_t> all(groups.size());
    for (size_t i = 0; i < all.size(); ++i) all[i] = i;
    return UsageError(absl::StrCat(
        context.Say({"Hãy chọn tổ bằng --group=TÊN:", "Choose a group with --group=NAME:"}),
        ListOf(groups, all)));
  }
  CLI_ASSIGN_OR_RETURN(const size_t chosen, Choose(context, {"tổ", "group"}, text, groups));
  return groups[chosen];
}

absl::StatusOr<Choice> ChooseLedGroup(Context& context) {
  if (context.arguments.Has("group")) return ChooseGroup(context);
  CLI_ASSIGN_OR_RETURN(const v1::GetMeResponse me, GetMe(context));
  std::vector<Choice> led;
  for (const v1::Membership& membership : me.memberships()) {
    if (membership.role() != v1::ROLE_LEADER || membership.acted_for()) continue;
    AddOnce({membership.group_id(), membership.group_name()}, led);
  }
  return led.size() == 1 ? led.front() : ChooseGroup(context);
}

absl::StatusOr<Choice> ChooseHousehold(Context& context, const std::string& group_id,
                                       const std::string& text) {
  if (IsWholeId(text)) return Choice{text, text};
  v1::ListHouseholdsRequest request;
  request.set_group_id(group_id);
  CLI_ASSIGN_OR_RETURN(
      const v1::ListHouseholdsResponse reply,
      context.server.List(&v1::HouseholdService::Stub::ListHouseholds, request, kEverything));
  std::vector<Choice> choices;
  for (const v1::Household& household : reply.households()) {
    choices.push_back({household.household_id(), household.label()});
  }
  CLI_ASSIGN_OR_RETURN(const size_t chosen, Choose(context, {"hộ", "household"}, text, choices));
  return choices[chosen];
}

absl::StatusOr<Choice> ChooseMember(Context& context, const std::string& group_id,
                                    const std::string& text) {
  if (IsWholeId(text)) return Choice{text, text};
  v1::ListMembersRequest request;
  request.set_group_id(group_id);
  CLI_ASSIGN_OR_RETURN(
      const v1::ListMembersResponse reply,
      context.server.List(&v1::MemberService::Stub::ListMembers, request, kEverything));
  std::vector<Choice> choices;
  for (const v1::Member& member : reply.members()) {
    choices.push_back({member.member_id(), member.full_name()});
  }
  CLI_ASSIGN_OR_RETURN(const size_t chosen, Choose(context, {"tổ viên", "member"}, text, choices));
  return choices[chosen];
}

absl::StatusOr<Choice> ChoosePost(Context& context, const std::string& group_id,
                                  const std::string& text) {
  if (IsWholeId(text)) return Choice{text, text};
  v1::ListPostsRequest request;
  request.set_group_id(group_id);
  CLI_ASSIGN_OR_RETURN(
      const v1::ListPostsResponse reply,
      context.server.List(&v1::PostService::Stub::ListPosts, request, kEverything));
  std::vector<Choice> choices;
  for (const v1::Post& post : reply.posts()) choices.push_back({post.post_id(), post.name()});
  CLI_ASSIGN_OR_RETURN(const size_t chosen, Choose(context, {"nơi trực", "post"}, text, choices));
  return choices[chosen];
}

absl::StatusOr<std::string> ChooseArea(Context& context, const std::string& text) {
  if (text.empty()) return OwnArea(context);
  v1::GetAreaRequest request;
  request.set_area_code(text);
  const auto area = context.server.Call(&v1::AreaService::Stub::GetArea, request);
  if (area.ok()) return area->area().area_code();
  if (!absl::IsNotFound(area.status()) && !absl::IsInvalidArgument(area.status())) {
    return area.status();
  }
  std::vector<Choice> cities;
  CLI_RETURN_IF_ERROR(ListAreasBelow(context, "", cities));
  std::vector<Choice> areas = cities;
  for (const Choice& city : cities) CLI_RETURN_IF_ERROR(ListAreasBelow(context, city.id, areas));
  CLI_ASSIGN_OR_RETURN(const size_t chosen, Choose(context, {"địa bàn", "area"}, text, areas));
  return areas[chosen].id;
}

}  // namespace liengia::cli
