#include "services/rosters/engine/lines/master.h"

#include <algorithm>
#include <coin/CbcEventHandler.hpp>
#include <coin/CbcHeuristic.hpp>
#include <coin/CbcModel.hpp>
#include <coin/ClpSimplex.hpp>
#include <coin/OsiClpSolverInterface.hpp>
#include <iterator>
#include <utility>

namespace liengia::rosters::engine::lines {
namespace {

constexpr double kPays = -0.01;  // A column with a lower reduced price makes the master cheaper.
constexpr int kWakesAtOnce = 300;
constexpr int kAwakePerRow = 4;  // More columns than that, and half of them go to sleep.
constexpr int kMaxWholeColumns = 2'500;

// Clp's perturbation of the costs, always on: without it degenerate masters take many times longer.
constexpr int kPerturb = 50;

// Appends columns with their ones in the rows of the covers and of the person.
void Append(const std::vector<const Column*>& columns, int cover_rows, ClpSimplex& clp) {
  std::vector<int> starts{0}, rows;
  const std::vector<double> lower(columns.size(), 0), upper(columns.size(), COIN_DBL_MAX);
  std::vector<double> prices;
  for (const Column* column : columns) {
    rows.insert(rows.end(), column->rows.begin(), column->rows.end());
    rows.push_back(cover_rows + column->place);
    starts.push_back(static_cast<int>(rows.size()));
    prices.push_back(column->price);
  }
  const std::vector<double> ones(rows.size(), 1);
  clp.addColumns(static_cast<int>(columns.size()), lower.data(), upper.data(), prices.data(),
                 starts.data(), rows.data(), ones.data());
}

void SetUp(const std::vector<Master::Row>& rows, int people, ClpSimplex& clp) {
  const int covers = static_cast<int>(rows.size());
  clp.setLogLevel(0);
  clp.setPerturbation(kPerturb);
  clp.resize(covers + people, 0);
  std::vector<int> starts{0}, at;
  std::vector<double> ones, prices;
  for (int r = 0; r < covers; ++r) {
    clp.setRowBounds(r, rows[r].required, rows[r].required);
    for (const auto& [sign, price] : {std::pair<int, int>{1, rows[r].under_price},
                                      std::pair<int, int>{-1, rows[r].over_price}}) {
      at.push_back(r);
      ones.push_back(sign);
      prices.push_back(price);
      starts.push_back(static_cast<int>(at.size()));
    }
  }
  for (int p = 0; p < people; ++p) clp.setRowBounds(covers + p, 1, 1);
  const std::vector<double> lower(2 * covers, 0), upper(2 * covers, COIN_DBL_MAX);
  clp.addColumns(2 * covers, lower.data(), upper.data(), prices.data(), starts.data(), at.data(),
                 ones.data());
}

class Stopper : public CbcEventHandler {
 public:
  Stopper(int64_t iterations, std::function<bool()> asked)
      : iterations_(iterations), asked_(std::move(asked)) {}
  CbcAction event(CbcEvent) override {
    return model_->getIterationCount() > iterations_ || asked_() ? stop : noAction;
  }
  CbcEventHandler* clone() const override { return new Stopper(*this); }

