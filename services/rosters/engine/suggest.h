#pragma once

#include <vector>

#include "services/rosters/engine/problem.h"
#include "services/rosters/engine/roster.h"
#include "services/rosters/engine/rules.h"
#include "services/rosters/engine/score.h"

// Who could take a place, best first, with the rest of the roster untouched.
namespace liengia::rosters::engine {

// A member who is not on the shift, and what giving it to them would mean.
struct Candidate {
  int member = 0;
  std::vector<Rule> broken;  // Hard rules against it; empty = may take the shift.
  bool leads = false;        // Brings a leader that the crew lacks.
  int skills = 0;            // How many needed skills that the crew lacks the member brings.
  Load before;               // Of the member's bearer, without and with the duty.
  Load after;
  int wish = 0;  // The member's own, and kTogether for each on the shift they should serve with.
};

// The ranks by which candidates are compared, gravest first. Members' ids decide at last.
enum class Merit {
  kRules,   // Fewer rules broken; none before all others.
  kLeader,  // Brings the leader that is lacking.
  kSkill,   // Brings more of the skills that are lacking.
  kLoad,    // The lighter load with the duty; of two as heavy, the one that was heavier without.
  kWish,    // The stronger wish.
  kId,
};

// Negative if `a` comes before `b`, positive if after, never 0 for two members; `merit`, if given,
// becomes the rank that decided.
int CompareCandidates(const Problem& problem, const Candidate& a, const Candidate& b, Merit* merit);

// Everyone who is not on the shift, best first.
std::vector<Candidate> RankCandidates(const Problem& problem, const Roster& roster, int shift);

// At most `k` of those who may take the shift, best first. Empty when nobody may, for instance
// because the crew is full.
std::vector<Candidate> Suggest(const Problem& problem, const Roster& roster, int shift, int k);

}  // namespace liengia::rosters::engine
