#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/tx.h"
#include "services/groups/household.h"

namespace liengia::groups {

std::optional<Household> FindHousehold(db::Tx& tx, const std::string& group_id,
                                       const std::string& id);

// Where a page of households goes on.
struct HouseholdKey {
  std::string label;
  std::string id;
};

// By label, as people count: 2 before 12. At most `limit` after `after`.
std::vector<Household> ListHouseholds(db::Tx& tx, const std::string& group_id,
                                      const std::optional<HouseholdKey>& after, int limit);

int CountHouseholds(db::Tx& tx, const std::string& group_id);

// Refused by households_label when the label is taken.
void InsertHousehold(db::Tx& tx, const std::string& group_id, const Household& household);

// Writes label, address, proxy and the rule of two a night, and adds one to the version. Refused as
// above.
void SaveHousehold(db::Tx& tx, const std::string& group_id, const Household& household);

// Deletes a household that nobody on the list is in; those who left forget it.
void DeleteHousehold(db::Tx& tx, const std::string& group_id, const std::string& id);

// Nobody acts for the household for which the member acts, if any but `but_household_id` (empty:
// any at all).
void ClearProxy(db::Tx& tx, const std::string& group_id, const std::string& member_id,
                const std::string& but_household_id);

}  // namespace liengia::groups
