#include "services/rosters/duty_template_proto.h"

#include "services/groups/group.h"
#include "services/platform/civil.h"
#include "services/platform/etag.h"

namespace liengia::rosters {
namespace {

int ReadStart(const v1::DutyTemplate& proto, platform::Violations& violations) {
  // 24:00 ends a day; it starts none.
  if (!proto.has_start_time() || proto.start_time().hours() == 24) {
    violations.Add("duty_template.start_time", {"Hãy chọn giờ bắt đầu, từ 00:00 đến 23:59.",
                                                "Say when it starts, from 00:00 to 23:59."});
    return 0;
  }
  return platform::ReadTimeOfDay(proto.start_time(), "duty_template.start_time", violations);
}

int ReadEnd(const v1::DutyTemplate& proto, platform::Violations& violations) {
  if (!proto.has_end_time()) {
    violations.Add("duty_template.end_time", {"Hãy chọn giờ kết thúc.", "Say when it ends."});
    return 0;
  }
  return platform::ReadTimeOfDay(proto.end_time(), "duty_template.end_time", violations);
}

Weekdays ReadWeekdays(const v1::DutyTemplate& proto, platform::Violations& violations) {
  if (proto.weekdays().empty()) return kEveryDay;
  Weekdays weekdays = 0;
  for (const int day : proto.weekdays()) {
    if (day < v1::DAY_OF_WEEK_MONDAY || day > v1::DAY_OF_WEEK_SUNDAY) {
      violations.Add("duty_template.weekdays", {"có ngày không phải thứ trong tuần.",
                                                "names a day that is none of the week's."});
      return kEveryDay;
    }
    weekdays |= WeekdayBit(static_cast<absl::Weekday>(day - v1::DAY_OF_WEEK_MONDAY));
  }
  return weekdays;
}

void ReadDates(const v1::DutyTemplate& proto, const std::set<std::string>& paths,
               DutyTemplate& duty_template, platform::Violations& violations) {
  const auto read = [&](bool set, const v1::Date& date,
                        const std::string& path) -> std::optional<absl::CivilDay> {
    if (!set) return std::nullopt;
    return platform::ReadDate(date, "duty_template." + path, violations);
  };
  if (paths.count("valid_from") > 0) {
    duty_template.valid_from = read(proto.has_valid_from(), proto.valid_from(), "valid_from");
  }
  if (paths.count("valid_to") > 0) {
    duty_template.valid_to = read(proto.has_valid_to(), proto.valid_to(), "valid_to");
  }
}

void ReadCrew(const v1::DutyTemplate& proto, const std::set<std::string>& paths,
              DutyTemplate& duty_template) {
  if (paths.count("crew_min") > 0) duty_template.crew_min = proto.crew_min();
  if (paths.count("crew_ideal") > 0) duty_template.crew_ideal = proto.crew_ideal();
  if (paths.count("crew_max") > 0) duty_template.crew_max = proto.crew_max();
  if (paths.count("leaders_needed") > 0) duty_template.leaders_needed = proto.leaders_needed();
  if (paths.count("importance") > 0) {
    duty_template.importance = proto.importance() == 0 ? kUsualImportance : proto.importance();
  }
}

}  // namespace

v1::DutyTemplate ToProto(const DutyTemplate& duty_template) {
  v1::DutyTemplate proto;
  proto.set_duty_template_id(duty_template.id);
  proto.set_name(duty_template.name);
  proto.set_post_id(duty_template.post_id);
  platform::SetTimeOfDay(duty_template.start_minute, proto.mutable_start_time());
  platform::SetTimeOfDay(duty_template.end_minute, proto.mutable_end_time());
  for (int day = 0; duty_template.weekdays != kEveryDay && day < 7; ++day) {
    if ((duty_template.weekdays & WeekdayBit(static_cast<absl::Weekday>(day))) == 0) continue;
    proto.add_weekdays(static_cast<v1::DayOfWeek>(day + v1::DAY_OF_WEEK_MONDAY));
  }
  if (duty_template.valid_from) {
    platform::SetDate(*duty_template.valid_from, proto.mutable_valid_from());
  }
  if (duty_template.valid_to) platform::SetDate(*duty_template.valid_to, proto.mutable_valid_to());
  proto.set_crew_min(duty_template.crew_min);
  proto.set_crew_ideal(duty_template.crew_ideal);
  proto.set_crew_max(duty_template.crew_max);
  proto.set_leaders_needed(duty_template.leaders_needed);
  proto.set_importance(duty_template.importance);
  proto.set_etag(platform::EtagOf(duty_template.version));
  return proto;
}

void ReadInto(const v1::DutyTemplate& proto, const std::set<std::string>& paths,
              DutyTemplate& duty_template, platform::Violations& violations) {
  if (paths.count("name") > 0) duty_template.name = groups::TidyName(proto.name());
  if (paths.count("post_id") > 0) duty_template.post_id = proto.post_id();
  if (paths.count("start_time") > 0) duty_template.start_minute = ReadStart(proto, violations);
  if (paths.count("end_time") > 0) duty_template.end_minute = ReadEnd(proto, violations);
  if (paths.count("weekdays") > 0) duty_template.weekdays = ReadWeekdays(proto, violations);
  ReadDates(proto, paths, duty_template, violations);
  ReadCrew(proto, paths, duty_template);
}

}  // namespace liengia::rosters
