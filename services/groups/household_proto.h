#pragma once

#include <set>
#include <string>
#include <vector>

#include "liengia/v1/household.pb.h"
#include "services/groups/household.h"

namespace liengia::groups {

v1::Household ToProto(const Household& household);

// The paths of a v1::Household that a client may write.
const std::vector<std::string>& HouseholdPaths();

// Writes into `household` those of the message's fields that `paths` names, tidy.
void ReadHousehold(const v1::Household& message, const std::set<std::string>& paths,
                   Household& household);

}  // namespace liengia::groups
