#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "services/rosters/engine/problem.h"
#include "services/rosters/engine/roster.h"
#include "services/rosters/engine/rules.h"

// What a roster means to the people in it. Works for any roster, solved or made by hand.
namespace liengia::rosters::engine {

// A minimum slot that nobody may take.
struct EmptySlot {
  int shift = 0;
  int missing = 0;
  // By Rule: how many members outside the crew it keeps off. One whom several rules keep off counts
  // in each.
  std::array<int, kRuleCount> blocked{};
  int candidates = 0;  // Members outside the crew.
};

struct MemberCredit {
  int64_t before = 0;  // Carried in, weighted minutes.
  int64_t after = 0;   // Before plus the credit of every duty in the window.
  int duties = 0;      // In the window.
  // Credit for a full share: credit * 1000 / share, rounded down. 0 for a member without a share.
  int64_t load_before = 0;
  int64_t load_after = 0;
  int64_t deviation = 0;  // load_after less the mean load.
};

// Over the bearers with a share (score.h), by default every member; all 0 if there is none.
struct Fairness {
  int64_t max_load = 0;
  int64_t min_load = 0;
  int64_t mean_load = 0;  // Of everything to carry by everyone's share, not the mean of the loads.
  // Mean difference of two loads over twice their mean; 0 = equal. 0 where the loads' sum is not
  // positive, for which the measure means nothing.
  double gini = 0;
};

// The shifts under their minimum crew, by index, with the reasons why nobody fills them. Candidates
// whom no rule keeps off are possible in a roster made by hand: then the counts do not reach them.
std::vector<EmptySlot> EmptySlots(const Problem& problem, const Roster& roster);

std::vector<MemberCredit> MemberCredits(const Problem& problem, const Roster& roster);

Fairness FairnessOf(const Problem& problem, const std::vector<MemberCredit>& credits);

}  // namespace liengia::rosters::engine
