#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "services/rosters/charter.h"
#include "services/rosters/credit_entry.h"
#include "services/rosters/engine/problem.h"
#include "services/rosters/engine/roster.h"
#include "services/rosters/engine/solve.h"
#include "services/rosters/shift.h"
#include "services/rosters/wish.h"

// From the rows of a month to the engine's problem, and from its answer back to duties.
namespace liengia::rosters {

struct TimeSpan {
  absl::Time start_time;
  absl::Time end_time;
};

struct DaySpan {
  absl::CivilDay start_date;
  absl::CivilDay end_date;  // The day after the last.
};

// A member as a month's plan sees them.
struct Candidate {
  std::string id;
  std::string name;
  std::string household_id;  // Empty for none.
  bool two_a_night = false;  // The household lets two of it serve in one night.
  bool may_lead = false;
  std::optional<int> birth_year;
  bool over_70_approved = false;
  int max_duties_a_month = 0;          // 0 sets no limit.
  bool left = false;                   // No longer in the group, but still on a duty of the month.
  absl::Time create_time;              // When they joined the list,
  std::optional<absl::Time> end_time;  // and left it.
  std::vector<DaySpan> absences;
  std::vector<TimeSpan> other_duties;  // Published ones of the same person in other groups.
  std::vector<Wish> wishes;
  int64_t settled_surplus = 0;  // Of credit, over the closed months before.
};

// A published duty of the group's months before and after: it counts for rest, weeks and nights.
struct ContextDuty {
  std::string shift_id;
  std::string member_id;
  absl::CivilDay duty_date;
  TimeSpan time;
};

// Everything that a month is planned from.
struct PlanRows {
  absl::CivilMonth month;
  absl::TimeZone zone;
  Charter charter;
  std::vector<Candidate> candidates;
  std::vector<Shift> shifts;  // Of the roster, with their crews.
  std::vector<ContextDuty> context;
  std::vector<MemberPair> pairs;
  std::vector<CreditMonth> open_months;  // Those before whose credit is not settled yet.
};

// How many months a month may stay open before its credit is forgotten.
inline constexpr int kOpenMonths = 12;
// How far before and after the month duties matter to it: a whole week and a run of nights.
inline constexpr int kContextDays = 8;

struct Plan {
  PlanRows rows;
  // Its members are those of `rows.candidates`, its first shifts those of `rows.shifts`; after them
  // comes the context. Pinned are the context and the duties set by hand.
  engine::Problem problem;
  // The duties as they are now, with the context.
  engine::Roster roster;
  // By id.
  std::unordered_map<std::string, int> members;
  std::unordered_map<std::string, int> shifts;
};

// Every duty of `rows` must name one of its candidates and shifts; those that do not are left out.
Plan NewPlan(PlanRows rows);

// How much of a full member's month somebody can take, in thousandths: the part of its days that
// they are not away. At least 1 unless there is no such day.
int ShareOf(const std::vector<DaySpan>& absences, absl::CivilDay start, absl::CivilDay end);

// The credit of one of `rows.open_months`, for each candidate in their order; whoever was not on
// the list all month has a smaller share.
std::vector<CreditEntry> EntriesOf(const CreditMonth& month, const PlanRows& rows);

// The roster's own month as it was really done: marked duties do not count, but for who stood in.
CreditMonth OwnMonth(const PlanRows& rows);

// A place on a shift that the engine gave to a member.
struct NewDuty {
  std::string shift_id;
  std::string member_id;
  int slot = 0;
};

// The duties of `solved` that the plan's roster does not have pinned, by shift; each in a slot that
// no pinned duty holds.
std::vector<NewDuty> NewDuties(const Plan& plan, const engine::Roster& solved);

// The lowest slot of the shift that nobody holds, counting from 1; above crew_max when it is full.
int FreeSlot(const Shift& shift);

}  // namespace liengia::rosters
