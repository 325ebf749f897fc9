#include "services/rosters/engine/facts.h"

#include <map>

#include "services/rosters/engine/roster.h"
#include "services/rosters/engine/rules.h"

namespace liengia::rosters::engine {

Facts::Facts(const Problem& problem, Ranking ranking)
    : problem_(&problem), ranking_(ranking), bearers_(BearersOf(problem)) {
  for (const Shift& shift : problem.shifts) {
    in_window_.push_back(InWindow(problem, shift));
    credits_.push_back(in_window_.back() ? shift.credit : 0);
  }
  FindPossible();
  FindWishes();
  FindFairLevel();
  FindHouseholds();
  FindNights();
  FindPublished();
}

void Facts::FindPossible() {
  possible_.resize(problem_->members.size() * problem_->shifts.size());
  // The rules are monotone, so what an empty roster forbids every roster forbids.
  const Roster nobody(*problem_);
  for (int member = 0; member < members(); ++member) {
    for (int shift = 0; shift < shifts(); ++shift) {
      possible_[Cell(member, shift)] =
          in_window_[shift] && Allowed(*problem_, nobody, member, shift);
    }
  }
}

void Facts::FindWishes() {
  wishes_.resize(problem_->members.size() * problem_->shifts.size());
  for (int member = 0; member < members(); ++member) {
    for (const Preference& wish : problem_->members[member].preferences) {
      if (in_window_[wish.shift]) {
        wishes_[Cell(member, wish.shift)] = static_cast<signed char>(wish.score);
      }
    }
  }
  partners_.resize(problem_->members.size());
  for (const auto& [a, b] : problem_->together) {
    partners_[a].push_back(b);
    partners_[b].push_back(a);
  }
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
  std::map<int, int> index_of_night;
  for (int shift = 0; shift < shifts(); ++shift) {
    const Shift& data = problem_->shifts[shift];
    if (!data.night) continue;
    const auto [entry, fresh] =
        index_of_night.try_emplace(data.night_day, static_cast<int>(nights_.size()));
    if (fresh) nights_.emplace_back();
    nights_[entry->second].push_back(shift);
    night_of_[shift] = entry->second;
  }
}

void Facts::FindPublished() {
  if (!problem_->published) return;
  published_.resize(problem_->members.size() * problem_->shifts.size());
  published_of_.resize(problem_->members.size());
  for (const Duty& duty : problem_->published->duties) {
    if (!in_window_[duty.shift]) continue;
    published_[Cell(duty.member, duty.shift)] = 1;
    published_of_[duty.member].push_back(duty.shift);
  }
  for (const Shift& shift : problem_->shifts) {
    notice_lacking_.push_back(engine::NoticeLacking(shift, *problem_->published));
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
  if (repairs()) return true;
  return credit * fair_share_ <= fair_credit_ * bearers_.shares[bearers_.of_member[member]];
}

}  // namespace liengia::rosters::engine
