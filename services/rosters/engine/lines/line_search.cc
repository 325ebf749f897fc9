#include "services/rosters/engine/lines/line_search.h"

#include <algorithm>
#include <bit>
#include <numeric>

namespace liengia::rosters::engine::lines {
namespace {

constexpr uint64_t kGuards = 0x8000'8000'8000'8000;
constexpr int kTalliesPerWord = 4;
constexpr int kBitsPerTally = 16;

// A longer span is searched only near an even pace: minutes within so many of the longest days,
// tallies used up at most so many ahead of their share of the days.
constexpr int kPacedDays = 100;
constexpr int kMinutesLead = 5;
constexpr int kTallyLead = 3;

int CeilDiv(int a, int b) { return a >= 0 ? (a + b - 1) / b : -(-a / b); }
int FloorDiv(int a, int b) { return a >= 0 ? a / b : -((-a + b - 1) / b); }

// Calls f(kind) for each kind of the set, in order.
template <typename F>
void ForEach(KindSet set, F f) {
  for (; set != 0; set &= set - 1) f(static_cast<Kind>(std::countr_zero(set)));
}

// Lane by lane: none of `used` exceeds `left`.
bool Fits(uint64_t used, uint64_t left) { return (((left | kGuards) - used) & kGuards) == kGuards; }

void LowerTo(float* costs, const float* next, float price, int count) {
  for (int i = 0; i < count; ++i) {
    const float cost = next[i] + price;
    costs[i] = cost < costs[i] ? cost : costs[i];
  }
}

bool CountsWeekend(const Model& model, int day, bool worked_yesterday) {
  const int weekend = model.weekend[day];
  return weekend >= 0 && !(worked_yesterday && day > 0 && model.weekend[day - 1] == weekend);
}

}  // namespace

LineSearch::LineSearch(const Model& model, int person, Span span, const Line& around)
    : model_(model), person_(model.people[person]), span_(span) {
  FindSpan(around);
  SetUpTallies(around);
  SetUpKinds(around);
  SetUpMinutes(around);
  SetUpWeekends(around);
  SetUpLayers();
}

// The run that goes on after the span must still end lawfully; one day after it nothing in the span
// matters any more.
void LineSearch::FindSpan(const Line& around) {
  end_ = span_.last;
  complete_ = span_.days() <= kPacedDays;
  if (end_ < model_.days) {
    const bool work = around[end_] != kOff;
    while (end_ < model_.days && (around[end_] != kOff) == work) ++end_;
    end_ = std::min(end_ + 1, model_.days);
  }
  fixed_.assign(around.begin() + span_.last, around.begin() + end_);
  allowed_.assign(person_.allowed.begin() + span_.first, person_.allowed.begin() + span_.last);
  workable_.assign(1, 0);
  for (int day = span_.first; day < end_; ++day) {
    const bool work = (AllowedOn(day, allowed_) & ~Only(kOff)) != 0;
    workable_.push_back(workable_.back() + (work ? 1 : 0));
  }
}

void LineSearch::SetUpTallies(const Line& around) {
  const int kinds = static_cast<int>(model_.kinds.size());
  for (const Tally& tally : person_.tallies) {
    int rest = tally.max;
    int chances = 0;
    for (int day = tally.first_day; day <= tally.last_day; ++day) {
      const bool inside = span_.first <= day && day < span_.last;
      if (inside) chances += (allowed_[day - span_.first] & tally.kinds) != 0 ? 1 : 0;
      if (!inside) rest -= Contains(tally.kinds, around[day]) ? 1 : 0;
    }
    if (rest >= chances) continue;
    if (rest > 0) {
      binding_.push_back(&tally);
      left_.push_back(rest);
      continue;
    }
    for (int day = std::max(tally.first_day, span_.first);
         day <= std::min(tally.last_day, span_.last - 1); ++day) {
      allowed_[day - span_.first] &= ~tally.kinds;
    }
  }
  words_ = CeilDiv(static_cast<int>(binding_.size()), kTalliesPerWord);
  tally_left_.assign(span_.days() * words_, 0);
  tally_steps_.assign(span_.days() * kinds * words_, 0);
  for (size_t i = 0; i < binding_.size(); ++i) {
    const int word = static_cast<int>(i) / kTalliesPerWord;
    const int shift = static_cast<int>(i) % kTalliesPerWord * kBitsPerTally;
    for (int day = 0; day < span_.days(); ++day) {
      const bool paced =
          binding_[i]->first_day <= span_.first && binding_[i]->last_day >= span_.last - 1;
      const int left = paced ? Paced(left_[i], span_.first + day, kTallyLead) : left_[i];
      tally_left_[day * words_ + word] |= static_cast<uint64_t>(left) << shift;
    }
    for (int day = std::max(binding_[i]->first_day, span_.first);
         day <= std::min(binding_[i]->last_day, span_.last - 1); ++day) {
      ForEach(binding_[i]->kinds, [&](Kind kind) {
        tally_steps_[((day - span_.first) * kinds + kind) * words_ + word] += uint64_t{1} << shift;
      });
    }
  }
}

int LineSearch::Paced(int left, int day, int lead) const {
  if (complete_) return left;
  const int days = std::max(1, workable_.back());
  return std::min(left, CeilDiv(left * workable_[day + 1 - span_.first], days) + lead);
}

void LineSearch::SetUpKinds(const Line& around) {
  KindSet used = 0;
  for (KindSet set : allowed_) used |= set;
  for (Kind kind : fixed_) used |= Only(kind);
  const KindSet successors = used;
  if (span_.first > 0) used |= Only(around[span_.first - 1]);
  class_of_kind_.assign(model_.kinds.size(), 0);
  ForEach(used & ~Only(kOff), [&](Kind kind) {
    const KindSet forbids = model_.kinds[kind].forbidden_next & successors;
    const auto found = std::find(class_forbids_.begin(), class_forbids_.end(), forbids);
    class_of_kind_[kind] = static_cast<int>(found - class_forbids_.begin());
    if (found == class_forbids_.end()) class_forbids_.push_back(forbids);
  });
  off_states_ = person_.min_off_run;
  longest_run_ = person_.max_work_run;
  // Without a longest run nothing depends on a run's length once it is long enough.
  limits_runs_ = longest_run_ < model_.days;
  if (!limits_runs_) longest_run_ = std::min(person_.min_work_run, model_.days);
  states_.resize(off_states_ + class_forbids_.size() * longest_run_);
  std::iota(states_.begin(), states_.end(), 0);
  start_state_ = StateBefore(around);
}

int LineSearch::StateBefore(const Line& around) const {
  if (span_.first == 0) return off_states_ - 1;
  const Kind last = around[span_.first - 1];
  int begin = span_.first;
  while (begin > 0 && (around[begin - 1] != kOff) == (last != kOff)) --begin;
  const int run = span_.first - begin;
  if (last == kOff) return begin == 0 ? off_states_ - 1 : std::min(run, off_states_) - 1;
  return WorkState(class_of_kind_[last], std::min(run, longest_run_));
}

void LineSearch::SetUpMinutes(const Line& around) {
  minutes_.assign(model_.kinds.size(), 0);
  int outside = 0;
  for (int day = 0; day < model_.days; ++day) {
    if (day < span_.first || day >= end_) outside += model_.kinds[around[day]].minutes;
  }
  int unit = 0;
  int longest = 0;
  for (const WorkKind& kind : model_.kinds) {
    unit = std::gcd(unit, kind.minutes);
    longest = std::max(longest, kind.minutes);
  }
  const bool matters = person_.min_minutes > outside ||
                       person_.max_minutes - outside < longest * (end_ - span_.first);
  if (unit == 0 || !matters) return;
  for (size_t k = 0; k < minutes_.size(); ++k) minutes_[k] = model_.kinds[k].minutes / unit;
  least_ = std::max(0, CeilDiv(person_.min_minutes - outside, unit));
  const int most = std::min(person_.max_minutes, outside + longest * model_.days);
  most_ = FloorDiv(most - outside, unit);
  possible_ = possible_ && least_ <= most_;
}

void LineSearch::SetUpWeekends(const Line& around) {
  if (person_.max_weekends == kNoLimit) return;
  int inside = 0;
  weekends_left_ = person_.max_weekends;
  for (int day = 0; day < model_.days; ++day) {
    if (day >= span_.first && day < end_) {
      inside += CountsWeekend(model_, day, day > span_.first) ? 1 : 0;
    } else if (around[day] != kOff) {
      const bool worked_yesterday = day > 0 && around[day - 1] != kOff;
      weekends_left_ -= CountsWeekend(model_, day, worked_yesterday) ? 1 : 0;
    }
  }
  possible_ = possible_ && weekends_left_ >= 0;
  counts_weekends_ = possible_ && weekends_left_ < inside;
  // One more cell than weekends: the guard, always kNoLine, that a weekend too many falls into.
  row_ = counts_weekends_ ? weekends_left_ + 2 : 1;
}

LineSearch::Step LineSearch::Next(int day, int state, Kind kind) const {
  if (kind == kOff) {
    if (!IsWork(state)) return {std::min(state + 1, off_states_ - 1), 0};
    // A run as long as the days so far has touched day 0.
    const int run = RunOf(state);
    return {run >= person_.min_work_run || run == day ? 0 : -1, 0};
  }
  const int weekends = counts_weekends_ && CountsWeekend(model_, day, IsWork(state)) ? 1 : 0;
  if (!IsWork(state)) {
    return {state == off_states_ - 1 ? WorkState(class_of_kind_[kind], 1) : -1, weekends};
  }
  const int run = limits_runs_ ? RunOf(state) + 1 : std::min(RunOf(state) + 1, longest_run_);
  if (run > longest_run_ || Contains(class_forbids_[ClassOf(state)], kind)) return {};
  return {WorkState(class_of_kind_[kind], run), weekends};
}

KindSet LineSearch::AllowedOn(int day, const std::vector<KindSet>& allowed) const {
  return day < span_.last ? allowed[day - span_.first] : Only(fixed_[day - span_.last]);
}

// Bounds the minutes worked before each day by what can be reached until then and from there.
void LineSearch::SetUpLayers() {
  const int days = end_ - span_.first;
  struct Range {
    int low = std::numeric_limits<int>::max();
    int high = -1;
    void Include(const Range& other, int minutes) {
      if (other.high < 0) return;
      low = std::min(low, other.low + minutes);
      high = std::max(high, other.high + minutes);
    }
  };
  const size_t states = states_.size();
  std::vector<Range> reached(days + 1), rest(days + 1);
  std::vector<Range> now(states), next(states);
  now[start_state_] = {0, 0};
  for (int i = 0; i <= days; ++i) {
    for (const Range& range : now) reached[i].Include(range, 0);
    if (i == days) break;
    next.assign(states, {});
    for (size_t s = 0; s < states; ++s) {
      if (now[s].high < 0) continue;
      ForEach(AllowedOn(span_.first + i, allowed_), [&](Kind kind) {
        const int to = Next(span_.first + i, static_cast<int>(s), kind).state;
        if (to >= 0) next[to].Include(now[s], minutes_[kind]);
      });
    }
    now.swap(next);
  }
  now.assign(states, {0, 0});
  for (int i = days; i >= 0; --i) {
    for (const Range& range : now) rest[i].Include(range, 0);
    if (i == 0) break;
    next.assign(states, {});
    for (size_t s = 0; s < states; ++s) {
      ForEach(AllowedOn(span_.first + i - 1, allowed_), [&](Kind kind) {
        const int to = Next(span_.first + i - 1, static_cast<int>(s), kind).state;
        if (to >= 0) next[s].Include(now[to], minutes_[kind]);
      });
    }
    now.swap(next);
  }
  const int slack = kMinutesLead * *std::max_element(minutes_.begin(), minutes_.end());
  layer_.assign(days + 2, 0);
  for (int i = 0; i <= days; ++i) {
    low_.push_back(std::max(reached[i].low, least_ - rest[i].high));
    high_.push_back(std::min(reached[i].high, most_ - rest[i].low));
    possible_ = possible_ && reached[i].high >= 0 && rest[i].high >= 0;
    if (!complete_ && most_ > 0) {
      const int all = std::max(1, workable_.back());
      low_[i] = std::max(low_[i], least_ * workable_[i] / all - slack);
      high_[i] = std::min(high_[i], most_ * workable_[i] / all + slack);
    }
    possible_ = possible_ && low_[i] <= high_[i];
    if (!possible_) return;
    layer_[i + 1] = layer_[i] + states * (high_[i] - low_[i] + 1) * row_;
  }
}

int LineSearch::Cell(int day, int state, int minutes, int weekends) const {
  const int i = day - span_.first;
  return static_cast<int>(layer_[i]) +
         (state * (high_[i] - low_[i] + 1) + minutes - low_[i]) * row_ + weekends;
}

void LineSearch::RelaxState(int day, int state, const float* prices, KindSet kinds,
                            SearchSpace& space) const {
  struct Target {
    int state, minutes, weekends;
    float price;
  };
  std::array<Target, kMaxKinds> targets;
  int count = 0;
  // Of kinds that lead to the same state only the cheapest matters.
  ForEach(kinds, [&](Kind kind) {
    const Step step = Next(day, state, kind);
    if (step.state < 0) return;
    const float price = prices == nullptr ? 0 : prices[kind];
    for (int i = 0; i < count; ++i) {
      if (targets[i].state == step.state && targets[i].minutes == minutes_[kind]) {
        targets[i].price = std::min(targets[i].price, price);
        return;
      }
    }
    targets[count++] = {step.state, minutes_[kind], step.weekends, price};
  });
  const int i = day - span_.first;
  const int begin = Cell(day, state, low_[i], 0);
  const int cells = (high_[i] - low_[i] + 1) * row_;
  float* costs = space.completion.data();
  std::fill_n(costs + begin, cells, kNoLine);
  for (int t = 0; t < count; ++t) {
    const Target& target = targets[t];
    const int low = std::max(low_[i], low_[i + 1] - target.minutes);
    const int high = std::min(high_[i], high_[i + 1] - target.minutes);
    if (low > high) continue;
    LowerTo(costs + Cell(day, state, low, 0),
            costs + Cell(day + 1, target.state, low + target.minutes, target.weekends),
            target.price, (high - low + 1) * row_);
  }
  if (row_ == 1) return;
  for (int guard = begin + row_ - 1; guard < begin + cells; guard += row_) costs[guard] = kNoLine;
}

float LineSearch::Relax(const PriceTable& prices, const std::vector<KindSet>& allowed,
                        SearchSpace& space) const {
  if (!possible_) return kNoLine;
  const size_t cells = layer_[end_ - span_.first + 1];
  if (space.completion.size() < cells + 1) space.completion.resize(cells + 1);
  space.completion[cells] = kNoLine;
  const int last = end_ - span_.first;
  std::fill(space.completion.begin() + layer_[last], space.completion.begin() + cells, kNoLine);
  for (int state : states_) {
    for (int m = std::max(low_[last], least_); m <= std::min(high_[last], most_); ++m) {
      const int cell = Cell(end_, state, m, 0);
      std::fill_n(space.completion.begin() + cell, row_ > 1 ? row_ - 1 : 1, 0.0F);
    }
  }
  for (int day = end_ - 1; day >= span_.first; --day) {
    const float* of_day = day < span_.last ? prices.OfDay(day) : nullptr;
    const KindSet kinds = AllowedOn(day, allowed);
    for (int state : states_) RelaxState(day, state, of_day, kinds, space);
  }
  return low_[0] > 0 ? kNoLine : space.completion[Cell(span_.first, start_state_, 0, 0)];
}

bool LineSearch::Counted(int day, Kind kind, const uint64_t* before, uint64_t* after) const {
  for (int w = 0; w < words_; ++w) after[w] = before[w];
  if (day >= span_.last) return true;
  const size_t i = day - span_.first;
  const uint64_t* step = tally_steps_.data() + (i * model_.kinds.size() + kind) * words_;
  for (int w = 0; w < words_; ++w) {
    after[w] += step[w];
    if (!Fits(after[w], tally_left_[i * words_ + w])) return false;
  }
  return true;
}

// The successors of the labels from begin to end - 1 become the candidates for the next day.
void LineSearch::Expand(int day, int begin, int end, const PriceTable& prices,
                        const PriceTable& charged, KindSet kinds, float cutoff,
                        SearchSpace& space) const {
  space.candidates.clear();
  space.candidate_counts.clear();
  const int i = day - span_.first;
  const bool in_span = day < span_.last;
  std::array<uint64_t, kMaxTallies / kTalliesPerWord> counts;
  for (int l = begin; l < end; ++l) {
    const SearchSpace::Label& label = space.labels[l];
    ForEach(kinds, [&](Kind kind) {
      const Step step = Next(day, label.state, kind);
      if (step.state < 0) return;
      const int minutes = label.minutes + minutes_[kind];
      const int weekends = label.weekends + step.weekends;
      if (minutes < low_[i + 1] || minutes > high_[i + 1]) return;
      if (counts_weekends_ && weekends > weekends_left_) return;
      const int cell = Cell(day + 1, step.state, minutes, weekends);
      const float charge = label.charged + (in_span ? charged.At(day, kind) : 0);
      const float estimate = charge + space.completion[cell];
      if (!(estimate < cutoff)) return;
      if (!Counted(day, kind, space.counts.data() + static_cast<size_t>(l) * words_,
                   counts.data())) {
        return;
      }
      const float price = label.price + (in_span ? prices.At(day, kind) : 0);
      space.candidates.push_back(
          {price, charge, estimate, l, cell, minutes, weekends, step.state, kind});
      space.candidate_counts.insert(space.candidate_counts.end(), counts.begin(),
                                    counts.begin() + words_);
    });
  }
}

// The best candidates become labels, those left out that another beats in price and every tally.
bool LineSearch::Keep(int day, int width, SearchSpace& space) const {
  const size_t first_cell = layer_[day - span_.first];
  const size_t cells = layer_[day - span_.first + 1] - first_cell;
  if (space.newest.size() < cells) space.newest.resize(cells, -1);
  std::vector<int>& order = space.order;
  order.resize(space.candidates.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](int a, int b) {
    const float x = space.candidates[a].estimate;
    const float y = space.candidates[b].estimate;
    return x != y ? x < y : a < b;
  });
  const int begin = static_cast<int>(space.labels.size());
  bool all_fit = true;
  for (int c : order) {
    if (static_cast<int>(space.labels.size()) - begin >= width) {
      all_fit = false;
      break;
    }
    const SearchSpace::Label& candidate = space.candidates[c];
    const uint64_t* counts = space.candidate_counts.data() + static_cast<size_t>(c) * words_;
    int& newest = space.newest[candidate.cell - first_cell];
    bool beaten = false;
    for (int l = newest; l >= 0 && !beaten; l = space.previous[l]) {
      beaten = space.labels[l].price <= candidate.price;
      for (int w = 0; w < words_ && beaten; ++w) {
        beaten = Fits(space.counts[static_cast<size_t>(l) * words_ + w], counts[w]);
      }
    }
    if (beaten) continue;
    space.previous.push_back(newest);
    newest = static_cast<int>(space.labels.size());
    space.labels.push_back(candidate);
    space.counts.insert(space.counts.end(), counts, counts + words_);
  }
  for (size_t l = begin; l < space.labels.size(); ++l) {
    space.newest[space.labels[l].cell - first_cell] = -1;
  }
  return all_fit;
}

