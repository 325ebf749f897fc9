#include "services/rosters/engine/report.h"

#include <algorithm>

#include "services/rosters/engine/civil_day.h"
#include "services/rosters/engine/score.h"

namespace liengia::rosters::engine {
namespace {

constexpr int kFullShare = 1000;

int64_t LoadOf(int64_t credit, int share) {
  return share == 0 ? 0 : FloorDiv(credit * kFullShare, share);
}

int64_t MeanLoad(const Problem& problem, const std::vector<MemberCredit>& credits) {
  int64_t credit = 0;
  int64_t shares = 0;
  for (size_t i = 0; i < credits.size(); ++i) {
    if (problem.members[i].share == 0) continue;
    credit += credits[i].after;
    shares += problem.members[i].share;
  }
  return shares == 0 ? 0 : FloorDiv(credit * kFullShare, shares);
}

// Of ascending loads: the sum over all pairs of their difference, over n times the sum. The double
// is made last, from integers, so that it is the same on every machine.
double Gini(const std::vector<int64_t>& loads) {
  __int128 sum = 0;
  __int128 differences = 0;
  for (size_t i = 0; i < loads.size(); ++i) {
    differences += loads[i] * static_cast<__int128>(i) - sum;
    sum += loads[i];
  }
  if (sum <= 0) return 0;
  return static_cast<double>(differences) / static_cast<double>(sum * loads.size());
}

}  // namespace

std::vector<EmptySlot> EmptySlots(const Problem& problem, const Roster& roster) {
  std::vector<EmptySlot> slots;
  for (int shift = 0; shift < static_cast<int>(problem.shifts.size()); ++shift) {
    const Shift& data = problem.shifts[shift];
    const int crew = static_cast<int>(roster.DutiesOn(shift).size());
    if (!InWindow(problem, data) || crew >= data.crew_min) continue;
    EmptySlot slot;
    slot.shift = shift;
    slot.missing = data.crew_min - crew;
    for (int member = 0; member < static_cast<int>(problem.members.size()); ++member) {
      if (roster.Has(shift, member)) continue;
      ++slot.candidates;
      for (const Rule rule : Broken(problem, roster, member, shift)) {
        ++slot.blocked[static_cast<int>(rule)];
      }
    }
    slots.push_back(slot);
  }
  return slots;
}

std::vector<MemberCredit> MemberCredits(const Problem& problem, const Roster& roster) {
  std::vector<MemberCredit> credits;
  for (int member = 0; member < static_cast<int>(problem.members.size()); ++member) {
    const Member& data = problem.members[member];
    MemberCredit credit;
    credit.before = data.carried_credit;
    credit.after = CreditOf(problem, roster, member);
    const std::vector<int>& shifts = roster.ShiftsOf(member);
    credit.duties = static_cast<int>(std::count_if(shifts.begin(), shifts.end(), [&](int shift) {
      return InWindow(problem, problem.shifts[shift]);
    }));
    credit.load_before = LoadOf(credit.before, data.share);
    credit.load_after = LoadOf(credit.after, data.share);
    credits.push_back(credit);
  }
  const int64_t mean = MeanLoad(problem, credits);
  for (size_t i = 0; i < credits.size(); ++i) {
    if (problem.members[i].share > 0) credits[i].deviation = credits[i].load_after - mean;
  }
  return credits;
}

Fairness FairnessOf(const Problem& problem, const std::vector<MemberCredit>& credits) {
  const Bearers bearers = BearersOf(problem);
  std::vector<int64_t> borne(bearers.shares.size());
  for (size_t i = 0; i < credits.size(); ++i) borne[bearers.of_member[i]] += credits[i].after;
  std::vector<int64_t> loads;
  for (size_t i = 0; i < borne.size(); ++i) {
    if (bearers.shares[i] > 0) loads.push_back(LoadOf(borne[i], bearers.shares[i]));
  }
  if (loads.empty()) return {};
  std::sort(loads.begin(), loads.end());
  Fairness fairness;
  fairness.max_load = loads.back();
  fairness.min_load = loads.front();
  fairness.mean_load = MeanLoad(problem, credits);
  fairness.gini = Gini(loads);
  return fairness;
}

}  // namespace liengia::rosters::engine
