#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/rosters/engine/bound.h"
#include "services/rosters/engine/problem.h"
#include "services/rosters/engine/roster.h"
#include "services/rosters/engine/solve.h"

// What is published beside a roster so that anyone who has the inputs can check it: where it comes
// from, and what was proven of its fairness.
namespace liengia::rosters::engine {

// Names the engine's behaviour: another version may make another roster of the same inputs. Changed
// whenever the search, the rules, the score or the digests change.
inline constexpr int kEngineVersion = 2;

struct Certificate {
  int engine_version = 0;
  std::string inputs_digest;  // DigestOf(problem).
  uint64_t seed = 0;
  int64_t steps = 0;          // The budget that gives this roster; what the search spent.
  std::string roster_digest;  // DigestOf(problem, roster).
  // No duty given to another, moved or exchanged, and nobody added, betters the roster: checked
  // exhaustively.
  bool exchange_stable = false;
  LoadBound bound;
};

// The certificate of a roster that Solve made of the problem with `options`.
Certificate Certify(const Problem& problem, const Solution& solution, const Options& options);

// The same for any roster, with what can be checked of it without knowing where it comes from: a
// roster changed by hand has no seed and no steps.
Certificate CertifyByHand(const Problem& problem, const Roster& roster);

// Whether no elementary change betters the roster. Requires a problem that passes CheckProblem and
// a roster that has its pins.
bool IsExchangeStable(const Problem& problem, const Roster& roster);

// What a verification found. A roster is what its certificate says it is when `Holds`.
struct Verification {
  bool same_version = false;  // Otherwise another engine made it, and `same_roster` may fail.
  bool same_inputs = false;
  bool same_digest = false;  // `roster` is the one that was certified.
  bool same_roster = false;  // The same roster came out of Solve again.
  bool same_proof = false;   // Stability and bound are as certified.
  std::vector<Duty> lost;    // Duties that Solve gives and `roster` has not.
  std::vector<Duty> added;   // Duties that `roster` has and Solve does not give.
  bool Holds() const {
    return same_version && same_inputs && same_digest && same_roster && same_proof;
  }
};

// Runs it all again. INVALID_ARGUMENT as CheckProblem, or for a certificate with negative steps.
absl::StatusOr<Verification> Verify(const Problem& problem, const Roster& roster,
                                    const Certificate& certificate);

}  // namespace liengia::rosters::engine
