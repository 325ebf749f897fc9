#pragma once

#include <cstdint>
#include <vector>

#include "services/rosters/engine/lines/model.h"

namespace liengia::rosters::engine::lines {

// Which cover rows count a kind on a day.
class CoverIndex {
 public:
  explicit CoverIndex(const Model& model);
  const std::vector<int>& RowsOf(int day, Kind kind) const { return rows_[day * kinds_ + kind]; }

 private:
  int kinds_;
  std::vector<std::vector<int>> rows_;  // By day and kind.
};

// What a row costs with so many people on it.
int64_t CoverPrice(const Cover& cover, int crew);

// The cost of these lines, counted from nothing.
int64_t CostOf(const Model& model, const std::vector<Line>& lines);

// A line for everybody, with running counts. Holds pointers; a copy is a snapshot.
class Plan {
 public:
  // Everybody off all the time, whether or not that keeps the rules.
  Plan(const Model* model, const CoverIndex* index);

  const Line& line(int person) const { return lines_[person]; }
  const std::vector<Line>& lines() const { return lines_; }
  int crew(int row) const { return crew_[row]; }
  // Always what CostOf says of the lines.
  int64_t cost() const { return cost_; }
  // Puts the part of a line that begins at first_day in place of what the person did then.
  void Replace(int person, int first_day, const Line& part);
  // The price of one more person of that kind on that day, as the crews are now.
  int64_t PriceOfJoining(int day, Kind kind) const;

 private:
  void Count(int day, Kind kind, int change);

  const Model* model_;
  const CoverIndex* index_;
  std::vector<Line> lines_;
  std::vector<int> crew_;  // By cover row.
  int64_t cost_ = 0;
};

}  // namespace liengia::rosters::engine::lines
