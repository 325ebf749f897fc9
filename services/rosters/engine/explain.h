#pragma once

#include <functional>
#include <string>
#include <vector>

#include "services/rosters/engine/problem.h"
#include "services/rosters/engine/roster.h"
#include "services/rosters/engine/rules.h"
#include "services/rosters/engine/suggest.h"

// Why a roster is as it is: reasons as data, and the sentences that are made of them.
namespace liengia::rosters::engine {

// Someone who could have had the duty, and what decided between the two.
struct RunnerUp {
  Candidate candidate;
  Merit behind = Merit::kId;
  // True where the runner-up is the better choice after all: in a roster made or changed by hand,
  // or where their taking this duty would cost more elsewhere than it gains here.
  bool better = false;
};

// Why a member has a duty.
struct AssignmentReason {
  int shift = 0;
  bool pinned = false;  // Set by hand: nobody else was considered.
  // The member against the roster without this duty; `broken` only where a pin breaks a rule.
  Candidate chosen;
  std::vector<Rule> passed;          // Every rule that is not broken, in the order of the enum.
  int allowed = 0;                   // Others who might have taken it.
  std::vector<RunnerUp> runners_up;  // The next three, best first.
};

// Why the member has the shift. Requires a duty of `roster`.
AssignmentReason ExplainAssignment(const Problem& problem, const Roster& roster, int shift,
                                   int member);

// Whom a rule keeps off a shift.
struct RuleCount {
  Rule rule = Rule::kNoShare;
  std::vector<int> members;    // One whom several rules keep off is named under each.
  std::vector<int> only_this;  // Those of them whom no other rule keeps off.
};

struct EmptySlotReason {
  int shift = 0;
  int missing = 0;                // People under the minimum crew; 0 where the minimum is reached.
  int candidates = 0;             // Members who are not on the shift.
  std::vector<int> free;          // Those whom no rule keeps off.
  std::vector<RuleCount> counts;  // The rule that keeps most members off first.
};

// Why nobody fills a place of the shift.
EmptySlotReason ExplainEmptySlot(const Problem& problem, const Roster& roster, int shift);

// What members are called in sentences, by index.
using NameOf = std::function<std::string(int member)>;

// The reasons in plain sentences, most telling first. Loads are told in weighted minutes of a full
// share.
std::vector<std::string> Sentences(const AssignmentReason& reason, const NameOf& name,
                                   Language language);
// Names the members behind each count if `with_names`.
std::vector<std::string> Sentences(const EmptySlotReason& reason, const NameOf& name,
                                   bool with_names, Language language);

}  // namespace liengia::rosters::engine
