#pragma once

#include <cstdint>
#include <string>

#include "absl/time/time.h"
#include "services/groups/member.h"
#include "services/platform/errors.h"

namespace liengia::groups {

// The unit that a group shares duty by.
struct Household {
  std::string id;
  std::string label;            // Tidy; unique in the group whatever its case.
  std::string address;          // Tidy; may be empty.
  std::string proxy_member_id;  // Acts for those of the household without a phone; may be empty.
  bool allow_two_a_night = false;
  int member_count = 0;  // Those on the list today.
  absl::Time create_time;
  int64_t version = 1;
};

// Adds to `violations`, under `prefix`, unless the household has a label.
void CheckHousehold(const Household& household, const std::string& prefix,
                    platform::Violations& violations);

// True for who may act for the household: one of its members, with a phone.
bool MayBeProxy(const Household& household, const Member& member);

// Adds to `violations`, under `prefix`, unless `proxy` (null: not on the group's list) may be it.
void CheckProxy(const Household& household, const Member* proxy, const std::string& prefix,
                platform::Violations& violations);

}  // namespace liengia::groups
