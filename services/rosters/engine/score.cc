#include "services/rosters/engine/score.h"

#include <algorithm>
#include <map>

namespace liengia::rosters::engine {
namespace {

int Sign(int64_t a, int64_t b) { return a < b ? -1 : a > b ? 1 : 0; }

int CompareLoads(const std::vector<Load>& a, const std::vector<Load>& b) {
  for (size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    if (const int sign = Compare(a[i], b[i]); sign != 0) return sign;
  }
  return Sign(a.size(), b.size());
}

int CompareChanges(const Score& a, const Score& b) {
  if (a.disturbed != b.disturbed) return Sign(a.disturbed, b.disturbed);
  return Sign(a.changes, b.changes);
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

int64_t PairsTogether(const Problem& problem, const Roster& roster) {
  int64_t pairs = 0;
  for (const auto& [a, b] : problem.together) {
    for (const int shift : roster.ShiftsOf(a)) {
      if (InWindow(problem, problem.shifts[shift]) && roster.Has(shift, b)) ++pairs;
    }
  }
  return pairs;
}

void CountChanges(const Problem& problem, const Roster& roster, Score* total) {
  const Publication& published = *problem.published;
  Roster before(problem);
  for (const Duty& duty : published.duties) before.Add(duty);
  std::map<int, int64_t> disturbed;  // By member: the notice lacking.
  const auto count_missing = [&](const Roster& from, const Roster& in) {
    for (const Duty& duty : from.Duties()) {
      const Shift& shift = problem.shifts[duty.shift];
      if (!InWindow(problem, shift) || in.Has(duty.shift, duty.member)) continue;
      ++total->changes;
      int64_t& lacking = disturbed[duty.member];
      lacking = std::max(lacking, NoticeLacking(shift, published));
    }
  };
  count_missing(before, roster);
  count_missing(roster, before);
  total->disturbed = static_cast<int64_t>(disturbed.size());
  for (const auto& [member, lacking] : disturbed) total->notice += lacking;
}

std::vector<Load> LoadsOf(const Problem& problem, const Roster& roster) {
  const Bearers bearers = BearersOf(problem);
  std::vector<int64_t> credits(bearers.shares.size());
  for (size_t i = 0; i < problem.members.size(); ++i) {
    credits[bearers.of_member[i]] += CreditOf(problem, roster, static_cast<int>(i));
  }
  std::vector<Load> loads;
  for (size_t i = 0; i < credits.size(); ++i) {
    if (bearers.shares[i] > 0) loads.push_back({credits[i], bearers.shares[i]});
  }
  std::sort(loads.begin(), loads.end(),
            [](const Load& a, const Load& b) { return Compare(a, b) > 0; });
  return loads;
}

}  // namespace

int Compare(const Load& a, const Load& b) {
  const __int128 left = static_cast<__int128>(a.credit) * b.share;
  const __int128 right = static_cast<__int128>(b.credit) * a.share;
  return left < right ? -1 : left > right ? 1 : 0;
}

Bearers BearersOf(const Problem& problem) {
  Bearers bearers;
  std::vector<int> of_household(problem.households.size(), -1);
  for (const Member& member : problem.members) {
    const bool shared = problem.fairness_unit == FairnessUnit::kHousehold &&
                        member.household >= 0 && member.share > 0;
    int own = shared ? of_household[member.household] : -1;
    if (own < 0) {
      own = static_cast<int>(bearers.shares.size());
      bearers.shares.push_back(0);
      bearers.carried.push_back(0);
      if (shared) of_household[member.household] = own;
    }
    bearers.of_member.push_back(own);
    bearers.shares[own] += member.share;
    bearers.carried[own] += member.carried_credit;
  }
  return bearers;
}

bool SameGravity(const Score& a, const Score& b) {
  return a.empty == b.empty && a.leaders == b.leaders && a.skilled == b.skilled &&
         a.alone == b.alone;
}

int CompareAboveLoads(const Score& a, const Score& b, Ranking ranking) {
  if (a.empty != b.empty) return Sign(a.empty, b.empty);
  if (a.leaders != b.leaders) return Sign(a.leaders, b.leaders);
  if (a.skilled != b.skilled) return Sign(a.skilled, b.skilled);
  if (a.alone != b.alone) return Sign(a.alone, b.alone);
  if (a.below_ideal != b.below_ideal) return Sign(a.below_ideal, b.below_ideal);
  switch (ranking) {
    case Ranking::kFewestDisturbed:
      return CompareChanges(a, b);
    case Ranking::kFairest:
      return 0;
    case Ranking::kLeastNotice:
      return Sign(a.notice, b.notice);
  }
  return 0;
}

int CompareBelowLoads(const Score& a, const Score& b) {
  if (const int sign = CompareChanges(a, b); sign != 0) return sign;
  return Sign(b.preference, a.preference);
}

int Compare(const Score& a, const Score& b, Ranking ranking) {
  if (const int sign = CompareAboveLoads(a, b, ranking); sign != 0) return sign;
  if (const int sign = CompareLoads(a.loads, b.loads); sign != 0) return sign;
  return CompareBelowLoads(a, b);
}

Crew CrewOf(const Problem& problem, const Roster& roster, int shift) {
  Crew crew;
  const std::vector<SkillNeed>& needs = problem.shifts[shift].skills_needed;
  for (const Duty& duty : roster.DutiesOn(shift)) {
    const Member& member = problem.members[duty.member];
    ++crew.people;
    crew.leaders += member.may_lead ? 1 : 0;
    for (size_t i = 0; i < needs.size(); ++i) {
      crew.holders[i] = static_cast<int8_t>(crew.holders[i] + Holds(member, needs[i].skill));
    }
  }
  return crew;
}

Score ScoreShift(const Shift& shift, const Crew& crew) {
  Score score;
  score.empty = int64_t{std::max(0, shift.crew_min - crew.people)} * shift.importance;
  score.leaders = std::max(0, shift.leaders_needed - crew.leaders);
  for (size_t i = 0; i < shift.skills_needed.size(); ++i) {
    score.skilled += std::max(0, shift.skills_needed[i].people - crew.holders[i]);
  }
  score.alone = shift.night && crew.people == 1 ? 1 : 0;
  score.below_ideal = std::max(0, shift.crew_ideal - crew.people);
  return score;
}

int64_t NoticeLacking(const Shift& shift, const Publication& published) {
  return std::clamp<int64_t>(kAmpleNotice - (shift.start_minute - published.now_minute), 0,
                             kAmpleNotice);
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
    const Score one = ScoreShift(problem.shifts[i], CrewOf(problem, roster, static_cast<int>(i)));
    total.empty += one.empty;
    total.leaders += one.leaders;
    total.skilled += one.skilled;
    total.alone += one.alone;
    total.below_ideal += one.below_ideal;
  }
  for (int member = 0; member < static_cast<int>(problem.members.size()); ++member) {
    total.preference += WishesOf(problem, roster, member);
  }
  total.preference += kTogether * PairsTogether(problem, roster);
  total.loads = LoadsOf(problem, roster);
  if (problem.published) CountChanges(problem, roster, &total);
  return total;
}

}  // namespace liengia::rosters::engine
