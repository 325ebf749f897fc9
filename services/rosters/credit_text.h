#pragma once

#include <optional>
#include <string>

#include "absl/time/time.h"
#include "services/duties/duty.h"
#include "services/platform/sentence.h"
#include "services/rosters/charter.h"
#include "services/rosters/credit_entry.h"

// Where a member's credit comes from, in words.
namespace liengia::rosters {

// A duty of the member's, or one of somebody else's for whom the member stood in.
struct CreditLine {
  std::string duty_id;
  std::string title;
  std::string post_name;
  absl::Time start_time;
  absl::Time end_time;
  std::optional<duties::AbsenceMark> mark;  // Of the duty.
  bool stood_in = false;                    // The member did, for `other_name`.
  std::string other_name;                   // Else who stood in for the member; empty: nobody.

  bool counts() const { return stood_in || !mark.has_value(); }
};

// Weighted minutes; 0 for a line that does not count.
int64_t CreditOf(const CreditLine& line, const Charter& charter, const absl::TimeZone& zone);

// "4 giờ × 150 %: tính 6 giờ." Or why it does not count, or for whom the member stood in.
platform::Sentence LineText(const CreditLine& line, const Charter& charter,
                            const absl::TimeZone& zone);

// "Tháng 10/2026: 6 lượt, 24 giờ, tính 36 giờ công; phần đều là 33 giờ, hơn 3 giờ."
platform::Sentence EntryText(const CreditEntry& entry);

// "Hơn phần đều 3 giờ công.", for what is carried into the next roster.
platform::Sentence BalanceText(int64_t balance_minutes);

}  // namespace liengia::rosters
