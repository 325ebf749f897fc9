#pragma once

#include "services/rosters/engine/search.h"

namespace liengia::rosters::engine {

// Betters the roster by elementary changes, each of which betters the score and breaks no rule: a
// person added, a duty given to another member, a duty moved to another shift, two duties
// exchanged, an empty place filled by someone whose own place is taken over. Pins stay.
//
// True if in the end none of these changes helps: the roster is exchange-stable. False if the
// budget was spent before that was known; the roster is good to use either way.
bool Improve(State* state, Budget* budget, Dice* dice);

// Fills the places that are open and moves duties only where that fills one; fairness and wishes do
// not count.
void FillUp(State* state, Budget* budget, Dice* dice);

// As Improve, for a state that was made of `base`, which is exchange-stable, by taking duties away
// and giving others: only changes that touch what differs can help, so only those are weighed.
bool ImproveSince(const State& base, State* state, Budget* budget, Dice* dice);

}  // namespace liengia::rosters::engine
