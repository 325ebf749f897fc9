#include "services/rosters/engine/bound.h"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <vector>

#include "services/rosters/engine/civil_day.h"
#include "services/rosters/engine/rules.h"

namespace liengia::rosters::engine {
namespace {

constexpr int64_t kFullShare = 1000;
// Prices start as the credit of a shift times this, so that they can move in small steps.
constexpr int64_t kPriceScale = 1024;
constexpr int kMaxRounds = 250;
// Rounds without progress after which a threshold is given up.
constexpr int kPatience = 60;
constexpr int kMaxProbes = 7;
// Above this many units of credit a knapsack is made coarser, which keeps it a bound.
constexpr int64_t kMaxUnits = 2'000;

// A place that a bearer could take; one who may lead earns the leader's price as well.
struct Option {
  int shift = 0;
  bool leads = false;
};

// Shifts of which the bearer can take at most `times`.
struct Cluster {
  int times = 1;
  std::vector<Option> options;
};

struct Week {
  int limit = 0;  // Most duties; kNoLimit = as many as there are.
  std::vector<Cluster> clusters;
};

// All that a bearer could do, a little more generously than the rules.
struct Block {
  int64_t base = 0;  // Carried credit and that of pins.
  int share = 0;
  bool serves = false;  // Has a pin in the window.
  int limit = kNoLimit;
  std::vector<Week> weeks;
};

struct Prices {
  std::vector<int64_t> people;   // By shift.
  std::vector<int64_t> leaders;  // By shift.

  int64_t Of(const Option& option) const {
    return people[option.shift] + (option.leads ? leaders[option.shift] : 0);
  }
};

// The blocks of a problem with the places that are to be filled beside the pins.
class Model {
 public:
  Model(const Problem& problem, const Roster& roster)
      : problem_(problem), pinned_(PinnedRoster(problem)), bearers_(BearersOf(problem)) {
    for (int shift = 0; shift < Shifts(); ++shift) {
      const bool open = InWindow(problem, problem.shifts[shift]);
      const Crew all = CrewOf(problem, roster, shift);
      const Crew set = CrewOf(problem, pinned_, shift);
      const int leaders = std::min(all.leaders, problem.shifts[shift].leaders_needed);
      people_.push_back(open ? all.people - set.people : 0);
      leaders_.push_back(open ? std::max(0, leaders - set.leaders) : 0);
    }
    std::vector<std::vector<int>> members(bearers_.shares.size());
    for (size_t i = 0; i < problem.members.size(); ++i) {
      members[bearers_.of_member[i]].push_back(static_cast<int>(i));
    }
    for (size_t i = 0; i < members.size(); ++i) {
      if (bearers_.shares[i] > 0) blocks_.push_back(BlockOf(static_cast<int>(i), members[i]));
    }
  }

  int Shifts() const { return static_cast<int>(problem_.shifts.size()); }
  const std::vector<Block>& blocks() const { return blocks_; }
  const std::vector<int>& people() const { return people_; }
  const std::vector<int>& leaders() const { return leaders_; }
  int64_t Credit(int shift) const { return problem_.shifts[shift].credit; }

 private:
  static int Less(int limit, int by) { return limit == kNoLimit ? limit : std::max(0, limit - by); }
  static int Sum(int a, int b) { return a == kNoLimit || b == kNoLimit ? kNoLimit : a + b; }

  Block BlockOf(int bearer, const std::vector<int>& members) const {
    Block block;
    block.base = bearers_.carried[bearer];
    block.share = bearers_.shares[bearer];
    block.limit = 0;
    for (const int member : members) AddPins(member, &block);
    std::map<int, std::vector<int>> weeks;  // Shifts that some member may take.
    for (int shift = 0; shift < Shifts(); ++shift) {
      if (people_[shift] == 0) continue;
      const bool possible = std::any_of(members.begin(), members.end(), [&](int member) {
        return Allowed(problem_, pinned_, member, shift);
      });
      if (possible) weeks[WeekOf(problem_.shifts[shift].duty_day)].push_back(shift);
    }
    for (const auto& [number, shifts] : weeks)
      block.weeks.push_back(WeekOf(number, shifts, members));
    return block;
  }

  static int WeekOf(int day) { return engine::WeekOf(day); }

  void AddPins(int member, Block* block) const {
    int pins = 0;
    for (const int shift : pinned_.ShiftsOf(member)) {
      if (!InWindow(problem_, problem_.shifts[shift])) continue;
      ++pins;
      block->serves = true;
      block->base += Credit(shift);
    }
    block->limit = Sum(block->limit, Less(problem_.members[member].max_duties, pins));
  }

