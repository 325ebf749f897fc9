#pragma once

#include "services/groups/group.h"
#include "services/rosters/engine/credit.h"

namespace liengia::rosters {

// What a group agreed on about its duty. The same for every group of a model so far; it will become
// the group's own.
struct Charter {
  int min_rest_minutes = 8 * 60;  // Between two duties of one person, here or in another group.
  int max_nights_in_row = 2;
  int max_duties_per_week = 3;  // Monday to Sunday.
  engine::CreditWeights credit;
};

// Night patrols ask for a night's rest: 24 people can then hold two shifts of four every night of
// the week. The short day shifts of school gates and queues may come twice a day.
Charter CharterOf(groups::GroupModel model);

}  // namespace liengia::rosters
