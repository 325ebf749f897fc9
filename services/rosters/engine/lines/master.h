#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "services/rosters/engine/lines/model.h"

class ClpSimplex;

namespace liengia::rosters::engine::lines {

// One way for one person to fill the span.
struct Column {
  int place = 0;  // Which of the people of the neighbourhood.
  int price = 0;
  Line kinds;
  std::vector<int> rows;  // Of the master: the covers it counts for.
};

// The linear programme that picks a column per person so that columns and cover cost the least.
// Columns that do not pay at present sleep outside the programme.
class Master {
 public:
  struct Row {
    int required = 0;  // May be below 0: more people are there already.
    int under_price = 0;
    int over_price = 0;
  };
  Master(std::vector<Row> rows, int people);
  ~Master();

  const std::vector<Row>& rows() const { return rows_; }
  const std::vector<Column>& columns() const { return columns_; }
  void Add(std::vector<Column> columns);
  // Only permitted columns are ever chosen. One of each person must be.
  void Permit(int column, bool permitted);
  bool permitted(int column) const { return permitted_[column]; }

  // The least cost of the columns that are awake, fractions of columns allowed. Requires one awake
  // of every person.
  double Solve();
  // As Solve, waking what pays until nothing does.
  double SolveAll();
  // As of the last Solve:
  double Value(int column) const;
  // What one more person on each row would save.
  std::vector<double> RowPrices() const;
  double PersonPrice(int place) const;
  // Price of a column minus what it saves.
  double ReducedPrice(const Column& column, const std::vector<double>& row_prices) const;

  struct Selection {
    bool found = false;
    double cost = 0;
    std::vector<int> columns;  // By place.
  };
  // The cheapest choice of whole columns below `cutoff`, by branch and cut over the permitted
  // columns that can still be part of one. Ends, with the best so far, after so many simplex
  // iterations (in all nodes together; the root is always finished) or when `stop` says so.
  Selection SelectWhole(double cutoff, int64_t work, const std::function<bool()>& stop) const;

 private:
  int SlackCount() const { return 2 * static_cast<int>(rows_.size()); }
  bool Awake(int column) const { return position_[column] >= 0; }
  int Wake();
  void Wake(const std::vector<int>& columns);
  void PutToSleep();

  std::vector<Row> rows_;
  int people_;
  std::vector<Column> columns_;
  std::vector<bool> permitted_;
  std::vector<int> position_;  // By column: where it is among the programme's columns, or -1.
  std::vector<int> awake_;     // Columns in the order of the programme.
  std::unique_ptr<ClpSimplex> clp_;
};

}  // namespace liengia::rosters::engine::lines
