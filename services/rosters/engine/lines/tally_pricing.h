#pragma once

#include <vector>

#include "services/rosters/engine/lines/line_search.h"

namespace liengia::rosters::engine::lines {

struct PricedLines {
  std::vector<LinePart> lines;  // Cheaper than the cutoff, the cheapest first.
  // No line is cheaper; minus infinity when that is not known.
  double least = 0;
};

// The cheapest lines of one person at these prices. Where the cheapest completions overdraw a
// tally, a price is put on it and the search repeated, at most `rounds` times: that sharpens both
// the bound and what the search keeps. The best `tally_prices` are left for the next call; all 0 to
// begin with.
PricedLines FindCheapest(const LineSearch& search, const PriceTable& prices,
                         const std::vector<KindSet>& allowed, const LineSearch::Effort& effort,
                         int rounds, std::vector<float>& tally_prices, SearchSpace& space);

}  // namespace liengia::rosters::engine::lines
