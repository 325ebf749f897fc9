#include "tests/bench/patrol/exact.h"

#include <Cbc_C_Interface.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "services/rosters/engine/civil_day.h"

namespace liengia::bench {
namespace {

using rosters::engine::Interval;
using rosters::engine::kNoLimit;
using rosters::engine::Member;
using rosters::engine::Problem;
using rosters::engine::Roster;
using rosters::engine::Shift;
using rosters::engine::WeekOf;

int64_t Gap(const Interval& a, const Interval& b) {
  return std::max(a.start_minute, b.start_minute) - std::min(a.end_minute, b.end_minute);
}

Interval TimeOf(const Shift& shift) { return {shift.start_minute, shift.end_minute}; }

// The month as a mixed integer programme: a variable for every member and shift that they may take,
// a row for every rule.
class Programme {
 public:
  explicit Programme(const Problem& problem) : problem_(problem), model_(Cbc_newModel()) {
    Cbc_setLogLevel(model_, 0);
    AddDuties();
    for (size_t m = 0; m < problem.members.size(); ++m) AddRulesOf(static_cast<int>(m));
    AddHouseholds();
    AddPairs();
    AddCrews();
  }
  ~Programme() { Cbc_deleteModel(model_); }
  Programme(const Programme&) = delete;
  Programme& operator=(const Programme&) = delete;

  // The sum of shortfalls is no more than that.
  void Hold(const std::vector<int>& columns, const std::vector<double>& weights, int64_t most) {
    if (!columns.empty()) AddRow(columns, weights, 'L', static_cast<double>(most) + 0.5);
  }

  // The least of a sum of shortfalls; nothing if it was not proven.
  std::optional<int64_t> Least(const std::vector<int>& columns, const std::vector<double>& weights,
                               double seconds) {
    if (columns.empty()) return 0;
    for (size_t i = 0; i < columns.size(); ++i) Cbc_setObjCoeff(model_, columns[i], weights[i]);
    if (!Solve(seconds)) return std::nullopt;
    return std::llround(Cbc_getObjValue(model_));
  }

  // Every crew as large as the roster's, with as many of the needed leaders.
  void HoldCrews(const Roster& roster) {
    for (size_t s = 0; s < problem_.shifts.size(); ++s) {
      const auto& crew = roster.DutiesOn(static_cast<int>(s));
      const auto leaders = std::count_if(crew.begin(), crew.end(), [&](const auto& duty) {
        return problem_.members[duty.member].may_lead;
      });
      AddRow(crew_[s], Ones(crew_[s]), 'E', static_cast<double>(crew.size()));
      AddRow(leaders_[s], Ones(leaders_[s]), 'G',
             std::min<double>(static_cast<double>(leaders), problem_.shifts[s].leaders_needed));
    }
  }

  // The lightest heaviest load of those who serve, and what is proven of it.
  std::pair<double, double> LightestLoad(double seconds) {
    const int top = AddColumn("top", -1e9, 1e9, false);
    Cbc_setObjCoeff(model_, top, 1);
    for (size_t m = 0; m < problem_.members.size(); ++m) AddLoad(static_cast<int>(m), top);
    const bool proven = Solve(seconds);
    const double found = Cbc_getObjValue(model_);
    return {found, proven ? found : Cbc_getBestPossibleObjValue(model_)};
  }

  const std::vector<int>& empty() const { return empty_; }
  const std::vector<double>& importance() const { return importance_; }
  const std::vector<int>& no_leader() const { return no_leader_; }
  const std::vector<int>& alone() const { return alone_; }

 private:
  static std::vector<double> Ones(const std::vector<int>& columns) {
    return std::vector<double>(columns.size(), 1.0);
  }

  int AddColumn(const std::string& name, double low, double high, bool integer) {
    Cbc_addCol(model_, name.c_str(), low, high, 0, integer ? 1 : 0, 0, nullptr, nullptr);
    return Cbc_getNumCols(model_) - 1;
  }

  void AddRow(const std::vector<int>& columns, const std::vector<double>& weights, char sense,
              double right) {
    Cbc_addRow(model_, "", static_cast<int>(columns.size()), columns.data(), weights.data(), sense,
               right);
  }