void LineSearch::Charge(const std::vector<float>& tally_prices, PriceTable& prices) const {
  for (size_t t = 0; t < binding_.size(); ++t) {
    for (int day = std::max(binding_[t]->first_day, span_.first);
         day <= std::min(binding_[t]->last_day, span_.last - 1); ++day) {
      ForEach(binding_[t]->kinds, [&](Kind kind) { prices.At(day, kind) += tally_prices[t]; });
    }
  }
}

float LineSearch::Allowance(const std::vector<float>& tally_prices) const {
  float sum = 0;
  for (size_t t = 0; t < left_.size(); ++t) sum += tally_prices[t] * static_cast<float>(left_[t]);
  return sum;
}

std::vector<int> LineSearch::Excess(const PriceTable& charged, const std::vector<KindSet>& allowed,
                                    const SearchSpace& space) const {
  std::vector<int> excess(left_.size());
  for (size_t t = 0; t < left_.size(); ++t) excess[t] = -left_[t];
  int state = start_state_;
  int minutes = 0;
  int weekends = 0;
  for (int day = span_.first; day < span_.last; ++day) {
    const int i = day - span_.first;
    float best = kNoLine;
    Kind best_kind = kOff;
    Step best_step;
    ForEach(allowed[i], [&](Kind kind) {
      const Step step = Next(day, state, kind);
      const int m = minutes + minutes_[kind];
      if (step.state < 0 || m < low_[i + 1] || m > high_[i + 1]) return;
      const float cost = charged.At(day, kind) +
                         space.completion[Cell(day + 1, step.state, m, weekends + step.weekends)];
      if (cost < best) {
        best = cost;
        best_kind = kind;
        best_step = step;
      }
    });
    if (best_step.state < 0) return excess;
    state = best_step.state;
    weekends += best_step.weekends;
    minutes += minutes_[best_kind];
    for (size_t t = 0; t < binding_.size(); ++t) {
      const bool counts = Contains(binding_[t]->kinds, best_kind) &&
                          binding_[t]->first_day <= day && day <= binding_[t]->last_day;
      excess[t] += counts ? 1 : 0;
    }
  }
  return excess;
}

