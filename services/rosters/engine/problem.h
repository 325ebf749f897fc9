#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"

// What the engine is given: one month of one group, as plain data. Members, households and shifts
// are named by their index in these vectors; ids are carried for the output and to break ties, so
// that the order in which rows were loaded never changes a roster.
//
// Units everywhere: instants are minutes since the Unix epoch in UTC; civil days are days since
// 1970-01-01 in the group's time zone; intervals are half-open.
namespace liengia::rosters::engine {

inline constexpr int kNoLimit = std::numeric_limits<int>::max();

// Limits that keep a problem's cost bounded; over them CheckProblem refuses.
inline constexpr int kMaxMembers = 1'000;
inline constexpr int kMaxShifts = 2'000;
inline constexpr int kMaxCrew = 200;
inline constexpr int kMaxPlaces = 20'000;  // Sum of the ideal crews.
inline constexpr int kMaxPins = 50'000;
inline constexpr int kMaxPairs = 1'000;  // Of either kind.
inline constexpr int kMaxSkills = 64;
inline constexpr int kMaxSkillsPerShift = 4;
inline constexpr int kMaxIntervalsPerMember = 2'000;
inline constexpr int kMaxShare = 100'000;
inline constexpr int kMaxShiftMinutes = 7 * 24 * 60;
inline constexpr int64_t kMaxShiftCredit = 100'000'000;
inline constexpr int64_t kMaxCarriedCredit = 1'000'000'000'000;

struct Interval {
  int64_t start_minute = 0;
  int64_t end_minute = 0;
};

// By whom credit is made even: everyone for themselves, or the members of a household together.
// Whoever belongs to no household is always counted for themselves.
enum class FairnessUnit { kMember, kHousehold };

struct Household {
  std::string id;
  // True when the household agreed to give two duties in one night instead of one.
  bool two_per_night = false;
};

// A wish about one shift, from -2 (please not) to +2 (gladly). Never stronger than fairness.
struct Preference {
  int shift = 0;
  int score = 0;
};

struct Member {
  std::string id;
  int household = -1;  // Index into Problem::households, -1 = none known.
  bool may_lead = false;
  bool minor = false;  // Under 18 on any day of the window.
  bool over_70 = false;
  bool over_70_approved = false;
  // How much of a full member's load this member takes, in thousandths; leave shortens it. 0 =
  // takes no part in this roster: never put on a shift and left out of fairness.
  int share = 1000;
  // Weighted minutes above (+) or below (-) the member's fair part of earlier rosters; see
  // `SurplusCredit` in credit.h. Not a running total: a total would make people work off their
  // leave.
  int64_t carried_credit = 0;
  std::vector<Interval> unavailable;
  // Duties in the member's other groups: they block and need rest, they count towards no maximum.
  std::vector<Interval> other_duties;
  std::vector<int> skills;             // Indices into Problem::skills.
  int max_duties_per_week = kNoLimit;  // ISO weeks, by the shift's duty day.
  int max_duties = kNoLimit;           // In the window.
  int max_nights_in_row = kNoLimit;
  int min_rest_minutes = 0;
  std::vector<Preference> preferences;
};

// `people` of a crew must hold the skill; as many as the crew's maximum = everyone.
struct SkillNeed {
  int skill = 0;  // Index into Problem::skills.
  int people = 1;
};

struct Shift {
  std::string id;
  std::string post_id;
  int64_t start_minute = 0;
  int64_t end_minute = 0;
  int duty_day = 0;  // The civil day on which the shift starts.
  bool night = false;
  // The date of the evening on which the night began: 22:00 on the 1st and 01:00 on the 2nd are
  // both the night of the 1st. Households and nights in a row count by it; see `NightDayOf` in
  // credit.h. Without meaning for a shift by day.
  int night_day = 0;
  int crew_min = 1;
  int crew_ideal = 1;
  int crew_max = 1;
  int leaders_needed = 0;
  std::vector<SkillNeed> skills_needed;
  int importance = 1;  // Price of one empty minimum slot against those of other shifts; 1 to 1000.
  int64_t credit = 0;  // Weighted minutes that each member of the crew earns; see credit.h.
};

struct Duty {
  int shift = 0;
  int member = 0;
  bool pinned = false;
};

bool operator==(const Duty& a, const Duty& b);

// The roster in force, for a repair: every duty that differs from it is a change.
struct Publication {
  std::vector<Duty> duties;
  int64_t now_minute = 0;  // What notice of a change is counted from.
};

struct Problem {
  std::vector<Household> households;
  std::vector<Member> members;
  std::vector<Shift> shifts;
  std::vector<std::string> skills;  // Their ids.
  // Duties set by hand or already published: kept as they are even where they break a rule.
  // `pinned` is taken to be true.
  std::vector<Duty> pins;
  std::vector<std::pair<int, int>> not_together;  // Pairs of members, never in one crew.
  std::vector<std::pair<int, int>> together;      // Pairs who should serve together: a wish.
  FairnessUnit fairness_unit = FairnessUnit::kMember;
  std::optional<Publication> published;
  // The duty days to fill, both included. Shifts outside are context: their pins count for rest,
  // weeks and nights in a row across the month's edge; they are not filled, credited or judged.
  int first_day = 0;
  int last_day = 0;
};

bool Holds(const Member& member, int skill);

// True when the shift's duty day lies in the problem's window.
bool InWindow(const Problem& problem, const Shift& shift);

// OK, or INVALID_ARGUMENT naming everything that is wrong: indices out of range, empty or duplicate
// ids, intervals that end before they start, a crew minimum above the ideal or the ideal above the
// maximum, a night shift without its night, values or counts over the limits above. The other
// functions of the engine, Solve apart, require a problem that passes.
absl::Status CheckProblem(const Problem& problem);

}  // namespace liengia::rosters::engine
