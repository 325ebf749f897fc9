#include "services/groups/group_proto.h"

#include "services/platform/civil.h"
#include "services/platform/etag.h"

namespace liengia::groups {
namespace {

// The enums of the contract are ours after their unspecified value.
static_assert(static_cast<int>(GroupState::kProposed) + 1 == v1::Group::STATE_PROPOSED);
static_assert(static_cast<int>(GroupState::kActive) + 1 == v1::Group::STATE_ACTIVE);
static_assert(static_cast<int>(GroupState::kSuspended) + 1 == v1::Group::STATE_SUSPENDED);
static_assert(static_cast<int>(GroupState::kDissolved) + 1 == v1::Group::STATE_DISSOLVED);
static_assert(static_cast<int>(GroupModel::kSecurityHouseholds) + 1 ==
              v1::Group::MODEL_SECURITY_HOUSEHOLDS);
static_assert(static_cast<int>(GroupModel::kSecurityCameras) + 1 ==
              v1::Group::MODEL_SECURITY_CAMERAS);
static_assert(static_cast<int>(GroupModel::kUrbanOrder) + 1 == v1::Group::MODEL_URBAN_ORDER);
static_assert(static_cast<int>(GroupModel::kPublicOrder) + 1 == v1::Group::MODEL_PUBLIC_ORDER);
static_assert(static_cast<int>(GroupModel::kSchoolGate) + 1 == v1::Group::MODEL_SCHOOL_GATE);
static_assert(static_cast<int>(GroupModel::kPickupQueue) + 1 == v1::Group::MODEL_PICKUP_QUEUE);
static_assert(static_cast<int>(GroupModel::kParishArea) + 1 == v1::Group::MODEL_PARISH_AREA);

}  // namespace

v1::Group::State ToProto(GroupState state) {
  return static_cast<v1::Group::State>(static_cast<int>(state) + 1);
}

v1::Group::Model ToProto(GroupModel model) {
  return static_cast<v1::Group::Model>(static_cast<int>(model) + 1);
}

GroupState FromProto(v1::Group::State state) { return static_cast<GroupState>(state - 1); }

GroupModel FromProto(v1::Group::Model model) { return static_cast<GroupModel>(model - 1); }

v1::Group ToProto(const CountedGroup& counted) {
  const Group& group = counted.group;
  v1::Group proto;
  proto.set_group_id(group.id);
  proto.set_name(group.name);
  proto.set_model(ToProto(group.model));
  proto.set_state(ToProto(group.state));
  proto.set_area_code(group.area_code);
  proto.set_time_zone(group.time_zone);
  proto.set_member_count(counted.member_count);
  platform::SetTime(group.create_time, proto.mutable_create_time());
  proto.set_etag(platform::EtagOf(group.version));
  return proto;
}

v1::AccessEntry ToProto(const AccessEntry& entry) {
  v1::AccessEntry proto;
  platform::SetTime(entry.access_time, proto.mutable_access_time());
  proto.set_official_name(entry.official_name);
  proto.set_role(static_cast<v1::Role>(entry.role));
  proto.set_unit_name(entry.unit_name);
  proto.set_method(entry.method);
  proto.mutable_purpose()->set_reason(entry.reason);
  proto.mutable_purpose()->set_case_number(entry.case_number);
  return proto;
}

}  // namespace liengia::groups
