#include "services/rosters/engine/problem.h"

#include <algorithm>
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

bool IsPair(const std::pair<int, int>& pair, size_t members) {
  return IsIndex(pair.first, members) && IsIndex(pair.second, members) && pair.first != pair.second;
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
  const size_t pairs = problem.not_together.size() + problem.together.size();
  Require(pairs <= kMaxPairs, complaints, pairs, " pairs of members; at most ", kMaxPairs);
  Require(problem.skills.size() <= kMaxSkills, complaints, problem.skills.size(),
          " skills; at most ", kMaxSkills);
  const size_t published = problem.published ? problem.published->duties.size() : 0;
  Require(published <= kMaxPins, complaints, published, " published duties; at most ", kMaxPins);
  for (const Member& member : problem.members) {
    const size_t intervals = member.unavailable.size() + member.other_duties.size();
    Require(intervals <= kMaxIntervalsPerMember, complaints, "member ", member.id, " has ",
            intervals, " absences and other duties; at most ", kMaxIntervalsPerMember);
    Require(member.skills.size() <= kMaxSkills, complaints, "member ", member.id, " has ",
            member.skills.size(), " skills; at most ", kMaxSkills);
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
  for (const int skill : member.skills) {
    require(IsIndex(skill, problem.skills.size()),
            absl::StrCat("holds skill ", skill, ", which does not exist"));
  }
  CheckPreferences(member, problem.shifts.size(), complaints);
}

void CheckSkillNeeds(const Shift& shift, size_t skills, Complaints* complaints) {
  std::set<int> seen;
  Require(shift.skills_needed.size() <= kMaxSkillsPerShift, complaints, "shift ", shift.id,
          " needs ", shift.skills_needed.size(), " skills; at most ", kMaxSkillsPerShift);
  for (const SkillNeed& need : shift.skills_needed) {
    Require(IsIndex(need.skill, skills), complaints, "shift ", shift.id, " needs skill ",
            need.skill, ", which does not exist");
    Require(Between(need.people, 1, kMaxCrew), complaints, "shift ", shift.id, " needs a skill of ",
            need.people, " people; want 1 to ", kMaxCrew);
    Require(seen.insert(need.skill).second, complaints, "shift ", shift.id, " needs skill ",
            need.skill, " twice");
  }
}

void CheckShift(const Shift& shift, size_t skills, Complaints* complaints) {
  const auto require = [&](bool holds, const std::string& what) {
    Require(holds, complaints, "shift ", shift.id, " ", what);
  };
  const bool real = IsInterval({shift.start_minute, shift.end_minute});
  require(real, "ends before it starts, or lies beyond any real date");
  require(!real || shift.end_minute - shift.start_minute <= kMaxShiftMinutes,
          "is longer than a week");
  require(Between(shift.duty_day, -kFarthestDay, kFarthestDay), "lies beyond any real date");
  require(!shift.night || Between(shift.night_day, int64_t{shift.duty_day} - 1,
                                  int64_t{shift.duty_day} + kMaxShiftMinutes / (24 * 60)),
          absl::StrCat("is at night but its night, day ", shift.night_day,
                       ", is not that of its duty day, ", shift.duty_day));
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
  CheckSkillNeeds(shift, skills, complaints);
}

void CheckDuties(const Problem& problem, const std::vector<Duty>& duties, const std::string& noun,
                 Complaints* complaints) {
  std::set<std::pair<int, int>> seen;
  for (const Duty& duty : duties) {
    Require(
        IsIndex(duty.shift, problem.shifts.size()) && IsIndex(duty.member, problem.members.size()),
        complaints, "a ", noun, " names shift ", duty.shift, " and member ", duty.member,
        ", which do not both exist");
    Require(seen.insert({duty.shift, duty.member}).second, complaints, "the ", noun, " of member ",
            duty.member, " on shift ", duty.shift, " occurs twice");
  }
}

void CheckPairs(const Problem& problem, Complaints* complaints) {
  for (const auto* pairs : {&problem.not_together, &problem.together}) {
    for (const std::pair<int, int>& pair : *pairs) {
      Require(IsPair(pair, problem.members.size()), complaints, "a pair names members ", pair.first,
              " and ", pair.second, ", which are not two members");
    }
  }
  std::set<std::pair<int, int>> apart;
  for (const auto& [a, b] : problem.not_together) apart.insert(std::minmax(a, b));
  for (const auto& [a, b] : problem.together) {
    Require(apart.count(std::minmax(a, b)) == 0, complaints, "members ", a, " and ", b,
            " both must not and should serve together");
  }
}

void CheckSkills(const Problem& problem, Complaints* complaints) {
  std::set<std::string> seen;
  for (const std::string& skill : problem.skills) {
    Require(!skill.empty(), complaints, "a skill has no id");
    Require(seen.insert(skill).second, complaints, "skill id ", skill, " occurs twice");
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

bool Holds(const Member& member, int skill) {
  return std::find(member.skills.begin(), member.skills.end(), skill) != member.skills.end();
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
  CheckSkills(problem, &complaints);
  for (const Shift& shift : problem.shifts) CheckShift(shift, problem.skills.size(), &complaints);
  CheckDuties(problem, problem.pins, "pin", &complaints);
  CheckPairs(problem, &complaints);
  if (problem.published) {
    CheckDuties(problem, problem.published->duties, "published duty", &complaints);
    Require(Between(problem.published->now_minute, -kFarthestMinute, kFarthestMinute), &complaints,
            "the time of the repair lies beyond any real date");
  }
  int64_t places = 0;
  for (const Shift& shift : problem.shifts) places += shift.crew_ideal;
  Require(places <= kMaxPlaces, &complaints, places, " places on the shifts; at most ", kMaxPlaces);
  return ToStatus(std::move(complaints));
}

}  // namespace liengia::rosters::engine
