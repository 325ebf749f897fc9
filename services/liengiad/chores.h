#pragma once

#include <vector>

#include "services/platform/housekeeping_worker.h"

namespace liengia {

// Everything that is cleared away after a while, and after how long.
std::vector<platform::Chore> Chores();

}  // namespace liengia
