#include "services/duties/duty.h"

#include <array>

namespace liengia::duties {
namespace {

// In the order of the enums.
constexpr std::array<const char*, 4> kMethodNames = {"self", "code", "proxy", "leader"};
constexpr std::array<const char*, 2> kMarkNames = {"excused", "absent"};

DutyState StateOfCheckedIn(const Attendance& attendance, absl::Time now) {
  if (attendance.check_out_time.has_value() || now >= attendance.end_time) return DutyState::kDone;
  const bool on_time = attendance.check_in->time <= attendance.start_time + kGrace;
  return on_time ? DutyState::kPresent : DutyState::kLate;
}

}  // namespace

const char* MethodName(CheckInMethod method) { return kMethodNames[static_cast<int>(method) - 1]; }

CheckInMethod MethodNamed(const std::string& name) {
  for (size_t i = 0; i < kMethodNames.size(); ++i) {
    if (name == kMethodNames[i]) return static_cast<CheckInMethod>(i + 1);
  }
  return CheckInMethod::kSelf;
}

const char* MarkName(AbsenceMark mark) { return kMarkNames[static_cast<int>(mark)]; }

AbsenceMark MarkNamed(const std::string& name) {
  return name == MarkName(AbsenceMark::kExcused) ? AbsenceMark::kExcused : AbsenceMark::kAbsent;
}

DutyState StateOf(const Attendance& attendance, absl::Time now) {
  if (!attendance.published) return DutyState::kDraft;
  if (attendance.mark.has_value()) {
    return attendance.mark == AbsenceMark::kExcused ? DutyState::kExcused : DutyState::kAbsent;
  }
  if (attendance.check_in.has_value()) return StateOfCheckedIn(attendance, now);
  if (now < attendance.start_time) return DutyState::kUpcoming;
  return now <= attendance.start_time + kGrace ? DutyState::kDue : DutyState::kMissing;
}

}  // namespace liengia::duties
