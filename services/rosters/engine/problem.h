#pragma once

#include <cstdint>
#include <limits>
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
inline constexpr int kMaxNotTogether = 1'000;
inline constexpr int kMaxIntervalsPerMember = 2'000;
inline constexpr int kMaxShare = 100'000;
inline constexpr int kMaxShiftMinutes = 7 * 24 * 60;
inline constexpr int64_t kMaxShiftCredit = 100'000'000;
inline constexpr int64_t kMaxCarriedCredit = 1'000'000'000'000;

struct Interval {
  int64_t start_minute = 0;
  int64_t end_minute = 0;
};

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
  int max_duties_per_week = kNoLimit;  // ISO weeks, by the shift's duty day.
  int max_duties = kNoLimit;           // In the window.
  int max_nights_in_row = kNoLimit;
  int min_rest_minutes = 0;
  std::vector<Preference> preferences;
};

struct Shift {
  std::string id;
  std::string post_id;
  int64_t start_minute = 0;
  int64_t end_minute = 0;
  int duty_day = 0;  // The civil day on which the shift starts.
  bool night = false;
  int crew_min = 1;
  int crew_ideal = 1;
  int crew_max = 1;
  int leaders_needed = 0;
  int importance = 1;  // Price of one empty minimum slot against those of other shifts; 1 to 1000.
  int64_t credit = 0;  // Weighted minutes that each member of the crew earns; see credit.h.
};

struct Duty {
  int shift = 0;
  int member = 0;
  bool pinned = false;
};

bool operator==(const Duty& a, const Duty& b);

struct Problem {
  std::vector<Household> households;
  std::vector<Member> members;
  std::vector<Shift> shifts;
  // Duties set by hand or already published: kept as they are even where they break a rule.
  // `pinned` is taken to be true.
  std::vector<Duty> pins;
  std::vector<std::pair<int, int>> not_together;  // Pairs of members.
  // The duty days to fill, both included. Shifts outside are context: their pins count for rest,
  // weeks and nights in a row across the month's edge; they are not filled, credited or judged.
  int first_day = 0;
  int last_day = 0;
};

// True when the shift's duty day lies in the problem's window.
bool InWindow(const Problem& problem, const Shift& shift);

// OK, or INVALID_ARGUMENT naming everything that is wrong: indices out of range, empty or duplicate
// ids, intervals that end before they start, a crew minimum above the ideal or the ideal above the
// maximum, values or counts over the limits above. The other functions of the engine, Solve apart,
// require a problem that passes.
absl::Status CheckProblem(const Problem& problem);

}  // namespace liengia::rosters::engine
