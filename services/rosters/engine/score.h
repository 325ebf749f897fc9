#pragma once

#include <array>
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

// Who bears a load: each member, or the household where credit is made even among households.
// Whoever takes no part bears for themselves and is left out of fairness by a share of 0.
struct Bearers {
  std::vector<int> of_member;
  std::vector<int> shares;       // By bearer: the sum of its members' shares.
  std::vector<int64_t> carried;  // By bearer: the sum of what they carry.
};

Bearers BearersOf(const Problem& problem);

// The ranks in which rosters are compared below those of `Score` that are always first. They differ
// in a repair only; otherwise nothing is a change.
enum class Ranking {
  kFewestDisturbed,  // People disturbed, changes, loads, preference.
  kFairest,          // Loads, people disturbed, changes, preference.
  kLeastNotice,      // Notice, loads, people disturbed, changes, preference.
};

// Minutes of notice that are enough: a change further ahead costs no notice.
inline constexpr int64_t kAmpleNotice = int64_t{7} * 24 * 60;

// What a roster is worth, by falling rank. Less is better everywhere but in `preference`.
//
// The ideal crew ranks above fairness here although it matters less: every duty raises some load,
// so ranked the other way no crew would ever grow past its minimum. Fairness is thus compared among
// rosters of equal fill, and what keeps the ideal crew from costing fairness is the ceiling of
// `Facts::BelowFairLevel`: nobody gets a duty beyond the minimum once at the fair level.
struct Score {
  int64_t empty = 0;        // Places under the minimum crew, each times its shift's importance.
  int64_t leaders = 0;      // Leaders missing.
  int64_t skilled = 0;      // Holders of needed skills missing.
  int64_t alone = 0;        // Night shifts with a crew of one.
  int64_t below_ideal = 0;  // Places under the ideal crew.
  // Against the published roster; 0 where there is none.
  int64_t disturbed = 0;  // Members of whose duties some came or went.
  // For each of them, the minutes by which the notice of the first such duty is less than ample.
  int64_t notice = 0;
  int64_t changes = 0;      // Duties that came or went.
  std::vector<Load> loads;  // Of every bearer with a share, heaviest first: leximin compares these.
  // The wishes of those who got the shift, and `kTogether` for each pair who serve as they should.
  int64_t preference = 0;
};

// What a pair on one shift is worth, against wishes from -2 to +2.
inline constexpr int kTogether = 2;

// Negative if `a` is the better score, positive if `b` is, zero if they are worth the same.
int Compare(const Score& a, const Score& b, Ranking ranking = Ranking::kFewestDisturbed);

// Its two parts: the ranks above the loads, and those below.
int CompareAboveLoads(const Score& a, const Score& b, Ranking ranking);
int CompareBelowLoads(const Score& a, const Score& b);

// Equal in the ranks before the ideal crew: what a roster must not fail in.
bool SameGravity(const Score& a, const Score& b);

// The whole roster counted from nothing; shifts outside the window do not count.
Score Evaluate(const Problem& problem, const Roster& roster);

// A crew in numbers.
struct Crew {
  int people = 0;
  int leaders = 0;
  std::array<int8_t, kMaxSkillsPerShift> holders{};  // By the shift's needs.
};

Crew CrewOf(const Problem& problem, const Roster& roster, int shift);

// Where one in-window shift stands with such a crew: the ranks down to the ideal crew, the others
// 0.
Score ScoreShift(const Shift& shift, const Crew& crew);

// The minutes by which a change to the shift comes with less than ample notice.
int64_t NoticeLacking(const Shift& shift, const Publication& published);

// Carried credit plus the credit of the member's duties in the window.
int64_t CreditOf(const Problem& problem, const Roster& roster, int member);

}  // namespace liengia::rosters::engine
