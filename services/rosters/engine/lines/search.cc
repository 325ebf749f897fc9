#include "services/rosters/engine/lines/search.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "services/rosters/engine/lines/budget.h"
#include "services/rosters/engine/lines/generation.h"
#include "services/rosters/engine/lines/line_search.h"
#include "services/rosters/engine/lines/plan.h"

namespace liengia::rosters::engine::lines {
namespace {

constexpr int kWidth = 64;
constexpr int kPasses = 3;
constexpr int kWholeDays = 100;  // A longer horizon is generated in windows only.
constexpr int kWindowCells = 25'000;
constexpr int kShortestWindow = 10;
constexpr int kLongestWindow = 42;
constexpr int kIterations = 20'000;
constexpr double kTight = 0.01;

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
    for (int pass = 0; pass < kPasses && RerosterEach(); ++pass) Report();
    if (!people_.empty() && model_.days > 0) {
      if (model_.days <= kWholeDays) {
        SearchWhole();
      } else {
        SearchWindows();
      }
    }
    return {plan_.lines(), plan_.cost(), bound_, without_line_, budget_.used()};
  }

 private:
  bool Done() { return budget_.spent() || Proven(bound_); }
  // Costs are whole numbers.
  bool Proven(double bound) const { return static_cast<double>(plan_.cost()) < bound + 0.99; }
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
    search.Relax(prices, search.allowed(), space_);
    LineSearch::Found found = search.Find(prices, prices, search.allowed(), {kWidth, 1}, space_);
    return found.lines.empty() ? Line() : std::move(found.lines.front().kinds);
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

  void SearchWhole() {
    Generation all(&model_, &index_, &plan_, {people_, {0, model_.days}}, &budget_);
    bound_ = all.Relax(kTight);
    Report();
    while (!Done()) {
      if (all.Dive({})) Take(all);
      if (Done()) break;
      if (all.Select(plan_.cost(), kIterations)) Take(all);
      for (int i = 0; i < 10 && !Done(); ++i) ImprovePeople();
      all.Learn();
    }
  }

  void ImprovePeople() {
    const int count = std::min(8, static_cast<int>(people_.size()));
    Improve({Some(count), {0, model_.days}}, false);
  }

  void Improve(Neighbourhood part, bool dive) {
    Generation generation(&model_, &index_, &plan_, std::move(part), &budget_);
    const double bound = generation.Relax(kTight);
    if (Proven(bound) || budget_.spent()) return;
    if (dive && generation.Dive({})) Take(generation);
    if (Proven(bound) || budget_.spent()) return;
    if (generation.Select(plan_.cost(), kIterations)) Take(generation);
  }

  std::vector<int> Some(int count) {
    std::vector<int> chosen = people_;
    for (int i = 0; i < count; ++i) {
      std::swap(chosen[i], chosen[i + dice_.Below(static_cast<int>(chosen.size()) - i)]);
    }
    chosen.resize(count);
    return chosen;
  }

  void SearchWindows() {
    const int a_day = static_cast<int>(people_.size() * model_.kinds.size());
    const int length =
        std::clamp(kWindowCells / a_day, kShortestWindow, std::min(kLongestWindow, model_.days));
    for (int sweep = 0; !Done(); ++sweep) {
      const int shift = sweep == 0 ? 0 : dice_.Below(length);
      for (int first = -shift; first < model_.days && !Done(); first += length * 2 / 3) {
        const Span span{std::max(first, 0), std::min(first + length, model_.days)};
        if (span.days() > 1) Improve({people_, span}, true);
      }
    }
  }

  const Model& model_;
  const SearchOptions& options_;
  CoverIndex index_;
  Plan plan_;
  Budget budget_;
  Dice dice_;
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
