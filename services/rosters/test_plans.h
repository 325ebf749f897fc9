#pragma once

#include <string>
#include <vector>

#include "services/rosters/planning.h"

// A month for the tests of planning: March 2026 in Huế, whose 1st is a Sunday. All names are
// invented.
namespace liengia::rosters {

absl::TimeZone HueZone();

// `civil` on the clocks of Huế.
absl::Time At(absl::CivilMinute civil);

// 22:00 to 02:00 on that day of March; crew of two to three, one of whom leads.
Shift NightShift(const std::string& id, int day);

// A grown-up who may lead, joined two years ago and may serve at any time.
Candidate AnyCandidate(const std::string& id);

// A duty of `member_id`, in the first free slot.
void Assign(Shift& shift, const std::string& member_id, bool pinned = false);

// March with these people and shifts, by the charter of household patrols.
PlanRows March(std::vector<Candidate> candidates, std::vector<Shift> shifts);

}  // namespace liengia::rosters
