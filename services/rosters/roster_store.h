#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "db/tx.h"
#include "services/rosters/occurrence.h"
#include "services/rosters/planning.h"
#include "services/rosters/roster.h"

namespace liengia::rosters {

// Each with its shifts and duties counted.
std::optional<Roster> FindRoster(db::Tx& tx, const std::string& group_id, const std::string& id);
std::optional<Roster> FindRosterOfMonth(db::Tx& tx, const std::string& group_id,
                                        absl::CivilMonth month);
// Newest month first: at most `limit` months before `before`.
struct RosterFilter {
  bool with_drafts = false;
  std::optional<absl::CivilMonth> before;
};
std::vector<Roster> ListRosters(db::Tx& tx, const std::string& group_id, const RosterFilter& filter,
                                int limit);

// The same as FindRoster, for a transaction that will change the roster or its duties: others that
// want to wait for it to end.
std::optional<Roster> LockRoster(db::Tx& tx, const std::string& group_id, const std::string& id);

// Adds an empty draft. Fails by its constraints when the id or the month is taken.
void InsertRoster(db::Tx& tx, const std::string& group_id, const Roster& roster);

// One shift of a duty template that is still to be made.
struct NewShift {
  std::string id;
  std::string duty_template_id;
  Occurrence occurrence;
};
// Copies title, post and crew of the templates, in one statement.
void InsertShifts(db::Tx& tx, const std::string& group_id, const std::string& roster_id,
                  const std::vector<NewShift>& shifts);

// Those of a draft that have ended by now, with their duties.
void DeleteShiftsOver(db::Tx& tx, const std::string& group_id, const std::string& roster_id);

// Writes the state, and what follows from it: the times, the charter's version, and whether the
// duties hold their people. The version goes up by one. A published duty that overlaps another one
// of the same person, here or in another group, fails by its constraint.
void SavePublished(db::Tx& tx, const std::string& group_id, const Roster& roster);
void SaveClosed(db::Tx& tx, const std::string& group_id, const std::string& roster_id);

// The version goes up by one: something about its duties changed.
void TouchRoster(db::Tx& tx, const std::string& group_id, const std::string& roster_id);
// The same for every draft of the group: what it is judged by changed.
void TouchDrafts(db::Tx& tx, const std::string& group_id);

// With its shifts and duties.
void DeleteRoster(db::Tx& tx, const std::string& group_id, const std::string& roster_id);

// How new duties are kept.
struct DutyFlags {
  bool published = false;  // As the roster is.
  bool pinned = false;     // Set by hand.
};
// One statement. Duties get ids of their own. Fails by its constraints when a slot or a member's
// place on the shift is taken, or a slot is beyond the crew.
void InsertDuties(db::Tx& tx, const std::string& group_id, const std::vector<NewDuty>& duties,
                  const DutyFlags& flags);

void DeleteDuty(db::Tx& tx, const std::string& group_id, const std::string& duty_id);
void DeleteDuties(db::Tx& tx, const std::string& group_id,
                  const std::vector<std::string>& duty_ids);

// Those that were not set by hand.
void DeleteUnpinnedDuties(db::Tx& tx, const std::string& group_id, const std::string& roster_id);

}  // namespace liengia::rosters
