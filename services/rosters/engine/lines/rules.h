#pragma once

#include <vector>

#include "services/rosters/engine/lines/model.h"

// The rules of a line, one function each: true when the line keeps it. They are the definition;
// LineSearch only ever builds lines that keep them all, and its tests hold it to these functions.
namespace liengia::rosters::engine::lines {

enum class Rule {
  kAllowed,
  kSuccession,
  kMinutes,
  kLongestWorkRun,
  kShortestWorkRun,
  kShortestOffRun,
  kWeekends,
  kTally,
};

bool KeepsAllowed(const Person& person, const Line& line);
bool KeepsSuccession(const Model& model, const Line& line);
bool KeepsMinutes(const Model& model, const Person& person, const Line& line);
bool KeepsLongestWorkRun(const Person& person, const Line& line);
// Runs that touch the first or the last day are excused from the next two.
bool KeepsShortestWorkRun(const Person& person, const Line& line);
bool KeepsShortestOffRun(const Person& person, const Line& line);
bool KeepsWeekends(const Model& model, const Person& person, const Line& line);
bool KeepsTally(const Tally& tally, const Line& line);

// Every rule that the line breaks; empty for a good one. The line has a kind for each day.
std::vector<Rule> Breaches(const Model& model, const Person& person, const Line& line);

// What the line costs by itself, the cover left out.
int64_t LinePrice(const Person& person, const Line& line);
int MinutesOf(const Model& model, const Line& line);
int WeekendsOf(const Model& model, const Line& line);

}  // namespace liengia::rosters::engine::lines
