#include "services/rosters/engine/exceptions.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "services/rosters/engine/improve.h"
#include "services/rosters/engine/search.h"

namespace liengia::rosters::engine {
namespace {

// Sets up to this size are all tried; a larger one is found by leaving rules out of the whole.
constexpr int kMaxSetTried = 3;
constexpr int64_t kStepsPerTry = 100'000;

// In the order in which they are easiest to set aside.
constexpr Rule kSetAside[] = {Rule::kMaxPerWeek,     Rule::kMaxPerPeriod, Rule::kNightsInRow,
                              Rule::kRest,           Rule::kNotTogether,  Rule::kSkill,
                              Rule::kHouseholdNight, Rule::kUnavailable,  Rule::kOver70};
constexpr int kSetAsideCount = static_cast<int>(std::size(kSetAside));

void SetAside(Rule rule, Problem* problem) {
  if (rule == Rule::kNotTogether) problem->not_together.clear();
  for (Shift& shift : problem->shifts) {
    if (rule == Rule::kSkill) shift.skills_needed.clear();
  }
  for (Member& member : problem->members) {
    if (rule == Rule::kMaxPerWeek) member.max_duties_per_week = kNoLimit;
    if (rule == Rule::kMaxPerPeriod) member.max_duties = kNoLimit;
    if (rule == Rule::kNightsInRow) member.max_nights_in_row = kNoLimit;
    if (rule == Rule::kRest) member.min_rest_minutes = 0;
    if (rule == Rule::kHouseholdNight) member.household = -1;
    if (rule == Rule::kUnavailable) member.unavailable.clear();
    if (rule == Rule::kOver70) member.over_70_approved = true;
  }
}

// Only the empty places matter now: crews need not grow beyond the minimum, and lose no leader.
Problem Bare(const Problem& problem, const Roster& roster) {
  Problem bare = problem;
  bare.published.reset();
  bare.fairness_unit = FairnessUnit::kMember;
  for (size_t i = 0; i < bare.shifts.size(); ++i) {
    Shift& shift = bare.shifts[i];
    shift.crew_ideal = shift.crew_min;
    shift.leaders_needed =
        std::min(shift.leaders_needed, CrewOf(problem, roster, static_cast<int>(i)).leaders);
  }
  return bare;
}

int EmptyPlaces(const Problem& problem, const Roster& roster) {
  int places = 0;
  for (size_t i = 0; i < problem.shifts.size(); ++i) {
    const Shift& shift = problem.shifts[i];
    const int crew = static_cast<int>(roster.DutiesOn(static_cast<int>(i)).size());
    if (InWindow(problem, shift)) places += std::max(0, shift.crew_min - crew);
  }
  return places;
}

// A set of rules, by index into kSetAside, and how well it does.
struct Attempt {
  std::vector<int> set;
  int places_left = 0;
  std::vector<Exception> exceptions;
};

class Seeker {
 public:
  Seeker(const Problem& problem, const Roster& roster, const std::function<bool()>& stop)
      : problem_(problem), roster_(roster), bare_(Bare(problem, roster)), stop_(stop) {}

  Attempt Run() {
    std::vector<int> all(kSetAsideCount);
    for (int i = 0; i < kSetAsideCount; ++i) all[i] = i;
    Attempt best = Try(all);
    least_left_ = best.places_left;
    for (int size = 0; size <= kMaxSetTried; ++size) {
      if (const std::optional<Attempt> found = SmallestOf(size)) return *found;
    }
    return Thinned(std::move(best));
  }

 private:
  bool Stopped() {
    stopped_ = stopped_ || (stop_ && stop_());
    return stopped_;
  }

  Attempt Try(const std::vector<int>& set) const {
    Problem relaxed = bare_;
    for (const int rule : set) SetAside(kSetAside[rule], &relaxed);
    const Facts facts(relaxed);
    State state(&facts);
    for (const Duty& duty : roster_.Duties()) {
      if (!state.roster().Has(duty.shift, duty.member)) state.Add({duty.shift, duty.member});
    }
    Budget budget(kStepsPerTry, nullptr);
    Dice dice(1);
    FillUp(&state, &budget, &dice);
    return {set, EmptyPlaces(problem_, state.roster()), ExceptionsOf(state.roster())};
  }

  std::vector<Exception> ExceptionsOf(const Roster& filled) const {
    std::map<std::pair<int, int>, Exception> exceptions;
    for (const Finding& finding : CheckAll(problem_, filled)) {
      if (finding.flaw != Flaw::kRuleBroken) continue;
      Exception& one = exceptions[{finding.shift, finding.member}];
      one.shift = finding.shift;
      one.member = finding.member;
      one.rules.push_back(finding.rule);
    }
    // What the roster's own pins break is nobody's exception.
    for (const Finding& finding : CheckAll(problem_, roster_)) {
      if (finding.flaw == Flaw::kRuleBroken) exceptions.erase({finding.shift, finding.member});
    }
    std::vector<Exception> list;
    list.reserve(exceptions.size());
    for (auto& [duty, one] : exceptions) list.push_back(std::move(one));
    return list;
  }

  // The best of all sets of that size; nothing if none fills what all together fill.
  std::optional<Attempt> SmallestOf(int size) {
    std::optional<Attempt> best;
    std::vector<char> chosen(kSetAsideCount);
    std::fill(chosen.begin(), chosen.begin() + size, 1);
    do {
      if (Stopped()) break;
      std::vector<int> set;
      for (int i = 0; i < kSetAsideCount; ++i) {
        if (chosen[i]) set.push_back(i);
      }
      Attempt attempt = Try(set);
      if (attempt.places_left > least_left_) continue;
      if (best && best->exceptions.size() <= attempt.exceptions.size()) continue;
      best = std::move(attempt);
    } while (std::prev_permutation(chosen.begin(), chosen.end()));
    return best;
  }

  // Without each rule that it can do without, the hardest to set aside first.
  Attempt Thinned(Attempt best) {
    for (int rule = kSetAsideCount - 1; rule >= 0 && !Stopped(); --rule) {
      std::vector<int> fewer = best.set;
      fewer.erase(std::find(fewer.begin(), fewer.end(), rule));
      Attempt attempt = Try(fewer);
      if (attempt.places_left <= least_left_) best = std::move(attempt);
    }
    return best;
  }

  const Problem& problem_;
  const Roster& roster_;
  const Problem bare_;
  const std::function<bool()>& stop_;
  bool stopped_ = false;
  int least_left_ = 0;
};

}  // namespace

WayOut FindWayOut(const Problem& problem, const Roster& roster, const std::function<bool()>& stop) {
  if (EmptyPlaces(problem, roster) == 0) return {};
  Attempt found = Seeker(problem, roster, stop).Run();
  WayOut way_out;
  for (const int rule : found.set) way_out.rules.push_back(kSetAside[rule]);
  way_out.exceptions = std::move(found.exceptions);
  way_out.places_left = found.places_left;
  return way_out;
}

}  // namespace liengia::rosters::engine
