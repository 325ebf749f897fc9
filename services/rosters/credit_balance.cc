#include "services/rosters/credit_balance.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/platform/text.h"
#include "services/rosters/credit_text.h"

namespace liengia::rosters {
namespace {

// By the household's id.
std::unordered_map<std::string, int64_t> SumsOf(const Plan& plan) {
  std::unordered_map<std::string, int64_t> sums;
  for (size_t i = 0; i < plan.rows.candidates.size(); ++i) {
    sums[plan.rows.candidates[i].household_id] += plan.problem.members[i].carried_credit;
  }
  return sums;
}

}  // namespace

std::vector<CreditBalance> BalancesOf(const Plan& plan) {
  const auto sums = SumsOf(plan);
  const bool by_household = plan.rows.charter.fairness_unit == FairnessUnit::kHousehold;
  std::vector<std::pair<std::string, CreditBalance>> keyed;
  for (size_t i = 0; i < plan.rows.candidates.size(); ++i) {
    const Candidate& candidate = plan.rows.candidates[i];
    if (candidate.left) continue;
    CreditBalance balance{candidate.id, candidate.name, plan.problem.members[i].carried_credit,
                          std::nullopt};
    if (by_household && !candidate.household_id.empty()) {
      balance.household_minutes = sums.at(candidate.household_id);
    }
    keyed.emplace_back(platform::NameSortKey(candidate.name), std::move(balance));
  }
  std::sort(keyed.begin(), keyed.end(), [](const auto& a, const auto& b) {
    return std::tie(a.first, a.second.member_id) < std::tie(b.first, b.second.member_id);
  });
  std::vector<CreditBalance> balances;
  balances.reserve(keyed.size());
  for (auto& [key, balance] : keyed) balances.push_back(std::move(balance));
  return balances;
}

platform::Sentence BalanceText(const CreditBalance& balance) {
  if (!balance.household_minutes.has_value()) return BalanceText(balance.minutes);
  const platform::Sentence household = BalanceText(*balance.household_minutes);
  return {absl::StrCat("Cả hộ: ", household.vi), absl::StrCat("The household: ", household.en)};
}

}  // namespace liengia::rosters
