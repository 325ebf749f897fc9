#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <vector>

#include "services/rosters/engine/facts.h"
#include "services/rosters/engine/problem.h"
#include "services/rosters/engine/roster.h"
#include "services/rosters/engine/score.h"

// What construction and exchange stand on: facts that never change during a search, the roster
// being built with its running counts, and the budget.
namespace liengia::rosters::engine {

// One elementary change: at most two duties taken away, then at most two given.
struct Change {
  std::array<Duty, 2> removed{};
  std::array<Duty, 2> added{};
  int removals = 0;
  int additions = 0;
};

Change Give(const Duty& duty);
// `from` goes, `to` comes: another member on the same shift, or another shift for the same member.
Change Move(const Duty& from, const Duty& to);
// The two members exchange their shifts.
Change Exchange(const Duty& a, const Duty& b);
// The member of `from` goes to `shift`; `successor` takes the place that falls free.
Change Eject(const Duty& from, int shift, int successor);

// A roster with its running counts. Holds a pointer to the facts; a copy is a snapshot.
class State {
 public:
  // The pins and nothing else.
  explicit State(const Facts* facts);

  const Facts& facts() const { return *facts_; }
  const Roster& roster() const { return roster_; }
  const engine::Crew& CrewOf(int shift) const { return crews_[shift]; }
  int People(int shift) const { return crews_[shift].people; }
  // Of the member's bearer, as is the load.
  int64_t CreditOf(int member) const { return credits_[facts_->bearers().of_member[member]]; }
  Load LoadWith(int member, int64_t extra_credit) const;
  Load LoadOfBearer(int bearer, int64_t extra_credit) const;
  // All hard rules allow it and the shift is in the window.
  bool MayTake(int member, int shift) const;

  bool IsPinned(int shift, int member) const;

  void Add(const Duty& duty);
  void Remove(const Duty& duty);
  // How much the duty, given or taken away now, would add to the preference.
  int PreferenceOf(const Duty& duty) const;
  // How many of the member's duties differ from the published roster; for a repair.
  int ChangesOf(int member) const { return changes_of_[member]; }
  // Of the first of the member's duties that would differ after the change.
  int64_t NoticeLackingOf(int member, const Change& change) const;
  // Would the change better the score? Rules are not asked. Costs no allocation.
  bool Improves(const Change& change) const;
  // Makes the change and returns true if it is allowed; otherwise leaves all as it was.
  bool Apply(const Change& change);
  // The running counts as a score, for comparing with Evaluate.
  Score Counted() const;

 private:
  void Count(const Duty& duty, int sign);

  const Facts* facts_;
  Roster roster_;
  std::vector<engine::Crew> crews_;  // By shift.
  std::vector<int64_t> credits_;     // By bearer.
  int64_t preference_ = 0;
  // In a repair only.
  std::vector<int> changes_of_;  // By member.
};

// Counts steps; once spent, stays spent.
class Budget {
 public:
  // `stop` is asked every few thousand steps; true spends the rest. May be empty.
  Budget(int64_t steps, std::function<bool()> stop);
  // Takes one step; false when there was none left. May be the last: ask spent().
  bool Spend();
  // Asks `stop` at once. Where it says true, the step at which it did is counted too: a budget of
  // as many steps ends the same search in the same place.
  bool Stopped();
  bool spent() const { return used_ >= steps_; }
  int64_t used() const { return used_; }

 private:
  int64_t steps_;
  int64_t used_ = 0;
  std::function<bool()> stop_;
};

// The same numbers on every machine, unlike the standard library's distributions (SplitMix64).
class Dice {
 public:
  explicit Dice(uint64_t seed) : state_(seed) {}
  uint64_t Next();
  int Below(int bound) { return static_cast<int>(Next() % static_cast<uint64_t>(bound)); }

 private:
  uint64_t state_;
};

}  // namespace liengia::rosters::engine
