#include "services/rosters/duty_template.h"

namespace liengia::rosters {
namespace {

constexpr int kMostImportance = 5;

bool Between(int value, int low, int high) { return low <= value && value <= high; }

void CheckTimes(const DutyTemplate& t, const std::string& path, platform::Violations& violations) {
  violations.Require(
      Between(t.start_minute, 0, kMinutesOfDay - 1), path + ".start_time",
      {"Giờ bắt đầu phải từ 00:00 đến 23:59.", "The start must be between 00:00 and 23:59."});
  violations.Require(
      Between(t.end_minute, 0, kMinutesOfDay), path + ".end_time",
      {"Giờ kết thúc phải từ 00:00 đến 24:00.", "The end must be between 00:00 and 24:00."});
  violations.Require(
      Between(WallMinutes(t), kShortestShiftMinutes, kLongestShiftMinutes), path + ".end_time",
      {"Ca trực phải dài từ 10 phút đến 16 giờ.", "A shift must last 10 minutes to 16 hours."});
  violations.Require(
      Between(t.weekdays, 1, kEveryDay), path + ".weekdays",
      {"Hãy chọn ít nhất một ngày trong tuần.", "Choose at least one day of the week."});
  violations.Require(!t.valid_from || !t.valid_to || *t.valid_from < *t.valid_to,
                     path + ".valid_to",
                     {"Ngày hết hiệu lực phải sau ngày bắt đầu.",
                      "The day after the last must come after the first day."});
}

void CheckCrew(const DutyTemplate& t, const std::string& path, platform::Violations& violations) {
  violations.Require(t.crew_min >= 1, path + ".crew_min",
                     {"Ca trực cần ít nhất 1 người.", "A shift needs at least 1 person."});
  violations.Require(t.crew_min <= t.crew_ideal, path + ".crew_ideal",
                     {"Số người mong muốn không được ít hơn số người tối thiểu.",
                      "The ideal crew must not be below the minimum."});
  violations.Require(t.crew_ideal <= t.crew_max, path + ".crew_max",
                     {"Số người tối đa không được ít hơn số người mong muốn.",
                      "The largest crew must not be below the ideal."});
  violations.Require(t.crew_max <= kMostCrew, path + ".crew_max",
                     {"Một ca trực có nhiều nhất 20 người.", "A crew has at most 20 people."});
  violations.Require(Between(t.leaders_needed, 0, t.crew_min), path + ".leaders_needed",
                     {"Số người làm trưởng ca phải từ 0 đến số người tối thiểu.",
                      "The leaders needed must be between 0 and the smallest crew."});
}

}  // namespace

void CheckDutyTemplate(const DutyTemplate& duty_template, const std::string& path,
                       platform::Violations& violations) {
  violations.Require(!duty_template.name.empty(), path + ".name",
                     {"Hãy đặt tên cho mẫu ca trực.", "Give the duty template a name."});
  CheckTimes(duty_template, path, violations);
  CheckCrew(duty_template, path, violations);
  violations.Require(Between(duty_template.importance, 1, kMostImportance), path + ".importance",
                     {"Mức ưu tiên phải từ 1 đến 5.", "The importance must be 1 to 5."});
}

}  // namespace liengia::rosters
