#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/tx.h"
#include "services/duties/attendance.h"
#include "services/rosters/shift.h"

// Who came, who left, who did not.
namespace liengia::duties {

// A duty with what the decisions on it need.
struct FoundDuty {
  rosters::Duty duty;
  bool roster_closed = false;
  bool has_checkpoint = false;  // The checkpoint asked for is one of the shift's post.

  DutyFacts facts() const { return {duty.attendance, roster_closed}; }
};

struct DutyKey {
  std::string group_id;
  std::string duty_id;
  std::string checkpoint_id;  // May be empty.
};

// Finds duties and locks them against other changes, in an order that keeps two calls from waiting
// for each other; nothing for a key without a duty.
std::vector<std::optional<FoundDuty>> LockDuties(db::Tx& tx, const std::vector<DutyKey>& keys);

struct NewCheckIn {
  std::string group_id;
  std::string duty_id;
  CheckIn check_in;
};
void SaveCheckIns(db::Tx& tx, const std::vector<NewCheckIn>& check_ins);
void SaveCheckOut(db::Tx& tx, const std::string& group_id, const std::string& duty_id,
                  absl::Time check_out_time);

// Writes the check-in, the mark and who stood in as they are in `attendance`, and who marked it.
// Fails by its constraint when that one stood in for another duty of the shift.
void SaveMark(db::Tx& tx, const std::string& group_id, const std::string& duty_id,
              const Attendance& attendance);

// True when the member has a duty on the shift that is not marked absent or excused.
bool IsOnShift(db::Tx& tx, const std::string& group_id, const std::string& shift_id,
               const std::string& member_id);

}  // namespace liengia::duties
