#include "services/rosters/charter_proto.h"

#include "services/platform/civil.h"
#include "services/platform/etag.h"

namespace liengia::rosters {
namespace {

void ReadNight(const v1::Charter& proto, const std::set<std::string>& paths,
               engine::CreditWeights& credit, platform::Violations& violations) {
  if (paths.count("night_start_time") > 0) {
    credit.night_start_minute =
        platform::ReadTimeOfDay(proto.night_start_time(), "charter.night_start_time", violations);
  }
  if (paths.count("night_end_time") > 0) {
    credit.night_end_minute =
        platform::ReadTimeOfDay(proto.night_end_time(), "charter.night_end_time", violations);
  }
}

void ReadWeights(const v1::Charter& proto, const std::set<std::string>& paths,
                 engine::CreditWeights& credit) {
  if (paths.count("weekend_percent") > 0) credit.weekend_percent = proto.weekend_percent();
  if (paths.count("holiday_percent") > 0) credit.holiday_percent = proto.holiday_percent();
  if (paths.count("tet_percent") > 0) credit.tet_percent = proto.tet_percent();
  if (paths.count("night_extra_percent") > 0) {
    credit.night_extra_percent = proto.night_extra_percent();
  }
}

}  // namespace

v1::Charter ToProto(const Charter& charter) {
  v1::Charter proto;
  proto.set_version(charter.version);
  proto.set_min_rest_minutes(charter.min_rest_minutes);
  proto.set_max_nights_in_row(charter.max_nights_in_row);
  proto.set_max_duties_per_week(charter.max_duties_per_week);
  proto.set_fairness_unit(charter.fairness_unit == FairnessUnit::kHousehold
                              ? v1::Charter::FAIRNESS_UNIT_HOUSEHOLD
                              : v1::Charter::FAIRNESS_UNIT_MEMBER);
  proto.set_weekend_percent(charter.credit.weekend_percent);
  proto.set_holiday_percent(charter.credit.holiday_percent);
  proto.set_tet_percent(charter.credit.tet_percent);
  proto.set_night_extra_percent(charter.credit.night_extra_percent);
  platform::SetTimeOfDay(charter.credit.night_start_minute, proto.mutable_night_start_time());
  platform::SetTimeOfDay(charter.credit.night_end_minute, proto.mutable_night_end_time());
  proto.set_etag(platform::EtagOf(charter.version));
  return proto;
}

void ReadInto(const v1::Charter& proto, const std::set<std::string>& paths, Charter& charter,
              platform::Violations& violations) {
  if (paths.count("min_rest_minutes") > 0) charter.min_rest_minutes = proto.min_rest_minutes();
  if (paths.count("max_nights_in_row") > 0) charter.max_nights_in_row = proto.max_nights_in_row();
  if (paths.count("max_duties_per_week") > 0) {
    charter.max_duties_per_week = proto.max_duties_per_week();
  }
  if (paths.count("fairness_unit") > 0) {
    violations.Require(
        proto.fairness_unit() != v1::Charter::FAIRNESS_UNIT_UNSPECIFIED, "charter.fairness_unit",
        {"còn thiếu: theo tổ viên hay theo hộ?", "is missing: member or household?"});
    charter.fairness_unit = proto.fairness_unit() == v1::Charter::FAIRNESS_UNIT_HOUSEHOLD
                                ? FairnessUnit::kHousehold
                                : FairnessUnit::kMember;
  }
  ReadWeights(proto, paths, charter.credit);
  ReadNight(proto, paths, charter.credit, violations);
}

}  // namespace liengia::rosters
