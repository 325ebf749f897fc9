#include "services/rosters/shortage.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/rosters/test_plans.h"

namespace liengia::rosters {
namespace {

using ::testing::SizeIs;

Plan ThreeNights() {
  return NewPlan(March({AnyCandidate("A"), AnyCandidate("B")},
                       {NightShift("a", 9), NightShift("b", 10), NightShift("c", 11)}));
}

TEST(ShortageTest, NamesDaysPlacesAndTheRulesWithTheirNumbers) {
  engine::Shortage shortage;
  shortage.rules = {engine::Rule::kMaxPerWeek, engine::Rule::kNightsInRow};
  shortage.shifts = {0, 1, 2};
  shortage.places = 6;
  shortage.missing = 2;
  const auto text = ShortageText(ThreeNights(), shortage);
  ASSERT_THAT(text, SizeIs(3));
  EXPECT_EQ(text[0].vi,
            "Từ 9/3 đến 11/3, 3 ca cần 6 lượt: chưa tìm được cách xếp nào không để trống 2 chỗ.");
  EXPECT_EQ(text[0].en,
            "From 9 March to 11 March 3 shifts need 6 people: no way was found without 2 empty "
            "places.");
  EXPECT_EQ(text[1].vi,
            "Không giữ được cùng lúc: nhiều nhất 3 lượt một tuần; nhiều nhất 2 đêm "
            "liền nhau.");
  EXPECT_EQ(text[2].en, "Without any one of them every place could be filled.");
}

TEST(ShortageTest, SaysWhenThereAreTooFewPeople) {
  engine::Shortage shortage;
  shortage.shifts = {1};
  shortage.places = 2;
  shortage.missing = 1;
  const auto text = ShortageText(ThreeNights(), shortage);
  EXPECT_EQ(text[0].en,
            "On 10 March 1 shift needs 2 people: no way was found without 1 empty "
            "place.");
  EXPECT_EQ(text[1].vi, "Bỏ hết quy tắc cũng không đủ người: cần thêm tổ viên hoặc bớt ca.");
}

TEST(ShortageTest, SaysForWhomAnExceptionWouldHelp) {
  const engine::Exception exception{1, 0, {engine::Rule::kMaxPerWeek, engine::Rule::kNightsInRow}};
  EXPECT_EQ(ExceptionText(ThreeNights(), exception).vi,
            "Miễn cho Nguyễn Văn A (Tuần tra đêm, 22:00 ngày 10/3): đã đủ số ca trong tuần; quá số "
            "đêm trực liên tiếp.");
}

TEST(ShortageTest, SaysWhenThereIsNone) {
  EXPECT_EQ(ShortageText(ThreeNights(), std::nullopt)[0].en,
            "Every shift can have its smallest crew.");
}

}  // namespace
}  // namespace liengia::rosters
