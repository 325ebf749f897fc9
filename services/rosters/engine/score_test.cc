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
      worse([](Score* s) { s->alone = 1; }),        worse([](Score* s) { s->skilled = 1; }),
      worse([](Score* s) { s->leaders = 1; }),      worse([](Score* s) { s->empty = 1; }),
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

TEST(ScoreTest, CountsHoldersOfNeededSkillsThatAreMissing) {
  Problem problem = FourWeeks({AnyMember("an"), AnyMember("binh")}, {NightShift(0, "first")});
  problem.skills = {"first_aid", "swimming"};
  problem.shifts[0].crew_max = 3;
  problem.shifts[0].skills_needed = {{0, 2}, {1, 1}};
  problem.members[0].skills = {0, 1};
  Roster roster(problem);
  EXPECT_EQ(Evaluate(problem, roster).skilled, 3);
  roster.Add({0, 0});
  EXPECT_EQ(Evaluate(problem, roster).skilled, 1);
}

TEST(ScoreTest, APairThatServesTogetherCountsAsAStrongWish) {
  Problem problem = FourWeeks({AnyMember("an"), AnyMember("binh")},
                              {NightShift(0, "first"), NightShift(1, "second")});
  problem.together = {{1, 0}};
  Roster roster(problem);
  roster.Add({0, 0});
  roster.Add({1, 0});
  EXPECT_EQ(Evaluate(problem, roster).preference, 0);
  roster.Add({1, 1});
  EXPECT_EQ(Evaluate(problem, roster).preference, kTogether);
}

TEST(ScoreTest, AHouseholdBearsTheCreditOfItsMembersByTheirShares) {
  Problem problem = FourWeeks({AnyMember("an"), AnyMember("binh"), AnyMember("chi")},
                              {NightShift(0, "first"), NightShift(1, "second")});
  problem.households = {{"house", false}};
  problem.members[0].household = problem.members[1].household = 0;
  problem.members[1].share = 500;
  problem.members[1].carried_credit = 20;
  problem.fairness_unit = FairnessUnit::kHousehold;
  Roster roster(problem);
  roster.Add({0, 0});
  roster.Add({1, 1});
  const std::vector<Load> loads = Evaluate(problem, roster).loads;
  ASSERT_EQ(loads.size(), 2u);
  EXPECT_EQ(loads[0].credit, 240 + 240 + 20);
  EXPECT_EQ(loads[0].share, 1500);
  EXPECT_EQ(loads[1].credit, 0);
}

TEST(ScoreTest, CountsChangesAgainstThePublishedRoster) {
  Problem problem = FourWeeks({AnyMember("an"), AnyMember("binh")},
                              {NightShift(0, "first"), NightShift(1, "second")});
  constexpr int kDayMinutes = 24 * 60;
  problem.published = Publication{{{0, 0}, {1, 1}}, problem.shifts[0].start_minute - kDayMinutes};
  Roster roster(problem);
  roster.Add({0, 1});
  roster.Add({1, 1});
  const Score score = Evaluate(problem, roster);
  EXPECT_EQ(score.changes, 2);
  EXPECT_EQ(score.disturbed, 2);
  EXPECT_EQ(score.notice, 2 * (kAmpleNotice - kDayMinutes));
}

TEST(ScoreTest, TheRankingDecidesWhatARepairPutsFirst) {
  Score calm;  // One person disturbed, at short notice, and a heavy load.
  calm.disturbed = calm.changes = 1;
  calm.notice = 10;
  calm.loads = {{9, 1}};
  Score fair = calm;
  fair.disturbed = fair.changes = 2;
  fair.loads = {{5, 1}};
  Score early = fair;
  early.notice = 0;
  early.loads = {{7, 1}};
  EXPECT_LT(Compare(calm, fair, Ranking::kFewestDisturbed), 0);
  EXPECT_LT(Compare(fair, calm, Ranking::kFairest), 0);
  EXPECT_LT(Compare(fair, early, Ranking::kFairest), 0);
  EXPECT_LT(Compare(fair, early, Ranking::kFewestDisturbed), 0);
  EXPECT_LT(Compare(early, calm, Ranking::kLeastNotice), 0);
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

Publication RandomPublication(const Problem& problem, Dice* dice) {
  Publication published;
  published.now_minute = problem.shifts[0].start_minute - dice->Below(8 * 24 * 60);
  for (int shift = 0; shift < static_cast<int>(problem.shifts.size()); ++shift) {
    for (int member = 0; member < static_cast<int>(problem.members.size()); ++member) {
      if (dice->Below(3) == 0) published.duties.push_back({shift, member});
    }
  }
  return published;
}

TEST(StateTest, RunningCountsEqualAFullCountAfterEveryChange) {
  int applied = 0;
  int improving = 0;
  for (uint64_t seed = 0; seed < 300; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    Dice dice(seed);
    Problem problem = seed % 3 == 0 ? PatrolCase({8, 2, 4, 2}, seed) : SmallCase(seed);
    if (seed % 4 == 0) problem.published = RandomPublication(problem, &dice);
    const auto ranking = static_cast<Ranking>(dice.Below(3));
    const Facts facts(problem, ranking);
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
      const Score full = Evaluate(problem, state.roster());
      ASSERT_EQ(Compare(counted, full), 0);
      ASSERT_EQ(counted.notice, full.notice);
      ASSERT_EQ(improves, Compare(counted, before, ranking) < 0);
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
  EXPECT_EQ(roster.NightDuties(problem.members[4].household, problem.shifts[1].night_day), 1);
  EXPECT_TRUE(roster.Remove(1, 4));
  EXPECT_FALSE(roster.Remove(1, 4));
  EXPECT_TRUE(roster.Duties().empty());
  EXPECT_EQ(roster.NightDuties(problem.members[4].household, problem.shifts[1].night_day), 0);
}

}  // namespace
}  // namespace liengia::rosters::engine
