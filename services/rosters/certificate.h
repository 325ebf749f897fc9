#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/rosters/engine/certificate.h"
#include "services/rosters/engine/report.h"
#include "services/rosters/engine/solve.h"

// A month that the engine made, with all by which anybody can make it again.
namespace liengia::rosters {

struct Certificate {
  engine::Certificate proof;  // Of `bound` the heaviest load as a fraction is not kept.
  std::string problem_text;   // engine/problem_text.h
  std::string roster_text;
  int empty_count = 0;        // Needed places that stayed empty.
  engine::Fairness fairness;  // The mean is not kept.
  absl::Time accept_time;     // Of one that was accepted.
};

// Makes the roster of a problem: the same for the same text, seed and steps, on every machine,
// while `options.stop` does not cut it short. INVALID_ARGUMENT for a text that is no problem.
absl::StatusOr<Certificate> MakeRoster(const std::string& problem_text,
                                       const engine::Options& options);

}  // namespace liengia::rosters
