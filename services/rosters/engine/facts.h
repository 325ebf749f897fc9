#pragma once

#include <cstdint>
#include <vector>

#include "services/rosters/engine/problem.h"
#include "services/rosters/engine/score.h"

namespace liengia::rosters::engine {

// What never changes during a search. Precomputed from a problem, which must outlive it.
class Facts {
 public:
  explicit Facts(const Problem& problem, Ranking ranking = Ranking::kFewestDisturbed);

  const Problem& problem() const { return *problem_; }
  Ranking ranking() const { return ranking_; }
  int members() const { return static_cast<int>(problem_->members.size()); }
  int shifts() const { return static_cast<int>(problem_->shifts.size()); }
  bool in_window(int shift) const { return in_window_[shift]; }
  // False if the member can never take the shift, whoever else serves. Always false outside the
  // window.
  bool Possible(int member, int shift) const { return possible_[Cell(member, shift)]; }
  // Weighted minutes; 0 outside the window.
  int64_t Credit(int shift) const { return credits_[shift]; }
  int Wish(int member, int shift) const { return wishes_[Cell(member, shift)]; }
  // Who should serve with the member.
  const std::vector<int>& Partners(int member) const { return partners_[member]; }
  const Bearers& bearers() const { return bearers_; }
  // In a repair: whether the member has the shift in the published roster, and the notice that a
  // change of the shift would lack. A problem without a published roster knows no changes.
  bool repairs() const { return !published_.empty(); }
  bool Published(int member, int shift) const { return published_[Cell(member, shift)]; }
  const std::vector<int>& PublishedOf(int member) const { return published_of_[member]; }
  int64_t NoticeLacking(int shift) const { return notice_lacking_[shift]; }
  // True while `credit` leaves the member's bearer at or below the load that everyone would have if
  // every crew were ideal and all loads equal. A duty beyond the minimum is given only then, so the
  // ideal crew lifts nobody more than one duty above the fair level. Always true in a repair, which
  // gives back what was there.
  bool BelowFairLevel(int member, int64_t credit) const;
  // Everyone of the member's household, the member included; empty without a household.
  const std::vector<int>& Household(int member) const;
  // The shifts of the shift's night, itself included; empty for a day shift.
  const std::vector<int>& SameNight(int shift) const;

 private:
  size_t Cell(int member, int shift) const {
    return static_cast<size_t>(member) * problem_->shifts.size() + shift;
  }
  void FindPossible();
  void FindWishes();
  void FindFairLevel();
  void FindHouseholds();
  void FindNights();
  void FindPublished();

  const Problem* problem_;
  Ranking ranking_;
  std::vector<char> in_window_;
  std::vector<int64_t> credits_;
  std::vector<char> possible_;
  std::vector<signed char> wishes_;
  std::vector<std::vector<int>> partners_;
  Bearers bearers_;
  std::vector<char> published_;  // Empty without a published roster.
  std::vector<std::vector<int>> published_of_;
  std::vector<int64_t> notice_lacking_;
  std::vector<std::vector<int>> households_;
  std::vector<std::vector<int>> nights_;
  std::vector<int> night_of_;  // By shift: index into nights_, -1 = by day.
  std::vector<int> none_;
  __int128 fair_credit_ = 0;  // The fair level is fair_credit_ / fair_share_.
  __int128 fair_share_ = 0;
};

}  // namespace liengia::rosters::engine