  void AtMost(const std::vector<int>& columns, double most) {
    if (static_cast<double>(columns.size()) > most) AddRow(columns, Ones(columns), 'L', most);
  }

  bool May(const Member& member, const Shift& shift) const {
    if (shift.duty_day < problem_.first_day || shift.duty_day > problem_.last_day) return false;
    if (member.share == 0 || (member.minor && shift.night)) return false;
    if (member.over_70 && !member.over_70_approved) return false;
    for (const Interval& away : member.unavailable) {
      if (Gap(away, TimeOf(shift)) < 0) return false;
    }
    for (const Interval& busy : member.other_duties) {
      if (Gap(busy, TimeOf(shift)) < member.min_rest_minutes) return false;
    }
    return true;
  }

  void AddDuties() {
    duty_.assign(problem_.members.size(), std::vector<int>(problem_.shifts.size(), -1));
    crew_.resize(problem_.shifts.size());
    leaders_.resize(problem_.shifts.size());
    for (size_t m = 0; m < problem_.members.size(); ++m) {
      for (size_t s = 0; s < problem_.shifts.size(); ++s) {
        if (!May(problem_.members[m], problem_.shifts[s])) continue;
        duty_[m][s] = AddColumn("d", 0, 1, true);
        crew_[s].push_back(duty_[m][s]);
        if (problem_.members[m].may_lead) leaders_[s].push_back(duty_[m][s]);
      }
    }
  }

  void AddRulesOf(int m) {
    const Member& member = problem_.members[m];
    std::map<int, std::vector<int>> weeks, nights;
    std::vector<int> all;
    for (size_t s = 0; s < problem_.shifts.size(); ++s) {
      if (duty_[m][s] < 0) continue;
      const Shift& shift = problem_.shifts[s];
      weeks[WeekOf(shift.duty_day)].push_back(duty_[m][s]);
      if (shift.night) nights[shift.night_day].push_back(duty_[m][s]);
      all.push_back(duty_[m][s]);
      for (size_t t = s + 1; t < problem_.shifts.size(); ++t) {
        if (duty_[m][t] < 0) continue;
        if (Gap(TimeOf(shift), TimeOf(problem_.shifts[t])) < member.min_rest_minutes) {
          AtMost({duty_[m][s], duty_[m][t]}, 1);
        }
      }
    }
    for (const auto& [week, columns] : weeks) AtMost(columns, member.max_duties_per_week);
    AtMost(all, member.max_duties);
    if (member.max_nights_in_row != kNoLimit) AddNightsInRow(nights, member.max_nights_in_row);
  }

  // Of any most + 1 nights in a row, one is free: a variable says whether a night is served.
  void AddNightsInRow(const std::map<int, std::vector<int>>& nights, int most) {
    std::map<int, int> served;
    for (const auto& [night, columns] : nights) {
      served[night] = columns.size() == 1 ? columns[0] : AddColumn("n", 0, 1, true);
      if (columns.size() == 1) continue;
      for (const int column : columns) AddRow({column, served[night]}, {1, -1}, 'L', 0);
    }
    for (const auto& [first, column] : served) {
      std::vector<int> run;
      for (int i = 0; i <= most; ++i) {
        if (served.count(first + i) > 0) run.push_back(served[first + i]);
      }
      AtMost(run, most);
    }
  }

  void AddHouseholds() {
    std::map<std::pair<int, int>, std::vector<int>> nights;
    for (size_t m = 0; m < problem_.members.size(); ++m) {
      const int household = problem_.members[m].household;
      if (household < 0) continue;
      for (size_t s = 0; s < problem_.shifts.size(); ++s) {
        if (duty_[m][s] >= 0 && problem_.shifts[s].night) {
          nights[{household, problem_.shifts[s].night_day}].push_back(duty_[m][s]);
        }
      }
    }
    for (const auto& [key, columns] : nights) {
      AtMost(columns, problem_.households[key.first].two_per_night ? 2 : 1);
    }
  }

  void AddPairs() {
    for (const auto& [a, b] : problem_.not_together) {
      for (size_t s = 0; s < problem_.shifts.size(); ++s) {
        if (duty_[a][s] >= 0 && duty_[b][s] >= 0) AtMost({duty_[a][s], duty_[b][s]}, 1);
      }
    }
  }

