#include "services/rosters/engine/blocks.h"

#include <algorithm>
#include <map>
#include <utility>

#include "services/rosters/engine/civil_day.h"
#include "services/rosters/engine/rules.h"

namespace liengia::rosters::engine {
namespace {

int Less(int limit, int by) { return limit == kNoLimit ? limit : std::max(0, limit - by); }

int Sum(int a, int b) { return a == kNoLimit || b == kNoLimit ? kNoLimit : a + b; }

class Builder {
 public:
  Builder(const Problem& problem, const Roster& roster)
      : problem_(problem), pinned_(PinnedRoster(problem)), bearers_(BearersOf(problem)) {
    AddDemands(roster);
    std::vector<std::vector<int>> members(bearers_.shares.size());
    for (size_t i = 0; i < problem.members.size(); ++i) {
      members[bearers_.of_member[i]].push_back(static_cast<int>(i));
    }
    for (size_t i = 0; i < members.size(); ++i) {
      if (bearers_.shares[i] > 0)
        blocks_.blocks.push_back(BlockOf(static_cast<int>(i), members[i]));
    }
  }

  Blocks Take() { return std::move(blocks_); }

 private:
  int Shifts() const { return static_cast<int>(problem_.shifts.size()); }

  bool May(int member, int shift) const {
    return blocks_.people_row[shift] >= 0 && Allowed(problem_, pinned_, member, shift);
  }

  int AddRow(bool demand, int bound) {
    blocks_.rows.push_back({demand, bound});
    return static_cast<int>(blocks_.rows.size()) - 1;
  }

  // The row of that key, made at its first use.
  template <typename Key>
  int RowOf(std::map<Key, int>* rows, const Key& key, int most) {
    const auto [at, fresh] = rows->try_emplace(key, 0);
    if (fresh) at->second = AddRow(false, most);
    return at->second;
  }

  void AddDemands(const Roster& roster) {
    for (int shift = 0; shift < Shifts(); ++shift) {
      const Shift& data = problem_.shifts[shift];
      const Crew all = CrewOf(problem_, roster, shift);
      const Crew set = CrewOf(problem_, pinned_, shift);
      const int people = InWindow(problem_, data) ? all.people - set.people : 0;
      const int leaders = std::min(all.leaders, data.leaders_needed) - set.leaders;
      blocks_.credits.push_back(data.credit);
      blocks_.people_row.push_back(people > 0 ? AddRow(true, people) : -1);
      leaders_row_.push_back(people > 0 && leaders > 0 ? AddRow(true, leaders) : -1);
    }
  }

  Block BlockOf(int bearer, const std::vector<int>& members) {
    Block block;
    block.base = bearers_.carried[bearer];
    block.share = bearers_.shares[bearer];
    for (const int member : members) AddPins(member, &block);
    std::map<int, std::vector<int>> weeks;  // Shifts that some member may take.
    for (int shift = 0; shift < Shifts(); ++shift) {
      const bool possible = std::any_of(members.begin(), members.end(),
                                        [&](int member) { return May(member, shift); });
      if (possible) weeks[WeekOf(problem_.shifts[shift].duty_day)].push_back(shift);
    }
    for (const auto& [week, shifts] : weeks) {
      block.weeks.push_back({WeekLimit(week, members), ClustersOf(shifts, members)});
    }
    return block;
  }

  void AddPins(int member, Block* block) const {
    int pins = 0;
    for (const int shift : pinned_.ShiftsOf(member)) {
      if (!InWindow(problem_, problem_.shifts[shift])) continue;
      ++pins;
      block->serves = true;
      block->base += problem_.shifts[shift].credit;
    }
    block->limit = Sum(block->limit, Less(problem_.members[member].max_duties, pins));
  }

  int WeekLimit(int week, const std::vector<int>& members) const {
    int limit = 0;
    for (const int member : members) {
      const std::vector<int>& held = pinned_.ShiftsOf(member);
      const auto pins = std::count_if(held.begin(), held.end(), [&](int shift) {
        return WeekOf(problem_.shifts[shift].duty_day) == week;
      });
      limit =
          Sum(limit, Less(problem_.members[member].max_duties_per_week, static_cast<int>(pins)));
    }
    return limit;
  }

