#include "clients/cli/pick.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace liengia::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::vector<Choice>& People() {
  static const auto& people = *new std::vector<Choice>({
      {"01930000-0000-7000-8000-00000000aaaa", "Nguyễn Văn Hùng"},
      {"01930000-0000-7000-8000-00000000bbbb", "Nguyễn Văn Hưng"},
      {"01930000-0000-7000-8000-00000000cccc", "Trần Thị Bảy"},
  });
  return people;
}

TEST(Pick, TakesTheWholeIdAndItsEnd) {
  EXPECT_THAT(Pick("01930000-0000-7000-8000-00000000bbbb", People()), ElementsAre(1));
  EXPECT_THAT(Pick("00cccc", People()), ElementsAre(2));
}

TEST(Pick, PrefersTheExactSpellingOverTheOneWithoutDiacritics) {
  EXPECT_THAT(Pick("nguyễn văn hưng", People()), ElementsAre(1));
}

TEST(Pick, FindsBothWhenOnlyDiacriticsTellThemApart) {
  EXPECT_THAT(Pick("nguyen van hung", People()), ElementsAre(0, 1));
}

TEST(Pick, TakesTheBeginningOfANameOrItsWords) {
  EXPECT_THAT(Pick("trần", People()), ElementsAre(2));
  EXPECT_THAT(Pick("bay", People()), ElementsAre(2));
}

TEST(Pick, TakesWordsWhateverPunctuationIsAroundThem) {
  const std::vector<Choice> shifts = {{"1", "Tuần tra đêm, ca 1, 22:00–01:00"},
                                      {"2", "Tuần tra đêm, ca 12, 01:00–04:00"}};
  EXPECT_THAT(Pick("ca 1", shifts), ElementsAre(0));
  EXPECT_THAT(Pick("đêm ca 12", shifts), ElementsAre(1));
}

TEST(Pick, FindsSeveralByABeginningThatTheyShare) {
  EXPECT_THAT(Pick("01930000", People()), ElementsAre(0, 1, 2));
}

TEST(Pick, FindsNothingForAStrangerOrAnEmptyText) {
  EXPECT_THAT(Pick("Lê", People()), IsEmpty());
  EXPECT_THAT(Pick(" ", People()), IsEmpty());
}

}  // namespace
}  // namespace liengia::cli
