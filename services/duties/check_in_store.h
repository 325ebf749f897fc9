#pragma once

#include <optional>
#include <string>

#include "db/tx.h"
#include "services/duties/attendance.h"

// Who came, who left, who did not.
namespace liengia::duties {

// What a duty's shift says of it.
struct DutyPlace {
  bool roster_closed = false;
  bool has_checkpoint = false;  // The checkpoint asked for is one of the shift's post.
};

// `checkpoint_id` may be empty; then `has_checkpoint` is false. Nothing for an unknown shift.
std::optional<DutyPlace> FindDutyPlace(db::Tx& tx, const std::string& group_id,
                                       const std::string& shift_id,
                                       const std::string& checkpoint_id);

void SaveCheckIn(db::Tx& tx, const std::string& group_id, const std::string& duty_id,
                 const CheckIn& check_in);
void SaveCheckOut(db::Tx& tx, const std::string& group_id, const std::string& duty_id,
                  absl::Time check_out_time);

// Writes the check-in, the check-out and the mark as they are in `attendance`, and who marked it.
void SaveMark(db::Tx& tx, const std::string& group_id, const std::string& duty_id,
              const Attendance& attendance, const std::string& account_id);

}  // namespace liengia::duties
