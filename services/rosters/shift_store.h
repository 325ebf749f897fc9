#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/tx.h"
#include "services/rosters/shift.h"

// Shifts with their crews, as the roster and the duty book read them: two statements whatever the
// number of shifts. Ask for a snapshot first when reading outside a transaction.
namespace liengia::rosters {

// Where a page of shifts goes on.
struct ShiftKey {
  absl::Time start_time;
  std::string id;
};

// The shifts of published and closed rosters that overlap [start, end), by start and id: at most
// `limit` after `after`.
std::vector<Shift> ListPublishedShifts(db::Tx& tx, const std::string& group_id, absl::Time start,
                                       absl::Time end, const std::optional<ShiftKey>& after,
                                       int limit);

// The shifts of one roster, by start and id.
std::vector<Shift> ListShiftsOfRoster(db::Tx& tx, const std::string& group_id,
                                      const std::string& roster_id);

std::optional<Shift> FindShift(db::Tx& tx, const std::string& group_id, const std::string& id);

std::optional<Duty> FindDuty(db::Tx& tx, const std::string& group_id, const std::string& id);

}  // namespace liengia::rosters
