#include "services/rosters/charter.h"

#include <tuple>

namespace liengia::rosters {
namespace {

constexpr int kPlainPercent = 100;

bool Between(int value, int low, int high) { return low <= value && value <= high; }

void CheckLimits(const Charter& charter, const std::string& path,
                 platform::Violations& violations) {
  violations.Require(charter.max_nights_in_row >= 1, path + ".max_nights_in_row",
                     {"phải từ 1 đêm trở lên.", "must be at least 1."});
  violations.Require(charter.max_duties_per_week >= 1, path + ".max_duties_per_week",
                     {"phải từ 1 lượt trở lên.", "must be at least 1."});
}

void CheckWeights(const engine::CreditWeights& credit, const std::string& path,
                  platform::Violations& violations) {
  violations.Require(
      credit.weekend_percent >= kPlainPercent, path + ".weekend_percent",
      {"không được thấp hơn ngày thường (100 %).", "must not be below a plain day's 100 %."});
  violations.Require(credit.holiday_percent >= credit.weekend_percent, path + ".holiday_percent",
                     {"không được thấp hơn mức cuối tuần.", "must not be below the weekend's."});
  violations.Require(credit.tet_percent >= credit.holiday_percent, path + ".tet_percent",
                     {"không được thấp hơn mức ngày lễ.", "must not be below a holiday's."});
}

void CheckNight(const engine::CreditWeights& credit, const std::string& path,
                platform::Violations& violations) {
  violations.Require(Between(credit.night_start_minute, 18 * 60, 22 * 60),
                     path + ".night_start_time",
                     {"phải từ 18:00 đến 22:00: từ giờ này người dưới 18 tuổi không trực.",
                      "must be 18:00 to 22:00: nobody under 18 serves from then on."});
  violations.Require(Between(credit.night_end_minute, 6 * 60, 8 * 60), path + ".night_end_time",
                     {"phải từ 06:00 đến 08:00: đến giờ này người dưới 18 tuổi mới được trực.",
                      "must be 06:00 to 08:00: nobody under 18 serves until then."});
}

auto RulesOf(const Charter& charter) {
  const engine::CreditWeights& credit = charter.credit;
  return std::tie(charter.min_rest_minutes, charter.max_nights_in_row, charter.max_duties_per_week,
                  charter.fairness_unit, credit.plain_percent, credit.weekend_percent,
                  credit.holiday_percent, credit.tet_percent, credit.night_extra_percent,
                  credit.night_start_minute, credit.night_end_minute);
}

}  // namespace

const char* FairnessUnitName(FairnessUnit unit) {
  return unit == FairnessUnit::kHousehold ? "household" : "member";
}

FairnessUnit FairnessUnitNamed(const std::string& name) {
  return name == "household" ? FairnessUnit::kHousehold : FairnessUnit::kMember;
}

Charter CharterOf(groups::GroupModel model) {
  Charter charter;
  switch (model) {
    case groups::GroupModel::kSecurityHouseholds:
    case groups::GroupModel::kSecurityCameras:
    case groups::GroupModel::kParishArea:
      break;
    // Half a dozen to a dozen people keep a street or a market, a few hours at a time.
    case groups::GroupModel::kUrbanOrder:
    case groups::GroupModel::kPublicOrder:
      charter.max_duties_per_week = 4;
      break;
    // Three quarters of an hour, morning, noon and afternoon, Monday to Saturday.
    case groups::GroupModel::kSchoolGate:
    case groups::GroupModel::kPickupQueue:
      charter.min_rest_minutes = 60;
      charter.max_duties_per_week = 6;
      break;
  }
  return charter;
}

void CheckCharter(const Charter& charter, const std::string& path,
                  platform::Violations& violations) {
  CheckLimits(charter, path, violations);
  CheckWeights(charter.credit, path, violations);
  CheckNight(charter.credit, path, violations);
}

bool SameRules(const Charter& a, const Charter& b) { return RulesOf(a) == RulesOf(b); }

}  // namespace liengia::rosters
