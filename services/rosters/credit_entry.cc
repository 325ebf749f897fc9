#include "services/rosters/credit_entry.h"

#include <algorithm>
#include <unordered_map>

#include "services/rosters/engine/credit.h"
#include "services/rosters/engine_time.h"

namespace liengia::rosters {
namespace {

// Who of a household takes part, and the largest share among them.
struct Household {
  std::vector<size_t> sharers;
  int share = 0;
};

std::unordered_map<std::string, Household> HouseholdsOf(const std::vector<Sharer>& sharers) {
  std::unordered_map<std::string, Household> households;
  for (size_t i = 0; i < sharers.size(); ++i) {
    if (sharers[i].household_id.empty() || sharers[i].share == 0) continue;
    Household& household = households[sharers[i].household_id];
    household.sharers.push_back(i);
    household.share = std::max(household.share, sharers[i].share);
  }
  return households;
}

// A shift of the last day may end on the first of the next month.
engine::Calendar CalendarOf(absl::CivilMonth month, const absl::TimeZone& zone) {
  return CalendarBetween(absl::CivilDay(month), absl::CivilDay(month + 1), zone);
}

void AddDuty(const ServedDuty& duty, const Charter& charter, const engine::Calendar& calendar,
             CreditEntry& entry) {
  const engine::Interval interval = IntervalOf(duty.start_time, duty.end_time);
  ++entry.duty_count;
  entry.duty_minutes += interval.end_minute - interval.start_minute;
  entry.credit += engine::Credit(interval, charter.credit, calendar);
}

void SetSurpluses(std::vector<CreditEntry>& entries) {
  std::vector<engine::PastCredit> earned;
  earned.reserve(entries.size());
  for (const CreditEntry& entry : entries) earned.push_back({entry.credit, entry.share});
  const std::vector<int64_t> surpluses = engine::SurplusCredit(earned);
  for (size_t i = 0; i < entries.size(); ++i) entries[i].surplus = surpluses[i];
}

}  // namespace

std::vector<int> SharesBy(FairnessUnit unit, const std::vector<Sharer>& sharers) {
  std::vector<int> shares;
  shares.reserve(sharers.size());
  for (const Sharer& sharer : sharers) shares.push_back(sharer.share);
  if (unit == FairnessUnit::kMember) return shares;
  for (const auto& [id, household] : HouseholdsOf(sharers)) {
    const int count = static_cast<int>(household.sharers.size());
    for (int i = 0; i < count; ++i) {
      const int part = household.share / count + (i < household.share % count ? 1 : 0);
      shares[household.sharers[i]] = std::max(1, part);
    }
  }
  return shares;
}

std::vector<CreditEntry> EntriesOf(const CreditMonth& month, const std::vector<Sharer>& sharers,
                                   const absl::TimeZone& zone) {
  const std::vector<int> shares = SharesBy(month.charter.fairness_unit, sharers);
  std::vector<CreditEntry> entries(sharers.size());
  std::unordered_map<std::string, CreditEntry*> by_member;
  for (size_t i = 0; i < sharers.size(); ++i) {
    entries[i].month = month.month;
    entries[i].member_id = sharers[i].member_id;
    entries[i].share = shares[i];
    entries[i].charter_version = month.charter.version;
    by_member[sharers[i].member_id] = &entries[i];
  }
  const engine::Calendar calendar = CalendarOf(month.month, zone);
  for (const ServedDuty& duty : month.duties) {
    const auto at = by_member.find(duty.member_id);
    if (at != by_member.end()) AddDuty(duty, month.charter, calendar, *at->second);
  }
  SetSurpluses(entries);
  return entries;
}

}  // namespace liengia::rosters
