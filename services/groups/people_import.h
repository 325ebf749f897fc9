#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "services/groups/member.h"
#include "services/groups/people_csv.h"
#include "services/groups/people_plan.h"

// What importing a list does to a group, decided before anything is written.
namespace liengia::groups {

// Who imports, and when.
struct ImportTerms {
  Editor editor;
  absl::CivilDay today;  // At the group.
};

// The household gets somebody who acts for it: `household` is its place in the plan, the member the
// one of the file's line.
struct NewProxy {
  size_t household = 0;
  int line = 0;
};

struct PeopleImport {
  PeoplePlan plan;  // Empty when there is a problem.
  std::vector<NewProxy> proxies;
  std::vector<std::string> emptied_household_ids;  // Of households whose last members move away.
  std::vector<RowProblem> problems;                // All of them, by line and column.
  int updated_household_count = 0;                 // With a new label, address or proxy.
};

// In `known`, a household's head is its proxy. Beyond PlanPeople:
// - Whom the file calls head, and who has a phone, becomes the proxy of a household without one; a
//   proxy that is there stays.
// - The present leader stays the leader, with the same phone number, whatever the file says:
//   another number is a problem, and so is anybody else as leader.
// - Roles and the phone numbers of other deputies change only when the leader imports.
// - Deputies have a phone, and minors lead nothing, also when the file tells only half of it.
// - A household that the file leaves without members goes.
PeopleImport DecideImport(const PeopleFile& file, const KnownPeople& known,
                          const ImportTerms& terms);

// OK without problems; else INVALID_ARGUMENT (kFileInvalid) with a violation for each, its field
// such as "line 7, Số điện thoại": as many as fit into a refusal, and in the metadata
// `problem_count` how many they are. RESOURCE_EXHAUSTED (kLimitReached) for a file with more people
// than a group may have.
absl::Status CheckProblems(const std::vector<RowProblem>& problems);

// RESOURCE_EXHAUSTED (kLimitReached) when the group would have too many members or households.
absl::Status CheckImportLimits(const KnownPeople& known, const PeopleImport& import);

// The rows to write for an import without problems.
struct PeopleWrite {
  std::vector<KnownHousehold> new_households;
  std::vector<KnownHousehold> changed_households;  // Their label or address.
  std::vector<KnownMember> new_members;
  std::vector<KnownMember> changed_members;
  struct Proxy {
    std::string household_id;
    std::string member_id;
  };
  std::vector<Proxy> proxies;
  std::vector<std::string> emptied_household_ids;
};

// `new_id` makes the ids of what is new.
PeopleWrite WriteOf(const PeopleImport& import, const std::function<std::string()>& new_id);

// The rows of a file that ReadPeople reads and that, imported again, changes nothing. Households
// without members are left out.
std::vector<PersonRow> RowsOf(const KnownPeople& known);

}  // namespace liengia::groups
