#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/tx.h"
#include "services/duties/my_shift.h"
#include "services/platform/caller.h"

namespace liengia::duties {

// Where a page of shifts goes on.
struct MyShiftKey {
  absl::Time start_time;
  std::string duty_id;
};

// What one caller asks for: the published duties of those members that are not over at `now`, by
// start time and id, at most `limit` after `after`.
struct MyShiftsQuery {
  std::vector<platform::CallerMembership> memberships;
  absl::Time now;
  std::optional<MyShiftKey> after;
  int limit = 0;
};

// Answers many callers in one statement: one list for each, in order. Of an attendance only the
// times and the mark are filled in.
std::vector<std::vector<MyShift>> ListMyShifts(db::Tx& tx,
                                               const std::vector<MyShiftsQuery>& queries);

}  // namespace liengia::duties
