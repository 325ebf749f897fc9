#pragma once

#include "liengia/v1/group.pb.h"
#include "services/groups/access_entry.h"
#include "services/groups/group.h"

namespace liengia::groups {

v1::Group::State ToProto(GroupState state);
v1::Group::Model ToProto(GroupModel model);
v1::Group ToProto(const CountedGroup& counted);
v1::AccessEntry ToProto(const AccessEntry& entry);

// Require a value that is specified and known.
GroupState FromProto(v1::Group::State state);
GroupModel FromProto(v1::Group::Model model);

}  // namespace liengia::groups
