// The patrol half of ./dev bench roster: months of made-up groups, how fast a first roster is
// there, how soon it is proven fair, and what remains of a gap. Prints a table for
// docs/benchmarks.md.

#include <cmath>
#include <ctime>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "services/rosters/engine/bound.h"
#include "services/rosters/engine/repair.h"
#include "services/rosters/engine/solve.h"
#include "services/rosters/engine/suggest.h"
#include "services/rosters/engine/test_cases.h"
#include "tests/bench/patrol/exact.h"

ABSL_FLAG(int, members, 0, "only the cases of that many members; 0 = all");
ABSL_FLAG(uint64_t, case_seed, 1, "of the first made-up month");
ABSL_FLAG(int, months, 2, "how many months of each size");
ABSL_FLAG(double, exact_seconds, 0, "how long CBC may take for each rank; 0 = no comparison");
ABSL_FLAG(int64_t, steps, 10'000'000, "budget of each search");

namespace liengia::bench {
namespace {

using namespace rosters::engine;  // NOLINT: the bench speaks of nothing else.

// Near enough to the bound to publish.
constexpr double kCertifiedPercent = 1.0;

// The process's own time: the search has one thread, and a busy machine does not slow it down.
double Milliseconds() { return 1000.0 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

struct Case {
  std::string name;
  CaseSize size;
};

std::vector<Case> Cases() {
  std::vector<Case> cases;
  const auto add = [&](const std::string& name, CaseSize size) {
    const int only = absl::GetFlag(FLAGS_members);
    if (only == 0 || only == size.members) cases.push_back({name, size});
  };
  add("10 members, 1 post, crew 2", {10, 1, 31, 2});
  add("10 members, crew 3, tight", {10, 1, 31, 3, 1, Tightness::kTight});
  add("30 members, 1 post, crew 4", {30, 1, 31, 4});
  add("30 members, 2 posts, crew 3, tight", {30, 2, 31, 3, 1, Tightness::kTight});
  add("30 members, two shifts a night, crew 3", {30, 1, 31, 3, 2});
  add("30 members, 2 posts, crew 4, over", {30, 2, 31, 4, 1, Tightness::kOver});
  add("60 members, 1 post, crew 4", {60, 1, 31, 4});
  add("60 members, 1 post, two shifts a night, crew 4", {60, 1, 31, 4, 2});
  add("60 members, 3 posts, crew 4, tight", {60, 3, 31, 4, 1, Tightness::kTight});
  add("100 members, 6 posts, crew 4", {100, 6, 31, 4});
  add("100 members, 6 posts, crew 4, over", {100, 6, 31, 4, 1, Tightness::kOver});
  return cases;
}

struct Moment {
  double at = 0;
  Score score;
};

struct Row {
  double first = 0;
  double total = 0;
  double bound = 0;
  std::optional<double> certified;
  double suggest = 0;
  double repair = 0;
  int64_t steps = 0;
  Score score;
  LoadBound proof;
  bool stable = false;
};

double Ratio(const Load& load) { return 1000.0 * load.credit / load.share; }

// The first moment from which the roster was as full as at the end and its heaviest load within one
// percent of the bound, and the time of the proof.
std::optional<double> CertifiedAt(const std::vector<Moment>& moments, const Row& row) {
  for (const Moment& moment : moments) {
    Score fill = moment.score;
    if (CompareAboveLoads(fill, row.score, Ranking::kFairest) != 0) continue;
    const double top = fill.loads.empty() ? 0 : Ratio(fill.loads[0]);
    const double most = row.score.loads.empty() ? 0 : Ratio(row.score.loads[0]);
    const double slack = row.proof.reached ? most * (1 + kCertifiedPercent / 100)
                                           : static_cast<double>(row.proof.lower_bound) *
                                                 (1 + kCertifiedPercent / 100);
    if (top <= std::max(slack, row.proof.reached ? most : slack)) return moment.at + row.bound;
  }
  return std::nullopt;
}

void TimeSuggestAndRepair(const Problem& problem, const Solution& solution, Row* row) {
  const Duty duty = solution.roster.Duties()[0];
  double start = Milliseconds();
  constexpr int kTimes = 20;
  for (int i = 0; i < kTimes; ++i) Suggest(problem, solution.roster, duty.shift, 5);
  row->suggest = (Milliseconds() - start) / kTimes;
  const Shift& shift = problem.shifts[duty.shift];
  start = Milliseconds();
  const Interval fortnight{shift.start_minute, shift.start_minute + 14 * 24 * 60};
  const auto plans =
      Repair(problem, solution.roster, {{duty.member, fortnight}}, shift.start_minute - 600);
  row->repair = Milliseconds() - start;
}

Row Measure(const Problem& problem) {
  Row row;
  double start = Milliseconds();
  Options options;
  options.steps = 0;
  const auto first = Solve(problem, options);
  row.first = Milliseconds() - start;

  std::vector<Moment> moments;
  options.steps = absl::GetFlag(FLAGS_steps);
  start = Milliseconds();
  options.progress = [&](const Progress& progress) {
    moments.push_back({Milliseconds() - start, *progress.best});
  };
  const auto solution = Solve(problem, options);
  row.total = Milliseconds() - start;
  row.steps = solution->steps;
  row.stable = solution->exchange_stable;
  row.score = Evaluate(problem, solution->roster);
  start = Milliseconds();
  row.proof = BoundHeaviestLoad(problem, solution->roster);
  row.bound = Milliseconds() - start;
  row.certified = CertifiedAt(moments, row);
  TimeSuggestAndRepair(problem, *solution, &row);
  return row;
}

void Print(const Case& one, uint64_t seed, const Row& row) {
  const std::string certified = row.certified ? absl::StrFormat("%.0f", *row.certified) : "–";
  std::cout << absl::StreamFormat(
                   "| %s | %d | %.1f | %s | %.0f | %.0f | %d | %d | %d | %.2f%% | %d | %d | %.2f | "
                   "%.1f |\n",
                   one.name, seed, row.first, certified, row.total, row.bound, row.steps / 1000,
                   row.proof.highest_load, row.proof.lower_bound, row.proof.GapPercent(),
                   row.score.empty, row.score.below_ideal, row.suggest, row.repair)
            << std::flush;
}

void CompareExactly(const Problem& whole) {
  Problem problem = whole;
  problem.together.clear();
  Options options;
  options.steps = absl::GetFlag(FLAGS_steps);
  const auto solution = Solve(problem, options);
  const Score score = Evaluate(problem, solution->roster);
  const LoadBound proof = BoundHeaviestLoad(problem, solution->roster);
  const double start = Milliseconds();
  const auto exact = SolveExactly(problem, solution->roster, absl::GetFlag(FLAGS_exact_seconds));
  if (!exact) {
    std::cout << "CBC did not end\n";
    return;
  }
  std::cout << absl::StreamFormat(
                   "empty %d (CBC %d), leaders %d (%d), alone %d (%d), heaviest %d, bound %d, CBC "
                   "%.0f, proven %.0f, in %.0f ms\n",
                   score.empty, exact->empty, score.leaders, exact->leaders, score.alone,
                   exact->alone, proof.highest_load, proof.lower_bound, exact->highest_load,
                   exact->load_bound, Milliseconds() - start)
            << std::flush;
}

int Run() {
  std::cout
      << "| month | seed | first ms | certified ms | total ms | bound ms | k steps | heaviest "
         "| bound | gap | empty | below ideal | suggest ms | repair ms |\n"
         "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: "
         "| ---: | ---: |\n";
  for (const Case& one : Cases()) {
    for (int i = 0; i < absl::GetFlag(FLAGS_months); ++i) {
      const uint64_t seed = absl::GetFlag(FLAGS_case_seed) + static_cast<uint64_t>(i);
      Print(one, seed, Measure(PatrolCase(one.size, seed)));
      if (absl::GetFlag(FLAGS_exact_seconds) > 0) CompareExactly(PatrolCase(one.size, seed));
    }
  }
  return 0;
}

}  // namespace
}  // namespace liengia::bench

int main(int argc, char** argv) {
  absl::SetProgramUsageMessage("measures the roster engine on made-up months");
  absl::ParseCommandLine(argc, argv);
  return liengia::bench::Run();
}
