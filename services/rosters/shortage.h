#pragma once

#include <optional>
#include <vector>

#include "services/platform/sentence.h"
#include "services/rosters/engine/exceptions.h"
#include "services/rosters/engine/shortage.h"
#include "services/rosters/planning.h"

namespace liengia::rosters {

// Why the plan's month cannot be filled, for people; of nothing, that it can.
std::vector<platform::Sentence> ShortageText(const Plan& plan,
                                             const std::optional<engine::Shortage>& shortage);

// "Miễn cho Trần Văn An (Tuần tra đêm, 22:00 ngày 5/3): đã đủ số ca trong tuần."
platform::Sentence ExceptionText(const Plan& plan, const engine::Exception& exception);

}  // namespace liengia::rosters
