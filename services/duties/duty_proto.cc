#include "services/duties/duty_proto.h"

#include <utility>

#include "services/platform/civil.h"

namespace liengia::duties {

v1::MyShift ToProto(MyShift shift, absl::Time now) {
  v1::MyShift proto;
  proto.set_group_id(std::move(shift.group_id));
  proto.set_group_name(std::move(shift.group_name));
  proto.set_member_id(std::move(shift.member_id));
  proto.set_member_name(std::move(shift.member_name));
  proto.set_duty_id(std::move(shift.duty_id));
  proto.set_shift_id(std::move(shift.shift_id));
  proto.set_title(std::move(shift.title));
  proto.set_post_name(std::move(shift.post_name));
  platform::SetTime(shift.attendance.start_time, proto.mutable_start_time());
  platform::SetTime(shift.attendance.end_time, proto.mutable_end_time());
  proto.set_state(static_cast<v1::Duty::State>(StateOf(shift.attendance, now)));
  return proto;
}

}  // namespace liengia::duties
