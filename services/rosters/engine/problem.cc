#include "services/rosters/engine/problem.h"

#include <cstdlib>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace liengia::rosters::engine {
namespace {

// Far enough for any real date, near enough that sums of instants cannot overflow.
constexpr int64_t kFarthestMinute = 10'000'000'000;
constexpr int kFarthestDay = 10'000'000;
constexpr int kMaxImportance = 1'000;
constexpr size_t kMaxComplaintsListed = 50;

using Complaints = std::vector<std::string>;

template <typename... Parts>
void Require(bool holds, Complaints* complaints, const Parts&... parts) {
  if (!holds) complaints->push_back(absl::StrCat(parts...));
}

bool Between(int64_t value, int64_t low, int64_t high) { return low <= value && value <= high; }

bool IsIndex(int index, size_t size) { return index >= 0 && static_cast<size_t>(index) < size; }

bool IsInterval(const Interval& interval) {
  return interval.start_minute < interval.end_minute && interval.start_minute >= -kFarthestMinute &&
         interval.end_minute <= kFarthestMinute;
}

template <typename Item>
void CheckIds(const std::vector<Item>& items, const std::string& noun, Complaints* complaints) {
  std::set<std::string> seen;
  for (size_t i = 0; i < items.size(); ++i) {
    Require(!items[i].id.empty(), complaints, noun, " ", i, " has no id");
    const bool fresh = items[i].id.empty() || seen.insert(items[i].id).second;
    Require(fresh, complaints, noun, " id ", items[i].id, " occurs twice");
  }
}

void CheckSizes(const Problem& problem, Complaints* complaints) {
  Require(problem.members.size() <= kMaxMembers, complaints, problem.members.size(),
          " members; at most ", kMaxMembers, " are planned together");
  Require(problem.households.size() <= kMaxMembers, complaints, problem.households.size(),
          " households; at most ", kMaxMembers);
  Require(problem.shifts.size() <= kMaxShifts, complaints, problem.shifts.size(),
          " shifts; at most ", kMaxShifts);
  Require(problem.pins.size() <= kMaxPins, complaints, problem.pins.size(), " pins; at most ",
          kMaxPins);
  Require(problem.not_together.size() <= kMaxNotTogether, complaints, problem.not_together.size(),
          " not-together pairs; at most ", kMaxNotTogether);
  for (const Member& member : problem.members) {
    const size_t intervals = member.unavailable.size() + member.other_duties.size();
    Require(intervals <= kMaxIntervalsPerMember, complaints, "member ", member.id, " has ",
            intervals, " absences and other duties; at most ", kMaxIntervalsPerMember);
    Require(member.preferences.size() <= kMaxShifts, complaints, "member ", member.id, " has ",
            member.preferences.size(), " preferences; at most ", kMaxShifts);
  }
}

void CheckPreferences(const Member& member, size_t shifts, Complaints* complaints) {
  std::set<int> seen;
  for (const Preference& wish : member.preferences) {
    Require(IsIndex(wish.shift, shifts), complaints, "member ", member.id,
            " has a preference for shift ", wish.shift, ", which does not exist");
    Require(Between(wish.score, -2, 2), complaints, "member ", member.id, " has a preference of ",
            wish.score, "; want -2 to 2");
    Require(seen.insert(wish.shift).second, complaints, "member ", member.id,
            " has two preferences for shift ", wish.shift);
  }
}

void CheckMember(const Problem& problem, const Member& member, Complaints* complaints) {
  const auto require = [&](bool holds, const std::string& what) {
    Require(holds, complaints, "member ", member.id, " ", what);
  };
  require(member.household == -1 || IsIndex(member.household, problem.households.size()),
          absl::StrCat("belongs to household ", member.household, ", which does not exist"));
  require(Between(member.share, 0, kMaxShare),
          absl::StrCat("has a share of ", member.share, "; want 0 to ", kMaxShare));
  require(Between(member.carried_credit, -kMaxCarriedCredit, kMaxCarriedCredit),
          "carries more credit than can be");
  require(
      member.max_duties_per_week >= 0 && member.max_duties >= 0 && member.max_nights_in_row >= 0,
      "has a negative maximum");
  require(Between(member.min_rest_minutes, 0, kMaxShiftMinutes),
          absl::StrCat("has a rest of ", member.min_rest_minutes, " minutes; want 0 to ",
                       kMaxShiftMinutes));
  for (const auto* intervals : {&member.unavailable, &member.other_duties}) {
    for (const Interval& interval : *intervals) {
      require(IsInterval(interval),
              "has an absence or other duty that ends before it starts, or "
              "lies beyond any real date");
    }
  }
  CheckPreferences(member, problem.shifts.size(), complaints);
}

void CheckShift(const Shift& shift, Complaints* complaints) {
  const auto require = [&](bool holds, const std::string& what) {
    Require(holds, complaints, "shift ", shift.id, " ", what);
  };
  const bool real = IsInterval({shift.start_minute, shift.end_minute});
  require(real, "ends before it starts, or lies beyond any real date");
  require(!real || shift.end_minute - shift.start_minute <= kMaxShiftMinutes,
          "is longer than a week");
  require(Between(shift.duty_day, -kFarthestDay, kFarthestDay), "lies beyond any real date");
  require(Between(shift.crew_min, 0, kMaxCrew) && Between(shift.crew_max, 0, kMaxCrew),
          absl::StrCat("has a crew outside 0 to ", kMaxCrew));
  require(shift.crew_min <= shift.crew_ideal && shift.crew_ideal <= shift.crew_max,
          absl::StrCat("has a crew minimum, ideal, maximum of ", shift.crew_min, ", ",
                       shift.crew_ideal, ", ", shift.crew_max, "; each must not exceed the next"));
  require(Between(shift.leaders_needed, 0, kMaxCrew),
          absl::StrCat("needs ", shift.leaders_needed, " leaders; want 0 to ", kMaxCrew));
  require(Between(shift.importance, 1, kMaxImportance),
          absl::StrCat("has an importance of ", shift.importance, "; want 1 to ", kMaxImportance));
  require(Between(shift.credit, 0, kMaxShiftCredit),
          absl::StrCat("has a credit of ", shift.credit, "; want 0 to ", kMaxShiftCredit));
}

void CheckPairs(const Problem& problem, Complaints* complaints) {
  const size_t members = problem.members.size();
  std::set<std::pair<int, int>> seen;
  for (const Duty& pin : problem.pins) {
    Require(IsIndex(pin.shift, problem.shifts.size()) && IsIndex(pin.member, members), complaints,
            "a pin names shift ", pin.shift, " and member ", pin.member,
            ", which do not both exist");
    Require(seen.insert({pin.shift, pin.member}).second, complaints, "member ", pin.member,
            " is pinned to shift ", pin.shift, " twice");
  }
  for (const auto& [a, b] : problem.not_together) {
    Require(IsIndex(a, members) && IsIndex(b, members), complaints, "a not-together pair names ", a,
            " and ", b, ", which do not both exist");
    Require(a != b, complaints, "member ", a, " cannot be kept apart from themselves");
  }
}

absl::Status ToStatus(Complaints complaints) {
  if (complaints.empty()) return absl::OkStatus();
  if (complaints.size() > kMaxComplaintsListed) {
    const size_t unlisted = complaints.size() - kMaxComplaintsListed;
    complaints.resize(kMaxComplaintsListed);
    complaints.push_back(absl::StrCat("and ", unlisted, " more"));
  }
  return absl::InvalidArgumentError(absl::StrJoin(complaints, "; "));
}

}  // namespace

