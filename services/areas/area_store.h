#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/tx.h"
#include "services/areas/area.h"

namespace liengia::areas {

std::optional<Area> FindArea(db::Tx& tx, const std::string& code);

// The areas right below `parent_code` (the cities when it is empty) that are in force on `day`, by
// name, at most `limit`, after the one with this name and code.
std::vector<Area> ListAreas(db::Tx& tx, const std::string& parent_code, absl::CivilDay day,
                            const std::vector<std::string>& after, int limit);

void InsertArea(db::Tx& tx, const Area& area);
void SaveEnd(db::Tx& tx, const std::string& code, absl::CivilDay valid_to);

// True when an area below it is in force on or after `day`, or a group that is not dissolved hangs
// on it.
bool IsInUse(db::Tx& tx, const std::string& code, absl::CivilDay day);

}  // namespace liengia::areas
