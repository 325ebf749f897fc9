#pragma once

#include <vector>

#include "services/rosters/engine/problem.h"
#include "services/rosters/engine/roster.h"

// The hard rules, one function each. Generating, assigning by hand and publishing all ask here, so
// they cannot disagree. All require a problem that passes CheckProblem and indices in range.
//
// Every rule is monotone: a duty that is allowed stays allowed when other duties are taken away.
namespace liengia::rosters::engine {

enum class Rule {
  kNoShare,
  kUnavailable,
  kOverlap,
  kOtherGroupOverlap,
  kRest,
  kMaxPerWeek,
  kMaxPerPeriod,
  kNightsInRow,
  kNotTogether,
  kSkill,
  kHouseholdNight,
  kMinorAtNight,
  kOver70,
  kCrewFull,
  kAlreadyOnShift,
};
inline constexpr int kRuleCount = 15;

enum class Language { kEnglish, kVietnamese };

// Why a candidate falls out, as a phrase that continues a name: "on leave or not available". Lives
// for the whole program.
const char* RuleText(Rule rule, Language language);

// Each answers: would giving `shift` to `member` break this rule, with `roster` as it stands? A
// duty of that member on that very shift is ignored, except by BreaksAlreadyOnShift.

// The member takes no part in this roster.
bool BreaksNoShare(const Problem& problem, const Roster& roster, int member, int shift);
// Leave or another absence covers some minute of the shift.
bool BreaksUnavailable(const Problem& problem, const Roster& roster, int member, int shift);
// The member serves on another shift of this group in some of the same minutes.
bool BreaksOverlap(const Problem& problem, const Roster& roster, int member, int shift);
// The same, for duties in other groups.
bool BreaksOtherGroupOverlap(const Problem& problem, const Roster& roster, int member, int shift);
// Less than the member's rest lies between this shift and a duty before or after it, in this group
// or another. Shifts that overlap break the overlap rules and not this one.
bool BreaksRest(const Problem& problem, const Roster& roster, int member, int shift);
// The member already has the most duties allowed in the shift's ISO week, context included.
bool BreaksMaxPerWeek(const Problem& problem, const Roster& roster, int member, int shift);
// The member already has the most duties allowed in the window.
bool BreaksMaxPerPeriod(const Problem& problem, const Roster& roster, int member, int shift);
// The run of consecutive nights on duty would be longer than allowed.
bool BreaksNightsInRow(const Problem& problem, const Roster& roster, int member, int shift);
// Someone who must not serve with the member is in the crew.
bool BreaksNotTogether(const Problem& problem, const Roster& roster, int member, int shift);
// The member lacks a skill and would take one of the places kept for those who hold it: of the
// crew's maximum, as many as the shift needs holders.
bool BreaksSkill(const Problem& problem, const Roster& roster, int member, int shift);
// The household has its one duty of that night (or two, if it allows two).
bool BreaksHouseholdNight(const Problem& problem, const Roster& roster, int member, int shift);
// Minors never serve at night.
bool BreaksMinorAtNight(const Problem& problem, const Roster& roster, int member, int shift);
// Over 70 only with the recorded approval of the commune's chairman (Law 30/2023/QH15, age 18 to
// 70).
bool BreaksOver70(const Problem& problem, const Roster& roster, int member, int shift);
// The crew is at its maximum without the member.
bool BreaksCrewFull(const Problem& problem, const Roster& roster, int member, int shift);
bool BreaksAlreadyOnShift(const Problem& problem, const Roster& roster, int member, int shift);

// Every rule that adding this duty would break, in the order of the enum; empty = allowed.
std::vector<Rule> Broken(const Problem& problem, const Roster& roster, int member, int shift);
// The same question without the reasons.
bool Allowed(const Problem& problem, const Roster& roster, int member, int shift);

enum class Flaw {
  kRuleBroken,        // `rule` says which; shift and member are the duty that breaks it.
  kCrewUnderMinimum,  // `missing` people; member is -1.
  kTooFewLeaders,     // `missing` leaders; member is -1.
  kTooFewSkilled,     // `missing` holders of skills that the shift needs; member is -1.
  kAloneAtNight,      // member is the one who would be alone.
};

struct Finding {
  Flaw flaw = Flaw::kRuleBroken;
  Rule rule = Rule::kNoShare;  // Only for kRuleBroken.
  int shift = 0;
  int member = -1;
  int missing = 0;
};

// Everything that is wrong with the window's shifts, by shift start. What two duties do to each
// other is reported once, at the one that comes later (by start, then member).
std::vector<Finding> CheckAll(const Problem& problem, const Roster& roster);

}  // namespace liengia::rosters::engine
