#include "services/rosters/engine/lines/generation.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace liengia::rosters::engine::lines {
namespace {

// A column helps when it would save more than this.
constexpr double kLeastSaving = 0.01;
constexpr double kWhole = 1 - 1e-6;
constexpr double kNothing = 1e-9;
// Prices are taken half way between the master's and the best so far: the master's own jump about.
constexpr double kCentre = 0.5;
constexpr int kWidth = 24;
constexpr int kLinesAPrice = 2;
constexpr int kTallyRounds = 4;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

}  // namespace

Generation::Generation(const Model* model, const CoverIndex* index, const Plan* plan,
                       Neighbourhood neighbourhood, Budget* budget)
    : model_(model),
      index_(index),
      plan_(plan),
      neighbourhood_(std::move(neighbourhood)),
      budget_(budget),
      row_of_cover_(model->covers.size(), -1),
      cover_prices_(model->covers.size(), 0) {
  SetUpRows();
  SetUpPlaces();
}

void Generation::SetUpRows() {
  const Span span = neighbourhood_.span;
  outside_cost_ = static_cast<double>(plan_->cost());
  for (size_t c = 0; c < model_->covers.size(); ++c) {
    const Cover& cover = model_->covers[c];
    if (cover.day < span.first || cover.day >= span.last) continue;
    row_of_cover_[c] = static_cast<int>(cover_of_row_.size());
    cover_of_row_.push_back(static_cast<int>(c));
    outside_cost_ -= static_cast<double>(CoverPrice(cover, plan_->crew(static_cast<int>(c))));
  }
}

void Generation::SetUpPlaces() {
  std::vector<Master::Row> rows;
  for (int cover : cover_of_row_) {
    const Cover& priced = model_->covers[cover];
    rows.push_back({priced.required - plan_->crew(cover), priced.under_price, priced.over_price});
  }
  std::vector<Column> columns;
  for (int person : neighbourhood_.people) {
    LineSearch search(*model_, person, neighbourhood_.span, plan_->line(person));
    std::vector<KindSet> allowed = search.allowed();
    std::vector<float> free(search.tallies(), 0);
    places_.push_back({person, std::move(search), std::move(allowed), std::move(free)});
    columns.push_back(MakeColumn(static_cast<int>(columns.size()), Now(person)));
    for (int row : columns.back().rows) ++rows[row].required;
    outside_cost_ -= columns.back().price;
  }
  master_ = std::make_unique<Master>(std::move(rows), static_cast<int>(places_.size()));
  Add(std::move(columns));
}

Line Generation::Now(int person) const {
  const Line& line = plan_->line(person);
  return {line.begin() + neighbourhood_.span.first, line.begin() + neighbourhood_.span.last};
}

Column Generation::MakeColumn(int place, const Line& part) const {
  Column column{place, 0, part, {}};
  const Person& person = model_->people[neighbourhood_.people[place]];
  for (size_t i = 0; i < part.size(); ++i) {
    const int day = neighbourhood_.span.first + static_cast<int>(i);
    column.price += person.price[day][part[i]];
    for (int cover : index_->RowsOf(day, part[i])) column.rows.push_back(row_of_cover_[cover]);
  }
  return column;
}

void Generation::Add(std::vector<Column> columns) {
  std::erase_if(columns, [this](const Column& column) {
    return !known_.emplace(column.place, column.kinds).second;
  });
  master_->Add(std::move(columns));
}

void Generation::Learn() {
  std::vector<Column> columns;
  for (size_t p = 0; p < places_.size(); ++p) {
    columns.push_back(MakeColumn(static_cast<int>(p), Now(places_[p].person)));
  }
  Add(std::move(columns));
}

