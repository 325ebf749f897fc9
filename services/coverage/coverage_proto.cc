#include "services/coverage/coverage_proto.h"

#include "services/platform/civil.h"

namespace liengia::coverage {

v1::CoverageHour ToProto(const WatchedHour& hour) {
  v1::CoverageHour proto;
  platform::SetDate(absl::CivilDay(hour.hour), proto.mutable_date());
  proto.set_hour(hour.hour.hour());
  proto.set_planned_minutes(hour.planned_minutes);
  proto.set_manned_minutes(hour.manned_minutes);
  proto.set_done_minutes(hour.done_minutes);
  return proto;
}

v1::AreaShift ToProto(const AreaShift& shift) {
  v1::AreaShift proto;
  proto.set_group_id(shift.group_id);
  proto.set_group_name(shift.group_name);
  proto.set_shift_id(shift.shift_id);
  proto.set_title(shift.title);
  proto.set_post_name(shift.post_name);
  platform::SetTime(shift.span.start_time, proto.mutable_start_time());
  platform::SetTime(shift.span.end_time, proto.mutable_end_time());
  proto.set_needed_count(shift.span.needed_count);
  proto.set_manned_count(shift.span.assigned_count);
  proto.set_done_count(shift.span.present_count);
  return proto;
}

}  // namespace liengia::coverage
