#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/rosters/engine/problem.h"
#include "services/rosters/engine/roster.h"

// Problems and rosters as text: what is kept with a roster so that anybody can run the engine again
// and compare. Canonical: the same problem gives the same bytes on every machine, in whatever order
// its rows were loaded, and what was read back is solved to the same roster.
//
// One item a line, its words parted by single spaces: a header with the version of the form, then
// households, skills, shifts (each followed by its `needs` lines), members (each followed by its
// `holds`, `away`, `busy` and `wish` lines), pins, pairs and what is published, each sorted by id.
// "-" stands for none and for no limit.
namespace liengia::rosters::engine {

// Requires a problem that passes CheckProblem.
std::string ProblemText(const Problem& problem);

// The SHA-256 of the text in hexadecimal: what a certificate names its inputs by.
std::string DigestOf(const Problem& problem);

// INVALID_ARGUMENT saying which line is wrong and what was expected there, or as CheckProblem. The
// order of lines of one kind does not matter.
absl::StatusOr<Problem> ParseProblem(const std::string& text);

// A place on a shift, by the ids of shift and member.
struct NamedDuty {
  std::string shift_id;
  std::string member_id;
};
bool operator==(const NamedDuty& a, const NamedDuty& b);
bool operator<(const NamedDuty& a, const NamedDuty& b);

// The duties on shifts of the window, sorted.
std::vector<NamedDuty> NamedDuties(const Problem& problem, const Roster& roster);

// Sorts them first.
std::string RosterText(std::vector<NamedDuty> duties);

// The SHA-256 in hexadecimal of the text of the roster's NamedDuties.
std::string DigestOf(const Problem& problem, const Roster& roster);

// INVALID_ARGUMENT saying which line is wrong.
absl::StatusOr<std::vector<NamedDuty>> ParseRoster(const std::string& text);

// The problem's pins and these duties. Those that name a shift or member that the problem does not
// have are left out.
Roster RosterWith(const Problem& problem, const std::vector<NamedDuty>& duties);

}  // namespace liengia::rosters::engine
