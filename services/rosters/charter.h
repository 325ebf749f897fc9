#pragma once

#include <cstdint>
#include <string>

#include "services/groups/group.h"
#include "services/platform/errors.h"
#include "services/rosters/engine/credit.h"
#include "services/rosters/engine/problem.h"

// What a group agreed on about its duty.
namespace liengia::rosters {

using engine::FairnessUnit;

// As the database writes it ("household"), and back (kMember for any other text).
const char* FairnessUnitName(FairnessUnit unit);
FairnessUnit FairnessUnitNamed(const std::string& name);

struct Charter {
  int64_t version = 0;            // 0: the model's, which the group has not changed.
  int min_rest_minutes = 8 * 60;  // Between two duties of one person, here or in another group.
  int max_nights_in_row = 2;
  int max_duties_per_week = 3;  // Monday to Sunday.
  FairnessUnit fairness_unit = FairnessUnit::kMember;
  engine::CreditWeights credit;
};

// What groups of a model begin with. Night patrols ask for a night's rest: 24 people can then hold
// two shifts of four every night of the week. The short day shifts of school gates and queues may
// come twice a day.
Charter CharterOf(groups::GroupModel model);

// What is wrong with a charter, beside the ranges of the contract. Weights must ascend from the
// plain day to Tết. The night can be made longer, never shorter than from 22:00 to 06:00 (labour
// law; Law 30/2023/QH15, article 23): it is also when nobody under 18 serves.
void CheckCharter(const Charter& charter, const std::string& path,
                  platform::Violations& violations);

// True when both say the same, whichever their versions.
bool SameRules(const Charter& a, const Charter& b);

}  // namespace liengia::rosters
