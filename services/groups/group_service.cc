#include "services/groups/group_service.h"

#include <optional>
#include <set>
#include <utility>

#include "liengia/v1/group_service.grpc.pb.h"
#include "services/areas/area_store.h"
#include "services/groups/founding_store.h"
#include "services/groups/group.h"
#include "services/groups/group_proto.h"
#include "services/groups/group_store.h"
#include "services/groups/member.h"
#include "services/platform/civil.h"
#include "services/platform/errors.h"
#include "services/platform/etag.h"
#include "services/platform/id.h"
#include "services/platform/mask.h"
#include "services/platform/page.h"
#include "services/platform/rpc.h"
#include "services/platform/scope_store.h"

namespace liengia::groups {
namespace {

// A group hangs on the ward or commune, or below it; in force today.
absl::Status CheckArea(db::Tx& tx, const std::string& area_code, absl::Time now) {
  const auto area = areas::FindArea(tx, area_code);
  if (!area.has_value()) return platform::NotFound();
  platform::Violations violations;
  violations.Require(area->kind != areas::AreaKind::kCity, "area_code",
                     {"Hãy chọn phường, xã, tổ dân phố hoặc thôn.",
                      "Choose a ward, commune, street block or hamlet."});
  LIENGIA_RETURN_IF_ERROR(violations.ToStatus());
  if (InForce(*area, absl::ToCivilDay(now, platform::CityZone()))) return absl::OkStatus();
  return platform::Precondition(
      platform::Reason::kAreaNotInForce,
      {"Địa bàn này hôm nay không còn hoặc chưa có hiệu lực: hãy chọn đơn vị hiện nay.",
       "The area is not in force today: choose today's unit."});
}

// What is wrong with the names; the rest is checked by the contract.
absl::Status CheckNames(const Group& group, const Founder& founder) {
  platform::Violations violations;
  CheckGroupName(group.name, "name", violations);
  CheckFullName(founder.full_name, "leader_name", violations);
  return violations.ToStatus();
}

absl::StatusOr<GroupFilter> ReadFilter(const v1::ListGroupsRequest& request) {
  platform::Violations violations;
  GroupFilter filter;
  for (int i = 0; i < request.states_size(); ++i) {
    violations.Require(request.states(i) != v1::Group::STATE_UNSPECIFIED,
                       absl::StrCat("states[", i, "]"),
                       {"Thiếu trạng thái.", "The state is missing."});
    filter.states.push_back(FromProto(request.states(i)));
  }
  for (int i = 0; i < request.models_size(); ++i) {
    violations.Require(request.models(i) != v1::Group::MODEL_UNSPECIFIED,
                       absl::StrCat("models[", i, "]"),
                       {"Thiếu mô hình.", "The model is missing."});
    filter.models.push_back(FromProto(request.models(i)));
  }
  LIENGIA_RETURN_IF_ERROR(violations.ToStatus());
  if (filter.states.empty()) {
    filter.states = {GroupState::kProposed, GroupState::kActive, GroupState::kSuspended};
  }
  return filter;
}

absl::StatusOr<std::optional<GroupKey>> ReadGroupKey(const platform::Page& page) {
  if (page.after.empty()) return std::nullopt;
  if (!platform::IsId(page.after[1])) return platform::BadPageToken();
  return GroupKey{page.after[0], page.after[1]};
}

// The group after a step of its life.
absl::StatusOr<CountedGroup> ChangeState(db::Tx& tx, const std::string& group_id,
                                         GroupOperation operation, GroupState state) {
  auto counted = FindCountedGroup(tx, group_id);
  if (!counted.has_value()) return platform::NotFound();
  LIENGIA_RETURN_IF_ERROR(CheckOperation(operation, counted->group.state));
  counted->group.state = state;
  SaveGroup(tx, counted->group);
  ++counted->group.version;
  return *std::move(counted);
}

absl::StatusOr<std::optional<AccessEntryKey>> ReadAccessEntryKey(const platform::Page& page) {
  if (page.after.empty()) return std::nullopt;
  LIENGIA_ASSIGN_OR_RETURN(const absl::Time time, platform::ReadTimeKey(page.after[0]));
  if (!platform::IsId(page.after[1])) return platform::BadPageToken();
  return AccessEntryKey{time, page.after[1]};
}

}  // namespace

absl::StatusOr<v1::CreateGroupResponse> CreateGroup(db::Tx& tx, const platform::Call& call,
                                                    const v1::CreateGroupRequest& request) {
  const Group group{
      .id = request.group_id().empty() ? platform::NewId(call.now) : request.group_id(),
      .name = TidyName(request.name()),
      .model = FromProto(request.model()),
      .state = GroupState::kProposed,
      .area_code = request.area_code(),
      .time_zone = kDefaultTimeZone,
      .create_time = call.now};
  const Founder founder{call.caller.account_id, TidyName(request.leader_name())};
  LIENGIA_RETURN_IF_ERROR(CheckNames(group, founder));
  LIENGIA_RETURN_IF_ERROR(CheckArea(tx, group.area_code, call.now));
  LIENGIA_RETURN_IF_ERROR(CheckLimit(kGroupsLedLimit, CountGroupsLed(tx, founder.account_id) + 1));

  v1::CreateGroupResponse response;
  response.set_member_id(FoundGroup(tx, group, founder));
  *response.mutable_group() = ToProto({.group = group, .member_count = 1});
  return response;
}

absl::StatusOr<v1::GetGroupResponse> GetGroup(db::Tx& tx, const platform::Call&,
                                              const v1::GetGroupRequest& request) {
  const auto group = FindCountedGroup(tx, request.group_id());
  if (!group.has_value()) return platform::NotFound();
  v1::GetGroupResponse response;
  *response.mutable_group() = ToProto(*group);
  return response;
}

absl::StatusOr<v1::ListGroupsResponse> ListGroups(db::Tx& tx, const platform::Call&,
                                                  const v1::ListGroupsRequest& request) {
  LIENGIA_ASSIGN_OR_RETURN(const platform::Page page, platform::ReadPage(request, 2));
  LIENGIA_ASSIGN_OR_RETURN(GroupFilter filter, ReadFilter(request));
  LIENGIA_ASSIGN_OR_RETURN(const std::optional<GroupKey> after, ReadGroupKey(page));
  // Areas never move, so the two reads need no common snapshot.
  const auto area_path = platform::FindAreaPath(tx, request.area_code());
  if (!area_path.has_value()) return platform::NotFound();
  filter.area_path = *area_path;
  auto groups = ListGroups(tx, filter, after, page.size + 1);

  v1::ListGroupsResponse response;
  if (static_cast<int>(groups.size()) > page.size) {
    groups.resize(page.size);
    const Group& last = groups.back().group;
    response.set_next_page_token(platform::PageToken(request, {last.name, last.id}));
  }
  for (const CountedGroup& group : groups) *response.add_groups() = ToProto(group);
  return response;
}

absl::StatusOr<v1::UpdateGroupResponse> UpdateGroup(db::Tx& tx, const platform::Call&,
                                                    const v1::UpdateGroupRequest& request) {
  LIENGIA_ASSIGN_OR_RETURN(
      const std::set<std::string> paths,
      platform::PathsToWrite(request.update_mask(), request.group(), {"name", "time_zone"}));
  auto counted = FindCountedGroup(tx, request.group_id());
  if (!counted.has_value()) return platform::NotFound();
  Group& group = counted->group;
  if (paths.count("name") > 0) group.name = TidyName(request.group().name());
  if (paths.count("time_zone") > 0) group.time_zone = request.group().time_zone();
  platform::Violations violations;
  CheckGroupName(group.name, "group.name", violations);
  CheckTimeZone(group.time_zone, "group.time_zone", violations);
  LIENGIA_RETURN_IF_ERROR(violations.ToStatus());
  LIENGIA_RETURN_IF_ERROR(CheckOperation(GroupOperation::kUpdate, group.state));
  LIENGIA_RETURN_IF_ERROR(platform::CheckEtag(request.group().etag(), group.version));

  SaveGroup(tx, group);
  ++group.version;
  v1::UpdateGroupResponse response;
  *response.mutable_group() = ToProto(*counted);
  return response;
}

absl::StatusOr<v1::ActivateGroupResponse> ActivateGroup(db::Tx& tx, const platform::Call&,
                                                        const v1::ActivateGroupRequest& request) {
  LIENGIA_ASSIGN_OR_RETURN(
      const CountedGroup group,
      ChangeState(tx, request.group_id(), GroupOperation::kActivate, GroupState::kActive));
  v1::ActivateGroupResponse response;
  *response.mutable_group() = ToProto(group);
  return response;
}

absl::StatusOr<v1::SuspendGroupResponse> SuspendGroup(db::Tx& tx, const platform::Call&,
                                                      const v1::SuspendGroupRequest& request) {
  LIENGIA_ASSIGN_OR_RETURN(
      const CountedGroup group,
      ChangeState(tx, request.group_id(), GroupOperation::kSuspend, GroupState::kSuspended));
  v1::SuspendGroupResponse response;
  *response.mutable_group() = ToProto(group);
  return response;
}

absl::StatusOr<v1::DissolveGroupResponse> DissolveGroup(db::Tx& tx, const platform::Call&,
                                                        const v1::DissolveGroupRequest& request) {
  LIENGIA_ASSIGN_OR_RETURN(
      const CountedGroup group,
      ChangeState(tx, request.group_id(), GroupOperation::kDissolve, GroupState::kDissolved));
  // Nobody is expected any more, and everybody is free for other groups.
  DeleteShiftsToCome(tx, request.group_id());
  v1::DissolveGroupResponse response;
  *response.mutable_group() = ToProto(group);
  return response;
}

absl::StatusOr<v1::ListAccessEntriesResponse> ListAccessEntries(
    db::Tx& tx, const platform::Call&, const v1::ListAccessEntriesRequest& request) {
  LIENGIA_ASSIGN_OR_RETURN(const platform::Page page, platform::ReadPage(request, 2));
  LIENGIA_ASSIGN_OR_RETURN(const std::optional<AccessEntryKey> after, ReadAccessEntryKey(page));
  auto entries = ListAccessEntries(tx, request.group_id(), after, page.size + 1);

  v1::ListAccessEntriesResponse response;
  if (static_cast<int>(entries.size()) > page.size) {
    entries.resize(page.size);
    response.set_next_page_token(platform::PageToken(
        request, {platform::TimeKey(entries.back().access_time), entries.back().id}));
  }
  for (const AccessEntry& entry : entries) *response.add_access_entries() = ToProto(entry);
  return response;
}

namespace {

class GroupService final : public v1::GroupService::CallbackService {
 public:
  explicit GroupService(platform::Border& border) : border_(border) {}

