#include "services/rosters/engine/repair.h"

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/rosters/engine/bound.h"
#include "services/rosters/engine/construct.h"
#include "services/rosters/engine/improve.h"
#include "services/rosters/engine/ordered.h"
#include "services/rosters/engine/search.h"

namespace liengia::rosters::engine {
namespace {

constexpr Ranking kAims[] = {Ranking::kFewestDisturbed, Ranking::kFairest, Ranking::kLeastNotice};
// Other ways to fill the places that are tried beside the first.
constexpr int kTries = 4;
constexpr int64_t kStepsPerTry = 8'000;

bool Overlap(const Interval& time, const Shift& shift) {
  return time.start_minute < shift.end_minute && shift.start_minute < time.end_minute;
}

absl::Status CheckRepair(const Problem& problem, const Roster& published,
                         const std::vector<DropOut>& drop_outs) {
  for (const Duty& duty : published.Duties()) {
    if (duty.shift >= static_cast<int>(problem.shifts.size()) ||
        duty.member >= static_cast<int>(problem.members.size())) {
      return absl::InvalidArgumentError("the published roster is not one of this problem");
    }
  }
  for (const DropOut& one : drop_outs) {
    if (one.member < 0 || one.member >= static_cast<int>(problem.members.size())) {
      return absl::InvalidArgumentError(
          absl::StrCat("a drop-out names member ", one.member, ", who does not exist"));
    }
    if (one.time.end_minute <= one.time.start_minute) {
      return absl::InvalidArgumentError(
          absl::StrCat("the drop-out of member ", one.member, " ends before it starts"));
    }
  }
  return absl::OkStatus();
}

bool DropsOut(const Problem& problem, const std::vector<DropOut>& drop_outs, const Duty& duty,
              int64_t now_minute) {
  const Shift& shift = problem.shifts[duty.shift];
  return shift.end_minute > now_minute &&
         std::any_of(drop_outs.begin(), drop_outs.end(), [&](const DropOut& one) {
           return one.member == duty.member && Overlap(one.time, shift);
         });
}

// Wants back what the crew was, and no more; nothing of a shift that is over.
void WantBack(const Problem& problem, const Roster& published, int64_t now_minute, int index,
              Shift* shift) {
  const Crew crew = CrewOf(problem, published, index);
  shift->crew_ideal = std::min(crew.people, shift->crew_max);
  shift->crew_min = std::min(shift->crew_min, shift->crew_ideal);
  shift->leaders_needed = std::min(shift->leaders_needed, crew.leaders);
  // Whoever was published to serve alone at night is no reason to call up a second one now.
  if (crew.people == 1 && shift->skills_needed.empty()) shift->crew_max = 1;
  if (shift->end_minute > now_minute) return;
  shift->crew_min = shift->crew_ideal = shift->leaders_needed = 0;
}

// The month as it is to be repaired: the drop-outs away, what is left of the published roster as
// the one in force, pinned where it cannot be changed any more.
Problem RepairProblem(const Problem& problem, const Roster& published,
                      const std::vector<DropOut>& drop_outs, int64_t now_minute) {
  Problem repair = problem;
  for (const DropOut& one : drop_outs) {
    repair.members[one.member].unavailable.push_back(one.time);
  }
  for (int i = 0; i < static_cast<int>(problem.shifts.size()); ++i) {
    WantBack(problem, published, now_minute, i, &repair.shifts[i]);
  }
  const Roster pinned = PinnedRoster(problem);
  repair.pins.clear();
  repair.published = Publication{{}, now_minute};
  for (const Duty& duty : published.Duties()) {
    const Shift& shift = problem.shifts[duty.shift];
    const bool context = !InWindow(problem, shift);
    if (!context && DropsOut(problem, drop_outs, duty, now_minute)) continue;
    repair.published->duties.push_back(duty);
    const bool fixed = context || duty.pinned || shift.start_minute <= now_minute ||
                       pinned.Has(duty.shift, duty.member);
    if (fixed) repair.pins.push_back(duty);
  }
  return repair;
}

// Fills what is open. What `facts` pins stays; among several ways the best is kept.
State Filled(const Facts& facts) {
  const auto attempt = [&facts](Greed greed, uint64_t seed) {
    State state(&facts);
    Dice dice(seed);
    Budget budget(kStepsPerTry, nullptr);
    Construct(&state, greed, &dice);
    Improve(&state, &budget, &dice);
    return state;
  };
  State best = attempt(Greed::kScarcity, 1);
  Score best_score = best.Counted();
  for (int i = 1; i <= kTries; ++i) {
    State next = attempt(Greed::kLoose, static_cast<uint64_t>(i));
    Score score = next.Counted();
    if (Compare(score, best_score, facts.ranking()) >= 0) continue;
    best = std::move(next);
    best_score = std::move(score);
  }
  return best;
}

std::vector<Duty> Pinned(std::vector<Duty> duties) {
  for (Duty& duty : duties) duty.pinned = true;
  return duties;
}

// True when the crews are as well off as before, in all that must not fail.
bool IsWhole(const Score& score, const Score& before) {
  return score.empty <= before.empty && score.leaders <= before.leaders &&
         score.skilled <= before.skilled && score.alone <= before.alone &&
         score.below_ideal <= before.below_ideal;
}

// As few published duties as possible are moved so that every place can be filled; what the moves
// leave of the published roster is pinned again.
std::vector<Duty> MovedApart(const Problem& repair, const Roster& filled) {
  const Facts facts(repair, Ranking::kFewestDisturbed);
  State state(&facts);
  for (const Duty& duty : filled.Duties()) {
    if (!state.roster().Has(duty.shift, duty.member)) state.Add({duty.shift, duty.member});
  }
  Budget budget(kStepsPerTry * kTries, nullptr);
  Dice dice(1);
  Improve(&state, &budget, &dice);
  std::vector<Duty> kept;
  std::set<int> moved;
  for (const Duty& duty : repair.published->duties) {
    if (state.roster().Has(duty.shift, duty.member)) {
      kept.push_back(duty);
    } else {
      moved.insert(duty.member);
    }
  }
  // Whoever gave up a duty keeps the one they gave it up for.
  for (const Duty& duty : state.roster().Duties()) {
    if (moved.count(duty.member) > 0 && !facts.Published(duty.member, duty.shift)) {
      kept.push_back(duty);
    }
  }
  return Pinned(std::move(kept));
}

Roster PlanFor(const Problem& repair, const Score& before, Ranking aim) {
  Problem fixed = repair;
  fixed.pins = Pinned(repair.published->duties);
  const Facts facts(fixed, aim);
  const State filled = Filled(facts);
  if (IsWhole(filled.Counted(), before)) return filled.roster();
  Problem moved = repair;
  moved.pins = MovedApart(repair, filled.roster());
  const Facts moved_facts(moved, aim);
  const State freer = Filled(moved_facts);
  // Moving somebody's duty must be worth it.
  const bool worth = CompareAboveLoads(freer.Counted(), filled.Counted(), Ranking::kFairest) < 0;
  return worth ? freer.roster() : filled.roster();
}

using Places = std::set<std::pair<int, int>>;  // Shift and member.

std::vector<Replacement> ChangesBetween(const Problem& problem, const Roster& published,
                                        const Roster& now, const Places& dropped) {
  std::vector<Replacement> changes;
  for (int shift = 0; shift < static_cast<int>(problem.shifts.size()); ++shift) {
    std::vector<int> on;
    for (const Duty& duty : now.DutiesOn(shift)) {
      if (!published.Has(shift, duty.member)) on.push_back(duty.member);
    }
    size_t next = 0;
    for (const Duty& duty : published.DutiesOn(shift)) {
      if (now.Has(shift, duty.member)) continue;
      const int member_on = next < on.size() ? on[next++] : -1;
      changes.push_back({shift, duty.member, member_on, dropped.count({shift, duty.member}) == 0});
    }
    for (; next < on.size(); ++next) changes.push_back({shift, -1, on[next], false});
  }
  std::stable_sort(changes.begin(), changes.end(), [&](const Replacement& a, const Replacement& b) {
    return problem.shifts[a.shift].start_minute < problem.shifts[b.shift].start_minute;
  });
  return changes;
}

RepairPrice PriceOf(const Problem& repair, const RepairPlan& plan) {
  const Score score = Evaluate(repair, plan.roster);
  RepairPrice price;
  price.still_empty = static_cast<int>(score.below_ideal);
  price.people_disturbed = static_cast<int>(score.disturbed);
  price.notice_lacking = score.notice;
  price.highest_load = HighestLoad(repair, plan.roster);
  int64_t least_notice = std::numeric_limits<int64_t>::max();
  for (const Replacement& change : plan.changes) {
    if (change.moves_published) ++price.duties_moved;
    if (change.member_on < 0 && !change.moves_published) continue;
    const int64_t start = repair.shifts[change.shift].start_minute;
    least_notice =
        std::min(least_notice, std::max<int64_t>(0, start - repair.published->now_minute));
  }
  if (price.people_disturbed > 0) price.least_notice = least_notice;
  return price;
}

}  // namespace

absl::StatusOr<std::vector<RepairPlan>> Repair(const Problem& problem, const Roster& published,
                                               const std::vector<DropOut>& drop_outs,
                                               int64_t now_minute) {
  if (const absl::Status status = CheckProblem(problem); !status.ok()) return status;
  if (const absl::Status status = CheckRepair(problem, published, drop_outs); !status.ok()) {
    return status;
  }
  const Problem repair = RepairProblem(problem, published, drop_outs, now_minute);
  if (const absl::Status status = CheckProblem(repair); !status.ok()) return status;
  Places dropped;
  for (const Duty& duty : published.Duties()) {
    if (DropsOut(problem, drop_outs, duty, now_minute)) dropped.insert({duty.shift, duty.member});
  }
  const Score before = Evaluate(repair, published);
  const Ordered ordered = InOrder(repair);
  std::vector<RepairPlan> plans;
  for (const Ranking aim : kAims) {
    RepairPlan plan;
    plan.aim = aim;
    plan.roster = Restored(repair, ordered, PlanFor(ordered.problem, before, aim));
    plan.changes = ChangesBetween(problem, published, plan.roster, dropped);
    plan.price = PriceOf(repair, plan);
    plans.push_back(std::move(plan));
  }
  return plans;
}

}  // namespace liengia::rosters::engine