PriceTable Generation::Savings(const std::vector<double>& row_prices) const {
  const int kinds = static_cast<int>(model_->kinds.size());
  PriceTable savings(neighbourhood_.span, kinds);
  for (size_t r = 0; r < cover_of_row_.size(); ++r) {
    const Cover& cover = model_->covers[cover_of_row_[r]];
    for (int k = 0; k < kinds; ++k) {
      if (Contains(cover.kinds, k)) savings.At(cover.day, k) += static_cast<float>(row_prices[r]);
    }
  }
  return savings;
}

PriceTable Generation::PricesOf(int person, const PriceTable& savings) const {
  const Span span = neighbourhood_.span;
  const int kinds = static_cast<int>(model_->kinds.size());
  PriceTable prices(span, kinds);
  for (int day = span.first; day < span.last; ++day) {
    const std::vector<int>& own = model_->people[person].price[day];
    for (int k = 0; k < kinds; ++k) {
      prices.At(day, k) = static_cast<float>(own[k]) - savings.At(day, k);
    }
  }
  return prices;
}

int Generation::Price(const std::vector<double>& row_prices, bool pure) {
  const PriceTable savings = Savings(row_prices);
  const std::vector<double> master_prices = master_->RowPrices();
  round_bound_ = outside_cost_;
  for (size_t r = 0; r < row_prices.size(); ++r) {
    round_bound_ += row_prices[r] * master_->rows()[r].required;
  }
  std::vector<Column> added;
  for (size_t p = 0; p < places_.size(); ++p) {
    if (!budget_->Spend()) {
      round_bound_ = -kInfinity;
      break;
    }
    const double worth = master_->PersonPrice(static_cast<int>(p)) - kLeastSaving;
    const float cutoff = pure ? static_cast<float>(worth) : LineSearch::kNoLine;
    Place& place = places_[p];
    const PricedLines priced =
        FindCheapest(place.search, PricesOf(place.person, savings), place.allowed,
                     {kWidth, kLinesAPrice, cutoff}, kTallyRounds, place.tally_prices, space_);
    for (const LinePart& part : priced.lines) {
      Column column = MakeColumn(static_cast<int>(p), part.kinds);
      if (master_->ReducedPrice(column, master_prices) < -kLeastSaving) {
        added.push_back(std::move(column));
      }
    }
    round_bound_ += priced.least;
  }
  const size_t known = master_->columns().size();
  Add(std::move(added));
  return static_cast<int>(master_->columns().size() - known);
}

double Generation::Relax(double tolerance) {
  double bound = -kInfinity;
  std::vector<double> centre;
  double cost = master_->SolveAll() + outside_cost_;
  bool pure = false;
  while (!budget_->spent()) {
    std::vector<double> prices = master_->RowPrices();
    if (!pure && !centre.empty()) {
      for (size_t r = 0; r < prices.size(); ++r) {
        prices[r] = kCentre * centre[r] + (1 - kCentre) * prices[r];
      }
    }
    const bool added = Price(prices, pure) > 0;
    if (round_bound_ > bound || centre.empty()) {
      bound = round_bound_;
      centre = prices;
      for (size_t r = 0; r < prices.size(); ++r) cover_prices_[cover_of_row_[r]] = prices[r];
    }
    if (!added && pure) break;
    pure = !added;
    if (added) cost = master_->SolveAll() + outside_cost_;
    if (cost - bound < tolerance) break;
  }
  return bound;
}

void Generation::Generate(int rounds) {
  for (int i = 0; i < rounds && !budget_->spent(); ++i) {
    if (Price(master_->RowPrices(), true) == 0) break;
    master_->SolveAll();
  }
}

