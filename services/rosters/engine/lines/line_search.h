#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <vector>

#include "services/rosters/engine/lines/model.h"

namespace liengia::rosters::engine::lines {

// Days first to last - 1.
struct Span {
  int first = 0;
  int last = 0;
  int days() const { return last - first; }
};

// What each kind would cost the person on each day of a span.
class PriceTable {
 public:
  PriceTable(Span span, int kinds) : span_(span), kinds_(kinds), prices_(span.days() * kinds) {}
  float& At(int day, Kind kind) { return prices_[(day - span_.first) * kinds_ + kind]; }
  float At(int day, Kind kind) const { return prices_[(day - span_.first) * kinds_ + kind]; }
  // By kind.
  const float* OfDay(int day) const { return &prices_[(day - span_.first) * kinds_]; }

 private:
  Span span_;
  int kinds_;
  std::vector<float> prices_;
};

// Part of a line, for the days of a span.
struct LinePart {
  Line kinds;
  float price = 0;  // The sum of the price table's entries.
};

// Memory that searches use in turn; one per thread.
struct SearchSpace {
  struct Label {
    float price = 0;     // Of the days so far.
    float charged = 0;   // The same by the charged prices.
    float estimate = 0;  // Charged, with the cheapest completion: no line through here has less.
    int parent = -1;
    int cell = 0;
    int minutes = 0;
    int weekends = 0;
    int state = 0;
    Kind kind = kOff;
  };
  std::vector<float> completion;
  std::vector<Label> labels;
  std::vector<uint64_t> counts;  // Of the labels: what each used of the tallies.
  std::vector<Label> candidates;
  std::vector<uint64_t> candidate_counts;
  std::vector<int> order;
  std::vector<int> newest;    // By cell: the last label kept there, or -1.
  std::vector<int> previous;  // By label: the one kept before it in the same cell.
};

// Finds the cheapest lines of one person over a span, everything outside it staying as it is.
//
// First a backward pass over days, runs, minutes and weekends gives the cost of the cheapest
// completion of every state, tallies left out: a lower bound, and the exact optimum where no tally
// binds. Then a forward pass keeps, day by day, the `width` labels with the lowest price plus
// completion, tallies counted and dominated labels dropped (a resource-constrained shortest path).
// With a width never reached the result is the optimum.
class LineSearch {
 public:
  static constexpr float kNoLine = std::numeric_limits<float>::infinity();

  // `around` is the person's line outside the span; what it holds inside does not matter.
  LineSearch(const Model& model, int person, Span span, const Line& around);

  // The completion costs for these prices, `allowed` (by day of the span) further narrowing what
  // the person may do. Returns a lower bound on any line's price, kNoLine when there is none.
  float Relax(const PriceTable& prices, const std::vector<KindSet>& allowed,
              SearchSpace& space) const;

  struct Effort {
    int width = 32;  // Labels kept a day.
    int lines = 1;   // At most so many are returned.
    float cutoff = kNoLine;
  };
  struct Found {
    std::vector<LinePart> lines;  // They keep every rule and cost less than the cutoff, best first.
    bool proven = false;          // The width was never reached: no line is cheaper than the first.
  };
  // After Relax with the charged prices and the same sets. `charged` are the prices with Charge
  // applied, or the prices themselves.
  Found Find(const PriceTable& prices, const PriceTable& charged,
             const std::vector<KindSet>& allowed, const Effort& effort, SearchSpace& space) const;

  // Tallies that may bind, and what of each is left for the span. With a price on each of them
  // (Lagrange multipliers) Relax minus their Allowance still is a lower bound, and a better one.
  int tallies() const { return static_cast<int>(left_.size()); }
  void Charge(const std::vector<float>& tally_prices, PriceTable& prices) const;
  float Allowance(const std::vector<float>& tally_prices) const;
  // After Relax: by tally, by how much its cheapest path uses more than is left (below 0: less).
  std::vector<int> Excess(const PriceTable& charged, const std::vector<KindSet>& allowed,
                          const SearchSpace& space) const;

  // What the person may do in the span, by day of the span: what no tally that is used up forbids.
  const std::vector<KindSet>& allowed() const { return allowed_; }
  // False for a long span, which is searched only near an even pace of minutes and tallies: then
  // Relax bounds only such lines.
  bool complete() const { return complete_; }

 private:
  struct Step {
    int state = -1;  // -1: not possible.
    int weekends = 0;
  };

  void FindSpan(const Line& around);
  // What of `left` may be used up to and including that day.
  int Paced(int left, int day, int lead) const;
  void SetUpTallies(const Line& around);
  void SetUpKinds(const Line& around);
  void SetUpMinutes(const Line& around);
  void SetUpWeekends(const Line& around);
  void SetUpLayers();
  std::vector<int> MostMinutes() const;
  Step Next(int day, int state, Kind kind) const;
  int StateBefore(const Line& around) const;
  KindSet AllowedOn(int day, const std::vector<KindSet>& allowed) const;
  int Cell(int day, int state, int minutes, int weekends) const;
  void RelaxState(int day, int state, const float* prices, KindSet kinds, SearchSpace& space) const;
  void Expand(int day, int begin, int end, const PriceTable& prices, const PriceTable& charged,
              KindSet kinds, float cutoff, SearchSpace& space) const;
  // False when the width was too small for all of them.
  bool Keep(int day, int width, SearchSpace& space) const;
  bool Counted(int day, Kind kind, const uint64_t* before, uint64_t* after) const;

  bool IsWork(int state) const { return state >= off_states_; }
  int RunOf(int state) const { return (state - off_states_) % longest_run_ + 1; }
  int ClassOf(int state) const { return (state - off_states_) / longest_run_; }
  int WorkState(int kind_class, int run) const {
    return off_states_ + kind_class * longest_run_ + run - 1;
  }

  const Model& model_;
  const Person& person_;
  Span span_;
  int end_ = 0;  // The fixed days from span_.last to here still depend on what the span holds.
  Line fixed_;   // The kinds of the days from span_.last to end_.
  bool possible_ = true;
  bool complete_ = true;
  std::vector<KindSet> allowed_;
  std::vector<int> workable_;  // By day from span_.first on: days before it that allow work.

  int off_states_ = 1;
  int longest_run_ = 1;
  bool limits_runs_ = true;
  int start_state_ = 0;
  std::vector<KindSet> class_forbids_;  // Kinds that forbid the same successors make one class.
  std::vector<int> class_of_kind_;
  std::vector<int> states_;  // All states that can matter.

  std::vector<int> minutes_;  // By kind, in units.
  int least_ = 0;             // Minutes still to work in the span, in units.
  int most_ = 0;
  bool counts_weekends_ = false;
  int weekends_left_ = 0;
  int row_ = 1;                  // Cells of one number of minutes: weekends and a guard.
  std::vector<int> low_, high_;  // By day from span_.first to end_: the minutes to look at.
  std::vector<size_t> layer_;    // By day: where its cells begin; one more at the end.

  std::vector<const Tally*> binding_;
  std::vector<int> left_;              // Of the binding tallies.
  int words_ = 0;                      // Four tallies a word.
  std::vector<uint64_t> tally_left_;   // By word.
  std::vector<uint64_t> tally_steps_;  // By day, kind and word: what it adds.
};

}  // namespace liengia::rosters::engine::lines
