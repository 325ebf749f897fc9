#include "services/rosters/certificate.h"

#include "services/rosters/engine/problem_text.h"

namespace liengia::rosters {

absl::StatusOr<Certificate> MakeRoster(const std::string& problem_text,
                                       const engine::Options& options) {
  const absl::StatusOr<engine::Problem> problem = engine::ParseProblem(problem_text);
  if (!problem.ok()) return problem.status();
  const absl::StatusOr<engine::Solution> solution = engine::Solve(*problem, options);
  if (!solution.ok()) return solution.status();
  Certificate made;
  // Nobody looks at the proof of a roster that was called off.
  if (!options.stop || !options.stop()) made.proof = engine::Certify(*problem, *solution, options);
  // The budget, not what was spent of it: a search that gave up early and one that ran out in the
  // same place need not hand back the same of two rosters of equal worth.
  made.proof.steps = options.steps;
  made.problem_text = problem_text;
  made.roster_text = engine::RosterText(engine::NamedDuties(*problem, solution->roster));
  for (const engine::EmptySlot& slot : solution->empty) made.empty_count += slot.missing;
  made.fairness = solution->fairness;
  return made;
}

}  // namespace liengia::rosters
