#pragma once

#include <optional>
#include <string>

#include "db/tx.h"

namespace liengia::platform {

// The path (areas.path) of the area that a group belongs to; nothing when there is no such group.
std::optional<std::string> FindGroupAreaPath(db::Tx& tx, const std::string& group_id);

// The path of an area; nothing when there is none of that code.
std::optional<std::string> FindAreaPath(db::Tx& tx, const std::string& area_code);

}  // namespace liengia::platform
