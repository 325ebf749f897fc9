#pragma once

#include <string>
#include <vector>

#include "db/tx.h"
#include "services/groups/people_import.h"
#include "services/groups/people_plan.h"

// A group's people all at once, in a fixed number of statements.
namespace liengia::groups {

// Households by label, members by given name; a household's proxy is its head. Two statements: ask
// for a snapshot first when reading outside a transaction.
KnownPeople ListPeople(db::Tx& tx, const std::string& group_id);

// Writes it all. The accounts of all phone numbers exist. A member who moves stops being the proxy
// of the household that was left; duties to come follow a changed account, which duties_overlap may
// refuse (RelinkDuties).
void SavePeople(db::Tx& tx, const std::string& group_id, const PeopleWrite& write);

}  // namespace liengia::groups
