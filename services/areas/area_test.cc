#include "services/areas/area.h"

#include <gtest/gtest.h>

namespace liengia::areas {
namespace {

Area Ward() {
  return {.code = "46-thuan-hoa",
          .name = "Thuận Hóa",
          .kind = AreaKind::kWard,
          .parent_code = "46",
          .valid_from = absl::CivilDay(2025, 7, 1)};
}

TEST(AreaTest, IsInForceFromItsFirstDayUntilTheDayBeforeItsEnd) {
  Area area = Ward();
  area.valid_to = absl::CivilDay(2026, 1, 1);
  EXPECT_FALSE(InForce(area, absl::CivilDay(2025, 6, 30)));
  EXPECT_TRUE(InForce(area, absl::CivilDay(2025, 7, 1)));
  EXPECT_TRUE(InForce(area, absl::CivilDay(2025, 12, 31)));
  EXPECT_FALSE(InForce(area, absl::CivilDay(2026, 1, 1)));
}

TEST(AreaTest, EveryFaultOfANewAreaIsToldAtOnce) {
  platform::Violations violations;
  CheckNew({.code = "Thuận Hóa", .name = " ", .predecessor_codes = {"Thuận Hóa"}}, violations);
  const auto detail = platform::DetailOf(violations.ToStatus());
  ASSERT_TRUE(detail.has_value());
  EXPECT_EQ(detail->violations.size(), 4u);
}

TEST(AreaTest, ACodeHasNoDashAtItsEndsAndNoneTwice) {
  for (const char* code : {"", "-a", "a-", "a--b", "A", "a b", "à"}) {
    Area area = Ward();
    area.code = code;
    platform::Violations violations;
    CheckNew(area, violations);
    EXPECT_FALSE(violations.empty()) << code;
  }
}

TEST(AreaTest, EachKindStandsBelowItsOwnKindOfParentOnly) {
  for (int kind = 1; kind <= 5; ++kind) {
    for (int above = 0; above <= 5; ++above) {
      Area parent = Ward();
      parent.kind = static_cast<AreaKind>(above);
      const bool allowed =
          MayStandBelow(static_cast<AreaKind>(kind), above == 0 ? nullptr : &parent);
      const bool expected = (kind == 1 && above == 0) || ((kind == 2 || kind == 3) && above == 1) ||
                            (kind == 4 && above == 2) || (kind == 5 && above == 3);
      EXPECT_EQ(allowed, expected) << kind << " below " << above;
    }
  }
}

}  // namespace
}  // namespace liengia::areas
