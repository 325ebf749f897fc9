#include "services/rosters/engine/lines/search.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "services/rosters/engine/lines/budget.h"
#include "services/rosters/engine/lines/generation.h"
#include "services/rosters/engine/lines/line_search.h"
#include "services/rosters/engine/lines/plan.h"
#include "services/rosters/engine/lines/tally_pricing.h"

namespace liengia::rosters::engine::lines {
namespace {

constexpr int kWidth = 64;  // Of the search for one line among fixed others.
constexpr int kTallyRounds = 40;
constexpr double kWorthAPass =
    0.002;  // The share of the cost that a pass must save to be repeated.

// A horizon up to this is generated as a whole, a longer one only in windows. So many cells
// (people, days and kinds multiplied) make a window whose programme is solved in about a second.
constexpr int kWholeDays = 100;
constexpr int kWindowCells = 12'000;
constexpr int kShortestWindow = 10;

constexpr int kTriesADive = 12;
constexpr int kLeastReach = 4;
constexpr double kNoise = 0.3;

constexpr int64_t kSelectWork = 15'000'000;  // A few seconds; see Master::SelectWhole.
constexpr double kTight = 0.01;              // Between the cost of fractions and the bound.
constexpr double kLoose = 1;
constexpr double kNearBound = 0.0005;  // A share of the cost not worth branch and cut.

class Searcher {
 public:
  Searcher(const Model& model, const SearchOptions& options)
      : model_(model),
        options_(options),
        index_(model),
        plan_(&model_, &index_),
        budget_(options.steps, options.stop),
        dice_(options.seed) {}

  SearchResult Run() {
    Construct();
    if (!people_.empty() && model_.days > 0) {
      RerosterWhileItPays();
      if (model_.days > WindowDays()) Sweep(WindowDays());
      model_.days <= kWholeDays ? SearchWhole() : SearchWindows();
    }
    return {plan_.lines(), plan_.cost(), bound_, without_line_, budget_.used()};
  }

 private:
  bool Done() { return budget_.spent() || Proven(bound_); }
  // Costs are whole numbers.
  bool Proven(double bound) const { return static_cast<double>(plan_.cost()) < bound + 0.99; }
  // Costs and bounds only ever get better.
  void Report() const {
    if (options_.progress) options_.progress({plan_.cost(), bound_, budget_.used()});
  }

  // The cheapest line for one person as the crews are, whom the plan must not count yet. Empty when
  // none was found.
  Line CheapestLine(int person) {
    const Span all{0, model_.days};
    const LineSearch search(model_, person, all, plan_.line(person));
    PriceTable prices(all, static_cast<int>(model_.kinds.size()));
    for (int day = 0; day < model_.days; ++day) {
      for (size_t k = 0; k < model_.kinds.size(); ++k) {
        const Kind kind = static_cast<Kind>(k);
        const int64_t crew = kind == kOff ? 0 : plan_.PriceOfJoining(day, kind);
        prices.At(day, kind) = static_cast<float>(model_.people[person].price[day][k] + crew);
      }
    }
    std::vector<float> tally_prices(search.tallies(), 0);
    for (int rounds : {1, kTallyRounds}) {
      PricedLines found =
          FindCheapest(search, prices, search.allowed(), {kWidth, 1}, rounds, tally_prices, space_);
      if (!found.lines.empty()) return std::move(found.lines.front().kinds);
    }
    return {};
  }

  // A line for everybody, whatever the budget.
  void Construct() {
    for (int person = 0; person < static_cast<int>(model_.people.size()); ++person) {
      budget_.Spend();
      const Line line = CheapestLine(person);
      (line.empty() && model_.days > 0 ? without_line_ : people_).push_back(person);
      if (!line.empty()) plan_.Replace(person, 0, line);
    }
    Report();
  }

  // Gives each in turn the line that is best while the others stay. True when that saved anything.
  bool RerosterEach() {
    const int64_t before = plan_.cost();
    for (int person : people_) {
      if (!budget_.Spend()) break;
      const int64_t cost = plan_.cost();
      const Line old = plan_.line(person);
      plan_.Replace(person, 0, Line(model_.days, kOff));
      const Line line = CheapestLine(person);
      plan_.Replace(person, 0, line.empty() ? old : line);
      if (plan_.cost() > cost) plan_.Replace(person, 0, old);
    }
    return plan_.cost() < before;
  }

