#pragma once

#include <vector>

#include "services/rosters/engine/problem.h"

namespace liengia::rosters::engine {

// Who serves when. A value: copying it copies the roster. It keeps the duties by shift, by member
// and by household night, always in agreement and sorted, so that rules read what they need without
// a scan.
class Roster {
 public:
  // No duties.
  Roster() = default;
  // No duties, for the members and shifts of `problem`, which is not kept.
  explicit Roster(const Problem& problem);

  // False, and no change, if the member already serves on that shift.
  bool Add(const Duty& duty);
  // False, and no change, if the member does not serve on that shift.
  bool Remove(int shift, int member);

  bool Has(int shift, int member) const;
  // The duties on a shift, by member.
  const std::vector<Duty>& DutiesOn(int shift) const { return crews_[shift]; }
  // The shifts of a member, ascending.
  const std::vector<int>& ShiftsOf(int member) const { return shifts_of_[member]; }
  // How many duties the members of a household have in one night.
  int NightDuties(int household, int night_day) const;
  // All duties by shift, then member.
  std::vector<Duty> Duties() const;

 private:
  std::vector<std::vector<Duty>> crews_;
  std::vector<std::vector<int>> shifts_of_;
  std::vector<int> household_of_;                   // By member; -1 = none.
  std::vector<int> night_of_;                       // By shift: its night, or none by day.
  std::vector<std::vector<int>> household_nights_;  // By household: a night per duty.
};

// The roster of the problem's pins and nothing else.
Roster PinnedRoster(const Problem& problem);

}  // namespace liengia::rosters::engine
