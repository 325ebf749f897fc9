#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "absl/status/status.h"

// A roster as one *line of work* per person: what that person does on each day of the horizon.
// Every rule is about a single line; lines meet only in the cover, which has a price. This is the
// core that the patrol rules and the published shift-scheduling instances both stand on.
//
// Days, people and kinds of work are indices. Kind 0 is a day off, so that a line is a plain
// sequence of kinds. Prices are whole numbers, lower is better; minutes are minutes of work.
namespace liengia::rosters::engine::lines {

using Kind = uint8_t;
using Line = std::vector<Kind>;  // By day.
using KindSet = uint64_t;        // Bit k: kind k.

inline constexpr Kind kOff = 0;
inline constexpr int kNoLimit = std::numeric_limits<int>::max();

// Limits that keep a model's cost bounded; over them CheckModel refuses.
inline constexpr int kMaxDays = 400;
inline constexpr int kMaxPeople = 1'000;
inline constexpr int kMaxKinds = 48;  // Day off included.
inline constexpr int kMaxMinutesPerDay = 24 * 60;
inline constexpr int kMaxPrice = 1'000'000;
inline constexpr int kMaxTallies = 64;  // Of one person.
inline constexpr int kMaxRun = 400;

inline constexpr KindSet Only(Kind kind) { return KindSet{1} << kind; }
inline constexpr bool Contains(KindSet set, Kind kind) { return (set >> kind & 1) != 0; }

struct WorkKind {
  int minutes = 0;             // 0 for the day off.
  KindSet forbidden_next = 0;  // Kinds that must not be worked on the day after.
};

// At most `max` days of these kinds from first_day to last_day, both included: a kind's maximum
// over the horizon, duties in a week, nights in a month.
struct Tally {
  KindSet kinds = 0;
  int first_day = 0;
  int last_day = 0;
  int max = 0;
};

struct Person {
  std::vector<KindSet> allowed;         // By day; leave is Only(kOff), a pin is Only(its kind).
  std::vector<std::vector<int>> price;  // By day and kind: requests, wishes, changes.
  int fixed_price = 0;                  // Paid whatever the line is.
  int min_minutes = 0;                  // Over the horizon.
  int max_minutes = kNoLimit;
  int max_work_run = kMaxRun;  // Working days in a row; nothing is carried in from before day 0.
  // The shortest runs; a run that touches the first or the last day may be shorter.
  int min_work_run = 1;
  int min_off_run = 1;
  int max_weekends = kNoLimit;  // Weekends with work on any of their days.
  std::vector<Tally> tallies;
};

// `required` people of these kinds on a day; each one missing costs under_price, each one more
// over_price. Several rows may speak of the same day and kind: together they price crews as any
// convex function.
struct Cover {
  int day = 0;
  KindSet kinds = 0;
  int required = 0;
  int under_price = 0;
  int over_price = 0;
};

struct Model {
  int days = 0;
  std::vector<WorkKind> kinds;  // kinds[0] is the day off.
  std::vector<int> weekend;     // By day: the weekend's number, or -1. At most two days in a row.
  std::vector<Person> people;
  std::vector<Cover> covers;
};

// OK, or INVALID_ARGUMENT naming the first thing that makes no sense in each part: sizes that do
// not fit, a day without a choice, a minimum above its maximum, negative prices of cover, values
// over the limits above. All other functions here require a model that passes. Whether lines that
// keep the rules exist is not asked here.
absl::Status CheckModel(const Model& model);

}  // namespace liengia::rosters::engine::lines
