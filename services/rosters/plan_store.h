#pragma once

#include <vector>

#include "db/tx.h"
#include "services/groups/group.h"
#include "services/rosters/planning.h"
#include "services/rosters/roster.h"

namespace liengia::rosters {

// The plan of the group's roster as it is now, with its `shifts`. Five statements: the charter (if
// it is not the model's), the members, the open months before, what keeps each from serving or
// counts for them, and wishes and pairs.
Plan LoadPlan(db::Tx& tx, const groups::Group& group, const Roster& roster,
              std::vector<Shift> shifts);

}  // namespace liengia::rosters
