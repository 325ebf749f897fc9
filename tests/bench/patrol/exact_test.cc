#include "tests/bench/patrol/exact.h"

#include <gtest/gtest.h>

#include <cmath>

#include "services/rosters/engine/bound.h"
#include "services/rosters/engine/solve.h"
#include "services/rosters/engine/test_cases.h"

namespace liengia::bench {
namespace {

using namespace rosters::engine;  // NOLINT: the test speaks of nothing else.

TEST(ExactTest, TheEngineReachesWhatCbcProvesOnSmallMonths) {
  int compared = 0;
  for (uint64_t seed = 1; seed <= 8; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    Problem problem = PatrolCase({6, 1 + static_cast<int>(seed % 2), 8, 2}, seed);
    problem.together.clear();
    Options options;
    options.steps = 300'000;
    const auto solution = Solve(problem, options);
    ASSERT_TRUE(solution.ok());
    const Score score = Evaluate(problem, solution->roster);
    const LoadBound bound = BoundHeaviestLoad(problem, solution->roster);
    const auto exact = SolveExactly(problem, solution->roster, 5);
    if (!exact) continue;
    ++compared;
    EXPECT_EQ(score.empty, exact->empty);
    EXPECT_EQ(score.leaders, exact->leaders);
    EXPECT_EQ(score.alone, exact->alone);
    EXPECT_LE(static_cast<double>(bound.highest_load), exact->highest_load + 1);
    EXPECT_LE(static_cast<double>(bound.lower_bound), exact->highest_load + 1);
  }
  EXPECT_GE(compared, 6);
}

}  // namespace
}  // namespace liengia::bench
