#include "services/rosters/engine/lines/rules.h"

#include <algorithm>

namespace liengia::rosters::engine::lines {
namespace {

struct Run {
  bool work = false;
  int length = 0;
  bool touches_edge = false;
};

std::vector<Run> RunsOf(const Line& line) {
  std::vector<Run> runs;
  for (size_t day = 0; day < line.size(); ++day) {
    const bool work = line[day] != kOff;
    if (runs.empty() || runs.back().work != work) runs.push_back({work, 0, false});
    ++runs.back().length;
  }
  if (!runs.empty()) runs.front().touches_edge = runs.back().touches_edge = true;
  return runs;
}

bool NoneShorter(const Line& line, bool work, int length) {
  const std::vector<Run> runs = RunsOf(line);
  return std::all_of(runs.begin(), runs.end(), [&](const Run& run) {
    return run.work != work || run.touches_edge || run.length >= length;
  });
}

}  // namespace

bool KeepsAllowed(const Person& person, const Line& line) {
  for (size_t day = 0; day < line.size(); ++day) {
    if (!Contains(person.allowed[day], line[day])) return false;
  }
  return true;
}

bool KeepsSuccession(const Model& model, const Line& line) {
  for (size_t day = 1; day < line.size(); ++day) {
    if (Contains(model.kinds[line[day - 1]].forbidden_next, line[day])) return false;
  }
  return true;
}

bool KeepsMinutes(const Model& model, const Person& person, const Line& line) {
  const int minutes = MinutesOf(model, line);
  return person.min_minutes <= minutes && minutes <= person.max_minutes;
}

bool KeepsLongestWorkRun(const Person& person, const Line& line) {
  const std::vector<Run> runs = RunsOf(line);
  return std::all_of(runs.begin(), runs.end(), [&](const Run& run) {
    return !run.work || run.length <= person.max_work_run;
  });
}

bool KeepsShortestWorkRun(const Person& person, const Line& line) {
  return NoneShorter(line, true, person.min_work_run);
}

bool KeepsShortestOffRun(const Person& person, const Line& line) {
  return NoneShorter(line, false, person.min_off_run);
}

bool KeepsWeekends(const Model& model, const Person& person, const Line& line) {
  return WeekendsOf(model, line) <= person.max_weekends;
}

bool KeepsTally(const Tally& tally, const Line& line) {
  int count = 0;
  for (int day = tally.first_day; day <= tally.last_day; ++day) {
    count += Contains(tally.kinds, line[day]) ? 1 : 0;
  }
  return count <= tally.max;
}

std::vector<Rule> Breaches(const Model& model, const Person& person, const Line& line) {
  std::vector<Rule> broken;
  if (!KeepsAllowed(person, line)) broken.push_back(Rule::kAllowed);
  if (!KeepsSuccession(model, line)) broken.push_back(Rule::kSuccession);
  if (!KeepsMinutes(model, person, line)) broken.push_back(Rule::kMinutes);
  if (!KeepsLongestWorkRun(person, line)) broken.push_back(Rule::kLongestWorkRun);
  if (!KeepsShortestWorkRun(person, line)) broken.push_back(Rule::kShortestWorkRun);
  if (!KeepsShortestOffRun(person, line)) broken.push_back(Rule::kShortestOffRun);
  if (!KeepsWeekends(model, person, line)) broken.push_back(Rule::kWeekends);
  if (!std::all_of(person.tallies.begin(), person.tallies.end(),
                   [&](const Tally& tally) { return KeepsTally(tally, line); })) {
    broken.push_back(Rule::kTally);
  }
  return broken;
}

int64_t LinePrice(const Person& person, const Line& line) {
  int64_t price = person.fixed_price;
  for (size_t day = 0; day < line.size(); ++day) price += person.price[day][line[day]];
  return price;
}

int MinutesOf(const Model& model, const Line& line) {
  int minutes = 0;
  for (Kind kind : line) minutes += model.kinds[kind].minutes;
  return minutes;
}

int WeekendsOf(const Model& model, const Line& line) {
  int weekends = 0;
  int last = -1;
  for (size_t day = 0; day < line.size(); ++day) {
    const int weekend = model.weekend[day];
    if (weekend < 0 || weekend == last || line[day] == kOff) continue;
    ++weekends;
    last = weekend;
  }
  return weekends;
}

}  // namespace liengia::rosters::engine::lines
