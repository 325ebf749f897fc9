#include "services/rosters/charter.h"

namespace liengia::rosters {

Charter CharterOf(groups::GroupModel model) {
  Charter charter;
  switch (model) {
    case groups::GroupModel::kSecurityHouseholds:
    case groups::GroupModel::kSecurityCameras:
    case groups::GroupModel::kParishArea:
      break;
    // Half a dozen to a dozen people keep a street or a market, a few hours at a time.
    case groups::GroupModel::kUrbanOrder:
    case groups::GroupModel::kPublicOrder:
      charter.max_duties_per_week = 4;
      break;
    // Three quarters of an hour, morning, noon and afternoon, Monday to Saturday.
    case groups::GroupModel::kSchoolGate:
    case groups::GroupModel::kPickupQueue:
      charter.min_rest_minutes = 60;
      charter.max_duties_per_week = 6;
      break;
  }
  return charter;
}

}  // namespace liengia::rosters