LineSearch::Found LineSearch::Find(const PriceTable& prices, const PriceTable& charged,
                                   const std::vector<KindSet>& allowed, const Effort& effort,
                                   SearchSpace& space) const {
  Found found{{}, true};
  if (!possible_ || low_[0] > 0) return found;
  space.labels.assign(1, {});
  space.labels[0].state = start_state_;
  space.counts.assign(words_, 0);
  space.previous.assign(1, -1);
  int begin = 0;
  for (int day = span_.first; day < end_; ++day) {
    const int end = static_cast<int>(space.labels.size());
    Expand(day, begin, end, prices, charged, AllowedOn(day, allowed), effort.cutoff, space);
    found.proven &= Keep(day + 1, effort.width, space);
    begin = end;
  }
  std::vector<int>& best = space.order;
  best.resize(space.labels.size() - begin);
  std::iota(best.begin(), best.end(), begin);
  std::stable_sort(best.begin(), best.end(),
                   [&](int a, int b) { return space.labels[a].price < space.labels[b].price; });
  for (int l : best) {
    if (static_cast<int>(found.lines.size()) == effort.lines) break;
    LinePart part{Line(span_.days()), space.labels[l].price};
    int at = l;
    for (int day = end_ - 1; day >= span_.first; --day) {
      if (day < span_.last) part.kinds[day - span_.first] = space.labels[at].kind;
      at = space.labels[at].parent;
    }
    found.lines.push_back(std::move(part));
  }
  return found;
}

}  // namespace liengia::rosters::engine::lines
