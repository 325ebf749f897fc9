#pragma once

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "services/platform/errors.h"

// A self-governing group (tổ tự quản): its life, what each state of it allows, its limits and the
// rules for its name.
namespace liengia::groups {

// A group's life. Values are in order: a dissolved group never comes back.
enum class GroupState { kProposed, kActive, kSuspended, kDissolved };
inline constexpr int kGroupStateCount = 4;

// The seven models of the city's plan 550/KH-UBND (2023).
enum class GroupModel {
  kSecurityHouseholds,  // Liên gia tự quản về ANTT.
  kSecurityCameras,     // Camera an ninh.
  kUrbanOrder,          // Liên gia tự quản về TTĐT.
  kPublicOrder,         // Đảm bảo trật tự đô thị.
  kSchoolGate,          // Đảm bảo ANTT trước cổng trường học.
  kPickupQueue,         // Xếp hàng đón con.
  kParishArea,          // Đảm bảo ANTT vùng giáo.
};
inline constexpr int kGroupModelCount = 7;

struct Group {
  std::string id;
  std::string name;
  GroupModel model = GroupModel::kSecurityHouseholds;
  GroupState state = GroupState::kProposed;
  std::string area_code;
  std::string time_zone;  // IANA name.
  absl::Time create_time;
  int64_t version = 1;
};

// A group as it is shown.
struct CountedGroup {
  Group group;
  int member_count = 0;  // Those on the list today.
};

// As the database writes them ("proposed", "security_households"). Reading any other text is a
// fault of ours: it gives kDissolved, which allows nothing, and kSecurityHouseholds.
const char* StateName(GroupState state);
GroupState StateNamed(const std::string& name);
const char* ModelName(GroupModel model);
GroupModel ModelNamed(const std::string& name);

// What is done to a group or in it, as far as the group's state has a say.
enum class GroupOperation {
  kUpdate,              // Its name, its time zone.
  kActivate,            // To kActive.
  kSuspend,             // To kSuspended.
  kDissolve,            // To kDissolved.
  kWritePeople,         // Households, members, absences, import.
  kWritePosts,          // Posts and checkpoints.
  kWriteDutyTemplates,  // Duty templates.
  kWriteCharter,        // Rest, limits and weights.
  kPlanRoster,          // Make a draft, fill it, change who is on it.
  kPublishRoster,       // Put a month in force.
  kWriteIncident,       // A suspended group still writes down what it saw on its last nights.
};
inline constexpr int kGroupOperationCount = 11;

constexpr bool Allows(GroupState state, GroupOperation operation);

// OK, or FAILED_PRECONDITION (kGroupState) that says which states would allow the operation; the
// metadata `state` names the group's.
absl::Status CheckOperation(GroupOperation operation, GroupState state);

// At most this many of something; kept by counting before a write, in its transaction.
struct Limit {
  int most;
  const char* things_vi;
  const char* things_en;
};
inline constexpr Limit kMemberLimit{500, "tổ viên trong một tổ", "members in a group"};
inline constexpr Limit kHouseholdLimit{300, "hộ trong một tổ", "households in a group"};
inline constexpr Limit kPostLimit{50, "chốt và tuyến trong một tổ", "posts and routes in a group"};
inline constexpr Limit kDutyTemplateLimit{50, "mẫu ca trong một tổ", "duty templates in a group"};
inline constexpr Limit kPairLimit{200, "cặp trong một tổ", "pairs in a group"};
inline constexpr Limit kGroupsLedLimit{20, "tổ do một người đứng đầu", "groups led by one person"};
inline constexpr Limit kAbsenceLimit{100, "lần vắng sắp tới của một tổ viên",
                                     "absences to come of one member"};

// OK when `count`, after the write, keeps to the limit; else RESOURCE_EXHAUSTED (kLimitReached)
// with the metadata `limit` and `count`.
absl::Status CheckLimit(const Limit& limit, int count);

// A name as it is kept: NFC, spaces collapsed. Requires valid UTF-8.
std::string TidyName(const std::string& name);

// Adds to `violations` unless the tidy name has 2 to 100 characters.
void CheckGroupName(const std::string& tidy_name, const std::string& field,
                    platform::Violations& violations);

inline constexpr char kDefaultTimeZone[] = "Asia/Ho_Chi_Minh";

// Adds to `violations` unless it is the name of a region's zone, such as Asia/Ho_Chi_Minh, that the
// machine knows.
void CheckTimeZone(const std::string& name, const std::string& field,
                   platform::Violations& violations);

// The civil day at the group.
absl::CivilDay DayAt(const Group& group, absl::Time time);

// The table of what each state allows: one row per operation, in the order of the enum.
namespace table {

constexpr unsigned Bit(GroupState state) { return 1U << static_cast<unsigned>(state); }
constexpr unsigned kProposed = Bit(GroupState::kProposed);
constexpr unsigned kActive = Bit(GroupState::kActive);
constexpr unsigned kSuspended = Bit(GroupState::kSuspended);
constexpr unsigned kLiving = kProposed | kActive | kSuspended;

inline constexpr unsigned kStatesAllowing[kGroupOperationCount] = {
    /* kUpdate */ kLiving,
    /* kActivate */ kProposed | kSuspended,
    /* kSuspend */ kActive,
    /* kDissolve */ kLiving,
    /* kWritePeople */ kLiving,
    /* kWritePosts */ kLiving,
    /* kWriteDutyTemplates */ kLiving,
    /* kWriteCharter */ kLiving,
    /* kPlanRoster */ kProposed | kActive,
    /* kPublishRoster */ kActive,
    /* kWriteIncident */ kActive | kSuspended,
};

}  // namespace table

constexpr bool Allows(GroupState state, GroupOperation operation) {
  return (table::kStatesAllowing[static_cast<size_t>(operation)] & table::Bit(state)) != 0;
}

}  // namespace liengia::groups
