#include "services/rosters/shift_proto.h"

#include "services/platform/civil.h"

namespace liengia::rosters {

v1::Duty ToProto(const Duty& duty, absl::Time now) {
  v1::Duty proto;
  proto.set_duty_id(duty.id);
  proto.set_shift_id(duty.shift_id);
  proto.set_member_id(duty.member_id);
  proto.set_member_name(duty.member_name);
  proto.set_may_lead(duty.may_lead);
  proto.set_pinned(duty.pinned);
  proto.set_state(static_cast<v1::Duty::State>(duties::StateOf(duty.attendance, now)));
  if (const auto& check_in = duty.attendance.check_in; check_in.has_value()) {
    platform::SetTime(check_in->time, proto.mutable_check_in_time());
    proto.set_check_in_method(static_cast<v1::Duty::Method>(check_in->method));
    proto.set_check_in_checkpoint_id(check_in->checkpoint_id);
  }
  if (duty.attendance.check_out_time.has_value()) {
    platform::SetTime(*duty.attendance.check_out_time, proto.mutable_check_out_time());
  }
  proto.set_cover_member_id(duty.attendance.cover_member_id);
  proto.set_cover_member_name(duty.cover_member_name);
  if (const auto& marking = duty.attendance.marking; marking.has_value()) {
    platform::SetTime(marking->time, proto.mutable_mark_time());
    proto.set_mark_member_name(marking->member_name);
  }
  return proto;
}

v1::Shift ToProto(const Shift& shift, absl::Time now) {
  v1::Shift proto;
  proto.set_shift_id(shift.id);
  proto.set_title(shift.title);
  proto.set_post_id(shift.post_id);
  proto.set_post_name(shift.post_name);
  platform::SetDate(shift.duty_date, proto.mutable_duty_date());
  platform::SetTime(shift.start_time, proto.mutable_start_time());
  platform::SetTime(shift.end_time, proto.mutable_end_time());
  proto.set_crew_min(shift.crew_min);
  proto.set_crew_ideal(shift.crew_ideal);
  proto.set_crew_max(shift.crew_max);
  proto.set_leaders_needed(shift.leaders_needed);
  proto.set_importance(shift.importance);
  for (const Duty& duty : shift.duties) *proto.add_duties() = ToProto(duty, now);
  return proto;
}

}  // namespace liengia::rosters
