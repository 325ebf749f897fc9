#pragma once

#include <string>

#include "absl/time/time.h"
#include "services/platform/caller.h"
#include "services/platform/errors.h"

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

// The canonical number of a request's `phone_number`, however it is written; adds a violation when
// it is none.
std::string ReadPhoneNumber(const std::string& text, platform::Violations& violations);

// A request's `display_name` in normal form; adds a violation when nothing visible is in it.
std::string ReadDisplayName(const std::string& text, platform::Violations& violations);

}  // namespace liengia::identity