  Week WeekOf(int number, const std::vector<int>& shifts, const std::vector<int>& members) const {
    Week week;
    for (const int member : members) {
      const std::vector<int>& held = pinned_.ShiftsOf(member);
      const auto pins = std::count_if(held.begin(), held.end(), [&](int shift) {
        return WeekOf(problem_.shifts[shift].duty_day) == number;
      });
      week.limit = Sum(week.limit,
                       Less(problem_.members[member].max_duties_per_week, static_cast<int>(pins)));
    }
    // By night for shifts at night, by day for the others.
    std::map<std::pair<bool, int>, std::vector<int>> days;
    for (const int shift : shifts) {
      const Shift& data = problem_.shifts[shift];
      days[{data.night, data.night ? data.night_day : data.duty_day}].push_back(shift);
    }
    for (const auto& [day, together] : days) AddClusters(day.first, together, members, &week);
    return week;
  }

  void AddClusters(bool night, const std::vector<int>& shifts, const std::vector<int>& members,
                   Week* week) const {
    const int household = problem_.members[members[0]].household;
    const bool one_a_night =
        night && household >= 0 && !problem_.households[household].two_per_night;
    const bool one_a_member = AtMostOne(shifts, members);
    const int times = one_a_night ? 1 : static_cast<int>(members.size());
    if (one_a_night || one_a_member) {
      week->clusters.push_back({times, OptionsOf(shifts, members)});
      return;
    }
    for (const int shift : shifts) week->clusters.push_back({times, OptionsOf({shift}, members)});
  }

  std::vector<Option> OptionsOf(const std::vector<int>& shifts,
                                const std::vector<int>& members) const {
    std::vector<Option> options;
    for (const int shift : shifts) {
      for (const bool leads : {false, true}) {
        const bool any = std::any_of(members.begin(), members.end(), [&](int member) {
          return problem_.members[member].may_lead == leads &&
                 Allowed(problem_, pinned_, member, shift);
        });
        if (any) options.push_back({shift, leads});
      }
    }
    return options;
  }

  // Whether no member can take two of the shifts.
  bool AtMostOne(const std::vector<int>& shifts, const std::vector<int>& members) const {
    for (const int member : members) {
      const int rest = problem_.members[member].min_rest_minutes;
      for (size_t i = 0; i < shifts.size(); ++i) {
        for (size_t j = i + 1; j < shifts.size(); ++j) {
          const Shift& a = problem_.shifts[shifts[i]];
          const Shift& b = problem_.shifts[shifts[j]];
          const int64_t gap =
              std::max(a.start_minute, b.start_minute) - std::min(a.end_minute, b.end_minute);
          if (gap >= rest) return false;
        }
      }
    }
    return true;
  }

  const Problem& problem_;
  const Roster pinned_;
  const Bearers bearers_;
  std::vector<int> people_;   // By shift: places to fill beside the pins.
  std::vector<int> leaders_;  // Of these, how many by leaders.
  std::vector<Block> blocks_;
};

// The dearest set of duties of one bearer under a capacity. Reused, so that nothing is allocated
// anew for every bearer and price.
class Knapsack {
 public:
  Knapsack(const Model& model, int64_t unit) : model_(model), unit_(unit) {}

  // The best worth; the options that make it are counted into `people` and `leaders`.
  int64_t Best(const Block& block, int64_t capacity, const Prices& prices, std::vector<int>* people,
               std::vector<int>* leaders) {
    units_ = static_cast<int>(capacity / unit_) + 1;
    duties_ = block.limit == kNoLimit ? 1 : std::min(block.limit, kMostCounted) + 1;
    counts_duties_ = block.limit != kNoLimit && block.limit <= kMostCounted;
    if (!counts_duties_) duties_ = 1;
    stages_.clear();
    worth_.assign(Cells(1), 0);
    for (const Week& week : block.weeks) Pass(week, prices);
    return Trace(people, leaders);
  }

 private:
  static constexpr int kMostCounted = 40;

  // How a state was reached, for one cluster taken once or for the end of a week.
  struct Stage {
    std::vector<Option> options;      // Empty at the end of a week.
    std::vector<int> sizes;           // Of the options, in units.
    std::vector<signed char> choice;  // By cell: an option, or -1; a count of duties at the end.
    int counts = 1;
  };

  size_t Cells(int counts) const {
    return static_cast<size_t>(counts) * static_cast<size_t>(duties_) * static_cast<size_t>(units_);
  }
  size_t Cell(int count, int duty, int unit) const {
    return (static_cast<size_t>(count) * static_cast<size_t>(duties_) + static_cast<size_t>(duty)) *
               static_cast<size_t>(units_) +
           static_cast<size_t>(unit);
  }

