#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "services/groups/member_role.h"
#include "services/platform/call.h"
#include "services/platform/errors.h"

// A person on a group's list: what a member must be, and who may change what of it.
namespace liengia::groups {

struct Member {
  std::string id;
  std::string household_id;
  std::string account_id;    // Empty for somebody without a phone.
  std::string phone_number;  // Canonical (identity/phone.h); empty as account_id is.
  std::string full_name;     // Tidy (TidyName in group.h).
  MemberRole role = MemberRole::kMember;
  bool may_lead = false;
  std::optional<int> birth_year;
  bool over_70_approved = false;
  int max_duties_a_month = 0;  // 0 sets no limit.
  absl::Time create_time;
  int64_t version = 1;
};

// Days on which a member can't serve.
struct Absence {
  std::string id;
  std::string member_id;
  absl::CivilDay start_date;
  absl::CivilDay end_date;  // The day after the last.
};

// As the database writes it; reading any other text gives kMember.
const char* MemberRoleName(MemberRole role);
MemberRole MemberRoleNamed(const std::string& name);

// Adulthood in the Civil Code of 2015, article 20, and the upper age of Law 30/2023/QH15, article
// 13. Only the year of birth is known: somebody counts as a minor, or as over 70, when they are it
// on the last day of `today`'s year. Nobody is either while the year is not known.
inline constexpr int kAdultAge = 18;
inline constexpr int kOldestAgeWithoutApproval = 70;
bool IsMinor(const std::optional<int>& birth_year, absl::CivilDay today);
bool IsOver70(const std::optional<int>& birth_year, absl::CivilDay today);

// Adds to `violations` unless the tidy name has a letter.
void CheckFullName(const std::string& full_name, const std::string& field,
                   platform::Violations& violations);

// Adds everything that is wrong with a member by itself, field by field, each under `prefix`: the
// name has a letter, the birth year is of the last 120 years, duties a month are 0 to 62, leader
// and deputy have a phone (they act by it).
void CheckMember(const Member& member, absl::CivilDay today, const std::string& prefix,
                 platform::Violations& violations);

// FAILED_PRECONDITION (kAgeRule) for a minor who is leader or deputy or may lead a crew.
absl::Status CheckAge(const Member& member, absl::CivilDay today);

// Who wants to change the list.
struct Editor {
  std::string member_id;
  MemberRole role = MemberRole::kMember;
};

// The caller whom the access policy let in.
Editor EditorOf(const platform::Call& call);

// Whether a leader or deputy may add such a member. PERMISSION_DENIED (kRoleMissing): only the
// leader gives a role.
absl::Status CheckMayAdd(const Editor& editor, const Member& added);

// Whether a leader or deputy may make `after` of `before`. PERMISSION_DENIED (kRoleMissing): only
// the leader changes roles, and the phone number of a leader or deputy who is not the editor, since
// whoever has the number has the role. FAILED_PRECONDITION (kLeaderNeeded): the leader's role goes
// only by being given to another.
absl::Status CheckMayChange(const Editor& editor, const Member& before, const Member& after);

// Whether somebody may be taken off the list. `acts_for`: the editor is, or acts for, that member.
// PERMISSION_DENIED (kRoleMissing): a leader takes off anybody, others oneself.
// FAILED_PRECONDITION (kLeaderNeeded): the leader hands over first.
absl::Status CheckMayLeave(const Editor& editor, bool acts_for, const Member& leaving);

// Whether the editor may write down or take back somebody's absence. PERMISSION_DENIED
// (kRoleMissing).
absl::Status CheckMayNoteAbsence(const Editor& editor, bool acts_for);

inline constexpr int kLongestAbsenceDays = 366;

// Adds to `violations` unless the absence has 1 to kLongestAbsenceDays days.
void CheckAbsenceDates(const Absence& absence, const std::string& prefix,
                       platform::Violations& violations);

}  // namespace liengia::groups
