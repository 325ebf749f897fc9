#include "services/duties/attendance.h"

namespace liengia::duties {
namespace {

using platform::Precondition;
using platform::Reason;

// A closed month's figures went into reports: even an honest late note would contradict them.
absl::Status CheckOpen(const DutyFacts& duty) {
  if (duty.closed) {
    return Precondition(Reason::kRosterState,
                        {"Bảng trực của tháng này đã khóa, không ghi thêm được nữa.",
                         "The roster of this month is closed: nothing can be noted any more."});
  }
  if (!duty.attendance.published) {
    return Precondition(Reason::kRosterState,
                        {"Bảng trực này chưa được công bố. Hãy hỏi tổ trưởng.",
                         "This roster is not published yet. Ask the group's leader."});
  }
  return absl::OkStatus();
}

absl::Status TooEarly() {
  return Precondition(Reason::kOutsideDutyTime,
                      {"Còn sớm: chỉ điểm danh được từ 30 phút trước giờ bắt đầu ca trực.",
                       "Too early: check-in opens 30 minutes before the shift starts."});
}

absl::Status ShiftOver() {
  return Precondition(
      Reason::kOutsideDutyTime,
      {"Ca trực đã kết thúc, không điểm danh được nữa. Hãy nhờ tổ trưởng ghi nhận.",
       "The shift is over: check-in is closed. Ask the leader to mark you present."});
}

absl::Status MarkedAbsent() {
  return Precondition(
      Reason::kDutyState,
      {"Tổ trưởng đã ghi vắng cho lượt trực này. Nếu chưa đúng, hãy nhờ tổ trưởng ghi lại.",
       "The leader marked this duty as absent. If that is wrong, ask the leader to mark it "
       "again."});
}

}  // namespace

void CheckNotedTime(absl::Time noted, absl::Time now, const std::string& field,
                    platform::Violations& violations) {
  violations.Require(noted <= now, field,
                     {"Thời điểm này ở tương lai. Hãy xem lại đồng hồ của máy.",
                      "This time lies in the future. Check the clock of the phone."});
  violations.Require(noted >= now - kLongestOffline, field,
                     {"Thời điểm này đã quá 24 giờ. Hãy nhờ tổ trưởng ghi nhận.",
                      "This time is more than 24 hours ago. Ask the leader to mark it."});
}

absl::StatusOr<CheckIn> DecideCheckIn(const DutyFacts& duty, const CheckIn& claim) {
  const Attendance& attendance = duty.attendance;
  if (attendance.check_in.has_value() && !attendance.mark.has_value()) return *attendance.check_in;
  LIENGIA_RETURN_IF_ERROR(CheckOpen(duty));
  if (attendance.mark.has_value()) return MarkedAbsent();
  if (claim.time < attendance.start_time - kCheckInOpens) return TooEarly();
  if (claim.time >= attendance.end_time) return ShiftOver();
  return claim;
}

absl::StatusOr<absl::Time> DecideCheckOut(const DutyFacts& duty, absl::Time time) {
  const Attendance& attendance = duty.attendance;
  if (attendance.check_out_time.has_value()) return *attendance.check_out_time;
  LIENGIA_RETURN_IF_ERROR(CheckOpen(duty));
  if (!attendance.check_in.has_value()) {
    return Precondition(Reason::kDutyState,
                        {"Lượt trực này chưa điểm danh vào nên chưa ghi giờ về được.",
                         "This duty was not checked in, so it can't be checked out."});
  }
  if (time > attendance.end_time + kCheckOutCloses) {
    return Precondition(Reason::kOutsideDutyTime,
                        {"Đã quá 6 giờ sau khi ca trực kết thúc, không ghi giờ về được nữa.",
                         "More than six hours after the end of the shift: check-out is closed."});
  }
  platform::Violations violations;
  violations.Require(time >= attendance.check_in->time, "check_out_time",
                     {"Giờ về phải sau giờ điểm danh vào.", "This time is before the check-in."});
  LIENGIA_RETURN_IF_ERROR(violations.ToStatus());
  return time;
}

absl::StatusOr<Attendance> DecideMark(const DutyFacts& duty, AttendanceMark mark,
                                      const Marking& marking) {
  LIENGIA_RETURN_IF_ERROR(CheckOpen(duty));
  if (marking.time < duty.attendance.start_time) {
    return Precondition(Reason::kOutsideDutyTime,
                        {"Ca trực chưa bắt đầu nên chưa ghi nhận được.",
                         "The shift has not begun, so attendance can't be marked yet."});
  }
  absl::StatusOr<Attendance> marked(duty.attendance);
  marked->cover_member_id.clear();
  marked->marking = marking;
  if (mark == AttendanceMark::kPresent) {
    marked->mark.reset();
    if (!marked->check_in.has_value()) {
      marked->check_in.emplace(CheckIn{.time = marked->start_time,
                                       .record_time = marking.time,
                                       .method = CheckInMethod::kLeader,
                                       .account_id = marking.account_id});
    }
    return marked;
  }
  marked->mark = mark == AttendanceMark::kExcused ? AbsenceMark::kExcused : AbsenceMark::kAbsent;
  // Nobody but the leader said so, and unless the member left later nothing hangs on it.
  const bool only_marked =
      marked->check_in.has_value() && marked->check_in->method == CheckInMethod::kLeader;
  if (only_marked && !marked->check_out_time.has_value()) marked->check_in.reset();
  return marked;
}

}  // namespace liengia::duties