  void Pass(const Week& week, const Prices& prices) {
    int all = 0;
    for (const Cluster& cluster : week.clusters) all += cluster.times;
    const bool counted = week.limit < all;
    const int counts = counted ? week.limit + 1 : 1;
    worth_.resize(Cells(counts), kNever);
    for (const Cluster& cluster : week.clusters) {
      for (int i = 0; i < cluster.times; ++i) Take(cluster, prices, counts, counted);
    }
    if (counts > 1) EndWeek(counts);
  }

  // Of options as large, only the dearest can matter.
  Stage Dearest(const Cluster& cluster, const Prices& prices) const {
    Stage stage;
    for (const Option& option : cluster.options) {
      const int size = static_cast<int>(model_.Credit(option.shift) / unit_);
      if (prices.Of(option) <= 0 || size >= units_) continue;
      const auto same = std::find(stage.sizes.begin(), stage.sizes.end(), size);
      if (same == stage.sizes.end()) {
        stage.sizes.push_back(size);
        stage.options.push_back(option);
      } else if (Option& other = stage.options[same - stage.sizes.begin()];
                 prices.Of(other) < prices.Of(option)) {
        other = option;
      }
    }
    return stage;
  }

  void Take(const Cluster& cluster, const Prices& prices, int counts, bool counted) {
    Stage stage = Dearest(cluster, prices);
    if (stage.options.empty() || (counted && counts == 1)) return;
    stage.counts = counts;
    stage.choice.assign(worth_.size(), -1);
    next_ = worth_;
    const int count_step = counted ? 1 : 0;
    const int duty_step = counts_duties_ ? 1 : 0;
    for (size_t i = 0; i < stage.options.size(); ++i) {
      const int64_t price = prices.Of(stage.options[i]);
      for (int count = 0; count + count_step < counts; ++count) {
        for (int duty = 0; duty + duty_step < duties_; ++duty) {
          const size_t from = Cell(count, duty, 0);
          const size_t to = Cell(count + count_step, duty + duty_step, stage.sizes[i]);
          for (int unit = 0; unit + stage.sizes[i] < units_; ++unit) {
            const int64_t worth = worth_[from + unit] + price;
            if (worth <= next_[to + unit]) continue;
            next_[to + unit] = worth;
            stage.choice[to + unit] = static_cast<signed char>(i);
          }
        }
      }
    }
    std::swap(worth_, next_);
    stages_.push_back(std::move(stage));
  }

  void EndWeek(int counts) {
    Stage stage;
    stage.counts = counts;
    stage.choice.assign(Cells(1), 0);
    for (int count = 1; count < counts; ++count) {
      for (size_t cell = 0; cell < Cells(1); ++cell) {
        const int64_t worth = worth_[static_cast<size_t>(count) * Cells(1) + cell];
        if (worth <= worth_[cell]) continue;
        worth_[cell] = worth;
        stage.choice[cell] = static_cast<signed char>(count);
      }
    }
    worth_.resize(Cells(1));
    stages_.push_back(std::move(stage));
  }

  int64_t Trace(std::vector<int>* people, std::vector<int>* leaders) const {
    const auto best = std::max_element(worth_.begin(), worth_.end());
    size_t cell = best - worth_.begin();
    for (auto stage = stages_.rbegin(); stage != stages_.rend(); ++stage) {
      if (stage->options.empty()) {
        cell += static_cast<size_t>(stage->choice[cell]) * Cells(1);
        continue;
      }
      const int choice = stage->choice[cell];
      if (choice < 0) continue;
      const Option& option = stage->options[choice];
      ++(*people)[option.shift];
      if (option.leads) ++(*leaders)[option.shift];
      cell -= stage->sizes[choice];
      if (counts_duties_) cell -= units_;
      if (stage->counts > 1) cell -= Cells(1);
    }
    return *best;
  }

  static constexpr int64_t kNever = std::numeric_limits<int64_t>::min() / 4;

  const Model& model_;
  const int64_t unit_;
  int units_ = 0;
  int duties_ = 1;
  bool counts_duties_ = false;
  std::vector<int64_t> worth_;
  std::vector<int64_t> next_;
  std::vector<Stage> stages_;
};

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
  explicit Prover(const Model& model) : model_(model) {
    int64_t divisor = 0;
    for (int shift = 0; shift < model.Shifts(); ++shift) {
      if (model.people()[shift] > 0) divisor = std::gcd(divisor, model.Credit(shift));
      prices_.people.push_back(
          model.people()[shift] > 0 ? std::max<int64_t>(1, model.Credit(shift)) * kPriceScale : 0);
    }
    prices_.leaders.assign(model.Shifts(), 0);
    unit_ = std::max<int64_t>(1, divisor);
  }

