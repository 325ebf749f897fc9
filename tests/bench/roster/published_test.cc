// The small instance of our own and, where they lie beside the repository, the published instances
// 1 to 4: five seconds each, held to costs that a slow machine reaches too, as counted by the
// independent checker.

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>

namespace liengia::bench {
namespace {

std::string Source() { return LIENGIA_SOURCE; }

struct Answer {
  int status = 0;
  std::string out;
};

Answer Call(const std::string& command) {
  Answer answer;
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return {-1, ""};
  char buffer[256];
  while (fgets(buffer, sizeof buffer, pipe) != nullptr) answer.out += buffer;
  answer.status = pclose(pipe);
  return answer;
}

// The checker's cost of the roster found, which must be feasible.
void ExpectCostAtMost(const std::string& instance, int seconds, int most) {
  const std::string roster = testing::TempDir() + "/roster_" + std::to_string(getpid()) + ".csv";
  const Answer bench =
      Call(std::string(LIENGIA_BIN) + "/bench_roster --instance=" + instance +
           " --seconds=" + std::to_string(seconds) + " --out=" + roster + " 2>/dev/null");
  EXPECT_EQ(bench.status, 0) << bench.out;
  const Answer check = Call(std::string(LIENGIA_BIN) + "/check_roster " + instance + " " + roster);
  std::remove(roster.c_str());
  EXPECT_EQ(check.status, 0) << check.out;
  int cost = 0;
  ASSERT_EQ(std::sscanf(check.out.c_str(), "feasible %d", &cost), 1) << check.out;
  EXPECT_LE(cost, most);
  int reported = 0;
  ASSERT_EQ(std::sscanf(bench.out.c_str(), "%*s %d", &reported), 1) << bench.out;
  EXPECT_EQ(reported, cost);
}

TEST(PublishedTest, TheSmallInstanceIsSolvedAndTheCheckerAgreesWithTheCost) {
  ExpectCostAtMost(Source() + "/tests/bench/roster/data/small.txt", 2, 100);
}

TEST(PublishedTest, InstancesOneToFourComeWithinATenthOfTheBestKnown) {
  const std::string folder = Source() + "/../shared/data/nrp/Instance";
  if (!std::ifstream(folder + "1.txt")) GTEST_SKIP() << "there is no ../shared/data/nrp";
  ExpectCostAtMost(folder + "1.txt", 5, 668);
  ExpectCostAtMost(folder + "2.txt", 5, 911);
  ExpectCostAtMost(folder + "3.txt", 5, 1101);
  ExpectCostAtMost(folder + "4.txt", 5, 1887);
}

TEST(PublishedTest, AMissingAndAMalformedFileAreOneSentenceAndAFailure) {
  const std::string bench = std::string(LIENGIA_BIN) + "/bench_roster --instance=";
  EXPECT_EQ(Call(bench + "/nowhere.txt 2>&1").out, "bench_roster: /nowhere.txt cannot be read\n");
  const Answer answer = Call(bench + Source() + "/CMakeLists.txt 2>&1");
  EXPECT_NE(answer.status, 0);
  EXPECT_NE(answer.out.find("CMakeLists.txt:1: expected SECTION_HORIZON"), std::string::npos)
      << answer.out;
}

}  // namespace
}  // namespace liengia::bench
