#pragma once

#include <optional>
#include <vector>

#include "services/platform/sentence.h"
#include "services/rosters/engine/shortage.h"
#include "services/rosters/planning.h"

namespace liengia::rosters {

// Why the plan's month cannot be filled, for people; of nothing, that it can.
std::vector<platform::Sentence> ShortageText(const Plan& plan,
                                             const std::optional<engine::Shortage>& shortage);

}  // namespace liengia::rosters
