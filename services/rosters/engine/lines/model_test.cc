#include "services/rosters/engine/lines/model.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "services/rosters/engine/lines/search.h"
#include "services/rosters/engine/lines/test_models.h"

namespace liengia::rosters::engine::lines {
namespace {

using ::testing::HasSubstr;

struct Nonsense {
  std::string says;
  std::function<void(Model&)> spoil;
};

TEST(CheckModelTest, WhatMakesSensePasses) {
  EXPECT_TRUE(CheckModel(RandomModel(1, 14, 5)).ok());
  EXPECT_TRUE(CheckModel(EmptyModel(0)).ok());
}

TEST(CheckModelTest, EachNonsenseIsRefusedByName) {
  const Nonsense cases[] = {
      {"days must be", [](Model& m) { m.days = kMaxDays + 1; }},
      {"kinds", [](Model& m) { m.kinds.clear(); }},
      {"at most 1000 people", [](Model& m) { m.people.resize(10'000); }},
      {"its weekend", [](Model& m) { m.weekend.pop_back(); }},
      {"only two days", [](Model& m) { m.weekend[0] = 0; }},
      {"a day off has no minutes", [](Model& m) { m.kinds[0].minutes = 60; }},
      {"kind 1: minutes", [](Model& m) { m.kinds[1].minutes = -1; }},
      {"kind 1: forbids", [](Model& m) { m.kinds[1].forbidden_next = Only(40); }},
      {"person 2: each day", [](Model& m) { m.people[2].allowed.pop_back(); }},
      {"person 2: day 4", [](Model& m) { m.people[2].allowed[4] = 0; }},
      {"person 2: day 4", [](Model& m) { m.people[2].price[4].pop_back(); }},
      {"the least minutes", [](Model& m) { m.people[0].max_minutes = -1; }},
      {"runs must be", [](Model& m) { m.people[0].min_work_run = 9; }},
      {"weekends must be", [](Model& m) { m.people[0].max_weekends = -1; }},
      {"at most 64 tallies", [](Model& m) { m.people[0].tallies.resize(65); }},
      {"a tally counts", [](Model& m) { m.people[0].tallies[0].last_day = 14; }},
      {"cover 3", [](Model& m) { m.covers[3].day = -1; }},
      {"cover 3", [](Model& m) { m.covers[3].kinds = Only(kOff); }},
      {"cover 3", [](Model& m) { m.covers[3].under_price = -1; }},
  };
  for (const Nonsense& nonsense : cases) {
    Model model = RandomModel(1, 14, 5);
    nonsense.spoil(model);
    const absl::Status status = CheckModel(model);
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << nonsense.says;
    EXPECT_THAT(std::string(status.message()), HasSubstr(nonsense.says));
    EXPECT_EQ(Search(model, {}).status(), status);
  }
}

}  // namespace
}  // namespace liengia::rosters::engine::lines
