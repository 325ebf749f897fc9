#pragma once

#include "services/rosters/engine/search.h"

namespace liengia::rosters::engine {

// Fills what is open, greedily: the shift with the fewest candidates to spare first, the least
// loaded candidate for it. Leaders first, then minimum crews, then a second person where someone
// would be alone at night, then ideal crews below the fair level. Afterwards nobody can be added to
// a shift under its minimum. `dice` breaks ties.
void Construct(State* state, Dice* dice);

}  // namespace liengia::rosters::engine
