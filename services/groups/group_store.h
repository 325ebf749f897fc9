#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "db/tx.h"
#include "services/groups/access_entry.h"
#include "services/groups/group.h"

namespace liengia::groups {

// Adds the group with its id, as version 1. A taken id fails by its constraint.
void InsertGroup(db::Tx& tx, const Group& group);

// Writes name, time zone and state; the version goes up by one.
void SaveGroup(db::Tx& tx, const Group& group);

std::optional<Group> FindGroup(db::Tx& tx, const std::string& group_id);

// The same with its members counted: for replies. What only needs to know the group asks
// FindGroup, which does not conflict with changes of its members.
std::optional<CountedGroup> FindCountedGroup(db::Tx& tx, const std::string& group_id);

// Deletes the group's shifts that start after tx.now(), with their duties.
void DeleteShiftsToCome(db::Tx& tx, const std::string& group_id);

// How many groups that are not dissolved the account leads.
int CountGroupsLed(db::Tx& tx, const std::string& account_id);

// Which groups to list; empty states or models mean all.
struct GroupFilter {
  std::string area_path;  // In this area and below (areas.path).
  std::vector<GroupState> states;
  std::vector<GroupModel> models;
};
struct GroupKey {
  std::string name;
  std::string id;
};
// At most `limit` groups by name and id, after `after` (empty: from the first).
std::vector<CountedGroup> ListGroups(db::Tx& tx, const GroupFilter& filter,
                                     const std::optional<GroupKey>& after, int limit);

struct AccessEntryKey {
  absl::Time access_time = absl::InfiniteFuture();
  std::string id;
};
// At most `limit` entries, newest first, after `after` (empty: from the newest).
std::vector<AccessEntry> ListAccessEntries(db::Tx& tx, const std::string& group_id,
                                           const std::optional<AccessEntryKey>& after, int limit);

}  // namespace liengia::groups
