#include "services/rosters/engine/score.h"

#include <gtest/gtest.h>

#include "services/rosters/engine/rules.h"
#include "services/rosters/engine/search.h"
#include "services/rosters/engine/test_cases.h"

namespace liengia::rosters::engine {
namespace {

TEST(LoadTest, ComparesExactly) {
  EXPECT_EQ(Compare(Load{240, 1000}, Load{120, 500}), 0);
  EXPECT_LT(Compare(Load{240, 1000}, Load{121, 500}), 0);
  EXPECT_LT(Compare(Load{-1, 1}, Load{0, kMaxShare}), 0);
  // A third of 10^12 against 333333333333.33333: equal as doubles.
  EXPECT_GT(Compare(Load{1'000'000'000'000, 3}, Load{33'333'333'333'333'333, 100'000}), 0);
}

TEST(ScoreTest, GraverFaultsComeFirst) {
  const Score sound;
  const auto worse = [&](auto change) {
    Score score;
    change(&score);
    return score;
  };
  const Score scores[] = {
      worse([](Score* s) { s->preference = 1; }),   sound,
      worse([](Score* s) { s->loads = {{1, 1}}; }), worse([](Score* s) { s->below_ideal = 1; }),
      worse([](Score* s) { s->alone = 1; }),        worse([](Score* s) { s->leaders = 1; }),
      worse([](Score* s) { s->empty = 1; }),
  };
  for (size_t i = 0; i + 1 < std::size(scores); ++i) {
    EXPECT_LT(Compare(scores[i], scores[i + 1]), 0) << i;
    EXPECT_GT(Compare(scores[i + 1], scores[i]), 0) << i;
  }
}

TEST(ScoreTest, LeximinLooksBeyondTheHeaviestLoad) {
  Score a;
  a.loads = {{5, 1}, {3, 1}, {3, 1}};
  Score b;
  b.loads = {{5, 1}, {4, 1}, {2, 1}};
  EXPECT_LT(Compare(a, b), 0);
  EXPECT_EQ(Compare(a, a), 0);
}

TEST(ScoreTest, CountsEachLevelOfARoster) {
  Problem problem = FourWeeks({AnyMember("an"), AnyMember("binh")},
                              {NightShift(0, "first"), NightShift(1, "second")});
  for (Shift& shift : problem.shifts) {
    shift.crew_min = 2;
    shift.crew_ideal = shift.crew_max = 3;
    shift.leaders_needed = 1;
    shift.importance = 5;
  }
  problem.members[0].may_lead = true;
  problem.members[0].carried_credit = 10;
  problem.members[0].preferences = {{0, 2}, {1, -1}};
  Roster roster(problem);
  roster.Add({0, 0});
  const Score score = Evaluate(problem, roster);
  EXPECT_EQ(score.empty, 5 * (1 + 2));
  EXPECT_EQ(score.leaders, 1);
  EXPECT_EQ(score.alone, 1);
  EXPECT_EQ(score.below_ideal, 2 + 3);
  EXPECT_EQ(score.preference, 2);
  ASSERT_EQ(score.loads.size(), 2u);
  EXPECT_EQ(score.loads[0].credit, 10 + 240);
  EXPECT_EQ(score.loads[1].credit, 0);
}

TEST(ScoreTest, LeavesOutContextShiftsAndMembersWithoutAShare) {
  Problem problem = FourWeeks({AnyMember("an"), AnyMember("binh")}, {NightShift(-1, "before")});
  problem.members[1].share = 0;
  Roster roster(problem);
  roster.Add({0, 0});
  const Score score = Evaluate(problem, roster);
  EXPECT_EQ(score.alone, 0);
  ASSERT_EQ(score.loads.size(), 1u);
  EXPECT_EQ(score.loads[0].credit, 0);
}

Duty RandomPlace(const Facts& facts, Dice* dice) {
  return {dice->Below(facts.shifts()), dice->Below(facts.members())};
}

// A change of a random kind, made of duties that exist where it takes away and of places that are
// free where it gives.
bool RandomChange(const State& state, Dice* dice, Change* change) {
  std::vector<Duty> movable;
  for (const Duty& duty : state.roster().Duties()) {
    if (!duty.pinned) movable.push_back(duty);
  }
  const Duty place = RandomPlace(state.facts(), dice);
  const int kind = dice->Below(5);
  if (kind == 0) {
    *change = Give(place);
    return !state.roster().Has(place.shift, place.member);
  }
  if (movable.empty()) return false;
  const Duty from = movable[dice->Below(static_cast<int>(movable.size()))];
  const Duty other = movable[dice->Below(static_cast<int>(movable.size()))];
  if (kind == 1) *change = Move(from, {from.shift, place.member});
  if (kind == 2) *change = Move(from, {place.shift, from.member});
  if (kind == 3) *change = Exchange(from, other);
  if (kind == 4) *change = Eject(from, place.shift, place.member);
  if (kind == 3 && (from.shift == other.shift || from.member == other.member)) return false;
  if (kind == 4 && (place.shift == from.shift || place.member == from.member)) return false;
  for (int i = 0; i < change->additions; ++i) {
    const Duty& added = change->added[i];
    if (state.roster().Has(added.shift, added.member)) return false;
  }
  return true;
}

TEST(StateTest, RunningCountsEqualAFullCountAfterEveryChange) {
  int applied = 0;
  int improving = 0;
  for (uint64_t seed = 0; seed < 300; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    Dice dice(seed);
    const Problem problem = seed % 3 == 0 ? PatrolCase({8, 2, 4, 2}, seed) : SmallCase(seed);
    const Facts facts(problem);
    State state(&facts);
    for (int step = 0; step < 60; ++step) {
      Change change;
      if (!RandomChange(state, &dice, &change)) continue;
      const Score before = state.Counted();
      const bool improves = state.Improves(change);
      ASSERT_EQ(Compare(state.Counted(), before), 0);
      const std::vector<Duty> duties = state.roster().Duties();
      if (!state.Apply(change)) {
        ASSERT_EQ(state.roster().Duties(), duties);
        ASSERT_EQ(Compare(state.Counted(), before), 0);
        continue;
      }
      ++applied;
      improving += improves ? 1 : 0;
      const Score counted = state.Counted();
      ASSERT_EQ(Compare(counted, Evaluate(problem, state.roster())), 0);
      ASSERT_EQ(improves, Compare(counted, before) < 0);
    }
  }
  EXPECT_GT(applied, 1000);
  EXPECT_GT(improving, 300);
}

TEST(StateTest, AnAppliedChangeBreaksNoRule) {
  for (uint64_t seed = 0; seed < 200; ++seed) {
    Dice dice(seed);
    Problem problem = SmallCase(seed);
    problem.pins.clear();
    const Facts facts(problem);
    State state(&facts);
    for (int step = 0; step < 40; ++step) {
      Change change;
      if (RandomChange(state, &dice, &change)) state.Apply(change);
    }
    for (const Finding& finding : CheckAll(problem, state.roster())) {
      EXPECT_NE(finding.flaw, Flaw::kRuleBroken)
          << "seed " << seed << ": " << RuleText(finding.rule, Language::kEnglish);
    }
  }
}

TEST(RosterTest, RefusesADutyTwiceAndForgetsItWhole) {
  const Problem problem = PatrolCase({6, 1, 3, 2}, 1);
  Roster roster(problem);
  EXPECT_TRUE(roster.Add({1, 4, true}));
  EXPECT_FALSE(roster.Add({1, 4}));
  EXPECT_EQ(roster.Duties(), (std::vector<Duty>{{1, 4, true}}));
  EXPECT_EQ(roster.NightDuties(problem.members[4].household, problem.shifts[1].duty_day), 1);
  EXPECT_TRUE(roster.Remove(1, 4));
  EXPECT_FALSE(roster.Remove(1, 4));
  EXPECT_TRUE(roster.Duties().empty());
  EXPECT_EQ(roster.NightDuties(problem.members[4].household, problem.shifts[1].duty_day), 0);
}

}  // namespace
}  // namespace liengia::rosters::engine
