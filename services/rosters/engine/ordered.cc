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

}  // namespace

Ordered InOrder(const Problem& problem) {
  Ordered ordered;
  ordered.members = SortedIndices(problem.members.size(), [&](int a, int b) {
    return problem.members[a].id < problem.members[b].id;
  });
  ordered.shifts = SortedIndices(problem.shifts.size(), [&](int a, int b) {
    const Shift& x = problem.shifts[a];
    const Shift& y = problem.shifts[b];
    return std::tie(x.start_minute, x.id) < std::tie(y.start_minute, y.id);
  });
  const std::vector<int> member_rank = Inverse(ordered.members);
  const std::vector<int> shift_rank = Inverse(ordered.shifts);

  Problem& copy = ordered.problem;
  copy.households = problem.households;
  copy.first_day = problem.first_day;
  copy.last_day = problem.last_day;
  for (const int i : ordered.members) copy.members.push_back(problem.members[i]);
  for (const int i : ordered.shifts) copy.shifts.push_back(problem.shifts[i]);
  for (Member& member : copy.members) {
    for (Preference& wish : member.preferences) wish.shift = shift_rank[wish.shift];
  }
  for (const Duty& pin : problem.pins) {
    copy.pins.push_back({shift_rank[pin.shift], member_rank[pin.member], true});
  }
  for (const auto& [a, b] : problem.not_together) {
    copy.not_together.emplace_back(member_rank[a], member_rank[b]);
  }
  return ordered;
}

}  // namespace liengia::rosters::engine
