#include "clients/cli/arguments.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace liengia::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const Terms& Colours() {
  static const auto& colours =
      *new Terms({{1, "red", {"đỏ", "red"}}, {2, "sky-blue", {"xanh da trời", "sky blue"}}});
  return colours;
}

const std::vector<Parameter>& Parameters() {
  static const auto& parameters = *new std::vector<Parameter>({
      {"month", Kind::kMonth, Place::kOperand, {"tháng", "the month"}},
      {"member", Kind::kText, Place::kOptionalOperand, {"tổ viên", "the member"}},
      {"from", Kind::kDay, Place::kFlag, {"từ ngày", "from"}},
      {"crew", Kind::kNumber, Place::kFlag, {"số người", "people"}},
      {"colours", Kind::kTerms, Place::kFlag, {"màu", "colours"}, &Colours()},
      {"json", Kind::kSwitch, Place::kFlag, {"in JSON", "print JSON"}},
  });
  return parameters;
}

Reading Read(const std::vector<std::string>& words) {
  const absl::Time now = absl::FromCivil(absl::CivilDay(2026, 10, 17), Zone());
  return ReadArguments(words, Parameters(), {Language::kEnglish, now});
}

TEST(ReadArguments, TakesOperandsAndFlagsInAnyOrder) {
  const Reading reading = Read({"--json", "2026-10", "--from", "5/10", "Bảy", "--crew=3"});
  EXPECT_THAT(reading.complaints, IsEmpty());
  EXPECT_EQ(reading.arguments.Month("month"), absl::CivilMonth(2026, 10));
  EXPECT_EQ(reading.arguments.Text("member"), "Bảy");
  EXPECT_EQ(reading.arguments.Day("from"), absl::CivilDay(2026, 10, 5));
  EXPECT_EQ(reading.arguments.Number("crew"), 3);
  EXPECT_TRUE(reading.arguments.Has("json"));
}

TEST(ReadArguments, GivesNothingForWhatWasLeftOut) {
  const Reading reading = Read({"2026-10"});
  EXPECT_THAT(reading.complaints, IsEmpty());
  EXPECT_EQ(reading.arguments.Text("member"), "");
  EXPECT_EQ(reading.arguments.Day("from"), std::nullopt);
  EXPECT_EQ(reading.arguments.Number("crew", 7), 7);
  EXPECT_THAT(reading.arguments.TermNumbers("colours"), IsEmpty());
}

TEST(ReadArguments, ReadsTermsByTheirWordOrTheirName) {
  EXPECT_THAT(Read({"2026-10", "--colours=sky-blue,Đỏ"}).arguments.TermNumbers("colours"),
              ElementsAre(2, 1));
}

TEST(ReadArguments, TellsEverythingThatIsWrongAtOnce) {
  EXPECT_THAT(Read({"--from=30/2", "--crew=many", "--colours=green"}).complaints,
              ElementsAre(HasSubstr("--from \"30/2\""), HasSubstr("--crew \"many\""),
                          HasSubstr("one of: red, sky-blue"), HasSubstr("MONTH is missing")));
}

TEST(ReadArguments, GuessesWhichFlagWasMeant) {
  EXPECT_THAT(Read({"2026-10", "--jsno"}).complaints,
              ElementsAre("There is no flag --jsno; did you mean --json?"));
}

TEST(ReadArguments, RefusesAFlagTwiceAndAnOperandTooMany) {
  EXPECT_THAT(Read({"2026-10", "Bảy", "Tám", "--crew=1", "--crew=2"}).complaints,
              ElementsAre(HasSubstr("\"Tám\" is too much"), HasSubstr("--crew is given twice")));
}

TEST(ReadArguments, RefusesAValueForASwitchAndAFlagWithoutOne) {
  EXPECT_THAT(Read({"2026-10", "--json=no", "--crew"}).complaints,
              ElementsAre(HasSubstr("takes no value"), HasSubstr("--crew needs a value")));
}

TEST(ReadArguments, TakesWhatLooksLikeAFlagAsAnOperandAfterTwoDashes) {
  EXPECT_EQ(Read({"2026-10", "--", "--Bảy"}).arguments.Text("member"), "--Bảy");
}

TEST(ReadArguments, KnowsHelpWhateverElseIsWrong) {
  EXPECT_TRUE(Read({"--crew=many", "--help"}).help);
}

TEST(OperandPositions, SkipsCommonFlagsAndTheirValues) {
  EXPECT_THAT(OperandPositions({"--from", "5/10", "--json", "roster", "show"}, Parameters()),
              ElementsAre(3, 4));
}

TEST(Placeholder, ShowsWhatToType) {
  EXPECT_EQ(Placeholder(Parameters()[0]), "MONTH");
  EXPECT_EQ(Placeholder(Parameters()[1]), "[MEMBER]");
  EXPECT_EQ(Placeholder(Parameters()[2]), "--from=DAY");
  EXPECT_EQ(Placeholder(Parameters()[5]), "--json");
}

}  // namespace
}  // namespace liengia::cli
