#include "services/rosters/engine/search.h"

#include <algorithm>
#include <utility>

#include "services/rosters/engine/rules.h"

namespace liengia::rosters::engine {
namespace {

// How often the caller's stop is asked; it may read a clock.
constexpr int64_t kStepsPerStop = 4096;

// What a change does to one shift or one member. A change touches at most four of either.
struct ShiftDelta {
  int shift = 0;
  int crew = 0;
  int leaders = 0;
};

struct MemberDelta {
  int member = 0;
  int64_t credit = 0;
};

template <typename Delta>
class Touched {
 public:
  Delta& At(int Delta::*key, int value) {
    for (int i = 0; i < size_; ++i) {
      if (deltas_[i].*key == value) return deltas_[i];
    }
    deltas_[size_].*key = value;
    return deltas_[size_++];
  }
  const Delta* begin() const { return deltas_.data(); }
  const Delta* end() const { return deltas_.data() + size_; }

 private:
  std::array<Delta, 4> deltas_{};
  int size_ = 0;
};

struct Effect {
  Touched<ShiftDelta> shifts;
  Touched<MemberDelta> members;
  int preference = 0;
};

void Count(const Facts& facts, const Duty& duty, int sign, Effect* effect) {
  ShiftDelta& shift = effect->shifts.At(&ShiftDelta::shift, duty.shift);
  shift.crew += sign;
  shift.leaders += facts.problem().members[duty.member].may_lead ? sign : 0;
  effect->members.At(&MemberDelta::member, duty.member).credit += sign * facts.Credit(duty.shift);
  effect->preference += sign * facts.Wish(duty.member, duty.shift);
}

Effect EffectOf(const Facts& facts, const Change& change) {
  Effect effect;
  for (int i = 0; i < change.removals; ++i) Count(facts, change.removed[i], -1, &effect);
  for (int i = 0; i < change.additions; ++i) Count(facts, change.added[i], +1, &effect);
  return effect;
}

void Accumulate(const Score& score, int sign, Score* total) {
  total->empty += sign * score.empty;
  total->leaders += sign * score.leaders;
  total->alone += sign * score.alone;
  total->below_ideal += sign * score.below_ideal;
}

bool Heavier(const Load& a, const Load& b) { return Compare(a, b) > 0; }

// The few loads that a change touches, heaviest first.
class FewLoads {
 public:
  void Insert(const Load& load) {
    int place = size_++;
    for (; place > 0 && Heavier(load, loads_[place - 1]); --place) {
      loads_[place] = loads_[place - 1];
    }
    loads_[place] = load;
  }
  int size() const { return size_; }
  const Load& operator[](int i) const { return loads_[i]; }

