#pragma once

#include <functional>

#include "services/rosters/engine/search.h"

namespace liengia::rosters::engine {

// How to choose where choices differ. Only kScarcity is for a first roster; the others fill the
// same gap in another way.
enum class Greed {
  kScarcity,    // The shift with the fewest candidates to spare first; leaders before others.
  kImportance,  // The most important shift first; leaders after the minimum crews.
  kLoose,       // As kScarcity, but now and then not quite the best choice.
};

// Fills what is open, greedily, each time with the least loaded candidate: leaders, minimum crews,
// a second person where someone would be alone at night, then ideal crews below the fair level.
// Afterwards nobody can be added to a shift under its minimum. `dice` breaks ties. `stop`, if not
// empty, is asked now and then; false, and an unfinished roster, when it said true.
bool Construct(State* state, Greed greed, Dice* dice, const std::function<bool()>& stop = nullptr);

}  // namespace liengia::rosters::engine
