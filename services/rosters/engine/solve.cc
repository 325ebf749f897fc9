#include "services/rosters/engine/solve.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "services/rosters/engine/construct.h"
#include "services/rosters/engine/improve.h"
#include "services/rosters/engine/ordered.h"
#include "services/rosters/engine/score.h"
#include "services/rosters/engine/search.h"

namespace liengia::rosters::engine {
namespace {

// Fresh starts in a row that may end without a better roster before the search gives up.
constexpr int kPatience = 400;
// Failures in a row after which the search returns to the best roster.
constexpr int kStray = 50;
// How many members are looked at to find one who bears much.
constexpr int kDrawn = 8;
constexpr Greed kGreeds[] = {Greed::kScarcity, Greed::kLoose, Greed::kImportance};

// The member whose bearer has the heaviest load among a few drawn ones.
int HeavyMember(const State& state, Dice* dice) {
  const int members = state.facts().members();
  int heaviest = dice->Below(members);
  for (int i = 0; i < kDrawn; ++i) {
    const int member = dice->Below(members);
    const Load load = state.LoadWith(member, 0);
    if (load.share == 0) continue;
    const Load most = state.LoadWith(heaviest, 0);
    if (most.share == 0 || Compare(load, most) > 0) heaviest = member;
  }
  return heaviest;
}

// Takes away part of the roster for Construct to fill again otherwise: a stretch of shifts, or all
// the duties of a few members, the first of them one who bears much.
void Ruin(State* state, Dice* dice) {
  const Facts& facts = state->facts();
  std::vector<char> shift_hit(facts.shifts());
  std::vector<char> member_hit(facts.members());
  if (dice->Below(2) == 0) {
    const int length = 2 + dice->Below(5);
    const int first = dice->Below(facts.shifts());
    for (int i = first; i < std::min(first + length, facts.shifts()); ++i) shift_hit[i] = 1;
  } else {
    member_hit[HeavyMember(*state, dice)] = 1;
    const int count = 1 + dice->Below(3);
    for (int i = 0; i < count; ++i) member_hit[dice->Below(facts.members())] = 1;
  }
  for (const Duty& duty : state->roster().Duties()) {
    if (!duty.pinned && (shift_hit[duty.shift] || member_hit[duty.member])) state->Remove(duty);
  }
}

// Of two rosters where nothing graver differs, a fuller one does not buy its ideal crews with a
// heavier heaviest load.
bool IsWorth(const Score& next, const Score& best) {
  const bool only_fuller = SameGravity(next, best) && next.below_ideal < best.below_ideal;
  return !only_fuller || best.loads.empty() || Compare(next.loads[0], best.loads[0]) <= 0;
}

struct Found {
  State state;
  bool stable = false;
  bool complete = true;  // The first roster was.
};

// The best roster so far and the telling of it.
class Search {
 public:
  Search(const Facts& facts, const Options& options)
      : facts_(facts),
        options_(options),
        budget_(options.steps, [this] { return Tick(); }),
        dice_(options.seed),
        found_{State(&facts)} {}

  Found Run() {
    found_.complete = Construct(&found_.state, Greed::kScarcity, &dice_, options_.stop);
    Keep(found_.state.Counted());
    if (!found_.complete) return std::move(found_);
    found_.stable = Improve(&found_.state, &budget_, &dice_);
    Keep(found_.state.Counted());
    if (facts_.members() > 0 && facts_.shifts() > 0) Restart();
    return std::move(found_);
  }

  int64_t steps() const { return budget_.used(); }

 private:
  // Goes on from where it is, which need not be the best: from one of equal worth, and every other
  // time from one that is worse only below the heaviest load, other ways lead onward. After some
  // failures it returns to the best.
  void Restart() {
    State at = found_.state;
    Score score_at = best_;
    int failures = 0;
    // Each start costs a step, so that a stop between two of them is as repeatable as any.
    while (failures < kPatience && !budget_.Stopped() && budget_.Spend()) {
      State next = at;
      Ruin(&next, &dice_);
      Construct(&next, kGreeds[dice_.Below(std::size(kGreeds))], &dice_);
      // A roster that could not be finished is not worth the stability of the one in hand.
      if (!ImproveSince(at, &next, &budget_, &dice_)) return;
      Score score = next.Counted();
      ++failures;
      const int sign = Compare(score, best_);
      if (sign < 0 && IsWorth(score, best_)) {
        failures = 0;
        found_.state = next;
        Keep(score);
      } else if (failures % kStray == 0) {
        at = found_.state;
        score_at = best_;
        continue;
      }
      if (IsNoWorse(score, score_at) || (dice_.Below(2) == 0 && IsLevel(score, best_))) {
        at = std::move(next);
        score_at = std::move(score);
      }
    }
  }

  static bool IsNoWorse(const Score& a, const Score& b) {
    return Compare(a, b) <= 0 && IsWorth(a, b);
  }
  // As full, and nobody bears more than the one who bears most.
  static bool IsLevel(const Score& a, const Score& b) {
    return CompareAboveLoads(a, b, Ranking::kFairest) <= 0 &&
           (a.loads.empty() || Compare(a.loads[0], b.loads[0]) <= 0);
  }

  void Keep(Score score) {
    best_ = std::move(score);
    Tell();
  }

  void Tell() const {
    if (options_.progress) options_.progress({budget_.used(), &best_});
  }

  bool Tick() const {
    Tell();
    return options_.stop && options_.stop();
  }

  const Facts& facts_;
  const Options& options_;
  Budget budget_;
  Dice dice_;
  Found found_;
  Score best_;
};

void ListCrewFlaws(const Problem& problem, Solution* solution) {
  for (int shift = 0; shift < static_cast<int>(problem.shifts.size()); ++shift) {
    const Shift& data = problem.shifts[shift];
    if (!InWindow(problem, data)) continue;
    const Score score = ScoreShift(data, CrewOf(problem, solution->roster, shift));
    if (score.leaders > 0) solution->without_leader.push_back(shift);
    if (score.skilled > 0) solution->without_skill.push_back(shift);
    if (score.alone > 0) solution->alone_at_night.push_back(shift);
    if (score.below_ideal > 0) solution->below_ideal.push_back(shift);
  }
}

}  // namespace

absl::StatusOr<Solution> Solve(const Problem& problem, const Options& options) {
  if (const absl::Status status = CheckProblem(problem); !status.ok()) return status;
  if (options.steps < 0) return absl::InvalidArgumentError("the step budget is negative");

  const Ordered ordered = InOrder(problem);
  const Facts facts(ordered.problem);
  Search search(facts, options);
  const Found found = search.Run();

  Solution solution;
  solution.roster = Restored(problem, ordered, found.state.roster());
  solution.empty = EmptySlots(problem, solution.roster);
  ListCrewFlaws(problem, &solution);
  solution.credits = MemberCredits(problem, solution.roster);
  solution.fairness = FairnessOf(problem, solution.credits);
  solution.exchange_stable = found.stable;
  solution.steps = search.steps();
  solution.repeatable = found.complete;
  return solution;
}

}  // namespace liengia::rosters::engine
