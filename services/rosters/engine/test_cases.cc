#include "services/rosters/engine/test_cases.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/rosters/engine/credit.h"
#include "services/rosters/engine/search.h"

namespace liengia::rosters::engine {
namespace {

constexpr int64_t kDay = int64_t{24} * 60;
constexpr int64_t kHour = 60;
constexpr int64_t kOffset = 7 * kHour;

Shift MakeShift(const std::string& id, int day, Interval hours) {
  Shift shift;
  shift.id = id;
  shift.post_id = "post";
  shift.duty_day = kMonday + day;
  const int64_t midnight = int64_t{shift.duty_day} * kDay - kOffset;
  shift.start_minute = midnight + hours.start_minute;
  shift.end_minute = midnight + hours.end_minute;
  shift.credit = hours.end_minute - hours.start_minute;
  return shift;
}

Interval DaysOff(int first, int days) {
  const int64_t midnight = int64_t{kMonday + first} * kDay - kOffset;
  return {midnight, midnight + days * kDay};
}

std::string Numbered(const std::string& prefix, int number) {
  return absl::StrCat(prefix, number < 10 ? "00" : number < 100 ? "0" : "", number);
}

Member PatrolMember(const CaseSize& size, int number, Dice* dice) {
  Member member = AnyMember(Numbered("m", number));
  member.may_lead = dice->Below(3) == 0;
  member.minor = dice->Below(25) == 0;
  member.over_70 = dice->Below(20) == 0;
  member.over_70_approved = dice->Below(2) == 0;
  member.share = dice->Below(6) == 0 ? 500 : 1000;
  member.carried_credit = dice->Below(601) - 300;
  const int tightness = static_cast<int>(size.tightness);
  member.max_duties_per_week = tightness == 0 ? 3 : 4 - tightness - dice->Below(2);
  member.max_nights_in_row = 2;
  member.min_rest_minutes = 10 * 60;
  if (dice->Below(4) < 1 << tightness) {
    const int days = 1 + dice->Below(10) + 3 * tightness;
    member.unavailable.push_back(DaysOff(dice->Below(size.nights), days));
    member.share = member.share * (size.nights - std::min(days, size.nights - 1)) / size.nights;
  }
  for (int i = dice->Below(3); i > 0; --i) {
    const Shift other = NightShift(dice->Below(size.nights), "other");
    member.other_duties.push_back({other.start_minute, other.end_minute});
  }
  return member;
}

Shift PatrolShift(const CaseSize& size, int night, int post, int turn) {
  const std::string id = absl::StrCat(Numbered("n", night), "p", post, turn == 0 ? "" : "b");
  Shift shift = turn == 0 ? NightShift(night, id) : SmallHoursShift(night, id);
  shift.post_id = absl::StrCat("post", post);
  shift.crew_max = size.crew;
  shift.crew_ideal = size.crew;
  shift.crew_min = std::max(1, size.crew - 1);
  shift.leaders_needed = 1;
  shift.importance = 1 + post % 3;
  shift.credit = Credit({shift.start_minute, shift.end_minute}, CreditWeights{}, Calendar{});
  return shift;
}

int Chance(Dice* dice, int value, int otherwise) { return dice->Below(3) == 0 ? value : otherwise; }

Member SmallMember(int number, Dice* dice) {
  Member member = AnyMember(Numbered("m", number));
  member.household = dice->Below(4) - 1;
  member.may_lead = dice->Below(2) == 0;
  member.minor = dice->Below(8) == 0;
  member.over_70 = dice->Below(6) == 0;
  member.over_70_approved = dice->Below(2) == 0;
  member.share = Chance(dice, dice->Below(4) * 500, 1000);
  member.carried_credit = Chance(dice, dice->Below(401) - 200, 0);
  member.max_duties_per_week = Chance(dice, dice->Below(3), kNoLimit);
  member.max_duties = Chance(dice, 1 + dice->Below(3), kNoLimit);
  member.max_nights_in_row = Chance(dice, 1 + dice->Below(2), kNoLimit);
  member.min_rest_minutes = Chance(dice, 60 * dice->Below(24), 0);
  for (int skill = 0; skill < 2; ++skill) {
    if (dice->Below(2) == 0) member.skills.push_back(skill);
  }
  if (dice->Below(3) == 0) member.unavailable.push_back(DaysOff(dice->Below(5), 1));
  if (dice->Below(4) == 0) {
    const Shift other = NightShift(dice->Below(5), "other");
    member.other_duties.push_back({other.start_minute, other.end_minute});
  }
  return member;
}

Shift SmallShift(int number, Dice* dice) {
  const int day = dice->Below(5);
  const std::string id = Numbered("s", number);
  const int kind = dice->Below(4);
  Shift shift = kind == 0   ? MorningShift(day, id)
                : kind == 1 ? SmallHoursShift(day, id)
                            : NightShift(day, id);
  shift.crew_min = dice->Below(3);
  shift.crew_ideal = shift.crew_min + dice->Below(2);
  shift.crew_max = std::max(1, shift.crew_ideal + dice->Below(2));
  shift.leaders_needed = dice->Below(2);
  if (dice->Below(4) == 0) shift.skills_needed.push_back({dice->Below(2), 1 + dice->Below(2)});
  shift.importance = 1 + dice->Below(3);
  shift.credit += kHour * dice->Below(3);
  return shift;
}

}  // namespace

Shift NightShift(int day, const std::string& id) {
  Shift shift = MakeShift(id, day, {22 * kHour, 26 * kHour});
  shift.night = true;
  shift.night_day = shift.duty_day;
  return shift;
}

Shift SmallHoursShift(int day, const std::string& id) {
  Shift shift = MakeShift(id, day, {26 * kHour, 30 * kHour});
  ++shift.duty_day;
  shift.night = true;
  shift.night_day = kMonday + day;
  return shift;
}

Shift MorningShift(int day, const std::string& id) {
  return MakeShift(id, day, {7 * kHour, 9 * kHour});
}

Member AnyMember(const std::string& id) {
  Member member;
  member.id = id;
  return member;
}

Problem FourWeeks(std::vector<Member> members, std::vector<Shift> shifts) {
  Problem problem;
  problem.members = std::move(members);
  problem.shifts = std::move(shifts);
  problem.first_day = kMonday;
  problem.last_day = kMonday + 27;
  return problem;
}

Problem PatrolCase(const CaseSize& size, uint64_t seed) {
  Dice dice(seed);
  Problem problem;
  problem.first_day = kMonday;
  problem.last_day = kMonday + size.nights - 1;
  int left_in_household = 0;
  for (int i = 0; i < size.members; ++i) {
    if (left_in_household == 0) {
      left_in_household = 1 + dice.Below(3);
      problem.households.push_back({Numbered("h", i), dice.Below(10) == 0});
    }
    problem.members.push_back(PatrolMember(size, i, &dice));
    problem.members.back().household = static_cast<int>(problem.households.size()) - 1;
    --left_in_household;
  }
  for (int night = 0; night < size.nights; ++night) {
    for (int post = 0; post < size.posts; ++post) {
      for (int turn = 0; turn < size.shifts_a_night; ++turn) {
        problem.shifts.push_back(PatrolShift(size, night, post, turn));
      }
    }
  }
  for (int i = 0; i < size.members / 10; ++i) {
    const int a = dice.Below(size.members);
    const int b = dice.Below(size.members);
    if (a == b) continue;
    (i % 3 == 2 ? problem.together : problem.not_together).emplace_back(a, b);
  }
  return problem;
}

Problem SmallCase(uint64_t seed) {
  Dice dice(seed);
  Problem problem;
  problem.first_day = kMonday;
  problem.last_day = kMonday + 3;  // Day 4 is context.
  problem.skills = {"first_aid", "swimming"};
  if (dice.Below(4) == 0) problem.fairness_unit = FairnessUnit::kHousehold;
  for (int i = 0; i < 3; ++i) problem.households.push_back({Numbered("h", i), dice.Below(3) == 0});
  const int members = 2 + dice.Below(4);
  for (int i = 0; i < members; ++i) problem.members.push_back(SmallMember(i, &dice));
  const int shifts = 1 + dice.Below(4);
  for (int i = 0; i < shifts; ++i) problem.shifts.push_back(SmallShift(i, &dice));
  for (Member& member : problem.members) {
    if (dice.Below(3) == 0) member.preferences.push_back({dice.Below(shifts), dice.Below(5) - 2});
  }
  for (int i = dice.Below(3); i > 0; --i) {
    const Duty pin{dice.Below(shifts), dice.Below(members), true};
    if (problem.pins.empty() || !(problem.pins[0] == pin)) problem.pins.push_back(pin);
  }
  switch (dice.Below(4)) {
    case 0:
      problem.not_together.emplace_back(0, 1);
      break;
    case 1:
      problem.together.emplace_back(0, 1);
      break;
    default:
      break;
  }
  return problem;
}

}  // namespace liengia::rosters::engine
