#include "services/rosters/engine/solve.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "services/rosters/engine/score.h"
#include "services/rosters/engine/search.h"
#include "services/rosters/engine/test_cases.h"

namespace liengia::rosters::engine {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Solution Solved(const Problem& problem, Options options = {}) {
  absl::StatusOr<Solution> solution = Solve(problem, options);
  EXPECT_TRUE(solution.ok()) << solution.status();
  return solution.ok() ? *std::move(solution) : Solution{};
}

int Size(const std::vector<Duty>& duties) { return static_cast<int>(duties.size()); }

std::vector<int> DutiesPerMember(const Solution& solution) {
  std::vector<int> counts;
  for (const MemberCredit& credit : solution.credits) counts.push_back(credit.duties);
  return counts;
}

// `members` members m0, m1, … and a night shift on each of `nights` nights.
Problem Nights(int members, int nights) {
  std::vector<Member> people;
  for (int i = 0; i < members; ++i) people.push_back(AnyMember("m" + std::to_string(i)));
  std::vector<Shift> shifts;
  for (int i = 0; i < nights; ++i) shifts.push_back(NightShift(i, "n" + std::to_string(100 + i)));
  return FourWeeks(people, shifts);
}

void SetCrew(Problem* problem, int min, int ideal, int max) {
  for (Shift& shift : problem->shifts) {
    shift.crew_min = min;
    shift.crew_ideal = ideal;
    shift.crew_max = max;
  }
}

TEST(SolveTest, NoMembersLeaveEverySlotEmpty) {
  const Solution solution = Solved(Nights(0, 3));
  EXPECT_THAT(solution.roster.Duties(), IsEmpty());
  ASSERT_EQ(solution.empty.size(), 3u);
  EXPECT_EQ(solution.empty[2].shift, 2);
  EXPECT_EQ(solution.empty[2].missing, 1);
  EXPECT_EQ(solution.empty[2].candidates, 0);
  EXPECT_TRUE(solution.exchange_stable);
}

TEST(SolveTest, NoShiftsLeaveEveryLoadAsItWas) {
  Problem problem = Nights(2, 0);
  problem.members[1].carried_credit = 50;
  const Solution solution = Solved(problem);
  EXPECT_THAT(solution.empty, IsEmpty());
  EXPECT_EQ(solution.credits[1].after, 50);
  EXPECT_EQ(solution.fairness.max_load, 50);
  EXPECT_EQ(solution.fairness.mean_load, 25);
}

TEST(SolveTest, NothingAtAllIsSolved) { EXPECT_THAT(Solved({}).roster.Duties(), IsEmpty()); }

TEST(SolveTest, NegativeStepsAreRefused) {
  Options options;
  options.steps = -1;
  EXPECT_EQ(Solve({}, options).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(SolveTest, EqualMembersServeEquallyOften) {
  const Solution solution = Solved(Nights(5, 20));
  EXPECT_THAT(DutiesPerMember(solution), ElementsAre(4, 4, 4, 4, 4));
  EXPECT_EQ(solution.fairness.max_load, 960);
  EXPECT_EQ(solution.fairness.min_load, 960);
  EXPECT_EQ(solution.fairness.gini, 0);
}

TEST(SolveTest, WhoCarriesCreditServesLess) {
  Problem problem = Nights(2, 6);
  problem.members[0].carried_credit = 480;
  const Solution solution = Solved(problem);
  EXPECT_THAT(DutiesPerMember(solution), ElementsAre(2, 4));
  EXPECT_EQ(solution.credits[0].before, 480);
  EXPECT_EQ(solution.credits[0].after, 960);
  EXPECT_EQ(solution.credits[0].deviation, 0);
}

TEST(SolveTest, AHalfShareServesHalfAsOften) {
  Problem problem = Nights(2, 9);
  problem.members[0].share = 500;
  const Solution solution = Solved(problem);
  EXPECT_THAT(DutiesPerMember(solution), ElementsAre(3, 6));
  EXPECT_EQ(solution.credits[0].load_after, 1440);
  EXPECT_EQ(solution.credits[1].load_after, 1440);
}

TEST(SolveTest, HeavyShiftsAreSpreadByTheirCreditNotByTheirNumber) {
  Problem problem = Nights(2, 4);
  problem.shifts[0].credit = 720;
  const Solution solution = Solved(problem);
  EXPECT_EQ(solution.fairness.max_load, 720);
  EXPECT_EQ(solution.fairness.min_load, 720);
}

TEST(SolveTest, LeadersAreSpreadOverTheShifts) {
  Problem problem = Nights(6, 4);
  SetCrew(&problem, 2, 2, 2);
  for (Shift& shift : problem.shifts) shift.leaders_needed = 1;
  problem.members[4].may_lead = problem.members[5].may_lead = true;
  EXPECT_THAT(Solved(problem).without_leader, IsEmpty());
  problem.members[4].may_lead = problem.members[5].may_lead = false;
  EXPECT_THAT(Solved(problem).without_leader, ElementsAre(0, 1, 2, 3));
}

TEST(SolveTest, NobodyIsLeftAloneAtNightWhereACompanionIsAllowed) {
  Problem problem = Nights(4, 4);
  SetCrew(&problem, 1, 1, 2);
  EXPECT_THAT(Solved(problem).alone_at_night, IsEmpty());
  SetCrew(&problem, 1, 1, 1);
  EXPECT_THAT(Solved(problem).alone_at_night, ElementsAre(0, 1, 2, 3));
}

TEST(SolveTest, AnOptionalNightTakesTwoPeopleOrNone) {
  Problem problem = Nights(2, 1);
  SetCrew(&problem, 0, 2, 2);
  EXPECT_EQ(Size(Solved(problem).roster.DutiesOn(0)), 2);
  problem.members[0].minor = true;
  EXPECT_EQ(Size(Solved(problem).roster.DutiesOn(0)), 0);
}

TEST(SolveTest, CrewsGrowToTheIdealAndNotBeyond) {
  Problem problem = Nights(6, 6);
  SetCrew(&problem, 2, 3, 5);
  const Solution solution = Solved(problem);
  EXPECT_THAT(solution.below_ideal, IsEmpty());
  EXPECT_THAT(DutiesPerMember(solution), ElementsAre(3, 3, 3, 3, 3, 3));
}

TEST(SolveTest, IdealCrewsLiftNobodyMoreThanADutyAboveTheFairLevel) {
  // Only m0 could bring every crew to its ideal, and would serve every night for it.
  Problem problem = Nights(3, 12);
  SetCrew(&problem, 1, 2, 2);
  for (Shift& shift : problem.shifts) shift.night = false;
  problem.members[1].max_duties = problem.members[2].max_duties = 6;
  const Solution solution = Solved(problem);
  EXPECT_THAT(DutiesPerMember(solution), ElementsAre(9, 6, 6));
  EXPECT_EQ(solution.below_ideal.size(), 3u);
}

TEST(SolveTest, TheMoreImportantShiftIsManned) {
  Problem problem = Nights(1, 2);
  problem.members[0].max_duties = 1;
  problem.shifts[1].importance = 2;
  const Solution solution = Solved(problem);
  ASSERT_EQ(solution.empty.size(), 1u);
  EXPECT_EQ(solution.empty[0].shift, 0);
}

TEST(SolveTest, AnEmptySlotSaysWhatKeepsEveryoneOff) {
  Problem problem = Nights(4, 1);
  SetCrew(&problem, 3, 3, 3);
  problem.households = {{"house", false}};
  problem.members[0].minor = true;
  problem.members[0].max_duties = 0;
  problem.members[1].household = problem.members[2].household = 0;
  const Solution solution = Solved(problem);
  ASSERT_EQ(solution.empty.size(), 1u);
  const EmptySlot& slot = solution.empty[0];
  EXPECT_EQ(slot.missing, 1);
  EXPECT_EQ(slot.candidates, 2);
  EXPECT_EQ(slot.blocked[static_cast<int>(Rule::kMinorAtNight)], 1);
  EXPECT_EQ(slot.blocked[static_cast<int>(Rule::kMaxPerPeriod)], 1);
  EXPECT_EQ(slot.blocked[static_cast<int>(Rule::kHouseholdNight)], 1);
  EXPECT_EQ(slot.blocked[static_cast<int>(Rule::kUnavailable)], 0);
}

TEST(SolveTest, AWishDecidesBetweenRostersAsFair) {
  Problem problem = Nights(2, 2);
  problem.members[0].preferences = {{1, 2}};
  EXPECT_TRUE(Solved(problem).roster.Has(1, 0));
  problem.members[0].preferences = {{1, -2}};
  EXPECT_TRUE(Solved(problem).roster.Has(0, 0));
}

TEST(SolveTest, AWishNeverCostsFairness) {
  Problem problem = Nights(2, 2);
  problem.members[0].preferences = {{0, 2}, {1, 2}};
  EXPECT_THAT(DutiesPerMember(Solved(problem)), ElementsAre(1, 1));
}

TEST(SolveTest, PinsStayEvenWhereTheyBreakARule) {
  Problem problem = Nights(3, 3);
  problem.members[0].minor = true;
  problem.pins = {{0, 0}, {2, 0}};
  const Solution solution = Solved(problem);
  EXPECT_THAT(solution.roster.DutiesOn(0), ElementsAre(Duty{0, 0, true}));
  EXPECT_THAT(solution.roster.DutiesOn(2), ElementsAre(Duty{2, 0, true}));
  EXPECT_FALSE(solution.roster.DutiesOn(1)[0].pinned);
}

TEST(SolveTest, NightsBeforeTheWindowCountTowardsARun) {
  Problem problem = Nights(2, 3);
  problem.first_day = kMonday + 2;
  problem.members[0].max_nights_in_row = 2;
  problem.members[1].carried_credit = 10'000;
  problem.pins = {{0, 0}, {1, 0}};
  const Solution solution = Solved(problem);
  EXPECT_THAT(solution.roster.DutiesOn(2), ElementsAre(Duty{2, 1, false}));
  EXPECT_EQ(solution.credits[0].after, 0) << "duties outside the window earn nothing";
}

TEST(SolveTest, ShiftsOutsideTheWindowAreNeitherFilledNorMissed) {
  Problem problem = Nights(2, 4);
  problem.last_day = kMonday + 1;
  const Solution solution = Solved(problem);
  EXPECT_THAT(solution.roster.DutiesOn(2), IsEmpty());
  EXPECT_THAT(solution.empty, IsEmpty());
}

TEST(SolveTest, WithoutStepsTheFirstRosterIsComplete) {
  Options options;
  options.steps = 0;
  const Solution solution = Solved(Nights(5, 20), options);
  EXPECT_THAT(solution.empty, IsEmpty());
  EXPECT_FALSE(solution.exchange_stable);
  EXPECT_EQ(solution.steps, 0);
}

TEST(SolveTest, StopHandsBackTheBestSoFar) {
  Options options;
  int asked = 0;
  options.stop = [&] { return ++asked == 3; };
  const Problem problem = PatrolCase({30, 2, 28, 3}, 5);
  const Solution solution = Solved(problem, options);
  EXPECT_EQ(asked, 3);
  EXPECT_LT(solution.steps, Options{}.steps);
  EXPECT_THAT(solution.empty, IsEmpty());
}

TEST(SolveTest, GiniOfAKnownRoster) {
  Problem problem = Nights(2, 4);
  problem.members[0].max_duties = 1;
  const Solution solution = Solved(problem);
  // Loads 240 and 720: mean difference 240 over twice the mean 960.
  EXPECT_DOUBLE_EQ(solution.fairness.gini, 0.25);
  EXPECT_EQ(solution.credits[0].deviation, -240);
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
        if (shift.night) nights.insert(shift.duty_day);
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
        if (that.night && that.duty_day == shift.duty_day &&
            problem_.members[other.member].household == household) {
          ++from_household;
        }
      }
      if (crew > shift.crew_max) return false;
      if (shift.night && household >= 0 &&
          from_household > (problem_.households[household].two_per_night ? 2 : 1)) {
        return false;
      }
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
