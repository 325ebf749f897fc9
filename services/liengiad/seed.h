#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "db/pool.h"
#include "services/platform/clock.h"

// What a new database starts with. Every function here adds what is missing and changes nothing
// that is there, so it may run at every start.
namespace liengia {

// Huế and its 40 units: facts, for every installation.
absl::Status SeedAreas(db::Pool& pool, const platform::Clock& clock);

// Those, and invented areas, officials and an active group with its people, posts and duty
// templates, so that there is something to look at. The password and the shared secret are in this
// source: never for real use. Returns, for people, who there is and how to sign in.
absl::StatusOr<std::string> SeedDemo(db::Pool& pool, const platform::Clock& clock);

}  // namespace liengia
