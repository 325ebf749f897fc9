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
  Crew crew;
};

struct BearerDelta {
  int bearer = 0;
  int64_t credit = 0;
};

struct MemberDelta {
  int member = 0;
  int changes = 0;  // Against the published roster.
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
  Touched<BearerDelta> bearers;
  Touched<MemberDelta> members;
  int changes = 0;
};

void CountInto(const Facts& facts, const Duty& duty, int sign, Crew* crew) {
  const Member& member = facts.problem().members[duty.member];
  crew->people += sign;
  crew->leaders += member.may_lead ? sign : 0;
  const std::vector<SkillNeed>& needs = facts.problem().shifts[duty.shift].skills_needed;
  for (size_t i = 0; i < needs.size(); ++i) {
    if (Holds(member, needs[i].skill)) {
      crew->holders[i] = static_cast<int8_t>(crew->holders[i] + sign);
    }
  }
}

void Count(const Facts& facts, const Duty& duty, int sign, Effect* effect) {
  CountInto(facts, duty, sign, &effect->shifts.At(&ShiftDelta::shift, duty.shift).crew);
  effect->bearers.At(&BearerDelta::bearer, facts.bearers().of_member[duty.member]).credit +=
      sign * facts.Credit(duty.shift);
  if (!facts.repairs()) return;
  const int change = facts.Published(duty.member, duty.shift) ? -sign : sign;
  effect->members.At(&MemberDelta::member, duty.member).changes += change;
  effect->changes += change;
}

Effect EffectOf(const Facts& facts, const Change& change) {
  Effect effect;
  for (int i = 0; i < change.removals; ++i) Count(facts, change.removed[i], -1, &effect);
  for (int i = 0; i < change.additions; ++i) Count(facts, change.added[i], +1, &effect);
  return effect;
}

Crew Sum(const Crew& a, const Crew& b) {
  Crew sum{a.people + b.people, a.leaders + b.leaders, a.holders};
  for (size_t i = 0; i < sum.holders.size(); ++i) {
    sum.holders[i] = static_cast<int8_t>(sum.holders[i] + b.holders[i]);
  }
  return sum;
}

