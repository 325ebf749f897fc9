#pragma once

#include <cstdint>
#include <vector>

#include "services/rosters/engine/problem.h"
#include "services/rosters/engine/roster.h"

namespace liengia::rosters::engine {

// Credit for a share, kept as a fraction so that comparing is exact.
struct Load {
  int64_t credit = 0;
  int share = 1;
};

// Negative, zero or positive as `a` is lighter than, as heavy as or heavier than `b`. Shares > 0.
int Compare(const Load& a, const Load& b);

// What a roster is worth, by falling rank. Less is better everywhere but in `preference`.
//
// The ideal crew ranks above fairness here although it matters less: every duty raises some load,
// so ranked the other way no crew would ever grow past its minimum. Fairness is thus compared among
// rosters of equal fill, and what keeps the ideal crew from costing fairness is the ceiling of
// `Facts::BelowFairLevel`: nobody gets a duty beyond the minimum once at the fair level.
struct Score {
  int64_t empty = 0;        // Places under the minimum crew, each times its shift's importance.
  int64_t leaders = 0;      // Leaders missing.
  int64_t alone = 0;        // Night shifts with a crew of one.
  int64_t below_ideal = 0;  // Places under the ideal crew.
  std::vector<Load> loads;  // Of every member with a share, heaviest first: leximin compares these.
  int64_t preference = 0;   // Sum of the wishes of those who got the shift.
};

// Negative if `a` is the better score, positive if `b` is, zero if they are worth the same.
int Compare(const Score& a, const Score& b);

// The whole roster counted from nothing; shifts outside the window do not count.
Score Evaluate(const Problem& problem, const Roster& roster);

// Where one in-window shift stands with a crew of `crew` people, `leaders` of whom may lead.
// `loads` and `preference` stay empty.
Score ScoreShift(const Shift& shift, int crew, int leaders);

// Carried credit plus the credit of the member's duties in the window.
int64_t CreditOf(const Problem& problem, const Roster& roster, int member);

}  // namespace liengia::rosters::engine
