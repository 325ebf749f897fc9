#pragma once

#include <cstdint>

#include "services/rosters/engine/lines/model.h"

namespace liengia::rosters::engine::lines {

// Two kinds of work, E of 480 and L of 600 minutes, no E after L; `days` from a Monday on; nobody
// yet.
Model EmptyModel(int days);

// Someone who may do anything at no price.
Person FreePerson(const Model& model);

// A small model with rules, prices and cover of every sort, whatever the seed makes of it. Not
// everybody need have a line that keeps the rules.
Model RandomModel(uint64_t seed, int days, int people);

}  // namespace liengia::rosters::engine::lines
