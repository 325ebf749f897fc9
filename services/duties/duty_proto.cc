#include "services/duties/duty_proto.h"

#include "services/platform/civil.h"

namespace liengia::duties {

v1::MyShift ToProto(const MyShift& shift, absl::Time now) {
  v1::MyShift proto;
  proto.set_group_id(shift.group_id);
  proto.set_group_name(shift.group_name);
  proto.set_member_id(shift.member_id);
  proto.set_member_name(shift.member_name);
  proto.set_duty_id(shift.duty_id);
  proto.set_shift_id(shift.shift_id);
  proto.set_title(shift.title);
  proto.set_post_name(shift.post_name);
  platform::SetTime(shift.attendance.start_time, proto.mutable_start_time());
  platform::SetTime(shift.attendance.end_time, proto.mutable_end_time());
  proto.set_state(static_cast<v1::Duty::State>(StateOf(shift.attendance, now)));
  return proto;
}

}  // namespace liengia::duties
