#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/tx.h"
#include "services/coverage/coverage.h"

// What an area's groups planned and did, counted. Areas are named by their path (areas.path).
namespace liengia::coverage {

// The published shifts that overlap [start_time, end_time) of the area itself and of each area
// right below it, which counts all that lies deeper, and spans of their own in which people were
// there: between check-in and check-out, within the shift and until now, unless an absence was
// marked. Of people who came within the same quarter of an hour and left so, the mean stands for
// all: hours begin on quarters in every zone. Areas without any are left out; by name.
std::vector<AreaSpans> ListAreaSpans(db::Tx& tx, const std::string& area_path,
                                     absl::Time start_time, absl::Time end_time);

// Where a page of shifts goes on.
struct AreaShiftKey {
  absl::Time start_time;
  std::string group_id;
  std::string shift_id;
};

// The published shifts of the area and all below it that start in [start_time, end_time), by start
// time, group and id: at most `limit` after `after`.
std::vector<AreaShift> ListAreaShifts(db::Tx& tx, const std::string& area_path,
                                      absl::Time start_time, absl::Time end_time,
                                      const std::optional<AreaShiftKey>& after, int limit);

}  // namespace liengia::coverage
