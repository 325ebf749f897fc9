#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "services/rosters/engine/score.h"
#include "services/rosters/engine/solve.h"
#include "services/rosters/engine/test_cases.h"

// What must hold of every solution, on seeded random problems. A failure prints its seed.
namespace liengia::rosters::engine {
namespace {

using ::testing::IsEmpty;

Solution Solved(const Problem& problem, const Options& options = {}) {
  absl::StatusOr<Solution> solution = Solve(problem, options);
  EXPECT_TRUE(solution.ok()) << solution.status();
  return solution.ok() ? *std::move(solution) : Solution{};
}

// The hard rules once more, written from the specification and sharing no code with rules.cc.
class Referee {
 public:
  explicit Referee(const Problem& problem) : problem_(problem) {}

  bool Sound(const std::vector<Duty>& duties) const {
    for (size_t i = 0; i < duties.size(); ++i) {
      if (!MaySolo(duties[i])) return false;
      for (size_t j = i + 1; j < duties.size(); ++j) {
        if (!MayBoth(duties[i], duties[j])) return false;
      }
    }
    return MaximaHold(duties);
  }

 private:
  static int64_t Gap(const Interval& a, const Interval& b) {
    return std::max(a.start_minute, b.start_minute) - std::min(a.end_minute, b.end_minute);
  }

  bool MaySolo(const Duty& duty) const {
    const Member& member = problem_.members[duty.member];
    const Shift& shift = problem_.shifts[duty.shift];
    const Interval time{shift.start_minute, shift.end_minute};
    if (member.share == 0 || (member.minor && shift.night)) return false;
    if (member.over_70 && !member.over_70_approved) return false;
    for (const Interval& leave : member.unavailable) {
      if (Gap(time, leave) < 0) return false;
    }
    for (const Interval& other : member.other_duties) {
      if (Gap(time, other) < member.min_rest_minutes) return false;
    }
    return true;
  }

  bool MayBoth(const Duty& a, const Duty& b) const {
    const Shift& x = problem_.shifts[a.shift];
    const Shift& y = problem_.shifts[b.shift];
    if (a.member == b.member) {
      return a.shift != b.shift &&
             Gap({x.start_minute, x.end_minute}, {y.start_minute, y.end_minute}) >=
                 problem_.members[a.member].min_rest_minutes;
    }
    for (const auto& [one, other] : problem_.not_together) {
      if (a.shift == b.shift && std::minmax(one, other) == std::minmax(a.member, b.member)) {
        return false;
      }
    }
    return true;
  }

  bool MaximaHold(const std::vector<Duty>& duties) const {
    for (int m = 0; m < static_cast<int>(problem_.members.size()); ++m) {
      const Member& member = problem_.members[m];
      std::set<int> nights;
      int in_window = 0;
      std::vector<int> weeks;
      for (const Duty& duty : duties) {
        if (duty.member != m) continue;
        const Shift& shift = problem_.shifts[duty.shift];
        if (shift.night) nights.insert(shift.night_day);
        if (shift.duty_day >= problem_.first_day && shift.duty_day <= problem_.last_day) {
          ++in_window;
        }
        weeks.push_back((shift.duty_day - kMonday + 700) / 7);
      }
      for (const int week : weeks) {
        if (std::count(weeks.begin(), weeks.end(), week) > member.max_duties_per_week) return false;
      }
      for (const int first : nights) {
        int run = 0;
        while (nights.count(first + run) > 0) ++run;
        if (run > member.max_nights_in_row) return false;
      }
      if (in_window > member.max_duties) return false;
    }
    return HouseholdsAndCrewsHold(duties);
  }

  bool HouseholdsAndCrewsHold(const std::vector<Duty>& duties) const {
    for (const Duty& duty : duties) {
      const Shift& shift = problem_.shifts[duty.shift];
      const int household = problem_.members[duty.member].household;
      int crew = 0;
      int from_household = 0;
      for (const Duty& other : duties) {
        const Shift& that = problem_.shifts[other.shift];
        if (other.shift == duty.shift) ++crew;
        if (that.night && that.night_day == shift.night_day &&
            problem_.members[other.member].household == household) {
          ++from_household;
        }
      }
      if (crew > shift.crew_max || !PlacesForSkillsAreKept(duties, duty.shift)) return false;
      if (shift.night && household >= 0 &&
          from_household > (problem_.households[household].two_per_night ? 2 : 1)) {
        return false;
      }
    }
    return true;
  }