  // Puts the generation's parts in place unless that costs more.
  void Take(const Generation& generation) {
    const Neighbourhood& part = generation.neighbourhood();
    Plan next = plan_;
    for (size_t p = 0; p < part.people.size(); ++p) {
      next.Replace(part.people[p], part.span.first, generation.parts()[p]);
    }
    if (next.cost() > plan_.cost()) return;
    const bool better = next.cost() < plan_.cost();
    plan_ = std::move(next);
    if (better) Report();
  }

  // The whole as one programme: its bound, then dives, each followed by tries on parts. All that is
  // found becomes known columns for the next dive.
  void SearchWhole() {
    Generation all(&model_, &index_, &plan_, {people_, {0, model_.days}}, &budget_);
    bound_ = all.Relax(kTight);
    Report();
    DiveCare care;
    care.seed = options_.seed;
    while (!Done()) {
      if (all.Dive(care)) Take(all);
      care.noise = kNoise;
      ++care.seed;
      if (Done()) break;
      if (all.Select(plan_.cost(), kSelectWork)) Take(all);
      for (int i = 0; i < kTriesADive && !Done(); ++i) {
        if (i % 3 < 2) {
          Adapt(Improve(SomePeople()), people_reach_);
        } else {
          Adapt(Improve(SomeDays()), days_reach_);
        }
      }
      all.Learn();
    }
  }

  // All people in one window after another, each overlapping the one before by a third.
  void Sweep(int length) {
    length = std::clamp(length, std::min(kShortestWindow, model_.days), model_.days);
    const int shift = dice_.Below(length);
    for (int first = -shift; first < model_.days && !Done(); first += length - length / 3) {
      const Span span{std::max(first, 0), std::min(first + length, model_.days)};
      Improve({people_, span});
    }
  }

  // Longer windows reach further and take longer: now and then.
  void SearchWindows() {
    for (int sweep = 1; !Done(); ++sweep) {
      Sweep(WindowDays() * (2 + sweep % 5) / 2);
      RerosterWhileItPays();
    }
  }

  int WindowDays() const {
    return kWindowCells / static_cast<int>(people_.size() * model_.kinds.size());
  }

  void RerosterWhileItPays() {
    double before = 0;
    do {
      before = static_cast<double>(plan_.cost());
      RerosterEach();
      Report();
    } while (!Done() && before - static_cast<double>(plan_.cost()) > kWorthAPass * before);
  }

  // True when nothing cheaper is left in this part.
  bool Improve(Neighbourhood part) {
    Generation generation(&model_, &index_, &plan_, std::move(part), &budget_);
    const double bound = generation.Relax(kLoose);
    if (budget_.spent() || Proven(bound)) return true;
    if (generation.Dive({})) Take(generation);
    const double near = std::max(0.99, kNearBound * static_cast<double>(plan_.cost()));
    if (budget_.spent() || static_cast<double>(plan_.cost()) < bound + near) return true;
    if (generation.Select(plan_.cost(), kSelectWork)) Take(generation);
    return Proven(bound);
  }

  // Reaches further as long as parts are solved to the end.
  static void Adapt(bool solved, int& reach) {
    reach = std::max(kLeastReach, reach + (solved ? 1 : -1));
  }

  Neighbourhood SomePeople() {
    people_reach_ = std::min(people_reach_, static_cast<int>(people_.size()));
    return {Some(people_reach_), {0, model_.days}};
  }

  Neighbourhood SomeDays() {
    days_reach_ = std::min(days_reach_, model_.days);
    const int first = dice_.Below(model_.days - days_reach_ + 1);
    return {people_, {first, first + days_reach_}};
  }

  std::vector<int> Some(int count) {
    std::vector<int> chosen = people_;
    for (int i = 0; i < count; ++i) {
      std::swap(chosen[i], chosen[i + dice_.Below(static_cast<int>(chosen.size()) - i)]);
    }
    chosen.resize(count);
    return chosen;
  }

  const Model& model_;
  const SearchOptions& options_;
  CoverIndex index_;
  Plan plan_;
  Budget budget_;
  Dice dice_;
  int people_reach_ = 8;  // How many people a try takes.
  int days_reach_ = 10;
  double bound_ = -std::numeric_limits<double>::infinity();
  std::vector<int> people_;  // Who has a line.
  std::vector<int> without_line_;
  SearchSpace space_;
};

}  // namespace

absl::StatusOr<SearchResult> Search(const Model& model, const SearchOptions& options) {
  if (absl::Status status = CheckModel(model); !status.ok()) return status;
  return Searcher(model, options).Run();
}

}  // namespace liengia::rosters::engine::lines
