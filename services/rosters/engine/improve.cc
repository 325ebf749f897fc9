#include "services/rosters/engine/improve.h"

#include <utility>
#include <vector>

#include "services/rosters/engine/construct.h"

namespace liengia::rosters::engine {
namespace {

class Improver {
 public:
  Improver(State* state, Budget* budget, Dice* dice)
      : problem_(state->facts().problem()),
        facts_(state->facts()),
        state_(*state),
        budget_(*budget),
        dice_(*dice),
        fresh_member_(facts_.members(), 1),
        fresh_shift_(facts_.shifts(), 1) {}

  // What `base` and the state have in common was weighed already.
  void Since(const State& base) {
    fresh_member_.assign(facts_.members(), 0);
    fresh_shift_.assign(facts_.shifts(), 0);
    TouchMissing(base, state_);
    TouchMissing(state_, base);
  }

  void RunFilling() {
    bool changed = true;
    while (changed && !budget_.spent()) {
      changed = Fill();
      changed |= EjectAll();
    }
  }

  bool Run() {
    bool changed = true;
    while (changed && !budget_.spent()) {
      changed = Fill();
      changed |= EjectAll();
      changed |= GiveToOthers();
      changed |= MoveToOtherShifts();
      changed |= ExchangePairs();
    }
    // A round cut short may have opened a place that someone can take.
    if (budget_.spent()) Fill();
    return !budget_.spent();
  }

 private:
  bool Lacks(int shift) const {
    if (!HasRoom(shift)) return false;
    const Score score = ScoreShift(problem_.shifts[shift], state_.CrewOf(shift));
    return score.empty + score.leaders + score.skilled + score.alone > 0 ||
           (facts_.repairs() && score.below_ideal > 0);
  }

  bool HasRoom(int shift) const {
    return facts_.in_window(shift) && state_.People(shift) < problem_.shifts[shift].crew_max;
  }

  bool WantsAnyone() const {
    for (int shift = 0; shift < facts_.shifts(); ++shift) {
      if (!facts_.in_window(shift)) continue;
      if (Lacks(shift) || state_.People(shift) < problem_.shifts[shift].crew_ideal) return true;
    }
    return false;
  }

  // The duties that may be moved, by shift. Context shifts hold nothing but pins.
  std::vector<Duty> Movable() const {
    std::vector<Duty> movable;
    for (const Duty& duty : state_.roster().Duties()) {
      if (!duty.pinned) movable.push_back(duty);
    }
    return movable;
  }

  void TouchMissing(const State& from, const State& in) {
    for (const Duty& duty : from.roster().Duties()) {
      if (!in.roster().Has(duty.shift, duty.member)) Touch(duty);
    }
  }

  // A duty that came or went may change the worth of every change that touches its shift or its
  // member, and what those may take whom a rule ties to the member.
  void Touch(const Duty& duty) {
    fresh_shift_[duty.shift] = 1;
    fresh_member_[duty.member] = 1;
    for (const int other : facts_.Household(duty.member)) fresh_member_[other] = 1;
  }

  bool IsFresh(const Duty& duty) const {
    return fresh_member_[duty.member] || fresh_shift_[duty.shift];
  }

  bool Try(const Change& change) {
    if (!budget_.Spend() || !state_.Improves(change) || !state_.Apply(change)) return false;
    for (int i = 0; i < change.removals; ++i) Touch(change.removed[i]);
    for (int i = 0; i < change.additions; ++i) Touch(change.added[i]);
    return true;
  }

  bool Fill() {
    if (!WantsAnyone()) return false;
    const State before = state_;
    Construct(&state_, Greed::kScarcity, &dice_);
    bool changed = false;
    for (const Duty& duty : state_.roster().Duties()) {
      if (before.roster().Has(duty.shift, duty.member)) continue;
      Touch(duty);
      changed = true;
    }
    return changed;
  }

  bool EjectAll() {
    bool changed = false;
    for (int shift = 0; shift < facts_.shifts(); ++shift) {
      while (Lacks(shift) && EjectInto(shift)) changed = true;
    }
    return changed;
  }

  // Someone leaves a duty of theirs for `shift`, and either their place may stay empty or another
  // member takes it.
  bool EjectInto(int shift) {
    for (int member = 0; member < facts_.members(); ++member) {
      if (!facts_.Possible(member, shift) || state_.roster().Has(shift, member)) continue;
      const std::vector<int> held = state_.roster().ShiftsOf(member);
      for (const int from : held) {
        if (budget_.spent()) return false;
        if (state_.IsPinned(from, member)) continue;
        const bool fresh = IsFresh({shift, member}) || fresh_shift_[from];
        if (fresh && Try(Move({from, member}, {shift, member}))) return true;
        if (CouldSwitch({from, member}, shift) && SucceedInto({from, member}, shift, fresh))
          return true;
      }
    }
    return false;
  }

