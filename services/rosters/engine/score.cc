#include "services/rosters/engine/score.h"

#include <algorithm>

namespace liengia::rosters::engine {
namespace {

int Sign(int64_t a, int64_t b) { return a < b ? -1 : a > b ? 1 : 0; }

int CompareLoads(const std::vector<Load>& a, const std::vector<Load>& b) {
  for (size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    if (const int sign = Compare(a[i], b[i]); sign != 0) return sign;
  }
  return Sign(a.size(), b.size());
}

int LeadersIn(const Problem& problem, const std::vector<Duty>& crew) {
  return static_cast<int>(std::count_if(crew.begin(), crew.end(), [&](const Duty& duty) {
    return problem.members[duty.member].may_lead;
  }));
}

int64_t WishesOf(const Problem& problem, const Roster& roster, int member) {
  int64_t sum = 0;
  for (const Preference& wish : problem.members[member].preferences) {
    if (InWindow(problem, problem.shifts[wish.shift]) && roster.Has(wish.shift, member)) {
      sum += wish.score;
    }
  }
  return sum;
}

}  // namespace

int Compare(const Load& a, const Load& b) {
  // CheckProblem's limits keep both products below 2^60.
  return Sign(a.credit * b.share, b.credit * a.share);
}

int Compare(const Score& a, const Score& b) {
  if (a.empty != b.empty) return Sign(a.empty, b.empty);
  if (a.leaders != b.leaders) return Sign(a.leaders, b.leaders);
  if (a.alone != b.alone) return Sign(a.alone, b.alone);
  if (a.below_ideal != b.below_ideal) return Sign(a.below_ideal, b.below_ideal);
  if (const int sign = CompareLoads(a.loads, b.loads); sign != 0) return sign;
  return Sign(b.preference, a.preference);
}

Score ScoreShift(const Shift& shift, int crew, int leaders) {
  Score score;
  score.empty = int64_t{std::max(0, shift.crew_min - crew)} * shift.importance;
  score.leaders = std::max(0, shift.leaders_needed - leaders);
  score.alone = shift.night && crew == 1 ? 1 : 0;
  score.below_ideal = std::max(0, shift.crew_ideal - crew);
  return score;
}

int64_t CreditOf(const Problem& problem, const Roster& roster, int member) {
  int64_t credit = problem.members[member].carried_credit;
  for (const int shift : roster.ShiftsOf(member)) {
    if (InWindow(problem, problem.shifts[shift])) credit += problem.shifts[shift].credit;
  }
  return credit;
}

Score Evaluate(const Problem& problem, const Roster& roster) {
  Score total;
  for (size_t i = 0; i < problem.shifts.size(); ++i) {
    if (!InWindow(problem, problem.shifts[i])) continue;
    const std::vector<Duty>& crew = roster.DutiesOn(static_cast<int>(i));
    const Score one =
        ScoreShift(problem.shifts[i], static_cast<int>(crew.size()), LeadersIn(problem, crew));
    total.empty += one.empty;
    total.leaders += one.leaders;
    total.alone += one.alone;
    total.below_ideal += one.below_ideal;
  }
  for (int member = 0; member < static_cast<int>(problem.members.size()); ++member) {
    total.preference += WishesOf(problem, roster, member);
    const int share = problem.members[member].share;
    if (share > 0) total.loads.push_back({CreditOf(problem, roster, member), share});
  }
  std::sort(total.loads.begin(), total.loads.end(),
            [](const Load& a, const Load& b) { return Compare(a, b) > 0; });
  return total;
}

}  // namespace liengia::rosters::engine
