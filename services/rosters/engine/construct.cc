#include "services/rosters/engine/construct.h"

#include <algorithm>
#include <tuple>
#include <utility>
#include <vector>

namespace liengia::rosters::engine {
namespace {

// How loose Greed::kLoose is: shifts whose spare candidates differ by less than kBlur change
// places, and one better candidate in kPassOver is not looked at.
constexpr int kBlur = 4;
constexpr int kPassOver = 8;
constexpr int kPlacesPerStop = 16;

enum class Phase { kLeaders, kSkilled, kMinimum, kCompany, kIdeal };

// Who may take what of the open shifts, kept up to date while duties come and go. A duty changes
// only what its member may take elsewhere, what the household may take that night, and who may join
// the shift.
class Openings {
 public:
  Openings(const State& state, std::vector<int> shifts)
      : state_(state),
        shifts_(std::move(shifts)),
        open_(state.facts().shifts()),
        may_(static_cast<size_t>(state.facts().members()) * state.facts().shifts()),
        candidates_(state.facts().shifts()),
        leaders_(state.facts().shifts()) {
    for (const int shift : shifts_) open_[shift] = 1;
    for (int member = 0; member < state.facts().members(); ++member) RefreshMember(member);
  }

  const std::vector<int>& shifts() const { return shifts_; }

  bool May(int member, int shift) const { return may_[Cell(member, shift)]; }
  int Candidates(int shift) const { return candidates_[shift]; }
  int LeaderCandidates(int shift) const { return leaders_[shift]; }

  // After the duty was added to the state or taken away.
  void Changed(const Duty& duty) {
    RefreshMember(duty.member);
    for (const int shift : state_.facts().SameNight(duty.shift)) {
      for (const int member : state_.facts().Household(duty.member)) Refresh(member, shift);
    }
    for (int member = 0; member < state_.facts().members(); ++member) Refresh(member, duty.shift);
  }

 private:
  size_t Cell(int member, int shift) const {
    return static_cast<size_t>(member) * state_.facts().shifts() + shift;
  }

  void RefreshMember(int member) {
    for (const int shift : shifts_) Refresh(member, shift);
  }

  void Refresh(int member, int shift) {
    if (!open_[shift]) return;
    char& may = may_[Cell(member, shift)];
    const char now = state_.MayTake(member, shift) ? 1 : 0;
    candidates_[shift] += now - may;
    if (state_.facts().problem().members[member].may_lead) leaders_[shift] += now - may;
    may = now;
  }

  const State& state_;
  const std::vector<int> shifts_;
  std::vector<char> open_;
  std::vector<char> may_;
  std::vector<int> candidates_;  // By shift: how many may take it.
  std::vector<int> leaders_;     // Of these, how many may lead.
};

class Builder {
 public:
  Builder(State* state, Greed greed, Dice* dice, const std::function<bool()>& stop)
      : problem_(state->facts().problem()),
        state_(*state),
        greed_(greed),
        dice_(*dice),
        stop_(stop),
        openings_(*state, OpenShifts()) {}

  bool Idle() const { return openings_.shifts().empty(); }

  void Run(Phase phase) {
    std::vector<char> given_up(problem_.shifts.size());
    for (int shift = NextShift(phase, given_up); shift >= 0; shift = NextShift(phase, given_up)) {
      if (Stopped()) return;
      if (!FillOne(phase, shift)) given_up[shift] = 1;
    }
  }

  bool stopped() const { return stopped_; }

 private:
  bool Stopped() {
    if (!stopped_ && stop_ && ++placed_ % kPlacesPerStop == 0) stopped_ = stop_();
    return stopped_;
  }

  // Less is more urgent.
  struct Urgency {
    int64_t first = 0;
    int64_t second = 0;
    uint64_t lot = 0;
  };

  // Those that some phase wants someone for. A shift that is not among them never becomes one.
  std::vector<int> OpenShifts() const {
    std::vector<int> open;
    for (int shift = 0; shift < state_.facts().shifts(); ++shift) {
      if (!state_.facts().in_window(shift)) continue;
      for (const Phase phase :
           {Phase::kLeaders, Phase::kSkilled, Phase::kMinimum, Phase::kCompany, Phase::kIdeal}) {
        if (Wanted(phase, shift) <= 0) continue;
        open.push_back(shift);
        break;
      }
    }
    return open;
  }

  // How many more people the phase wants on a shift.
  int Wanted(Phase phase, int shift) const {
    const Shift& data = problem_.shifts[shift];
    const int crew = state_.People(shift);
    switch (phase) {
      case Phase::kLeaders:
        return std::min(data.leaders_needed - state_.CrewOf(shift).leaders, data.crew_max - crew);
      case Phase::kSkilled:
        return std::min(static_cast<int>(ScoreShift(data, state_.CrewOf(shift)).skilled),
                        data.crew_max - crew);
      case Phase::kMinimum:
        return data.crew_min - crew;
      case Phase::kCompany:
        return data.night && crew == 1 && data.crew_max > 1 ? 1 : 0;
      case Phase::kIdeal:
        return data.crew_ideal - crew;
    }
    return 0;
  }