bool operator==(const Duty& a, const Duty& b) {
  return a.shift == b.shift && a.member == b.member && a.pinned == b.pinned;
}

bool InWindow(const Problem& problem, const Shift& shift) {
  return problem.first_day <= shift.duty_day && shift.duty_day <= problem.last_day;
}

absl::Status CheckProblem(const Problem& problem) {
  Complaints complaints;
  CheckSizes(problem, &complaints);
  // Beyond the limits a full list would itself cost what the limits are there to save.
  if (!complaints.empty()) return ToStatus(std::move(complaints));

  Require(problem.first_day <= problem.last_day &&
              Between(problem.first_day, -kFarthestDay, kFarthestDay) &&
              Between(problem.last_day, -kFarthestDay, kFarthestDay),
          &complaints, "the window runs from day ", problem.first_day, " to day ",
          problem.last_day);
  CheckIds(problem.households, "household", &complaints);
  CheckIds(problem.members, "member", &complaints);
  CheckIds(problem.shifts, "shift", &complaints);
  for (const Member& member : problem.members) CheckMember(problem, member, &complaints);
  for (const Shift& shift : problem.shifts) CheckShift(shift, &complaints);
  CheckPairs(problem, &complaints);
  int64_t places = 0;
  for (const Shift& shift : problem.shifts) places += shift.crew_ideal;
  Require(places <= kMaxPlaces, &complaints, places, " places on the shifts; at most ", kMaxPlaces);
  return ToStatus(std::move(complaints));
}

}  // namespace liengia::rosters::engine
