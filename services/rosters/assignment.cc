#include "services/rosters/assignment.h"

#include "services/platform/errors.h"

namespace liengia::rosters {

std::vector<Shift> ShiftsAhead(std::vector<Shift> shifts, absl::Time now) {
  std::erase_if(shifts, [&](const Shift& shift) { return shift.end_time <= now; });
  return shifts;
}

absl::Status AllIsOver() {
  return platform::Precondition(
      platform::Reason::kNothingToPlan,
      {"Mọi ca của bản nháp này đã qua. Hãy bỏ bản nháp và lập tháng khác.",
       "Every shift of the draft is over. Throw it away and plan another month."});
}

absl::Status CheckOpen(const Roster& roster, const Shift& shift, absl::Time now) {
  if (roster.state == RosterState::kDraft || now < shift.end_time) return absl::OkStatus();
  return platform::Precondition(
      platform::Reason::kRosterState,
      {"Ca trực đã kết thúc. Hãy ghi điểm danh thay vì đổi người.",
       "The shift is over; mark attendance instead of changing its crew."});
}

absl::Status CheckRelease(const Duty& duty) {
  if (!duty.attendance.check_in && !duty.attendance.mark) return absl::OkStatus();
  return platform::Precondition(
      platform::Reason::kDutyState,
      {"Người này đã điểm danh hoặc đã bị ghi vắng ở ca này, nên giữ nguyên trong sổ trực.",
       "The member has checked in or was marked absent; the duty stays on record."});
}

}  // namespace liengia::rosters
