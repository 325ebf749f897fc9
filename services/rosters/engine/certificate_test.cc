#include "services/rosters/engine/certificate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <utility>

#include "services/rosters/engine/problem_text.h"
#include "services/rosters/engine/test_cases.h"

namespace liengia::rosters::engine {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// The same problem with its members and shifts the other way round.
Problem Reversed(Problem problem) {
  const int members = static_cast<int>(problem.members.size());
  const int shifts = static_cast<int>(problem.shifts.size());
  std::reverse(problem.members.begin(), problem.members.end());
  std::reverse(problem.shifts.begin(), problem.shifts.end());
  std::reverse(problem.pins.begin(), problem.pins.end());
  for (Duty& pin : problem.pins) pin = {shifts - 1 - pin.shift, members - 1 - pin.member, true};
  for (auto* pairs : {&problem.not_together, &problem.together}) {
    for (auto& [a, b] : *pairs) a = members - 1 - a, b = members - 1 - b;
  }
  for (Member& member : problem.members) {
    for (Preference& wish : member.preferences) wish.shift = shifts - 1 - wish.shift;
    std::reverse(member.unavailable.begin(), member.unavailable.end());
  }
  return problem;
}

TEST(DigestTest, DoesNotDependOnTheOrderOfRows) {
  for (uint64_t seed = 0; seed < 100; ++seed) {
    const Problem problem = SmallCase(seed);
    EXPECT_EQ(DigestOf(problem), DigestOf(Reversed(problem))) << "seed " << seed;
  }
}

TEST(DigestTest, TellsEveryValueApart) {
  Problem problem = SmallCase(7);
  problem.pins.clear();
  problem.not_together.clear();
  problem.members[0].preferences.clear();
  problem.together.clear();
  const std::vector<std::function<void(Problem*)>> changes = {
      [](Problem* p) { p->members[0].id += "x"; },
      [](Problem* p) { p->members[0].may_lead ^= true; },
      [](Problem* p) { p->members[0].minor ^= true; },
      [](Problem* p) { p->members[0].over_70 ^= true; },
      [](Problem* p) { p->members[0].over_70_approved ^= true; },
      [](Problem* p) { ++p->members[0].share; },
      [](Problem* p) { ++p->members[0].carried_credit; },
      [](Problem* p) {
        p->members[0].unavailable.push_back({1, 2});
      },
      [](Problem* p) {
        p->members[0].other_duties.push_back({1, 2});
      },
      [](Problem* p) { p->members[0].max_duties = 99; },
      [](Problem* p) { p->members[0].max_duties_per_week = 99; },
      [](Problem* p) { p->members[0].max_nights_in_row = 99; },
      [](Problem* p) { ++p->members[0].min_rest_minutes; },
      [](Problem* p) {
        p->members[0].skills = {0, 1, 0};
      },
      [](Problem* p) {
        p->members[0].preferences = {{0, -2}};
      },
      [](Problem* p) { p->households[0].two_per_night ^= true; },
      [](Problem* p) { ++p->shifts[0].start_minute; },
      [](Problem* p) { ++p->shifts[0].end_minute; },
      [](Problem* p) { ++p->shifts[0].duty_day; },
      [](Problem* p) { p->shifts[0].night ^= true; },
      [](Problem* p) { ++p->shifts[0].crew_min; },
      [](Problem* p) { ++p->shifts[0].crew_ideal; },
      [](Problem* p) { ++p->shifts[0].crew_max; },
      [](Problem* p) { ++p->shifts[0].leaders_needed; },
      [](Problem* p) {
        p->shifts[0].skills_needed.push_back({1, 3});
      },
      [](Problem* p) { ++p->shifts[0].importance; },
      [](Problem* p) { ++p->shifts[0].credit; },
      [](Problem* p) { p->shifts[0].post_id += "x"; },
      [](Problem* p) {
        p->pins.push_back({0, 1});
      },
      [](Problem* p) { p->not_together.emplace_back(0, 1); },
      [](Problem* p) { p->together.emplace_back(0, 1); },
      [](Problem* p) { ++p->first_day; },
      [](Problem* p) { ++p->last_day; },
      [](Problem* p) { p->fairness_unit = FairnessUnit::kHousehold; },
      [](Problem* p) { p->published = Publication(); },
  };
  for (size_t i = 0; i < changes.size(); ++i) {
    Problem changed = problem;
    changes[i](&changed);
    EXPECT_NE(DigestOf(changed), DigestOf(problem)) << "change " << i;
  }
}

class CertificateTest : public ::testing::Test {
 protected:
  CertificateTest() {
    options_.seed = 5;
    options_.steps = 20'000;
    absl::StatusOr<Solution> solved = Solve(problem_, options_);
    solution_ = *std::move(solved);
    certificate_ = Certify(problem_, solution_, options_);
  }