  bool PlacesForSkillsAreKept(const std::vector<Duty>& duties, int shift) const {
    for (const SkillNeed& need : problem_.shifts[shift].skills_needed) {
      const auto without = std::count_if(duties.begin(), duties.end(), [&](const Duty& duty) {
        const std::vector<int>& skills = problem_.members[duty.member].skills;
        return duty.shift == shift && std::count(skills.begin(), skills.end(), need.skill) == 0;
      });
      if (without > std::max(0, problem_.shifts[shift].crew_max - need.people)) return false;
    }
    return true;
  }

  const Problem& problem_;
};

Problem AnyCase(uint64_t seed) {
  if (seed % 4 != 0) return SmallCase(seed);
  const int members = 5 + static_cast<int>(seed % 11);
  const int posts = 1 + static_cast<int>(seed % 2);
  return PatrolCase({members, posts, 10, 3}, seed);
}

TEST(SolvePropertyTest, BreaksNoHardRule) {
  for (uint64_t seed = 0; seed < 400; ++seed) {
    Problem problem = AnyCase(seed);
    problem.pins.clear();
    Options options;
    options.steps = 20'000;
    const Solution solution = Solved(problem, options);
    EXPECT_TRUE(Referee(problem).Sound(solution.roster.Duties())) << "seed " << seed;
    for (const Finding& finding : CheckAll(problem, solution.roster)) {
      EXPECT_NE(finding.flaw, Flaw::kRuleBroken) << "seed " << seed;
    }
  }
}

TEST(SolvePropertyTest, KeepsPinsAndAddsNothingThatBreaksARuleBesideThem) {
  for (uint64_t seed = 0; seed < 400; ++seed) {
    const Problem problem = SmallCase(seed);
    const Solution solution = Solved(problem);
    for (const Duty& pin : problem.pins) {
      const std::vector<Duty>& crew = solution.roster.DutiesOn(pin.shift);
      EXPECT_EQ(std::count(crew.begin(), crew.end(), pin), 1) << "seed " << seed;
    }
    for (const Duty& duty : solution.roster.Duties()) {
      if (duty.pinned) continue;
      Roster others = solution.roster;
      others.Remove(duty.shift, duty.member);
      EXPECT_THAT(Broken(problem, others, duty.member, duty.shift), IsEmpty()) << "seed " << seed;
    }
  }
}

TEST(SolvePropertyTest, EveryCandidateForAnEmptySlotIsKeptOffByARule) {
  int slots = 0;
  for (uint64_t seed = 0; seed < 400; ++seed) {
    const Problem problem = AnyCase(seed);
    Options options;
    options.steps = seed % 2 == 0 ? 50 : 20'000;
    const Solution solution = Solved(problem, options);
    for (const EmptySlot& slot : solution.empty) {
      ++slots;
      for (int member = 0; member < static_cast<int>(problem.members.size()); ++member) {
        EXPECT_FALSE(Allowed(problem, solution.roster, member, slot.shift)) << "seed " << seed;
      }
    }
  }
  EXPECT_GT(slots, 50);
}

using Named = std::vector<std::pair<std::string, std::string>>;

Named ByName(const Problem& problem, const Roster& roster) {
  Named named;
  for (const Duty& duty : roster.Duties()) {
    named.emplace_back(problem.shifts[duty.shift].id, problem.members[duty.member].id);
  }
  std::sort(named.begin(), named.end());
  return named;
}

TEST(SolvePropertyTest, TheSameInputsGiveTheSameRoster) {
  const Problem problem = PatrolCase({20, 2, 14, 3}, 3);
  for (const int64_t steps : {0, 100, 30'000}) {
    Options options;
    options.steps = steps;
    const Solution first = Solved(problem, options);
    const Solution second = Solved(problem, options);
    EXPECT_EQ(first.roster.Duties(), second.roster.Duties());
    EXPECT_EQ(first.steps, second.steps);
  }
}

TEST(SolvePropertyTest, TheOrderOfRowsDoesNotMatter) {
  for (uint64_t seed = 0; seed < 30; ++seed) {
    Problem problem = PatrolCase({12, 2, 7, 2}, seed);
    problem.members[3].preferences = {{1, 2}, {5, -1}};
    problem.pins = {{0, 1}, {4, 2}};
    Problem reversed = problem;
    const int members = static_cast<int>(problem.members.size());
    const int shifts = static_cast<int>(problem.shifts.size());
    std::reverse(reversed.members.begin(), reversed.members.end());
    std::reverse(reversed.shifts.begin(), reversed.shifts.end());
    std::reverse(reversed.pins.begin(), reversed.pins.end());
    for (Duty& pin : reversed.pins) pin = {shifts - 1 - pin.shift, members - 1 - pin.member, true};
    for (auto& [a, b] : reversed.not_together) {
      a = members - 1 - a;
      b = members - 1 - b;
    }
    for (Member& member : reversed.members) {
      for (Preference& wish : member.preferences) wish.shift = shifts - 1 - wish.shift;
    }
    Options options;
    options.steps = 20'000;
    EXPECT_EQ(ByName(problem, Solved(problem, options).roster),
              ByName(reversed, Solved(reversed, options).roster))
        << "seed " << seed;
  }
}

// Whether giving, moving or exchanging betters the roster, by full counts only.
class ExchangeOracle {
 public:
  ExchangeOracle(const Problem& problem, const Roster& roster)
      : problem_(problem), roster_(roster), score_(Evaluate(problem, roster)) {}

  bool Stable() {
    std::vector<Duty> duties;
    for (const Duty& duty : roster_.Duties()) {
      if (!duty.pinned) duties.push_back(duty);
    }
    for (const Duty& duty : duties) {
      for (int member = 0; member < static_cast<int>(problem_.members.size()); ++member) {
        if (Betters({duty}, {{duty.shift, member}})) return false;
      }
      for (int shift = 0; shift < static_cast<int>(problem_.shifts.size()); ++shift) {
        if (Betters({duty}, {{shift, duty.member}})) return false;
      }
      for (const Duty& other : duties) {
        if (Betters({duty, other}, {{duty.shift, other.member}, {other.shift, duty.member}})) {
          return false;
        }
      }
    }
    return true;
  }

 private:
  bool Betters(const std::vector<Duty>& removed, const std::vector<Duty>& added) {
    Roster changed = roster_;
    for (const Duty& duty : removed) changed.Remove(duty.shift, duty.member);
    for (const Duty& duty : added) {
      if (!InWindow(problem_, problem_.shifts[duty.shift])) return false;
      if (!Allowed(problem_, changed, duty.member, duty.shift)) return false;
      changed.Add(duty);
    }
    return Compare(Evaluate(problem_, changed), score_) < 0;
  }

  const Problem& problem_;
  const Roster& roster_;
  const Score score_;
};

TEST(SolvePropertyTest, ARosterCalledExchangeStableIs) {
  int stable = 0;
  for (uint64_t seed = 0; seed < 300; ++seed) {
    const Problem problem = AnyCase(seed);
    Options options;
    options.steps = 3'000;
    options.seed = seed;
    const Solution solution = Solved(problem, options);
    if (!solution.exchange_stable) continue;
    ++stable;
    EXPECT_TRUE(ExchangeOracle(problem, solution.roster).Stable()) << "seed " << seed;
  }
  EXPECT_GT(stable, 200);
}

// Visits every sound roster of a small problem without pins.
class Exhaustive {
 public:
  explicit Exhaustive(const Problem& problem) : problem_(problem), roster_(problem) {}

  // The best score among the rosters with at least `below_ideal` places under the ideal; fewer
  // would be compared at unequal fill.
  Score Best(int64_t below_ideal) {
    below_ideal_ = below_ideal;
    Visit(0, 0);
    return best_;
  }

 private:
  void Visit(int shift, int member) {
    if (shift == static_cast<int>(problem_.shifts.size())) {
      const Score score = Evaluate(problem_, roster_);
      if (score.below_ideal >= below_ideal_ && (!any_ || Compare(score, best_) < 0)) best_ = score;
      any_ |= score.below_ideal >= below_ideal_;
      return;
    }
    if (member == static_cast<int>(problem_.members.size())) return Visit(shift + 1, 0);
    Visit(shift, member + 1);
    if (InWindow(problem_, problem_.shifts[shift]) && Allowed(problem_, roster_, member, shift)) {
      roster_.Add({shift, member});
      Visit(shift, member + 1);
      roster_.Remove(shift, member);
    }
  }

  const Problem& problem_;
  Roster roster_;
  int64_t below_ideal_ = 0;
  Score best_;
  bool any_ = false;
};

TEST(SolvePropertyTest, SmallProblemsAreSolvedToTheOptimum) {
  int fairest = 0;
  constexpr int kCases = 250;
  for (uint64_t seed = 0; seed < kCases; ++seed) {
    Problem problem = SmallCase(seed);
    problem.pins.clear();
    const Solution solution = Solved(problem);
    const Score found = Evaluate(problem, solution.roster);
    const Score best = Exhaustive(problem).Best(found.below_ideal);
    EXPECT_EQ(found.empty, best.empty) << "seed " << seed;
    EXPECT_EQ(found.leaders, best.leaders) << "seed " << seed;
    EXPECT_EQ(found.alone, best.alone) << "seed " << seed;
    if (!found.loads.empty()) {
      EXPECT_EQ(Compare(found.loads[0], best.loads[0]), 0) << "seed " << seed;
    }
    fairest += Compare(found, best) == 0 ? 1 : 0;
  }
  EXPECT_EQ(fairest, kCases);
}

}  // namespace
}  // namespace liengia::rosters::engine
