#include "services/rosters/engine/ordered.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace liengia::rosters::engine {
namespace {

template <typename Less>
std::vector<int> SortedIndices(size_t size, const Less& less) {
  std::vector<int> indices(size);
  std::iota(indices.begin(), indices.end(), 0);
  std::sort(indices.begin(), indices.end(), less);
  return indices;
}

std::vector<int> Inverse(const std::vector<int>& order) {
  std::vector<int> rank(order.size());
  for (size_t i = 0; i < order.size(); ++i) rank[order[i]] = static_cast<int>(i);
  return rank;
}

template <typename Item>
std::vector<int> ById(const std::vector<Item>& items) {
  return SortedIndices(items.size(), [&](int a, int b) { return items[a].id < items[b].id; });
}

// By the caller's index: the ordered one.
struct Ranks {
  std::vector<int> members;
  std::vector<int> shifts;
  std::vector<int> households;
  std::vector<int> skills;
};

void Sort(std::vector<Interval>* intervals) {
  std::sort(intervals->begin(), intervals->end(), [](const Interval& a, const Interval& b) {
    return std::tie(a.start_minute, a.end_minute) < std::tie(b.start_minute, b.end_minute);
  });
}

Member Renamed(Member member, const Ranks& ranks) {
  if (member.household >= 0) member.household = ranks.households[member.household];
  for (int& skill : member.skills) skill = ranks.skills[skill];
  std::sort(member.skills.begin(), member.skills.end());
  for (Preference& wish : member.preferences) wish.shift = ranks.shifts[wish.shift];
  std::sort(member.preferences.begin(), member.preferences.end(),
            [](const Preference& a, const Preference& b) { return a.shift < b.shift; });
  Sort(&member.unavailable);
  Sort(&member.other_duties);
  return member;
}

Shift Renamed(Shift shift, const Ranks& ranks) {
  for (SkillNeed& need : shift.skills_needed) need.skill = ranks.skills[need.skill];
  std::sort(shift.skills_needed.begin(), shift.skills_needed.end(),
            [](const SkillNeed& a, const SkillNeed& b) { return a.skill < b.skill; });
  return shift;
}

std::vector<Duty> Renamed(std::vector<Duty> duties, const Ranks& ranks) {
  for (Duty& duty : duties) {
    duty.shift = ranks.shifts[duty.shift];
    duty.member = ranks.members[duty.member];
  }
  std::sort(duties.begin(), duties.end(), [](const Duty& a, const Duty& b) {
    return std::tie(a.shift, a.member) < std::tie(b.shift, b.member);
  });
  return duties;
}

// Without the pairs that say what another says already.
std::vector<std::pair<int, int>> Renamed(std::vector<std::pair<int, int>> pairs,
                                         const Ranks& ranks) {
  for (auto& [a, b] : pairs) {
    const int first = ranks.members[a];
    const int second = ranks.members[b];
    a = std::min(first, second);
    b = std::max(first, second);
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

}  // namespace

Ordered InOrder(const Problem& problem) {
  Ordered ordered;
  ordered.members = ById(problem.members);
  ordered.shifts = SortedIndices(problem.shifts.size(), [&](int a, int b) {
    const Shift& x = problem.shifts[a];
    const Shift& y = problem.shifts[b];
    return std::tie(x.start_minute, x.id) < std::tie(y.start_minute, y.id);
  });
  const std::vector<int> households = ById(problem.households);
  const std::vector<int> skills = SortedIndices(
      problem.skills.size(), [&](int a, int b) { return problem.skills[a] < problem.skills[b]; });
  const Ranks ranks{Inverse(ordered.members), Inverse(ordered.shifts), Inverse(households),
                    Inverse(skills)};

  Problem& copy = ordered.problem;
  copy.first_day = problem.first_day;
  copy.last_day = problem.last_day;
  copy.fairness_unit = problem.fairness_unit;
  for (const int i : households) copy.households.push_back(problem.households[i]);
  for (const int i : skills) copy.skills.push_back(problem.skills[i]);
  for (const int i : ordered.members) copy.members.push_back(Renamed(problem.members[i], ranks));
  for (const int i : ordered.shifts) copy.shifts.push_back(Renamed(problem.shifts[i], ranks));
  copy.pins = Renamed(problem.pins, ranks);
  for (Duty& pin : copy.pins) pin.pinned = true;
  copy.not_together = Renamed(problem.not_together, ranks);
  copy.together = Renamed(problem.together, ranks);
  copy.published = problem.published;
  if (copy.published) copy.published->duties = Renamed(problem.published->duties, ranks);
  return ordered;
}

Roster Restored(const Problem& problem, const Ordered& ordered, const Roster& found) {
  Roster roster(problem);
  for (const Duty& duty : found.Duties()) {
    roster.Add({ordered.shifts[duty.shift], ordered.members[duty.member], duty.pinned});
  }
  return roster;
}

}  // namespace liengia::rosters::engine
