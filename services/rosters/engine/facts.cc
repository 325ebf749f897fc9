#include "services/rosters/engine/facts.h"

#include <map>

#include "services/rosters/engine/roster.h"
#include "services/rosters/engine/rules.h"

namespace liengia::rosters::engine {

Facts::Facts(const Problem& problem) : problem_(&problem) {
  const size_t cells = problem.members.size() * problem.shifts.size();
  possible_.resize(cells);
  wishes_.resize(cells);
  for (const Shift& shift : problem.shifts) {
    in_window_.push_back(InWindow(problem, shift));
    credits_.push_back(in_window_.back() ? shift.credit : 0);
  }
  // The rules are monotone, so what an empty roster forbids every roster forbids.
  const Roster nobody(problem);
  for (int member = 0; member < members(); ++member) {
    for (int shift = 0; shift < shifts(); ++shift) {
      possible_[Cell(member, shift)] = in_window_[shift] && Allowed(problem, nobody, member, shift);
    }
    for (const Preference& wish : problem.members[member].preferences) {
      if (in_window_[wish.shift]) {
        wishes_[Cell(member, wish.shift)] = static_cast<signed char>(wish.score);
      }
    }
  }
  FindFairLevel();
  FindHouseholds();
  FindNights();
}

void Facts::FindFairLevel() {
  for (const Member& member : problem_->members) {
    if (member.share == 0) continue;
    fair_credit_ += member.carried_credit;
    fair_share_ += member.share;
  }
  for (int shift = 0; shift < shifts(); ++shift) {
    fair_credit_ += __int128{credits_[shift]} * problem_->shifts[shift].crew_ideal;
  }
}

void Facts::FindHouseholds() {
  households_.resize(problem_->households.size());
  for (int member = 0; member < members(); ++member) {
    const int household = problem_->members[member].household;
    if (household >= 0) households_[household].push_back(member);
  }
}

void Facts::FindNights() {
  night_of_.assign(shifts(), -1);
  std::map<int, int> index_of_day;
  for (int shift = 0; shift < shifts(); ++shift) {
    const Shift& data = problem_->shifts[shift];
    if (!data.night) continue;
    const auto [entry, fresh] =
        index_of_day.try_emplace(data.duty_day, static_cast<int>(nights_.size()));
    if (fresh) nights_.emplace_back();
    nights_[entry->second].push_back(shift);
    night_of_[shift] = entry->second;
  }
}

const std::vector<int>& Facts::Household(int member) const {
  const int household = problem_->members[member].household;
  return household < 0 ? none_ : households_[household];
}

const std::vector<int>& Facts::SameNight(int shift) const {
  return night_of_[shift] < 0 ? none_ : nights_[night_of_[shift]];
}

bool Facts::BelowFairLevel(int member, int64_t credit) const {
  return credit * fair_share_ <= fair_credit_ * problem_->members[member].share;
}

}  // namespace liengia::rosters::engine