  // True when proven: the places cannot all be filled under the threshold. Starts from the prices
  // with which the last proof ended, which for a threshold near by are nearly right.
  bool Impossible(const Threshold& threshold) {
    std::vector<int64_t> capacities;
    int64_t most = 0;
    for (const Block& block : model_.blocks()) {
      const int64_t capacity = threshold.Capacity(block.share) - block.base;
      if (capacity < 0 && block.serves) return true;
      capacities.push_back(capacity);
      most = std::max(most, capacity);
    }
    Knapsack knapsack(model_,
                      std::max(unit_, most / kMaxUnits + 1 > unit_ ? most / kMaxUnits + 1 : unit_));
    return SeekPrices(capacities, &knapsack);
  }

 private:
  struct Round {
    int64_t surplus = 0;  // What the bearers' best sets earn beyond what the places are worth.
    int64_t worth = 0;
    std::vector<int> people;
    std::vector<int> leaders;
  };

  Round Bid(const std::vector<int64_t>& capacities, const Prices& prices,
            Knapsack* knapsack) const {
    Round round;
    round.people.resize(model_.Shifts());
    round.leaders.resize(model_.Shifts());
    for (size_t i = 0; i < capacities.size(); ++i) {
      if (capacities[i] < 0) continue;
      round.surplus +=
          knapsack->Best(model_.blocks()[i], capacities[i], prices, &round.people, &round.leaders);
    }
    for (int shift = 0; shift < model_.Shifts(); ++shift) {
      round.worth += prices.people[shift] * model_.people()[shift] +
                     prices.leaders[shift] * model_.leaders()[shift];
    }
    round.surplus -= round.worth;
    return round;
  }

  bool SeekPrices(const std::vector<int64_t>& capacities, Knapsack* knapsack) {
    Prices prices = prices_;
    int64_t best = std::numeric_limits<int64_t>::max();
    int since = 0;
    for (int i = 0; i < kMaxRounds && since < kPatience; ++i) {
      const Round round = Bid(capacities, prices, knapsack);
      if (round.surplus < 0) {
        prices_ = prices;
        return true;
      }
      // Prices may fall together, so progress is measured against what the places are worth.
      const int64_t relative = static_cast<int64_t>(static_cast<__int128>(round.surplus) *
                                                    1'000'000 / std::max<int64_t>(1, round.worth));
      since = relative < best ? 0 : since + 1;
      best = std::min(best, relative);
      if (!Step(round, &prices)) return false;
    }
    return false;
  }

  // Dearer where places are left over, cheaper where too many want them, by a step that would make
  // the surplus vanish if it kept falling as steeply. False if every place is taken just once: then
  // the knapsacks fit and nothing can be proven.
  bool Step(const Round& round, Prices* prices) const {
    int64_t square = 0;
    for (int shift = 0; shift < model_.Shifts(); ++shift) {
      const int64_t people = model_.people()[shift] - round.people[shift];
      const int64_t leaders = model_.leaders()[shift] - round.leaders[shift];
      square += people * people;
      if (leaders > 0 || prices->leaders[shift] > 0) square += leaders * leaders;
    }
    if (square == 0) return false;
    const int64_t target = round.surplus + round.worth / 400;
    for (int shift = 0; shift < model_.Shifts(); ++shift) {
      if (model_.people()[shift] == 0) continue;
      const int64_t people = model_.people()[shift] - round.people[shift];
      const int64_t leaders = model_.leaders()[shift] - round.leaders[shift];
      int64_t& price = prices->people[shift];
      int64_t& extra = prices->leaders[shift];
      price = std::max<int64_t>(0, price + target * people / square);
      if (model_.leaders()[shift] > 0) {
        extra = std::max<int64_t>(0, extra + target * leaders / square);
      }
    }
    return true;
  }

  const Model& model_;
  int64_t unit_ = 1;
  Prices prices_;
};

// The highest load, in whole minutes of a full share, that is proven too low; `low` is.
int64_t Probe(int64_t low, int64_t high, Prover* prover) {
  for (int i = 0; i < kMaxProbes && low + 1 < high; ++i) {
    // Closer to the top, where the truth is expected.
    const int64_t middle = high - std::max<int64_t>(1, (high - low) / 4);
    if (prover->Impossible({{middle, static_cast<int>(kFullShare)}, false})) {
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

  const Model model(problem, roster);
  Prover prover(model);
  bound.reached = prover.Impossible({bound.heaviest, true});
  if (bound.reached) return bound;

  int64_t low = bound.highest_load;
  for (const Block& block : model.blocks()) {
    low = std::min(low, FloorDiv(block.base * kFullShare, block.share));
  }
  bound.lower_bound = Probe(low, bound.highest_load, &prover);
  return bound;
}

}  // namespace liengia::rosters::engine