  const Problem problem_ = PatrolCase({15, 1, 14, 3}, 4);
  Options options_;
  Solution solution_;
  Certificate certificate_;
};

TEST_F(CertificateTest, VerifiesTheRosterItWasMadeFor) {
  const auto found = Verify(problem_, solution_.roster, certificate_);
  ASSERT_TRUE(found.ok());
  EXPECT_TRUE(found->Holds());
}

TEST_F(CertificateTest, VerifiesWhateverTheOrderOfRows) {
  const Problem reversed = Reversed(problem_);
  const int members = static_cast<int>(problem_.members.size());
  const int shifts = static_cast<int>(problem_.shifts.size());
  Roster roster(reversed);
  for (const Duty& duty : solution_.roster.Duties()) {
    roster.Add({shifts - 1 - duty.shift, members - 1 - duty.member, duty.pinned});
  }
  const auto found = Verify(reversed, roster, certificate_);
  ASSERT_TRUE(found.ok());
  EXPECT_TRUE(found->Holds());
}

TEST_F(CertificateTest, ACutShortSearchIsVerifiedByTheStepsItSpent) {
  Options options = options_;
  bool begun = false;
  int asked = 0;
  options.progress = [&](const Progress&) { begun = true; };
  options.stop = [&] { return begun && ++asked == 2; };
  options.steps = 1'000'000'000;
  const auto solution = Solve(problem_, options);
  ASSERT_TRUE(solution.ok());
  const auto found = Verify(problem_, solution->roster, Certify(problem_, *solution, options));
  ASSERT_TRUE(found.ok());
  EXPECT_TRUE(found->Holds());
}

TEST_F(CertificateTest, NamesTheDutiesThatWereChangedByHand) {
  Roster changed = solution_.roster;
  const Duty taken = changed.Duties()[0];
  changed.Remove(taken.shift, taken.member);
  const auto found = Verify(problem_, changed, certificate_);
  ASSERT_TRUE(found.ok());
  EXPECT_FALSE(found->Holds());
  EXPECT_TRUE(found->same_inputs);
  EXPECT_FALSE(found->same_digest);
  EXPECT_FALSE(found->same_roster);
  EXPECT_THAT(found->lost, ElementsAre(taken));
  EXPECT_THAT(found->added, IsEmpty());
}

TEST_F(CertificateTest, NoticesOtherInputs) {
  Problem changed = problem_;
  ++changed.members[2].carried_credit;
  const auto found = Verify(changed, solution_.roster, certificate_);
  ASSERT_TRUE(found.ok());
  EXPECT_FALSE(found->same_inputs);
  EXPECT_TRUE(found->same_digest);
}

TEST_F(CertificateTest, NoticesAFalseProof) {
  Certificate boast = certificate_;
  boast.bound.reached = !boast.bound.reached;
  const auto found = Verify(problem_, solution_.roster, boast);
  ASSERT_TRUE(found.ok());
  EXPECT_FALSE(found->same_proof);
  EXPECT_TRUE(found->same_roster);
}

TEST_F(CertificateTest, StabilityIsCheckedOnTheRosterItself) {
  EXPECT_TRUE(certificate_.exchange_stable);
  Roster worse = solution_.roster;
  const Duty taken = worse.Duties()[0];
  worse.Remove(taken.shift, taken.member);
  EXPECT_FALSE(IsExchangeStable(problem_, worse));
}

TEST_F(CertificateTest, AProblemThatDoesNotPassIsRefused) {
  Problem broken = problem_;
  broken.members[1].id = broken.members[0].id;
  EXPECT_EQ(Verify(broken, solution_.roster, certificate_).status().code(),
            absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace liengia::rosters::engine
