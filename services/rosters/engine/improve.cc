#include "services/rosters/engine/improve.h"

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
        dice_(*dice) {}

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

  bool Try(const Change& change) {
    return budget_.Spend() && state_.Improves(change) && state_.Apply(change);
  }

  bool Fill() {
    if (!WantsAnyone()) return false;
    const size_t before = state_.roster().Duties().size();
    Construct(&state_, Greed::kScarcity, &dice_);
    return state_.roster().Duties().size() != before;
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
        if (Try(Move({from, member}, {shift, member}))) return true;
        if (CouldSwitch({from, member}, shift) && SucceedInto({from, member}, shift)) return true;
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

  bool SucceedInto(const Duty& from, int shift) {
    for (int successor = 0; successor < facts_.members(); ++successor) {
      if (successor == from.member || !facts_.Possible(successor, from.shift)) continue;
      if (Try(Eject(from, shift, successor))) return true;
      if (budget_.spent()) return false;
    }
    return false;
  }

  bool GiveToOthers() {
    bool changed = false;
    for (Duty duty : Movable()) {
      for (int other = 0; other < facts_.members(); ++other) {
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
        if (Try(Move(duty, {shift, duty.member}))) {
          duty.shift = shift;
          changed = true;
        }
        if (budget_.spent()) return changed;
      }
    }
    return changed;
  }

  // An exchange leaves every crew as large as it was and, between shifts of equal credit, every
  // load as heavy: most pairs are dismissed by this without counting anything.
  bool MayMatter(const Duty& a, const Duty& b) const {
    if (a.shift == b.shift || a.member == b.member) return false;
    if (!facts_.Possible(a.member, b.shift) || !facts_.Possible(b.member, a.shift)) return false;
    return facts_.Credit(a.shift) != facts_.Credit(b.shift) ||
           problem_.members[a.member].may_lead != problem_.members[b.member].may_lead ||
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
};

}  // namespace

bool Improve(State* state, Budget* budget, Dice* dice) {
  return Improver(state, budget, dice).Run();
}

}  // namespace liengia::rosters::engine
