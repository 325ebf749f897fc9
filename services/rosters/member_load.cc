#include "services/rosters/member_load.h"

#include <algorithm>
#include <utility>

#include "services/platform/text.h"
#include "services/rosters/engine/report.h"

namespace liengia::rosters {
namespace {

int MinutesOf(const Plan& plan, const engine::Roster& roster, int member) {
  int64_t minutes = 0;
  for (const int index : roster.ShiftsOf(member)) {
    const engine::Shift& shift = plan.problem.shifts[index];
    if (engine::InWindow(plan.problem, shift)) minutes += shift.end_minute - shift.start_minute;
  }
  return static_cast<int>(minutes);
}

}  // namespace

std::vector<MemberLoad> LoadsOf(const Plan& plan, const engine::Roster& roster) {
  const std::vector<engine::MemberCredit> credits = engine::MemberCredits(plan.problem, roster);
  std::vector<std::pair<std::string, MemberLoad>> keyed;
  for (size_t i = 0; i < plan.rows.candidates.size(); ++i) {
    const Candidate& candidate = plan.rows.candidates[i];
    if (candidate.left) continue;
    keyed.push_back(
        {platform::NameSortKey(candidate.name),
         {candidate.id, candidate.name, credits[i].duties,
          MinutesOf(plan, roster, static_cast<int>(i)), credits[i].before, credits[i].after}});
  }
  std::sort(keyed.begin(), keyed.end(), [](const auto& a, const auto& b) {
    return std::tie(a.first, a.second.member_id) < std::tie(b.first, b.second.member_id);
  });
  std::vector<MemberLoad> loads;
  loads.reserve(keyed.size());
  for (auto& [key, load] : keyed) loads.push_back(std::move(load));
  return loads;
}

}  // namespace liengia::rosters