  std::vector<Cluster> ClustersOf(const std::vector<int>& shifts, const std::vector<int>& members) {
    // By night for shifts at night, by day for the others.
    std::map<std::pair<bool, int>, std::vector<int>> days;
    for (const int shift : shifts) {
      const Shift& data = problem_.shifts[shift];
      days[{data.night, data.night ? data.night_day : data.duty_day}].push_back(shift);
    }
    std::vector<Cluster> clusters;
    for (const auto& [day, together] : days) {
      const bool one_a_night = day.first && OnePerNight(members[0]);
      const int times = one_a_night ? 1 : static_cast<int>(members.size());
      if (one_a_night || AtMostOneEach(together, members)) {
        clusters.push_back({times, OptionsOf(together, members)});
        continue;
      }
      for (const int shift : together) clusters.push_back({times, OptionsOf({shift}, members)});
    }
    return clusters;
  }

  bool OnePerNight(int member) const {
    const int household = problem_.members[member].household;
    return household >= 0 && !problem_.households[household].two_per_night;
  }

  // Whether no member can take two of the shifts.
  bool AtMostOneEach(const std::vector<int>& shifts, const std::vector<int>& members) const {
    int rest = 0;
    for (const int member : members) {
      const int own = problem_.members[member].min_rest_minutes;
      rest = member == members[0] ? own : std::min(rest, own);
    }
    for (size_t i = 0; i < shifts.size(); ++i) {
      for (size_t j = i + 1; j < shifts.size(); ++j) {
        const Shift& a = problem_.shifts[shifts[i]];
        const Shift& b = problem_.shifts[shifts[j]];
        const int64_t gap =
            std::max(a.start_minute, b.start_minute) - std::min(a.end_minute, b.end_minute);
        // A rest of 0 leaves shifts of which one ends when the other starts.
        if (gap >= rest) return false;
      }
    }
    return true;
  }

  std::vector<Option> OptionsOf(const std::vector<int>& shifts, const std::vector<int>& members) {
    std::vector<Option> options;
    for (const int shift : shifts) {
      for (const bool leads : {false, true}) {
        const auto one = std::find_if(members.begin(), members.end(), [&](int member) {
          return problem_.members[member].may_lead == leads && May(member, shift);
        });
        if (one == members.end()) continue;
        Option option{shift, {blocks_.people_row[shift]}};
        if (leads && leaders_row_[shift] >= 0) option.rows.push_back(leaders_row_[shift]);
        // What limits a member limits a household less, and is left out of its block.
        if (members.size() == 1) AddLimits(*one, shift, &option);
        options.push_back(std::move(option));
      }
    }
    return options;
  }

  void AddLimits(int member, int shift, Option* option) {
    const Member& data = problem_.members[member];
    for (const auto& [a, b] : problem_.not_together) {
      if (a != member && b != member) continue;
      const std::pair<int, int> pair = std::minmax(a, b);
      option->rows.push_back(RowOf(&pair_rows_, std::make_pair(pair, shift), 1));
    }
    if (!problem_.shifts[shift].night) return;
    const int night = problem_.shifts[shift].night_day;
    if (data.household >= 0) {
      const int most = problem_.households[data.household].two_per_night ? 2 : 1;
      const int left = std::max(0, most - pinned_.NightDuties(data.household, night));
      option->rows.push_back(RowOf(&household_rows_, std::make_pair(data.household, night), left));
    }
    if (data.max_nights_in_row != kNoLimit) AddNightsInRow(member, night, option);
  }

  // Of any most + 1 nights in a row, at most `most` are served. Counting duties instead of nights
  // is right where a member has one duty a night at most.
  void AddNightsInRow(int member, int night, Option* option) {
    const int most = problem_.members[member].max_nights_in_row;
    if (!OnePerNight(member)) return;
    for (int first = std::max(night - most, problem_.first_day - 1);
         first <= night && first + most <= problem_.last_day; ++first) {
      int pins = 0;
      for (const int shift : pinned_.ShiftsOf(member)) {
        const Shift& held = problem_.shifts[shift];
        if (held.night && first <= held.night_day && held.night_day <= first + most) ++pins;
      }
      const std::pair<int, int> key(member, first);
      option->rows.push_back(RowOf(&run_rows_, key, std::max(0, most - pins)));
    }
  }

  const Problem& problem_;
  const Roster pinned_;
  const Bearers bearers_;
  Blocks blocks_;
  std::vector<int> leaders_row_;                                  // By shift; -1 = none demanded.
  std::map<std::pair<int, int>, int> household_rows_;             // By household and night.
  std::map<std::pair<int, int>, int> run_rows_;                   // By member and first night.
  std::map<std::pair<std::pair<int, int>, int>, int> pair_rows_;  // By pair and shift.
};

}  // namespace

Blocks TakenApart(const Problem& problem, const Roster& roster) {
  return Builder(problem, roster).Take();
}

}  // namespace liengia::rosters::engine
