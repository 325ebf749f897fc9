#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "services/platform/sentence.h"
#include "services/rosters/planning.h"

namespace liengia::rosters {

// What a member carries into the next roster.
struct CreditBalance {
  std::string member_id;
  std::string member_name;
  int64_t minutes = 0;
  // All of the household together, where the charter shares evenly by household.
  std::optional<int64_t> household_minutes;
};

// One for each member of the group by given name, as the plan carries them.
std::vector<CreditBalance> BalancesOf(const Plan& plan);

// "Hơn phần đều 3 giờ công.", for people.
platform::Sentence BalanceText(const CreditBalance& balance);

}  // namespace liengia::rosters
