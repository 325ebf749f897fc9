#pragma once

#include <memory>
#include <set>
#include <utility>
#include <vector>

#include "services/rosters/engine/lines/budget.h"
#include "services/rosters/engine/lines/line_search.h"
#include "services/rosters/engine/lines/master.h"
#include "services/rosters/engine/lines/model.h"
#include "services/rosters/engine/lines/plan.h"
#include "services/rosters/engine/lines/tally_pricing.h"

namespace liengia::rosters::engine::lines {

// Part of a plan to be made anew: what these people do in the span, all else staying.
struct Neighbourhood {
  std::vector<int> people;
  Span span;
};

// How a dive goes about fixing. A careful one takes longer and ends cheaper.
struct DiveCare {
  double likely = 0.85;  // What has this much of the fractions is fixed at once,
  double most = 0.1;     // but never more than this share of what is open,
  double least = 0.01;   // and always this share.
  int rounds = 3;        // Of column generation between two fixings.
  // Two dives of the same columns differ by chance when this is above 0.
  double noise = 0;
  uint64_t seed = 1;
};

// Column generation over a neighbourhood: a master programme picks fractions of known columns, and
// for each person LineSearch finds columns that would make it cheaper, until there are none. From
// the fractions a dive or branch and cut makes a plan. All columns are kept for the next attempt.
class Generation {
 public:
  // Everybody's line in `plan` must keep the rules. Keeps pointers to all but the neighbourhood;
  // what lies outside the neighbourhood must not change as long as the generation is used.
  Generation(const Model* model, const CoverIndex* index, const Plan* plan,
             Neighbourhood neighbourhood, Budget* budget);

  // Generates columns until none helps, until cost and bound differ by less than `tolerance`, or
  // until the budget is spent. Returns a lower bound on the cost of any plan that differs from the
  // given one in the neighbourhood only.
  double Relax(double tolerance);
  // By cover of the model: what one more person there would save; 0 outside the span.
  const std::vector<double>& cover_prices() const { return cover_prices_; }

  // Fixes kinds on days, the likeliest first, generating columns between, until all are whole. True
  // when that gives parts for everybody, be they better or worse than the plan's.
  bool Dive(const DiveCare& care);
  // Chooses among the known columns by branch and cut; for `work` see Master::SelectWhole. True
  // when that gives a plan cheaper than `below`.
  bool Select(int64_t below, int64_t work);
  // What the last success would put in place, by place in the neighbourhood's people.
  const std::vector<Line>& parts() const { return parts_; }
  const Neighbourhood& neighbourhood() const { return neighbourhood_; }

  // Adds what the plan has now to the known columns.
  void Learn();

 private:
  struct Place {
    int person = 0;
    LineSearch search;
    std::vector<KindSet> allowed;     // What the dive has left open.
    std::vector<float> tally_prices;  // The best of the rounds before.
  };
  struct Guess {
    int place = 0;
    int day = 0;  // Of the span.
    Kind kind = kOff;
    double value = 0;
  };

  void SetUpRows();
  void SetUpPlaces();
  Line Now(int person) const;
  Column MakeColumn(int place, const Line& part) const;
  // Only what is not known yet.
  void Add(std::vector<Column> columns);
  PriceTable Savings(const std::vector<double>& row_prices) const;
  PriceTable PricesOf(int person, const PriceTable& savings) const;
  // One round: returns how many columns came in and sets round_bound_. `pure` when the prices are
  // the master's own.
  int Price(const std::vector<double>& row_prices, bool pure);
  void Generate(int rounds);
  std::vector<Guess> Guesses(double noise, Dice& dice) const;
  bool Fix(const DiveCare& care, Dice& dice);
  void Unfix();
  bool Keeps(const Column& column) const;
  bool TakeWhole();

  const Model* model_;
  const CoverIndex* index_;
  const Plan* plan_;
  Neighbourhood neighbourhood_;
  Budget* budget_;
  std::vector<Place> places_;
  std::vector<int> cover_of_row_;
  std::vector<int> row_of_cover_;  // -1 outside the span.
  std::unique_ptr<Master> master_;
  std::set<std::pair<int, Line>> known_;  // Place and kinds.
  double outside_cost_ = 0;               // Of the plan's parts that the master does not see.
  double round_bound_ = 0;
  std::vector<double> cover_prices_;
  std::vector<Line> parts_;
  SearchSpace space_;
};

}  // namespace liengia::rosters::engine::lines
