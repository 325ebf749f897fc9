#include "services/rosters/engine/bound.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <vector>

#include "services/rosters/engine/blocks.h"
#include "services/rosters/engine/civil_day.h"
#include "services/rosters/engine/knapsack.h"

namespace liengia::rosters::engine {
namespace {

constexpr int64_t kFullShare = 1000;
// Prices start in proportion to credit, the dearest at this, so that they can move in small steps;
// they never exceed the limit, so that no sum of them overflows.
constexpr int64_t kStartPrice = int64_t{1} << 20;
constexpr int64_t kMaxPrice = int64_t{1} << 40;
constexpr int kMaxRounds = 600;
// Rounds without progress after which the steps are made smaller, when asking whether the roster is
// the best possible and when probing how far it may be from that; and how often that is done.
constexpr int kPatience = 100;
constexpr int kProbePatience = 30;
constexpr int kMaxHalvings = 3;
// Of the last direction, how many sixteenths go into the next one: without it prices zigzag.
constexpr int64_t kMomentum = 14;
constexpr int64_t kDirectionScale = 256;
constexpr int kMaxProbes = 7;
// Above this many units of credit a knapsack is made coarser, which keeps it a bound.
constexpr int64_t kMaxUnits = 2'000;

// A load that nobody may exceed, or with `strictly` not even reach.
struct Threshold {
  Load load;
  bool strictly = false;

  // The most credit that a bearer of that share may have.
  int64_t Capacity(int share) const {
    const __int128 credit = static_cast<__int128>(load.credit) * share;
    const __int128 whole =
        credit >= 0 ? credit / load.share : -((-credit + load.share - 1) / load.share);
    const bool exact = whole * load.share == credit;
    return static_cast<int64_t>(strictly && exact ? whole - 1 : whole);
  }
};

class Prover {
 public:
  explicit Prover(const Blocks& blocks) : blocks_(blocks), prices_(blocks.rows.size()) {
    int64_t divisor = 0;
    const int64_t most =
        std::max<int64_t>(1, blocks.credits.empty()
                                 ? 0
                                 : *std::max_element(blocks.credits.begin(), blocks.credits.end()));
    for (size_t shift = 0; shift < blocks.credits.size(); ++shift) {
      if (blocks.people_row[shift] < 0) continue;
      divisor = std::gcd(divisor, blocks.credits[shift]);
      prices_[blocks.people_row[shift]] =
          std::max<int64_t>(1, blocks.credits[shift] * kStartPrice / most);
    }
    unit_ = std::max<int64_t>(1, divisor);
  }

  // True when proven: the places cannot all be filled under the threshold. `patience` is how many
  // rounds without progress are borne. Starts from the prices that came nearest to a proof before,
  // which for a threshold close by are nearly right.
  bool Impossible(const Threshold& threshold, int patience) {
    std::vector<int64_t> capacities;
    int64_t most = 0;
    for (const Block& block : blocks_.blocks) {
      const int64_t capacity = threshold.Capacity(block.share) - block.base;
      if (capacity < 0 && block.serves) return true;
      capacities.push_back(capacity);
      most = std::max(most, capacity);
    }
    Knapsack knapsack(blocks_, std::max(unit_, most / kMaxUnits + 1));
    return SeekPrices(capacities, patience, &knapsack);
  }

 private:
  struct Round {
    int64_t worth = 0;     // Of all that is demanded less all that is limited.
    int64_t surplus = 0;   // What the bearers' best sets earn beyond that; negative = proven.
    std::vector<int> use;  // By row.
  };

  Round Bid(const std::vector<int64_t>& capacities, const Prices& prices,
            Knapsack* knapsack) const {
    Round round;
    round.use.resize(blocks_.rows.size());
    for (size_t i = 0; i < capacities.size(); ++i) {
      if (capacities[i] < 0) continue;
      round.surplus += knapsack->Best(blocks_.blocks[i], capacities[i], prices, &round.use);
    }
    for (size_t i = 0; i < blocks_.rows.size(); ++i) {
      const Row& row = blocks_.rows[i];
      round.worth += (row.demand ? 1 : -1) * prices[i] * row.bound;
    }
    round.surplus -= round.worth;
    return round;
  }

  // Prices may fall together, so nearness to a proof is measured against what the places are worth.
  static double Nearness(const Round& round) {
    return static_cast<double>(round.surplus) /
           static_cast<double>(std::max<int64_t>(1, round.worth));
  }

