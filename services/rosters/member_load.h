#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "services/rosters/engine/roster.h"
#include "services/rosters/planning.h"

namespace liengia::rosters {

// What a month asks of one member. Credits are weighted minutes.
struct MemberLoad {
  std::string member_id;
  std::string member_name;
  int duty_count = 0;
  int duty_minutes = 0;
  int64_t credit_before = 0;
  int64_t credit_after = 0;
};

// One for each member of the group, by given name.
std::vector<MemberLoad> LoadsOf(const Plan& plan, const engine::Roster& roster);

}  // namespace liengia::rosters
