#pragma once

#include <optional>
#include <string>

#include "absl/time/time.h"

// One member's place on one shift, as it is done. What state it is in follows from its times and
// marks; no state is stored.
namespace liengia::duties {

// A check-in up to this long after the start is on time, and until then nobody is missing.
inline constexpr absl::Duration kGrace = absl::Minutes(10);

// The values of the contract's Duty.State.
enum class DutyState {
  kDraft = 1,     // In a draft roster: it may still change.
  kUpcoming = 2,  // Published, not begun.
  kDue = 3,       // Begun, not checked in, within the grace.
  kPresent = 4,   // Checked in, on time.
  kLate = 5,      // Checked in after the grace.
  kMissing = 6,   // The grace is over and nobody checked in.
  kDone = 7,      // Checked in, and out or over.
  kExcused = 8,   // Absent with leave, as the leader marked.
  kAbsent = 9,    // Absent without leave, as the leader marked.
};

// How somebody showed presence; the values of the contract's Duty.Method.
enum class CheckInMethod {
  kSelf = 1,    // Tapped in the client.
  kCode = 2,    // Scanned a checkpoint's code.
  kProxy = 3,   // The household's proxy did it.
  kLeader = 4,  // The leader or deputy marked it.
};

enum class AbsenceMark { kExcused, kAbsent };

// As the database writes them ("self", "excused"), and back. Reading any other text is a fault of
// the schema: it gives kSelf and kAbsent.
const char* MethodName(CheckInMethod method);
CheckInMethod MethodNamed(const std::string& name);
const char* MarkName(AbsenceMark mark);
AbsenceMark MarkNamed(const std::string& name);

struct CheckIn {
  absl::Time time;         // When the member came.
  absl::Time record_time;  // When the server heard of it.
  CheckInMethod method = CheckInMethod::kSelf;
  std::string checkpoint_id;  // Empty: at none.
  std::string account_id;     // Who noted it.
};

// Who last marked attendance, and when.
struct Marking {
  absl::Time time;
  std::string account_id;
  std::string member_name;  // Empty: no longer known.
};

// When a duty is and who came: all that its state is worked out from.
struct Attendance {
  bool published = false;  // Its roster is, or was.
  absl::Time start_time;
  absl::Time end_time;
  std::optional<CheckIn> check_in;
  std::optional<absl::Time> check_out_time;  // Never without a check-in.
  std::optional<AbsenceMark> mark;           // Counts before what the member noted.
  std::optional<Marking> marking;            // Of `mark`, or of having been present.
  std::string cover_member_id;               // Who stood in for somebody marked; empty: nobody.
};

DutyState StateOf(const Attendance& attendance, absl::Time now);

}  // namespace liengia::duties
