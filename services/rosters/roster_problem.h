#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "services/platform/sentence.h"
#include "services/rosters/engine/rules.h"
#include "services/rosters/planning.h"

// What the engine's rules say against a roster or an assignment, in words for people.
namespace liengia::rosters {

// The values of the contract's RosterProblem.Kind.
enum class ProblemKind {
  kCrewShort = 1,
  kLeaderMissing = 2,
  kAloneAtNight = 3,
  kCrewFull = 4,
  kAlreadyOnShift = 5,
  kUnavailable = 6,
  kOverlap = 7,
  kRest = 8,
  kWeekLimit = 9,
  kMonthLimit = 10,
  kNightsInARow = 11,
  kHouseholdNight = 12,
  kNotTogether = 13,
  kMinorAtNight = 14,
  kOver70 = 15,
  kLeft = 16,
  kSkillMissing = 17,
};

// What people are told of a rule; somebody without a share is away.
ProblemKind KindOf(engine::Rule rule);

struct RosterProblem {
  ProblemKind kind = ProblemKind::kCrewShort;
  std::string shift_id;
  std::string member_id;  // Empty when it is about the whole crew.
  platform::Sentence text;
  bool warning = false;  // An empty place is better than no roster.
};

// "Tuần tra đêm, ca 1, 22:00 ngày 17/3".
platform::Sentence ShiftText(const Shift& shift, const absl::TimeZone& zone);

// Everything that stands against the plan's roster, by start of the shift.
std::vector<RosterProblem> ProblemsOf(const Plan& plan);

// What putting the member on the shift would break, given the plan's roster: both are indexes of
// the plan.
std::vector<RosterProblem> BrokenBy(const Plan& plan, int member, int shift);

// The refusal of an assignment that would break something: ALREADY_EXISTS (kAlreadyOnShift) for a
// member who is on the shift; else FAILED_PRECONDITION, with kCrewFull or kDutyOverlap when nothing
// else stands against it and kRuleBroken otherwise. `attachment` is the list as the wire carries
// it.
absl::Status AssignmentRefusal(const std::vector<RosterProblem>& problems, std::string attachment);

// OK when the roster may be put in force: nothing is broken, and the warnings, if any, are
// accepted. Else FAILED_PRECONDITION (kNotPublishable); `attachment` as above.
absl::Status CheckPublishable(const std::vector<RosterProblem>& problems, bool accept_warnings,
                              std::string attachment);

// Why a needed place is empty.
struct EmptySlot {
  std::string shift_id;
  int missing = 0;
  struct Count {
    ProblemKind kind = ProblemKind::kUnavailable;
    int members = 0;
    platform::Sentence text;
  };
  std::vector<Count> counts;  // The strongest first.
};

// The shifts of `roster` below their smallest crew, by start.
std::vector<EmptySlot> EmptySlotsOf(const Plan& plan, const engine::Roster& roster);

}  // namespace liengia::rosters
