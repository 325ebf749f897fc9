#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "services/rosters/charter.h"

// The credit book of a group: what each member really did in a month, and what was their fair part
// of it. A month's entries are worked out as long as it is open, and kept once it is closed.
namespace liengia::rosters {

// A member as the duty of a month is shared out.
struct Sharer {
  std::string member_id;
  std::string household_id;  // Empty for none.
  int share = 0;             // Thousandths of a full member's month.
};

// Served, or still to be served: whoever was marked absent is not here, whoever stood in is.
struct ServedDuty {
  std::string member_id;
  absl::Time start_time;
  absl::Time end_time;
};

struct CreditMonth {
  absl::CivilMonth month;
  Charter charter;
  std::vector<ServedDuty> duties;
};

// Minutes of credit are weighted by the month's charter.
struct CreditEntry {
  absl::CivilMonth month;
  std::string member_id;
  int duty_count = 0;
  int64_t duty_minutes = 0;
  int64_t credit = 0;
  int share = 0;
  int64_t surplus = 0;  // Credit above (+) or below (-) the fair part of the month's total.
  int64_t charter_version = 0;

  int64_t fair() const { return credit - surplus; }
};

// What each takes a part of duty by, in the order of `sharers`. By member it is their own share; by
// household, all of it together take what its most available member would alone, in equal parts, so
// that every household carries the same however many of it are on the list.
std::vector<int> SharesBy(FairnessUnit unit, const std::vector<Sharer>& sharers);

// One for each sharer, in their order. Duties of others count for nobody.
std::vector<CreditEntry> EntriesOf(const CreditMonth& month, const std::vector<Sharer>& sharers,
                                   const absl::TimeZone& zone);

}  // namespace liengia::rosters