  bool SeekPrices(const std::vector<int64_t>& capacities, int patience, Knapsack* knapsack) {
    Prices prices = prices_;
    direction_.assign(prices.size(), 0);
    double nearest = std::numeric_limits<double>::infinity();
    int since = 0;
    int halvings = 0;
    for (int i = 0; i < kMaxRounds && halvings < kMaxHalvings; ++i) {
      const Round round = Bid(capacities, prices, knapsack);
      const double nearness = Nearness(round);
      if (nearness < nearest) {
        nearest = nearness;
        prices_ = prices;
        since = 0;
      } else if (++since > patience) {
        since = 0;
        ++halvings;
        prices = prices_;
        direction_.assign(prices.size(), 0);
        continue;
      }
      if (round.surplus < 0) return true;
      if (!Step(round, halvings, &prices)) return false;
    }
    return false;
  }

  // How much more of a row is wanted (or, of a limit, is used too much).
  int Lack(const Round& round, size_t row) const {
    const int lack = blocks_.rows[row].bound - round.use[row];
    return blocks_.rows[row].demand ? lack : -lack;
  }

  // Dearer where too little is there, cheaper where there is more than enough, by a step that would
  // make the surplus vanish if it kept falling as steeply. False where no price moves: then nothing
  // can be proven.
  bool Step(const Round& round, int halvings, Prices* prices) {
    __int128 square = 0;
    for (size_t i = 0; i < direction_.size(); ++i) {
      int64_t& one = direction_[i];
      one = Lack(round, i) * kDirectionScale + one * kMomentum / 16;
      if ((*prices)[i] == 0) one = std::max<int64_t>(0, one);
      square += static_cast<__int128>(one) * one;
    }
    if (square == 0) return false;
    const int64_t target = (round.surplus + std::max<int64_t>(0, round.worth) / 1000) >> halvings;
    bool moved = false;
    for (size_t i = 0; i < direction_.size(); ++i) {
      const __int128 step =
          static_cast<__int128>(target) * direction_[i] * kDirectionScale / square;
      const int64_t price =
          std::clamp<int64_t>((*prices)[i] + static_cast<int64_t>(step), 0, kMaxPrice);
      moved |= price != (*prices)[i];
      (*prices)[i] = price;
    }
    return moved;
  }

  const Blocks& blocks_;
  int64_t unit_ = 1;
  Prices prices_;
  std::vector<int64_t> direction_;  // By row.
};

// The highest load, in whole minutes of a full share, that is proven too low; `low` is.
int64_t Probe(int64_t low, int64_t high, Prover* prover) {
  for (int i = 0; i < kMaxProbes && low + 1 < high; ++i) {
    // Closer to the top, where the truth is expected.
    const int64_t middle = high - std::max<int64_t>(1, (high - low) / 4);
    if (prover->Impossible({{middle, static_cast<int>(kFullShare)}, false}, kProbePatience)) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return low;
}

}  // namespace

double LoadBound::GapPercent() const {
  if (reached || highest_load <= 0) return 0;
  return 100.0 * static_cast<double>(highest_load - lower_bound) /
         static_cast<double>(highest_load);
}

Load HeaviestServing(const Problem& problem, const Roster& roster) {
  const Bearers bearers = BearersOf(problem);
  std::vector<int64_t> credits(bearers.shares.size());
  std::vector<char> serves(bearers.shares.size());
  for (int member = 0; member < static_cast<int>(problem.members.size()); ++member) {
    const int bearer = bearers.of_member[member];
    credits[bearer] += CreditOf(problem, roster, member);
    for (const int shift : roster.ShiftsOf(member)) {
      if (InWindow(problem, problem.shifts[shift])) serves[bearer] = 1;
    }
  }
  Load heaviest{0, 0};
  for (size_t i = 0; i < credits.size(); ++i) {
    if (!serves[i] || bearers.shares[i] == 0) continue;
    const Load load{credits[i], bearers.shares[i]};
    if (heaviest.share == 0 || Compare(load, heaviest) > 0) heaviest = load;
  }
  return heaviest;
}

int64_t HighestLoad(const Problem& problem, const Roster& roster) {
  const Load heaviest = HeaviestServing(problem, roster);
  return heaviest.share == 0 ? 0 : FloorDiv(heaviest.credit * kFullShare, heaviest.share);
}

LoadBound BoundHeaviestLoad(const Problem& problem, const Roster& roster) {
  LoadBound bound;
  bound.heaviest = HeaviestServing(problem, roster);
  bound.highest_load = HighestLoad(problem, roster);
  bound.lower_bound = bound.highest_load;
  bound.reached = bound.heaviest.share == 0;
  if (bound.reached) return bound;

  const Blocks blocks = TakenApart(problem, roster);
  Prover prover(blocks);
  bound.reached = prover.Impossible({bound.heaviest, true}, kPatience);
  if (bound.reached) return bound;

  int64_t low = bound.highest_load;
  for (const Block& block : blocks.blocks) {
    low = std::min(low, FloorDiv(block.base * kFullShare, block.share));
  }
  bound.lower_bound = Probe(low, bound.highest_load, &prover);
  return bound;
}

}  // namespace liengia::rosters::engine
