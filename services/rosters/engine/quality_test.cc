#include <gtest/gtest.h>

#include <string>

#include "services/rosters/engine/bound.h"
#include "services/rosters/engine/solve.h"
#include "services/rosters/engine/test_cases.h"

// How good rosters of months as groups have them must at least be. Whoever makes the search worse
// than this learns it here; ./dev bench roster measures the rest.
namespace liengia::rosters::engine {
namespace {

struct Floor {
  std::string name;
  CaseSize size;
  double gap_percent = 0;  // Between the heaviest load and what is proven of it.
};

void PrintTo(const Floor& floor, std::ostream* out) { *out << floor.name; }

class QualityTest : public ::testing::TestWithParam<Floor> {};

TEST_P(QualityTest, AMonthIsFilledAndProvenFair) {
  for (uint64_t seed = 1; seed <= 3; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    const Problem problem = PatrolCase(GetParam().size, seed);
    Options options;
    options.steps = 1'000'000;
    const auto solution = Solve(problem, options);
    ASSERT_TRUE(solution.ok());
    EXPECT_TRUE(solution->empty.empty());
    EXPECT_TRUE(solution->exchange_stable);
    const LoadBound bound = BoundHeaviestLoad(problem, solution->roster);
    EXPECT_LE(bound.GapPercent(), GetParam().gap_percent);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Months, QualityTest,
    ::testing::Values(Floor{"TenMembers", {10, 1, 31, 2}, 1.0},
                      Floor{"TenMembersTight", {10, 1, 31, 3, 1, Tightness::kTight}, 2.0},
                      Floor{"ThirtyMembers", {30, 1, 31, 4}, 1.0},
                      Floor{"ThirtyMembersTwoShiftsANight", {30, 1, 31, 3, 2}, 4.0}),
    [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace liengia::rosters::engine
