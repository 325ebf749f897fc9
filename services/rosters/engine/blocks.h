#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "services/rosters/engine/problem.h"
#include "services/rosters/engine/roster.h"
#include "services/rosters/engine/score.h"

// A month taken apart for the proof of bound.h: what each bearer could take on alone, and the rows
// that tie the bearers together. Both are a little more generous than the rules, never stricter.
namespace liengia::rosters::engine {

// A duty that a bearer could take.
struct Option {
  int shift = 0;
  std::vector<int> rows;  // Those it counts in.
};

// Duties of which the bearer can take at most `times`.
struct Cluster {
  int times = 1;
  std::vector<Option> options;
};

struct BlockWeek {
  int limit = 0;  // Most duties, or kNoLimit.
  std::vector<Cluster> clusters;
};

// What one bearer could take.
struct Block {
  int64_t base = 0;  // What the bearer carries, with the credit of pins.
  int share = 0;
  bool serves = false;  // Has a pin in the window.
  int limit = 0;        // Most duties beside the pins, or kNoLimit.
  std::vector<BlockWeek> weeks;
};

// A sum over options: at least `bound` of them if it is a demand, at most as many if not.
struct Row {
  bool demand = true;
  int bound = 0;
};

struct Blocks {
  std::vector<Block> blocks;
  std::vector<Row> rows;
  std::vector<int64_t> credits;  // By shift.
  std::vector<int> people_row;   // By shift: the row of its places; -1 = nothing to fill.
};

// Demands: as many people on every shift as in `roster`, of those as many leaders as it has and
// needs. Limits: households by night, nights in a row, pairs kept apart. Pins are out of it: they
// are in the bases, and their places are not demanded.
Blocks TakenApart(const Problem& problem, const Roster& roster);

}  // namespace liengia::rosters::engine
