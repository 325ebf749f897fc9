#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/tx.h"
#include "services/groups/member.h"

// Members, whose phone numbers are accounts. Unless told otherwise, a member is somebody on the
// group's list today: those who left are found by nobody.
namespace liengia::groups {

std::optional<Member> FindMember(db::Tx& tx, const std::string& group_id, const std::string& id);

// Nothing only for a group that does not exist.
std::optional<Member> FindLeader(db::Tx& tx, const std::string& group_id);

// Where a page of members goes on.
struct MemberKey {
  std::string sort_name;  // platform::NameSortKey of the name.
  std::string id;
};
MemberKey KeyOf(const Member& member);

// By given name: at most `limit` after `after`.
std::vector<Member> ListMembers(db::Tx& tx, const std::string& group_id,
                                const std::optional<MemberKey>& after, int limit);

int CountMembers(db::Tx& tx, const std::string& group_id);

// The member's account_id is of an account that exists; phone_number is not written.
void InsertMember(db::Tx& tx, const std::string& group_id, const Member& member);

// Writes all but id and create_time, and adds one to the version.
void SaveMember(db::Tx& tx, const std::string& group_id, const Member& member);

// Takes the member off the list as of tx.now().
void EndMember(db::Tx& tx, const std::string& group_id, const std::string& id);

// Lets duties that end after tx.now() follow the member's account: a person is in one place, in
// whichever group. Refused by duties_overlap when the account is on another duty at such a time.
void RelinkDuties(db::Tx& tx, const std::string& group_id, const std::vector<std::string>& ids);

// Deletes the member's duties that start after tx.now(); their rosters get a new version. How many
// duties it were.
int FreeDuties(db::Tx& tx, const std::string& group_id, const std::string& member_id);

// The accounts that are, or act for, these members.
std::vector<std::string> ListActingAccounts(db::Tx& tx, const std::string& group_id,
                                            const std::vector<std::string>& member_ids);

// Where a page of absences goes on.
struct AbsenceKey {
  absl::CivilDay start_date;
  std::string id;
};

struct AbsenceFilter {
  absl::CivilDay ends_after;
  std::string member_id;  // Empty: everybody's.
};

// By first day: at most `limit` after `after`.
std::vector<Absence> ListAbsences(db::Tx& tx, const std::string& group_id,
                                  const AbsenceFilter& filter,
                                  const std::optional<AbsenceKey>& after, int limit);

std::optional<Absence> FindAbsence(db::Tx& tx, const std::string& group_id, const std::string& id);

// The member's absences that end after `day`.
int CountAbsences(db::Tx& tx, const std::string& group_id, const std::string& member_id,
                  absl::CivilDay day);

void InsertAbsence(db::Tx& tx, const std::string& group_id, const Absence& absence);

void DeleteAbsence(db::Tx& tx, const std::string& group_id, const std::string& id);

}  // namespace liengia::groups
