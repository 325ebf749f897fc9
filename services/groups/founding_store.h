#pragma once

#include <string>

#include "db/tx.h"
#include "services/groups/group.h"

namespace liengia::groups {

// Who proposes a group and leads it from then on.
struct Founder {
  std::string account_id;
  std::string full_name;  // Tidy.
};

// Adds the group, its leader in a household of their own name, and the posts and duty templates of
// its model. Returns the leader's member id. A taken group id fails by its constraint.
std::string FoundGroup(db::Tx& tx, const Group& group, const Founder& founder);

}  // namespace liengia::groups
