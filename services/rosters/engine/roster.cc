#include "services/rosters/engine/roster.h"

#include <algorithm>
#include <limits>

namespace liengia::rosters::engine {
namespace {

constexpr int kNotANight = std::numeric_limits<int>::min();

bool ByMember(const Duty& duty, int member) { return duty.member < member; }

}  // namespace

Roster::Roster(const Problem& problem)
    : crews_(problem.shifts.size()),
      shifts_of_(problem.members.size()),
      household_nights_(problem.households.size()) {
  household_of_.reserve(problem.members.size());
  for (const Member& member : problem.members) household_of_.push_back(member.household);
  night_of_.reserve(problem.shifts.size());
  for (const Shift& shift : problem.shifts) {
    night_of_.push_back(shift.night ? shift.night_day : kNotANight);
  }
}

bool Roster::Add(const Duty& duty) {
  std::vector<Duty>& crew = crews_[duty.shift];
  const auto place = std::lower_bound(crew.begin(), crew.end(), duty.member, ByMember);
  if (place != crew.end() && place->member == duty.member) return false;
  crew.insert(place, duty);
  std::vector<int>& shifts = shifts_of_[duty.member];
  shifts.insert(std::lower_bound(shifts.begin(), shifts.end(), duty.shift), duty.shift);
  if (household_of_[duty.member] >= 0 && night_of_[duty.shift] != kNotANight) {
    household_nights_[household_of_[duty.member]].push_back(night_of_[duty.shift]);
  }
  return true;
}

bool Roster::Remove(int shift, int member) {
  std::vector<Duty>& crew = crews_[shift];
  const auto place = std::lower_bound(crew.begin(), crew.end(), member, ByMember);
  if (place == crew.end() || place->member != member) return false;
  crew.erase(place);
  std::vector<int>& shifts = shifts_of_[member];
  shifts.erase(std::lower_bound(shifts.begin(), shifts.end(), shift));
  if (household_of_[member] >= 0 && night_of_[shift] != kNotANight) {
    std::vector<int>& nights = household_nights_[household_of_[member]];
    *std::find(nights.begin(), nights.end(), night_of_[shift]) = nights.back();
    nights.pop_back();
  }
  return true;
}

bool Roster::Has(int shift, int member) const {
  const std::vector<Duty>& crew = crews_[shift];
  const auto place = std::lower_bound(crew.begin(), crew.end(), member, ByMember);
  return place != crew.end() && place->member == member;
}

int Roster::NightDuties(int household, int night_day) const {
  const std::vector<int>& nights = household_nights_[household];
  return static_cast<int>(std::count(nights.begin(), nights.end(), night_day));
}

std::vector<Duty> Roster::Duties() const {
  std::vector<Duty> duties;
  for (const std::vector<Duty>& crew : crews_)
    duties.insert(duties.end(), crew.begin(), crew.end());
  return duties;
}

Roster PinnedRoster(const Problem& problem) {
  Roster roster(problem);
  for (const Duty& pin : problem.pins) roster.Add({pin.shift, pin.member, true});
  return roster;
}

}  // namespace liengia::rosters::engine
