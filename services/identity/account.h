#pragma once

#include <string>

#include "absl/time/time.h"
#include "services/platform/caller.h"

namespace liengia::identity {

// Somebody who can sign in: a phone number.
struct Account {
  std::string id;
  std::string phone_number;  // Canonical (phone.h).
  std::string display_name;
  absl::Time create_time;
};

// What an account is in one group.
struct Membership {
  std::string group_id;
  std::string group_name;
  std::string member_id;
  std::string member_name;
  platform::Role role = platform::Role::kNone;  // kMember when acted for.
  bool acted_for = false;  // The account is the proxy of this member's household.
};

}  // namespace liengia::identity
