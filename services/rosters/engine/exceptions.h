#pragma once

#include <functional>
#include <string>
#include <vector>

#include "services/rosters/engine/explain.h"
#include "services/rosters/engine/problem.h"
#include "services/rosters/engine/roster.h"
#include "services/rosters/engine/rules.h"

// What it would take to fill a month that is short of people (shortage.h).
namespace liengia::rosters::engine {

// A duty that fills a place, or makes room for one that does, if these rules are set aside for it.
struct Exception {
  int shift = 0;
  int member = 0;
  std::vector<Rule> rules;
};

struct WayOut {
  // The smallest set of rules that was found which, set aside, lets as many places be filled as
  // setting aside all that can be would. Empty when none of them helps.
  std::vector<Rule> rules;
  // With that set, the duties for which it is enough to set them aside; by shift, then member.
  std::vector<Exception> exceptions;
  // Places that stay empty all the same: there are too few people, or what keeps them off is not
  // anybody's to set aside.
  int places_left = 0;
};

// How the empty places of `roster`, the best there is, could be filled. Only rules are tried that
// a group, its members or the commune can set aside, not the law's (minors at night) nor the nature
// of things (two places at once). Tries sets of them in rising size by filling the places again,
// where a duty may be moved to make room. `stop`, if not empty, is asked between two tries; true =
// hand back what was found so far. Requires a problem that passes CheckProblem.
WayOut FindWayOut(const Problem& problem, const Roster& roster,
                  const std::function<bool()>& stop = nullptr);

// In plain sentences; none where nothing is empty and nothing would help.
std::vector<std::string> Sentences(const WayOut& way_out, const NameOf& name, Language language);

}  // namespace liengia::rosters::engine