void Accumulate(const Score& score, int sign, Score* total) {
  total->empty += sign * score.empty;
  total->leaders += sign * score.leaders;
  total->skilled += sign * score.skilled;
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

// Leximin over all bearers agrees with leximin over those whose load changes: dropping equal
// entries from two sorted vectors does not change which of them is smaller.
int CompareTouchedLoads(const State& state, const Touched<BearerDelta>& bearers) {
  FewLoads before;
  FewLoads after;
  for (const BearerDelta& delta : bearers) {
    before.Insert(state.LoadOfBearer(delta.bearer, 0));
    after.Insert(state.LoadOfBearer(delta.bearer, delta.credit));
  }
  for (int i = 0; i < after.size(); ++i) {
    if (const int sign = Compare(after[i], before[i]); sign != 0) return sign;
  }
  return 0;
}

// Disturbed members more than before.
int DisturbedMore(const State& state, const Touched<MemberDelta>& members) {
  int more = 0;
  for (const MemberDelta& delta : members) {
    const int before = state.ChangesOf(delta.member);
    more += (before + delta.changes > 0 ? 1 : 0) - (before > 0 ? 1 : 0);
  }
  return more;
}

// The sum of the wishes that the change grants less those that it takes back. Whether two serve
// together depends on what of the change came before, so the duties are followed one by one.
int PreferenceGain(const State& state, const Change& change) {
  const Facts& facts = state.facts();
  int gain = 0;
  const auto present = [&](int shift, int member, int removed, int added) {
    bool has = state.roster().Has(shift, member);
    for (int i = 0; i < removed; ++i) {
      has = has && (change.removed[i].shift != shift || change.removed[i].member != member);
    }
    for (int i = 0; i < added; ++i) {
      has = has || (change.added[i].shift == shift && change.added[i].member == member);
    }
    return has;
  };
  const auto count = [&](const Duty& duty, int sign, int removed, int added) {
    gain += sign * facts.Wish(duty.member, duty.shift);
    if (!facts.in_window(duty.shift)) return;
    for (const int partner : facts.Partners(duty.member)) {
      if (present(duty.shift, partner, removed, added)) gain += sign * kTogether;
    }
  };
  for (int i = 0; i < change.removals; ++i) count(change.removed[i], -1, i, 0);
  for (int i = 0; i < change.additions; ++i) count(change.added[i], +1, change.removals, i);
  return gain;
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
    : facts_(facts),
      roster_(facts->problem()),
      crews_(facts->shifts()),
      credits_(facts->bearers().carried) {
  if (facts->repairs()) {
    changes_of_.resize(facts->members());
    for (int member = 0; member < facts->members(); ++member) {
      changes_of_[member] = static_cast<int>(facts->PublishedOf(member).size());
    }
  }
  for (const Duty& pin : facts->problem().pins) Add({pin.shift, pin.member, true});
}

Load State::LoadWith(int member, int64_t extra_credit) const {
  return LoadOfBearer(facts_->bearers().of_member[member], extra_credit);
}

Load State::LoadOfBearer(int bearer, int64_t extra_credit) const {
  return {credits_[bearer] + extra_credit, facts_->bearers().shares[bearer]};
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
  preference_ += PreferenceOf(duty);
  roster_.Add(duty);
  Count(duty, +1);
}

void State::Remove(const Duty& duty) {
  roster_.Remove(duty.shift, duty.member);
  preference_ -= PreferenceOf(duty);
  Count(duty, -1);
}

void State::Count(const Duty& duty, int sign) {
  CountInto(*facts_, duty, sign, &crews_[duty.shift]);
  credits_[facts_->bearers().of_member[duty.member]] += sign * facts_->Credit(duty.shift);
  if (!facts_->repairs() || !facts_->in_window(duty.shift)) return;
  changes_of_[duty.member] += facts_->Published(duty.member, duty.shift) ? -sign : sign;
}

int64_t State::NoticeLackingOf(int member, const Change& change) const {
  const auto names = [member](const std::array<Duty, 2>& duties, int size, int shift) {
    return std::any_of(duties.begin(), duties.begin() + size, [&](const Duty& duty) {
      return duty.shift == shift && duty.member == member;
    });
  };
  int64_t lacking = 0;
  const auto differs = [&](int shift) {
    lacking = std::max(lacking, facts_->NoticeLacking(shift));
  };
  for (const int shift : roster_.ShiftsOf(member)) {
    if (facts_->in_window(shift) && !facts_->Published(member, shift) &&
        !names(change.removed, change.removals, shift)) {
      differs(shift);
    }
  }
  for (const int shift : facts_->PublishedOf(member)) {
    const bool stays = roster_.Has(shift, member) && !names(change.removed, change.removals, shift);
    if (!stays && !names(change.added, change.additions, shift)) differs(shift);
  }
  for (int i = 0; i < change.additions; ++i) {
    const Duty& duty = change.added[i];
    if (duty.member == member && !facts_->Published(member, duty.shift)) differs(duty.shift);
  }
  return lacking;
}

int State::PreferenceOf(const Duty& duty) const {
  int sum = facts_->Wish(duty.member, duty.shift);
  if (!facts_->in_window(duty.shift)) return sum;
  for (const int partner : facts_->Partners(duty.member)) {
    if (roster_.Has(duty.shift, partner)) sum += kTogether;
  }
  return sum;
}

bool State::Improves(const Change& change) const {
  const Effect effect = EffectOf(*facts_, change);
  Score gain;
  for (const ShiftDelta& delta : effect.shifts) {
    const Shift& shift = facts_->problem().shifts[delta.shift];
    Accumulate(ScoreShift(shift, Sum(CrewOf(delta.shift), delta.crew)), +1, &gain);
    Accumulate(ScoreShift(shift, CrewOf(delta.shift)), -1, &gain);
  }
  if (facts_->repairs()) {
    gain.changes = effect.changes;
    gain.disturbed = DisturbedMore(*this, effect.members);
    for (const MemberDelta& delta : effect.members) {
      gain.notice += NoticeLackingOf(delta.member, change) - NoticeLackingOf(delta.member, {});
    }
  }
  const Score nothing;
  const Ranking ranking = facts_->ranking();
  if (const int sign = CompareAboveLoads(gain, nothing, ranking); sign != 0) return sign < 0;
  if (const int sign = CompareTouchedLoads(*this, effect.bearers); sign != 0) return sign < 0;
  gain.preference = PreferenceGain(*this, change);
  return CompareBelowLoads(gain, nothing) < 0;
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
      Accumulate(ScoreShift(facts_->problem().shifts[i], CrewOf(i)), +1, &total);
    }
  }
  for (int bearer = 0; bearer < static_cast<int>(credits_.size()); ++bearer) {
    if (const Load load = LoadOfBearer(bearer, 0); load.share > 0) total.loads.push_back(load);
  }
  std::sort(total.loads.begin(), total.loads.end(), Heavier);
  for (size_t member = 0; member < changes_of_.size(); ++member) {
    total.changes += changes_of_[member];
    total.disturbed += changes_of_[member] > 0 ? 1 : 0;
    total.notice += NoticeLackingOf(static_cast<int>(member), {});
  }
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

bool Budget::Stopped() {
  if (!spent() && stop_ && stop_()) steps_ = ++used_;
  return spent();
}

uint64_t Dice::Next() {
  state_ += 0x9e3779b97f4a7c15;
  uint64_t mixed = state_;
  mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
  mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
  return mixed ^ (mixed >> 31);
}

}  // namespace liengia::rosters::engine
