#pragma once

#include <cstdint>
#include <string>

#include "services/rosters/engine/problem.h"

// Problems for the engine's tests. All names are invented.
namespace liengia::rosters::engine {

// Monday 2 February 2026, as a civil day.
inline constexpr int kMonday = 20486;

// 22:00 to 02:00 in Huế, starting on `kMonday` + `day`; crew of exactly one; credit 240.
Shift NightShift(int day, const std::string& id);
// 02:00 to 06:00 of the next day, in the same night.
Shift SmallHoursShift(int day, const std::string& id);
// 07:00 to 09:00.
Shift MorningShift(int day, const std::string& id);
// A full member who may serve at any time.
Member AnyMember(const std::string& id);
// The given members and shifts over four weeks from kMonday.
Problem FourWeeks(std::vector<Member> members, std::vector<Shift> shifts);

enum class Tightness {
  kEasy,   // A quarter of the members away for some days; three duties a week.
  kTight,  // Half of them away, for longer, and half of them only twice a week.
  kOver,   // All of them away at some time, and only once or twice a week.
};

struct CaseSize {
  int members = 60;
  int posts = 1;
  int nights = 31;
  int crew = 4;
  int shifts_a_night = 1;  // 22:00 to 02:00; of two, the second is from 02:00 to 06:00.
  Tightness tightness = Tightness::kEasy;
};

// A month as groups have it: night shifts on every post, households of one to three members, leave,
// other duties, rest, part-time shares, credit carried over, a few pairs kept apart or together.
Problem PatrolCase(const CaseSize& size, uint64_t seed);

// A few members and shifts with every rule and every field in play, often over-constrained: for
// comparing with exhaustive search.
Problem SmallCase(uint64_t seed);

}  // namespace liengia::rosters::engine