 private:
  int64_t iterations_;
  std::function<bool()> asked_;
};

}  // namespace

Master::Master(std::vector<Row> rows, int people)
    : rows_(std::move(rows)), people_(people), clp_(std::make_unique<ClpSimplex>()) {
  SetUp(rows_, people_, *clp_);
}

Master::~Master() = default;

void Master::Add(std::vector<Column> columns) {
  std::vector<int> added;
  for (Column& column : columns) {
    added.push_back(static_cast<int>(columns_.size()));
    columns_.push_back(std::move(column));
  }
  permitted_.resize(columns_.size(), true);
  position_.resize(columns_.size(), -1);
  Wake(added);
}

void Master::Permit(int column, bool permitted) {
  if (permitted_[column] == permitted) return;
  permitted_[column] = permitted;
  if (!Awake(column)) return;
  clp_->setColumnUpper(SlackCount() + position_[column], permitted ? COIN_DBL_MAX : 0);
}

void Master::Wake(const std::vector<int>& columns) {
  if (columns.empty()) return;
  std::vector<const Column*> woken;
  for (int column : columns) {
    position_[column] = static_cast<int>(awake_.size());
    awake_.push_back(column);
    woken.push_back(&columns_[column]);
  }
  Append(woken, static_cast<int>(rows_.size()), *clp_);
}

int Master::Wake() {
  const std::vector<double> row_prices = RowPrices();
  std::vector<std::pair<double, int>> paying;
  for (size_t c = 0; c < columns_.size(); ++c) {
    if (Awake(static_cast<int>(c)) || !permitted_[c]) continue;
    const double reduced = ReducedPrice(columns_[c], row_prices);
    if (reduced < kPays) paying.emplace_back(reduced, static_cast<int>(c));
  }
  std::sort(paying.begin(), paying.end());
  if (paying.size() > kWakesAtOnce) paying.resize(kWakesAtOnce);
  std::vector<int> columns;
  columns.reserve(paying.size());
  for (const auto& [reduced, column] : paying) columns.push_back(column);
  Wake(columns);
  return static_cast<int>(columns.size());
}

void Master::PutToSleep() {
  const std::vector<double> row_prices = RowPrices();
  std::vector<std::pair<double, int>> idle;
  for (int column : awake_) {
    const bool basic = clp_->getColumnStatus(SlackCount() + position_[column]) == ClpSimplex::basic;
    const double reduced =
        permitted_[column] ? ReducedPrice(columns_[column], row_prices) : COIN_DBL_MAX;
    if (!basic && reduced > 0) idle.emplace_back(-reduced, column);
  }
  std::sort(idle.begin(), idle.end());
  idle.resize(std::min(idle.size(), awake_.size() / 2));
  std::vector<int> gone;
  for (const auto& [reduced, column] : idle) {
    gone.push_back(SlackCount() + position_[column]);
    position_[column] = -1;
  }
  if (gone.empty()) return;
  std::sort(gone.begin(), gone.end());
  clp_->deleteColumns(static_cast<int>(gone.size()), gone.data());
  std::erase_if(awake_, [this](int column) { return !Awake(column); });
  for (size_t i = 0; i < awake_.size(); ++i) position_[awake_[i]] = static_cast<int>(i);
}

double Master::Solve() {
  clp_->primal();
  if (awake_.size() > kAwakePerRow * (rows_.size() + people_)) PutToSleep();
  return clp_->objectiveValue();
}

double Master::SolveAll() {
  double cost = Solve();
  while (Wake() > 0) cost = Solve();
  return cost;
}

double Master::Value(int column) const {
  return Awake(column) ? clp_->primalColumnSolution()[SlackCount() + position_[column]] : 0;
}

std::vector<double> Master::RowPrices() const {
  const double* duals = clp_->dualRowSolution();
  return {duals, duals + rows_.size()};
}

double Master::PersonPrice(int place) const {
  return clp_->dualRowSolution()[rows_.size() + place];
}

double Master::ReducedPrice(const Column& column, const std::vector<double>& row_prices) const {
  double price = column.price - PersonPrice(column.place);
  for (int row : column.rows) price -= row_prices[row];
  return price;
}

Master::Selection Master::SelectWhole(double cutoff, int64_t work,
                                      const std::function<bool()>& stop) const {
  const int covers = static_cast<int>(rows_.size());
  const std::vector<double> row_prices = RowPrices();
  // A column dearer than the room between the fractions and the cutoff cannot be in a cheaper
  // choice.
  const double room = cutoff - clp_->objectiveValue();
  std::vector<std::pair<double, int>> ranked;
  for (size_t c = 0; c < columns_.size(); ++c) {
    if (!permitted_[c]) continue;
    const double reduced = ReducedPrice(columns_[c], row_prices);
    if (reduced < room) ranked.emplace_back(reduced, static_cast<int>(c));
  }
  std::sort(ranked.begin(), ranked.end());
  if (ranked.size() > kMaxWholeColumns) ranked.resize(kMaxWholeColumns);
  if (ranked.size() < static_cast<size_t>(people_)) return {};

  ClpSimplex programme;
  SetUp(rows_, people_, programme);
  std::vector<const Column*> chosen;
  chosen.reserve(ranked.size());
  for (const auto& [reduced, column] : ranked) chosen.push_back(&columns_[column]);
  Append(chosen, covers, programme);
  OsiClpSolverInterface solver(&programme);
  solver.messageHandler()->setLogLevel(0);
  for (size_t c = 0; c < ranked.size(); ++c) solver.setInteger(SlackCount() + static_cast<int>(c));
  CbcModel cbc(solver);
  cbc.setLogLevel(0);
  cbc.setNumberStrong(0);
  cbc.setCutoff(cutoff);
  cbc.setCutoffIncrement(0.999);
  Stopper stopper(work / std::max<int64_t>(1, static_cast<int64_t>(ranked.size())), stop);
  cbc.passInEventHandler(&stopper);
  CbcRounding rounding(cbc);
  cbc.addHeuristic(&rounding);
  cbc.initialSolve();
  if (!cbc.isInitialSolveProvenPrimalInfeasible()) cbc.branchAndBound();
  Selection selection;
  const double* best = cbc.bestSolution();
  if (best == nullptr) return selection;
  selection.found = true;
  selection.cost = cbc.getObjValue();
  selection.columns.assign(people_, -1);
  for (size_t c = 0; c < ranked.size(); ++c) {
    if (best[SlackCount() + c] > 0.5) selection.columns[chosen[c]->place] = ranked[c].second;
  }
  return selection;
}

}  // namespace liengia::rosters::engine::lines