  // crew + empty >= minimum, leaders + missing >= needed, and alone where crew is one at night:
  // crew - 2 busy + alone >= 0, crew <= most busy.
  void AddCrews() {
    for (size_t s = 0; s < problem_.shifts.size(); ++s) {
      const Shift& shift = problem_.shifts[s];
      AtMost(crew_[s], shift.crew_max);
      const auto with = [](std::vector<int> columns, int column) {
        columns.push_back(column);
        return columns;
      };
      empty_.push_back(AddColumn("empty", 0, shift.crew_min, true));
      importance_.push_back(shift.importance);
      std::vector<int> columns = with(crew_[s], empty_.back());
      AddRow(columns, Ones(columns), 'G', shift.crew_min);
      no_leader_.push_back(AddColumn("leader", 0, shift.leaders_needed, true));
      columns = with(leaders_[s], no_leader_.back());
      AddRow(columns, Ones(columns), 'G', shift.leaders_needed);
      if (!shift.night) continue;
      alone_.push_back(AddColumn("alone", 0, 1, true));
      const int busy = AddColumn("busy", 0, 1, true);
      columns = with(with(crew_[s], busy), alone_.back());
      std::vector<double> weights = Ones(columns);
      weights[weights.size() - 2] = -2;
      AddRow(columns, weights, 'G', 0);
      columns = with(crew_[s], busy);
      weights = Ones(columns);
      weights.back() = -shift.crew_max;
      AddRow(columns, weights, 'L', 0);
    }
  }

  // Load <= top. Who serves nowhere is let off what they carry.
  void AddLoad(int m, int top) {
    const Member& member = problem_.members[m];
    if (member.share == 0) return;
    const double scale = 1000.0 / member.share;
    const double carried = scale * static_cast<double>(member.carried_credit);
    std::vector<int> columns = {top};
    std::vector<double> weights = {-1};
    for (size_t s = 0; s < problem_.shifts.size(); ++s) {
      if (duty_[m][s] < 0) continue;
      columns.push_back(duty_[m][s]);
      weights.push_back(scale * static_cast<double>(problem_.shifts[s].credit));
    }
    double most = 20'000;
    const int serves = AddColumn("serves", 0, 1, true);
    for (size_t i = 1; i < columns.size(); ++i) AddRow({columns[i], serves}, {1, -1}, 'L', 0);
    columns.push_back(serves);
    weights.push_back(most);
    AddRow(columns, weights, 'L', most - carried);
  }

  bool Solve(double seconds) {
    Cbc_setParameter(model_, "seconds", std::to_string(seconds).c_str());
    Cbc_solve(model_);
    return Cbc_isProvenOptimal(model_) != 0;
  }

  const Problem& problem_;
  Cbc_Model* model_;
  std::vector<std::vector<int>> duty_;  // By member and shift: the column, -1 = may not.
  std::vector<std::vector<int>> crew_;  // By shift.
  std::vector<std::vector<int>> leaders_;
  std::vector<int> empty_, no_leader_, alone_;
  std::vector<double> importance_;
};

}  // namespace

std::optional<Exact> SolveExactly(const Problem& problem, const Roster& roster, double seconds) {
  // A programme is built anew for every rank: CBC does not forget what it solved before.
  const auto ones = [](const std::vector<int>& columns) {
    return std::vector<double>(columns.size(), 1.0);
  };
  Programme first(problem);
  const auto empty = first.Least(first.empty(), first.importance(), seconds);
  if (!empty) return std::nullopt;
  Programme second(problem);
  second.Hold(second.empty(), second.importance(), *empty);
  const auto leaders = second.Least(second.no_leader(), ones(second.no_leader()), seconds);
  if (!leaders) return std::nullopt;
  Programme third(problem);
  third.Hold(third.empty(), third.importance(), *empty);
  third.Hold(third.no_leader(), ones(third.no_leader()), *leaders);
  const auto alone = third.Least(third.alone(), ones(third.alone()), seconds);
  if (!alone) return std::nullopt;
  Exact exact{*empty, *leaders, *alone};
  Programme fair(problem);
  fair.HoldCrews(roster);
  std::tie(exact.highest_load, exact.load_bound) = fair.LightestLoad(seconds);
  return exact;
}

}  // namespace liengia::bench