// For each person the likeliest column, and how much of the fractions agrees with it on each day
// still open. Following one column keeps a line possible.
std::vector<Generation::Guess> Generation::Guesses(double noise, Dice& dice) const {
  const std::vector<Column>& columns = master_->columns();
  std::vector<std::pair<int, double>> used;
  std::vector<std::pair<double, int>> likeliest(places_.size(), {0, -1});
  for (size_t c = 0; c < columns.size(); ++c) {
    const double value = master_->Value(static_cast<int>(c));
    if (value <= kNothing) continue;
    used.emplace_back(static_cast<int>(c), value);
    auto& best = likeliest[columns[c].place];
    const double likelihood = value * (1 + noise * dice.Share());
    if (likelihood > best.first) best = {likelihood, static_cast<int>(c)};
  }
  const int days = neighbourhood_.span.days();
  std::vector<double> agreed(places_.size() * days, 0);
  for (const auto& [c, value] : used) {
    const int place = columns[c].place;
    const Line& followed = columns[likeliest[place].second].kinds;
    for (int day = 0; day < days; ++day) {
      if (columns[c].kinds[day] == followed[day]) agreed[place * days + day] += value;
    }
  }
  std::vector<Guess> guesses;
  for (int p = 0; p < static_cast<int>(places_.size()); ++p) {
    if (likeliest[p].second < 0) continue;
    const Line& followed = columns[likeliest[p].second].kinds;
    for (int day = 0; day < days; ++day) {
      if (places_[p].allowed[day] == Only(followed[day])) continue;
      const double value = agreed[p * days + day];
      guesses.push_back({p, day, followed[day], value * (1 + noise * dice.Share())});
    }
  }
  std::stable_sort(guesses.begin(), guesses.end(),
                   [](const Guess& a, const Guess& b) { return a.value > b.value; });
  return guesses;
}

// False when nothing was left to fix.
bool Generation::Fix(const DiveCare& care, Dice& dice) {
  const std::vector<Guess> guesses = Guesses(care.noise, dice);
  const double open = static_cast<double>(guesses.size());
  for (size_t i = 0; i < guesses.size(); ++i) {
    const double rank = static_cast<double>(i);
    if (rank > care.most * open || (rank > care.least * open && guesses[i].value < care.likely)) {
      break;
    }
    places_[guesses[i].place].allowed[guesses[i].day] = Only(guesses[i].kind);
  }
  for (int c = 0; c < static_cast<int>(master_->columns().size()); ++c) {
    if (master_->permitted(c) && !Keeps(master_->columns()[c])) master_->Permit(c, false);
  }
  return !guesses.empty();
}

bool Generation::Keeps(const Column& column) const {
  const std::vector<KindSet>& allowed = places_[column.place].allowed;
  for (size_t day = 0; day < column.kinds.size(); ++day) {
    if (!Contains(allowed[day], column.kinds[day])) return false;
  }
  return true;
}

void Generation::Unfix() {
  for (Place& place : places_) place.allowed = place.search.allowed();
  for (int c = 0; c < static_cast<int>(master_->columns().size()); ++c) master_->Permit(c, true);
  master_->SolveAll();
}

// True when the master's choice has no fractions.
bool Generation::TakeWhole() {
  std::vector<Line> parts(places_.size());
  size_t whole = 0;
  for (size_t c = 0; c < master_->columns().size(); ++c) {
    if (master_->Value(static_cast<int>(c)) < kWhole) continue;
    parts[master_->columns()[c].place] = master_->columns()[c].kinds;
    ++whole;
  }
  if (whole < places_.size()) return false;
  parts_ = std::move(parts);
  return true;
}

bool Generation::Dive(const DiveCare& care) {
  Dice dice(care.seed);
  bool whole = TakeWhole();
  while (!whole && !budget_->spent() && Fix(care, dice)) {
    master_->SolveAll();
    Generate(care.rounds);
    whole = TakeWhole();
  }
  Unfix();
  return whole;
}

bool Generation::Select(int64_t below, int64_t work) {
  const Master::Selection selection = master_->SelectWhole(
      static_cast<double>(below) - outside_cost_ - 0.5, work, [this] { return budget_->spent(); });
  if (!selection.found) return false;
  parts_.resize(places_.size());
  for (size_t p = 0; p < places_.size(); ++p) {
    parts_[p] = master_->columns()[selection.columns[p]].kinds;
  }
  return true;
}

}  // namespace liengia::rosters::engine::lines