  grpc::ServerUnaryReactor* CreateGroup(grpc::CallbackServerContext* context,
                                        const v1::CreateGroupRequest* request,
                                        v1::CreateGroupResponse* response) override {
    return platform::Serve(border_, context, request, response, groups::CreateGroup);
  }
  grpc::ServerUnaryReactor* GetGroup(grpc::CallbackServerContext* context,
                                     const v1::GetGroupRequest* request,
                                     v1::GetGroupResponse* response) override {
    return platform::Serve(border_, context, request, response, groups::GetGroup);
  }
  grpc::ServerUnaryReactor* ListGroups(grpc::CallbackServerContext* context,
                                       const v1::ListGroupsRequest* request,
                                       v1::ListGroupsResponse* response) override {
    return platform::Serve(border_, context, request, response, groups::ListGroups);
  }
  grpc::ServerUnaryReactor* UpdateGroup(grpc::CallbackServerContext* context,
                                        const v1::UpdateGroupRequest* request,
                                        v1::UpdateGroupResponse* response) override {
    return platform::Serve(border_, context, request, response, groups::UpdateGroup);
  }
  grpc::ServerUnaryReactor* ActivateGroup(grpc::CallbackServerContext* context,
                                          const v1::ActivateGroupRequest* request,
                                          v1::ActivateGroupResponse* response) override {
    return platform::Serve(border_, context, request, response, groups::ActivateGroup);
  }
  grpc::ServerUnaryReactor* SuspendGroup(grpc::CallbackServerContext* context,
                                         const v1::SuspendGroupRequest* request,
                                         v1::SuspendGroupResponse* response) override {
    return platform::Serve(border_, context, request, response, groups::SuspendGroup);
  }
  grpc::ServerUnaryReactor* DissolveGroup(grpc::CallbackServerContext* context,
                                          const v1::DissolveGroupRequest* request,
                                          v1::DissolveGroupResponse* response) override {
    return platform::Serve(border_, context, request, response, groups::DissolveGroup);
  }
  grpc::ServerUnaryReactor* ListAccessEntries(grpc::CallbackServerContext* context,
                                              const v1::ListAccessEntriesRequest* request,
                                              v1::ListAccessEntriesResponse* response) override {
    return platform::Serve(border_, context, request, response, groups::ListAccessEntries);
  }

 private:
  platform::Border& border_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewGroupService(platform::Border& border) {
  return std::make_unique<GroupService>(border);
}

}  // namespace liengia::groups
