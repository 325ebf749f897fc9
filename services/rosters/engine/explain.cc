#include "services/rosters/engine/explain.h"

#include <algorithm>

namespace liengia::rosters::engine {
namespace {

constexpr size_t kRunnersUp = 3;

std::vector<Rule> AllBut(const std::vector<Rule>& broken) {
  std::vector<Rule> rules;
  for (int i = 0; i < kRuleCount; ++i) {
    const Rule rule = static_cast<Rule>(i);
    if (std::find(broken.begin(), broken.end(), rule) == broken.end()) rules.push_back(rule);
  }
  return rules;
}

bool IsPinned(const Roster& roster, int shift, int member) {
  const std::vector<Duty>& crew = roster.DutiesOn(shift);
  return std::any_of(crew.begin(), crew.end(),
                     [&](const Duty& duty) { return duty.member == member && duty.pinned; });
}

}  // namespace

AssignmentReason ExplainAssignment(const Problem& problem, const Roster& roster, int shift,
                                   int member) {
  Roster without = roster;
  without.Remove(shift, member);
  std::vector<Candidate> candidates = RankCandidates(problem, without, shift);
  const auto chosen = std::find_if(candidates.begin(), candidates.end(),
                                   [&](const Candidate& one) { return one.member == member; });
  AssignmentReason reason;
  reason.shift = shift;
  reason.pinned = IsPinned(roster, shift, member);
  reason.chosen = *chosen;
  reason.passed = AllBut(reason.chosen.broken);
  candidates.erase(chosen);
  for (const Candidate& candidate : candidates) {
    if (candidate.broken.empty()) ++reason.allowed;
    if (reason.runners_up.size() >= kRunnersUp) continue;
    RunnerUp next{candidate, Merit::kId, false};
    next.better = CompareCandidates(problem, candidate, reason.chosen, &next.behind) < 0;
    reason.runners_up.push_back(std::move(next));
  }
  return reason;
}

EmptySlotReason ExplainEmptySlot(const Problem& problem, const Roster& roster, int shift) {
  EmptySlotReason reason;
  reason.shift = shift;
  reason.missing =
      std::max(0, problem.shifts[shift].crew_min - static_cast<int>(roster.DutiesOn(shift).size()));
  std::vector<RuleCount> counts(kRuleCount);
  for (int member = 0; member < static_cast<int>(problem.members.size()); ++member) {
    if (roster.Has(shift, member)) continue;
    ++reason.candidates;
    const std::vector<Rule> broken = Broken(problem, roster, member, shift);
    if (broken.empty()) reason.free.push_back(member);
    for (const Rule rule : broken) {
      RuleCount& count = counts[static_cast<int>(rule)];
      count.rule = rule;
      count.members.push_back(member);
      if (broken.size() == 1) count.only_this.push_back(member);
    }
  }
  for (RuleCount& count : counts) {
    if (!count.members.empty()) reason.counts.push_back(std::move(count));
  }
  std::stable_sort(
      reason.counts.begin(), reason.counts.end(),
      [](const RuleCount& a, const RuleCount& b) { return a.members.size() > b.members.size(); });
  return reason;
}

}  // namespace liengia::rosters::engine