  bool CouldSwitch(const Duty& from, int shift) {
    state_.Remove(from);
    const bool could = state_.MayTake(from.member, shift);
    state_.Add(from);
    return could;
  }

  bool SucceedInto(const Duty& from, int shift, bool fresh) {
    for (int successor = 0; successor < facts_.members(); ++successor) {
      if (successor == from.member || !facts_.Possible(successor, from.shift)) continue;
      if (!fresh && !fresh_member_[successor]) continue;
      if (Try(Eject(from, shift, successor))) return true;
      if (budget_.spent()) return false;
    }
    return false;
  }

  bool GiveToOthers() {
    bool changed = false;
    for (Duty duty : Movable()) {
      for (int other = 0; other < facts_.members(); ++other) {
        if (!IsFresh(duty) && !fresh_member_[other]) continue;
        if (!facts_.Possible(other, duty.shift) || state_.roster().Has(duty.shift, other)) continue;
        if (Try(Move(duty, {duty.shift, other}))) {
          duty.member = other;
          changed = true;
        }
        if (budget_.spent()) return changed;
      }
    }
    return changed;
  }

  bool MoveToOtherShifts() {
    std::vector<int> roomy;
    for (int shift = 0; shift < facts_.shifts(); ++shift) {
      if (HasRoom(shift)) roomy.push_back(shift);
    }
    bool changed = false;
    for (Duty duty : Movable()) {
      for (const int shift : roomy) {
        if (shift == duty.shift || !facts_.Possible(duty.member, shift)) continue;
        if (!IsFresh(duty) && !fresh_shift_[shift]) continue;
        if (Try(Move(duty, {shift, duty.member}))) {
          duty.shift = shift;
          changed = true;
        }
        if (budget_.spent()) return changed;
      }
    }
    return changed;
  }

  // An exchange leaves every crew as large as it was, so most pairs are dismissed without counting
  // anything: unless leaders, skills, wishes or changes come into it, the one with the heavier load
  // must get the lighter shift.
  bool MayMatter(const Duty& a, const Duty& b) const {
    if (a.shift == b.shift || a.member == b.member) return false;
    if (!facts_.Possible(a.member, b.shift) || !facts_.Possible(b.member, a.shift)) return false;
    if (MattersBesideLoads(a, b)) return true;
    const int64_t lighter = facts_.Credit(a.shift) - facts_.Credit(b.shift);
    if (lighter == 0) return false;
    const int heavier = Compare(state_.LoadWith(a.member, 0), state_.LoadWith(b.member, 0));
    return lighter > 0 ? heavier > 0 : heavier < 0;
  }

  bool MattersBesideLoads(const Duty& a, const Duty& b) const {
    return problem_.members[a.member].may_lead != problem_.members[b.member].may_lead ||
           !problem_.shifts[a.shift].skills_needed.empty() ||
           !problem_.shifts[b.shift].skills_needed.empty() || !facts_.Partners(a.member).empty() ||
           !facts_.Partners(b.member).empty() || facts_.repairs() ||
           facts_.Wish(a.member, a.shift) + facts_.Wish(b.member, b.shift) <
               facts_.Wish(a.member, b.shift) + facts_.Wish(b.member, a.shift);
  }

  bool ExchangePairs() {
    bool changed = false;
    std::vector<Duty> duties = Movable();
    for (size_t i = 0; i < duties.size(); ++i) {
      for (size_t j = i + 1; j < duties.size(); ++j) {
        if (!IsFresh(duties[i]) && !IsFresh(duties[j])) continue;
        if (!MayMatter(duties[i], duties[j])) continue;
        if (Try(Exchange(duties[i], duties[j]))) {
          std::swap(duties[i].member, duties[j].member);
          changed = true;
        }
        if (budget_.spent()) return changed;
      }
    }
    return changed;
  }

  const Problem& problem_;
  const Facts& facts_;
  State& state_;
  Budget& budget_;
  Dice& dice_;
  // Whether a change that touches it is still to be weighed.
  std::vector<char> fresh_member_;
  std::vector<char> fresh_shift_;
};

}  // namespace

bool Improve(State* state, Budget* budget, Dice* dice) {
  return Improver(state, budget, dice).Run();
}

void FillUp(State* state, Budget* budget, Dice* dice) {
  Improver(state, budget, dice).RunFilling();
}

bool ImproveSince(const State& base, State* state, Budget* budget, Dice* dice) {
  Improver improver(state, budget, dice);
  improver.Since(base);
  return improver.Run();
}

}  // namespace liengia::rosters::engine
