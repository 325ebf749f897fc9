#include "services/rosters/engine/certificate.h"

#include <limits>
#include <utility>

#include "services/rosters/engine/improve.h"
#include "services/rosters/engine/problem_text.h"
#include "services/rosters/engine/search.h"

namespace liengia::rosters::engine {
namespace {

std::vector<Duty> Without(const Roster& roster, const Roster& other) {
  std::vector<Duty> duties;
  for (const Duty& duty : roster.Duties()) {
    if (!other.Has(duty.shift, duty.member)) duties.push_back(duty);
  }
  return duties;
}

bool SameProof(const Certificate& a, const Certificate& b) {
  return a.exchange_stable == b.exchange_stable && a.bound.reached == b.bound.reached &&
         a.bound.highest_load == b.bound.highest_load && a.bound.lower_bound == b.bound.lower_bound;
}

}  // namespace

bool IsExchangeStable(const Problem& problem, const Roster& roster) {
  const Facts facts(problem);
  State state(&facts);
  for (const Duty& duty : roster.Duties()) {
    if (!state.roster().Has(duty.shift, duty.member)) state.Add(duty);
  }
  const size_t duties = state.roster().Duties().size();
  Budget budget(std::numeric_limits<int64_t>::max(), nullptr);
  Dice dice(1);
  const Roster before = state.roster();
  Improve(&state, &budget, &dice);
  return state.roster().Duties().size() == duties && Without(state.roster(), before).empty();
}

Certificate CertifyByHand(const Problem& problem, const Roster& roster) {
  Certificate certificate;
  certificate.engine_version = kEngineVersion;
  certificate.inputs_digest = DigestOf(problem);
  certificate.roster_digest = DigestOf(problem, roster);
  certificate.exchange_stable = IsExchangeStable(problem, roster);
  certificate.bound = BoundHeaviestLoad(problem, roster);
  return certificate;
}

Certificate Certify(const Problem& problem, const Solution& solution, const Options& options) {
  Certificate certificate = CertifyByHand(problem, solution.roster);
  certificate.seed = options.seed;
  certificate.steps = solution.steps;
  return certificate;
}

absl::StatusOr<Verification> Verify(const Problem& problem, const Roster& roster,
                                    const Certificate& certificate) {
  Options options;
  options.seed = certificate.seed;
  options.steps = certificate.steps;
  const absl::StatusOr<Solution> again = Solve(problem, options);
  if (!again.ok()) return again.status();
  const Certificate now = CertifyByHand(problem, roster);

  Verification found;
  found.same_version = certificate.engine_version == kEngineVersion;
  found.same_inputs = certificate.inputs_digest == now.inputs_digest;
  found.same_digest = certificate.roster_digest == now.roster_digest;
  found.same_proof = SameProof(certificate, now);
  found.lost = Without(again->roster, roster);
  found.added = Without(roster, again->roster);
  found.same_roster = found.lost.empty() && found.added.empty();
  return found;
}

}  // namespace liengia::rosters::engine
