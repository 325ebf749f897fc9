#pragma once

#include <cstdint>
#include <functional>
#include <utility>

namespace liengia::rosters::engine::lines {

// Counts steps, a step being one search of one line. Once spent, stays spent.
class Budget {
 public:
  // `stop` is asked at every step and ends the budget early; it may be empty.
  Budget(int64_t steps, std::function<bool()> stop) : steps_(steps), stop_(std::move(stop)) {}
  // False when there is nothing left.
  bool Spend(int64_t steps = 1) {
    if (used_ < steps_ && stop_ && stop_()) steps_ = used_;
    if (used_ >= steps_) return false;
    used_ += steps;
    return true;
  }
  bool spent() { return !Spend(0); }
  int64_t used() const { return used_; }

 private:
  int64_t steps_;
  int64_t used_ = 0;
  std::function<bool()> stop_;
};

// The same numbers on every machine, unlike the standard library's distributions (SplitMix64).
class Dice {
 public:
  explicit Dice(uint64_t seed) : state_(seed) {}
  uint64_t Next() {
    uint64_t z = (state_ += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  // From 0 to 1.
  double Share() { return static_cast<double>(Next() >> 11) * 0x1p-53; }
  int Below(int bound) { return static_cast<int>(Next() % static_cast<uint64_t>(bound)); }

 private:
  uint64_t state_;
};

}  // namespace liengia::rosters::engine::lines