  // Scarcity decides while places must be filled; ideal crews grow evenly, the emptiest first.
  Urgency UrgencyOf(Phase phase, int shift, int wanted) {
    const Shift& data = problem_.shifts[shift];
    if (phase == Phase::kIdeal) {
      return {-int64_t{wanted} * kMaxCrew / data.crew_ideal, -data.importance, dice_.Next()};
    }
    const int candidates =
        phase == Phase::kLeaders ? openings_.LeaderCandidates(shift) : openings_.Candidates(shift);
    if (greed_ == Greed::kImportance) return {-data.importance, candidates - wanted, dice_.Next()};
    const int blur = greed_ == Greed::kLoose ? dice_.Below(kBlur) : 0;
    return {candidates - wanted + blur, -data.importance, dice_.Next()};
  }

  // The most urgent shift that wants someone and has candidates; -1 if there is none.
  int NextShift(Phase phase, const std::vector<char>& given_up) {
    int best = -1;
    Urgency best_urgency;
    for (const int shift : openings_.shifts()) {
      if (given_up[shift] || openings_.Candidates(shift) == 0) continue;
      const int wanted = Wanted(phase, shift);
      if (wanted <= 0) continue;
      const Urgency urgency = UrgencyOf(phase, shift, wanted);
      if (best < 0 || Before(urgency, best_urgency)) {
        best = shift;
        best_urgency = urgency;
      }
    }
    return best;
  }

  static bool Before(const Urgency& a, const Urgency& b) {
    return std::tie(a.first, a.second, a.lot) < std::tie(b.first, b.second, b.lot);
  }

  bool Eligible(Phase phase, int member, int shift) const {
    if (!openings_.May(member, shift)) return false;
    if (phase == Phase::kLeaders) return problem_.members[member].may_lead;
    if (phase == Phase::kSkilled) return BringsMissingSkill(member, shift);
    if (phase == Phase::kIdeal) {
      return state_.facts().BelowFairLevel(member, state_.CreditOf(member));
    }
    return true;
  }

  bool BringsMissingSkill(int member, int shift) const {
    const std::vector<SkillNeed>& needs = problem_.shifts[shift].skills_needed;
    for (size_t i = 0; i < needs.size(); ++i) {
      if (state_.CrewOf(shift).holders[i] < needs[i].people &&
          Holds(problem_.members[member], needs[i].skill)) {
        return true;
      }
    }
    return false;
  }

  // True if `a` is the better choice. Of two as loaded, whoever may lead is kept for where it is
  // needed.
  bool Preferred(int a, int b, int shift) const {
    const int64_t credit = state_.facts().Credit(shift);
    const int sign = Compare(state_.LoadWith(a, credit), state_.LoadWith(b, credit));
    if (sign != 0) return sign < 0;
    const int wish_a = state_.facts().Wish(a, shift);
    const int wish_b = state_.facts().Wish(b, shift);
    if (wish_a != wish_b) return wish_a > wish_b;
    return !problem_.members[a].may_lead && problem_.members[b].may_lead;
  }

  int Choose(Phase phase, int shift) {
    const int members = state_.facts().members();
    const int first = dice_.Below(members);
    int best = -1;
    for (int i = 0; i < members; ++i) {
      const int member = (first + i) % members;
      if (!Eligible(phase, member, shift)) continue;
      const bool passed_over = greed_ == Greed::kLoose && dice_.Below(kPassOver) == 0;
      if (best < 0 || (!passed_over && Preferred(member, best, shift))) best = member;
    }
    return best;
  }

  bool FillOne(Phase phase, int shift) {
    const int member = Choose(phase, shift);
    if (member < 0) return false;
    Place({shift, member});
    // Beyond the minimum nobody is sent out alone at night: two or none.
    const bool alone =
        phase == Phase::kIdeal && problem_.shifts[shift].night && state_.People(shift) == 1;
    if (!alone) return true;
    const int second = Choose(phase, shift);
    if (second >= 0) {
      Place({shift, second});
      return true;
    }
    state_.Remove({shift, member});
    openings_.Changed({shift, member});
    return false;
  }

  void Place(const Duty& duty) {
    state_.Add(duty);
    openings_.Changed(duty);
  }

  const Problem& problem_;
  State& state_;
  const Greed greed_;
  Dice& dice_;
  const std::function<bool()>& stop_;
  bool stopped_ = false;
  int placed_ = 0;
  Openings openings_;
};

}  // namespace

bool Construct(State* state, Greed greed, Dice* dice, const std::function<bool()>& stop) {
  if (state->facts().members() == 0) return true;
  Builder builder(state, greed, dice, stop);
  if (builder.Idle()) return true;
  if (greed != Greed::kImportance) {
    builder.Run(Phase::kLeaders);
    builder.Run(Phase::kSkilled);
  }
  builder.Run(Phase::kMinimum);
  builder.Run(Phase::kLeaders);
  builder.Run(Phase::kSkilled);
  builder.Run(Phase::kCompany);
  builder.Run(Phase::kIdeal);
  return !builder.stopped();
}

}  // namespace liengia::rosters::engine
