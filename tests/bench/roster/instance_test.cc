#include "tests/bench/roster/instance.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "absl/strings/str_replace.h"
#include "services/rosters/engine/lines/budget.h"
#include "services/rosters/engine/lines/plan.h"

namespace liengia::bench {
namespace {

using ::testing::StartsWith;

namespace lines = rosters::engine::lines;

std::string Small() {
  std::ifstream file(std::string(LIENGIA_SOURCE) + "/tests/bench/roster/data/small.txt");
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(InstanceTest, TheSmallInstanceIsRead) {
  const auto instance = ParseInstance("small.txt", Small());
  ASSERT_TRUE(instance.ok()) << instance.status();
  EXPECT_EQ(instance->days, 14);
  ASSERT_EQ(instance->shifts.size(), 2U);
  EXPECT_EQ(instance->shifts[1].forbidden_next, std::vector<int>{0});
  ASSERT_EQ(instance->staff.size(), 6U);
  EXPECT_EQ(instance->staff[2].max_shifts.at(1), 4);
  EXPECT_EQ(instance->staff[1].days_off, (std::vector<int>{5, 6}));
  EXPECT_EQ(instance->on_requests.size(), 5U);
  EXPECT_EQ(instance->off_requests.size(), 3U);
  EXPECT_EQ(instance->covers.size(), 28U);
}

TEST(InstanceTest, LinesThatEndAsOnWindowsAreReadTheSame) {
  const auto instance = ParseInstance("small.txt", absl::StrReplaceAll(Small(), {{"\n", "\r\n"}}));
  ASSERT_TRUE(instance.ok()) << instance.status();
  EXPECT_EQ(instance->covers.size(), 28U);
}

TEST(InstanceTest, ARequestNotGrantedCostsItsWeightAndSoDoesAnUnwantedShift) {
  const auto instance = ParseInstance("small.txt", Small());
  ASSERT_TRUE(instance.ok());
  const lines::Model model = ModelOf(*instance);
  ASSERT_TRUE(lines::CheckModel(model).ok());
  std::vector<lines::Line> roster(6, lines::Line(14, lines::kOff));
  const int64_t nobody = 52 * 100 + 3 + 3 + 2 + 1 + 2;
  EXPECT_EQ(lines::CostOf(model, roster), nobody);
  roster[0][2] = 1;
  EXPECT_EQ(lines::CostOf(model, roster), nobody - 100 - 3);
  roster[1][1] = 2;
  EXPECT_EQ(lines::CostOf(model, roster), nobody - 100 - 3 - 100 + 2);
}

struct Mistake {
  std::string good;
  std::string bad;
  std::string says;
};

TEST(InstanceTest, EachMistakeIsNamedWithItsLineAndWhatWasExpected) {
  const Mistake mistakes[] = {
      {"SECTION_HORIZON", "HORIZON", "f:2: expected SECTION_HORIZON"},
      {"\n14\n", "\nfourteen\n", "f:3: expected the number of days, a number from 1 to 400"},
      {"\n14\n", "\n", "f:4: expected the number of days"},
      {"Ca,480,", "Ca,480", "f:7: expected 3 fields between commas in SECTION_SHIFTS"},
      {"Dem,600,Ca", "Dem,600,Trua", "f:8: expected a shift that there is, not 'Trua'"},
      {"Dem,600", "Ca,600", "f:8: expected a shift with an id of its own, not 'Ca'"},
      {"An,Ca=14|Dem=14", "An,Ca=14|Dem", "f:12: expected SHIFT=MAXIMUM, not 'Dem'"},
      {"4800,3360,5,2,2,1\nBinh", "4800,4900,5,2,2,1\nBinh",
       "f:12: expected the least minutes, a number from 0 to 4800"},
      {"Binh,5,6", "Bin,5,6", "f:21: expected an employee that there is, not 'Bin'"},
      {"Binh,5,6", "Binh,5,14", "f:21: expected a day, a number from 0 to 13, not '14'"},
      {"An,3,Ca,3", "An,2,Ca,3", "f:27: expected one request for an employee, a day and a shift"},
      {"13,Dem,2,100,1", "13,Dem,2,100,-1", "f:66: expected the weight for over"},
      {"13,Dem,2,100,1", "13,Dem,2,100,1\nSECTION_END", "f:67: expected the end of the file"},
      {"SECTION_COVER", "", "f:39: expected 4 fields"},
  };
  for (const Mistake& mistake : mistakes) {
    std::string text = Small();
    const size_t at = text.find(mistake.good);
    ASSERT_NE(at, std::string::npos) << mistake.good;
    text.replace(at, mistake.good.size(), mistake.bad);
    const auto instance = ParseInstance("f", text);
    ASSERT_EQ(instance.status().code(), absl::StatusCode::kInvalidArgument) << mistake.says;
    EXPECT_THAT(std::string(instance.status().message()), StartsWith(mistake.says));
  }
}

// Whatever the text: an instance whose model makes sense, or a complaint with a line.
TEST(InstanceTest, SpoiltTextsAreRefusedOrMakeAModelThatMakesSense) {
  const std::string small = Small();
  const std::string letters = "0123456789,|=-\n#\r SECTION_CaDem\xff";
  lines::Dice dice(20261123);
  for (int round = 0; round < 3'000; ++round) {
    std::string text = small;
    for (int i = 1 + dice.Below(4); i > 0; --i) {
      const int at = dice.Below(static_cast<int>(text.size()));
      const int length = dice.Below(6) == 0 ? dice.Below(200) : 1;
      switch (dice.Below(3)) {
        case 0:
          text.erase(at, length);
          break;
        case 1:
          text.insert(at, 1, letters[dice.Below(static_cast<int>(letters.size()))]);
          break;
        default:
          text.insert(at, text.substr(dice.Below(static_cast<int>(text.size())), length));
      }
    }
    const auto instance = ParseInstance("f", text);
    if (instance.ok()) {
      EXPECT_TRUE(lines::CheckModel(ModelOf(*instance)).ok()) << "round " << round;
    } else {
      EXPECT_THAT(std::string(instance.status().message()), StartsWith("f:")) << "round " << round;
    }
  }
}

}  // namespace
}  // namespace liengia::bench