 private:
  std::array<Load, 4> loads_;
  int size_ = 0;
};

// Leximin over all members agrees with leximin over those whose load changes: dropping equal
// entries from two sorted vectors does not change which of them is smaller.
int CompareTouchedLoads(const State& state, const Touched<MemberDelta>& members) {
  FewLoads before;
  FewLoads after;
  for (const MemberDelta& delta : members) {
    before.Insert(state.LoadWith(delta.member, 0));
    after.Insert(state.LoadWith(delta.member, delta.credit));
  }
  for (int i = 0; i < after.size(); ++i) {
    if (const int sign = Compare(after[i], before[i]); sign != 0) return sign;
  }
  return 0;
}

}  // namespace

Change Give(const Duty& duty) {
  Change change;
  change.added[change.additions++] = duty;
  return change;
}

Change Move(const Duty& from, const Duty& to) {
  Change change = Give(to);
  change.removed[change.removals++] = from;
  return change;
}

Change Exchange(const Duty& a, const Duty& b) {
  Change change = Move(a, {b.shift, a.member});
  change.removed[change.removals++] = b;
  change.added[change.additions++] = {a.shift, b.member};
  return change;
}

Change Eject(const Duty& from, int shift, int successor) {
  Change change = Move(from, {shift, from.member});
  change.added[change.additions++] = {from.shift, successor};
  return change;
}

State::State(const Facts* facts)
    : facts_(facts), roster_(facts->problem()), leaders_(facts->shifts()) {
  for (const Member& member : facts->problem().members) credits_.push_back(member.carried_credit);
  for (const Duty& pin : facts->problem().pins) Add({pin.shift, pin.member, true});
}

Load State::LoadWith(int member, int64_t extra_credit) const {
  return {credits_[member] + extra_credit, facts_->problem().members[member].share};
}

bool State::MayTake(int member, int shift) const {
  return facts_->Possible(member, shift) && Allowed(facts_->problem(), roster_, member, shift);
}

bool State::IsPinned(int shift, int member) const {
  for (const Duty& duty : roster_.DutiesOn(shift)) {
    if (duty.member == member) return duty.pinned;
  }
  return false;
}

void State::Add(const Duty& duty) {
  roster_.Add(duty);
  credits_[duty.member] += facts_->Credit(duty.shift);
  leaders_[duty.shift] += facts_->problem().members[duty.member].may_lead ? 1 : 0;
  preference_ += facts_->Wish(duty.member, duty.shift);
}

void State::Remove(const Duty& duty) {
  roster_.Remove(duty.shift, duty.member);
  credits_[duty.member] -= facts_->Credit(duty.shift);
  leaders_[duty.shift] -= facts_->problem().members[duty.member].may_lead ? 1 : 0;
  preference_ -= facts_->Wish(duty.member, duty.shift);
}

bool State::Improves(const Change& change) const {
  const Effect effect = EffectOf(*facts_, change);
  Score gain;
  for (const ShiftDelta& delta : effect.shifts) {
    const Shift& shift = facts_->problem().shifts[delta.shift];
    const int crew = Crew(delta.shift);
    const int leaders = Leaders(delta.shift);
    Accumulate(ScoreShift(shift, crew + delta.crew, leaders + delta.leaders), +1, &gain);
    Accumulate(ScoreShift(shift, crew, leaders), -1, &gain);
  }
  if (const int sign = Compare(gain, Score{}); sign != 0) return sign < 0;
  if (const int sign = CompareTouchedLoads(*this, effect.members); sign != 0) return sign < 0;
  return effect.preference > 0;
}

bool State::Apply(const Change& change) {
  for (int i = 0; i < change.removals; ++i) Remove(change.removed[i]);
  int added = 0;
  while (added < change.additions &&
         MayTake(change.added[added].member, change.added[added].shift)) {
    Add(change.added[added++]);
  }
  if (added == change.additions) return true;
  while (added > 0) Remove(change.added[--added]);
  for (int i = 0; i < change.removals; ++i) Add(change.removed[i]);
  return false;
}

Score State::Counted() const {
  Score total;
  for (int i = 0; i < facts_->shifts(); ++i) {
    if (facts_->in_window(i)) {
      Accumulate(ScoreShift(facts_->problem().shifts[i], Crew(i), Leaders(i)), +1, &total);
    }
  }
  for (int member = 0; member < facts_->members(); ++member) {
    if (const Load load = LoadWith(member, 0); load.share > 0) total.loads.push_back(load);
  }
  std::sort(total.loads.begin(), total.loads.end(), Heavier);
  total.preference = preference_;
  return total;
}

Budget::Budget(int64_t steps, std::function<bool()> stop) : steps_(steps), stop_(std::move(stop)) {}

bool Budget::Spend() {
  if (spent()) return false;
  ++used_;
  if (stop_ && used_ % kStepsPerStop == 0 && stop_()) steps_ = used_;
  return true;
}

uint64_t Dice::Next() {
  state_ += 0x9e3779b97f4a7c15;
  uint64_t mixed = state_;
  mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
  mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
  return mixed ^ (mixed >> 31);
}

}  // namespace liengia::rosters::engine
