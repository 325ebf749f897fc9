#include "services/rosters/test_plans.h"

#include "services/rosters/occurrence.h"

namespace liengia::rosters {

absl::TimeZone HueZone() {
  absl::TimeZone zone;
  absl::LoadTimeZone("Asia/Ho_Chi_Minh", &zone);
  return zone;
}

absl::Time At(absl::CivilMinute civil) { return InstantOf(civil, HueZone()); }

Shift NightShift(const std::string& id, int day) {
  Shift shift;
  shift.id = id;
  shift.title = "Tuần tra đêm";
  shift.duty_date = absl::CivilDay(2026, 3, day);
  shift.start_time = At(absl::CivilMinute(2026, 3, day, 22, 0));
  shift.end_time = At(absl::CivilMinute(2026, 3, day + 1, 2, 0));
  shift.crew_min = 2;
  shift.crew_ideal = 2;
  shift.crew_max = 3;
  shift.leaders_needed = 1;
  shift.importance = 3;
  return shift;
}

Candidate AnyCandidate(const std::string& id) {
  Candidate candidate;
  candidate.id = id;
  candidate.name = "Nguyễn Văn " + id;
  candidate.may_lead = true;
  candidate.birth_year = 1980;
  candidate.create_time = At(absl::CivilMinute(2024, 3, 1, 8, 0));
  return candidate;
}

void Assign(Shift& shift, const std::string& member_id, bool pinned) {
  Duty duty;
  duty.id = shift.id + "-" + member_id;
  duty.shift_id = shift.id;
  duty.member_id = member_id;
  duty.pinned = pinned;
  duty.slot = FreeSlot(shift);
  shift.duties.push_back(std::move(duty));
}

PlanRows March(std::vector<Candidate> candidates, std::vector<Shift> shifts) {
  PlanRows rows;
  rows.month = absl::CivilMonth(2026, 3);
  rows.zone = HueZone();
  rows.charter = CharterOf(groups::GroupModel::kSecurityHouseholds);
  rows.candidates = std::move(candidates);
  rows.shifts = std::move(shifts);
  return rows;
}

}  // namespace liengia::rosters
