#include "services/rosters/engine/explain.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/rosters/engine/test_cases.h"

namespace liengia::rosters::engine {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ExplainTest : public ::testing::Test {
 protected:
  static constexpr int kAn = 0, kBinh = 1, kChi = 2, kDung = 3;

  ExplainTest() {
    problem_ = FourWeeks({AnyMember("an"), AnyMember("binh"), AnyMember("chi"), AnyMember("dung")},
                         {NightShift(0, "first"), NightShift(2, "second")});
  }

  Roster RosterOf(const std::vector<Duty>& duties) const {
    Roster roster(problem_);
    for (const Duty& duty : duties) roster.Add(duty);
    return roster;
  }

  std::vector<std::string> Told(const AssignmentReason& reason, Language language) const {
    return Sentences(
        reason, [this](int member) { return problem_.members[member].id; }, language);
  }

  Problem problem_;
};

TEST_F(ExplainTest, ADutyIsExplainedByRulesLoadsAndTheNextThree) {
  problem_.members[kBinh].carried_credit = 60;
  problem_.members[kChi].minor = true;
  problem_.members[kDung].preferences = {{0, -1}};
  const AssignmentReason reason = ExplainAssignment(problem_, RosterOf({{0, kAn}}), 0, kAn);
  EXPECT_FALSE(reason.pinned);
  EXPECT_EQ(reason.passed.size(), static_cast<size_t>(kRuleCount));
  EXPECT_EQ(reason.chosen.before.credit, 0);
  EXPECT_EQ(reason.chosen.after.credit, 240);
  EXPECT_EQ(reason.allowed, 2);
  ASSERT_EQ(reason.runners_up.size(), 3u);
  EXPECT_EQ(reason.runners_up[0].candidate.member, kDung);
  EXPECT_EQ(reason.runners_up[0].behind, Merit::kWish);
  EXPECT_EQ(reason.runners_up[1].candidate.member, kBinh);
  EXPECT_EQ(reason.runners_up[1].behind, Merit::kLoad);
  EXPECT_EQ(reason.runners_up[2].candidate.member, kChi);
  EXPECT_EQ(reason.runners_up[2].behind, Merit::kRules);
  EXPECT_THAT(reason.runners_up[2].candidate.broken, ElementsAre(Rule::kMinorAtNight));

  EXPECT_THAT(Told(reason, Language::kEnglish),
              ElementsAre("No rule stands against an: all 15 were checked.",
                          "With this duty an's load goes from 0 to 240 weighted minutes.",
                          "2 others could have taken it.",
                          "dung comes after: as loaded, but wished it less.",
                          "binh comes after: the load would be 300 weighted minutes.",
                          "chi could not: under 18, never at night."));
  EXPECT_THAT(Told(reason, Language::kVietnamese),
              ElementsAre("Không quy tắc nào ngăn an: đã xét đủ 15 quy tắc.",
                          "Với ca này, công trực của an tăng từ 0 lên 240 phút quy đổi.",
                          "Còn 2 người khác nhận được ca này.",
                          "dung xếp sau: công trực ngang nhau nhưng nguyện vọng thấp hơn.",
                          "binh xếp sau: công trực sẽ là 300 phút quy đổi.",
                          "chi không nhận được: chưa đủ 18 tuổi, không trực đêm."));
}

TEST_F(ExplainTest, APinSaysSoAndWhatItBreaks) {
  problem_.members[kAn].minor = true;
  const AssignmentReason reason = ExplainAssignment(problem_, RosterOf({{0, kAn, true}}), 0, kAn);
  EXPECT_TRUE(reason.pinned);
  EXPECT_THAT(reason.chosen.broken, ElementsAre(Rule::kMinorAtNight));
  EXPECT_EQ(reason.passed.size(), static_cast<size_t>(kRuleCount - 1));
  EXPECT_TRUE(reason.runners_up[0].better);
  const std::vector<std::string> told = Told(reason, Language::kEnglish);
  EXPECT_EQ(told[0], "an was put on this shift by hand.");
  EXPECT_EQ(told[1], "This breaks a rule: under 18, never at night.");
}

TEST_F(ExplainTest, ALeaderIsSaidToBeNeeded) {
  problem_.shifts[0].leaders_needed = 1;
  problem_.members[kAn].may_lead = true;
  const AssignmentReason reason = ExplainAssignment(problem_, RosterOf({{0, kAn}}), 0, kAn);
  EXPECT_TRUE(reason.chosen.leads);
  EXPECT_EQ(reason.runners_up[0].behind, Merit::kLeader);
  EXPECT_EQ(Told(reason, Language::kEnglish)[1], "an may lead, and the crew needed a leader.");
}

TEST_F(ExplainTest, AnEmptySlotCountsEachRuleAndWhomItAloneKeepsOff) {
  problem_.members[kAn].minor = true;
  problem_.members[kBinh].minor = true;
  problem_.members[kBinh].max_duties = 0;
  problem_.members[kChi].max_duties = 0;
  problem_.shifts[0].crew_min = problem_.shifts[0].crew_max = 2;
  const EmptySlotReason reason = ExplainEmptySlot(problem_, RosterOf({{0, kDung}}), 0);
  EXPECT_EQ(reason.missing, 1);
  EXPECT_EQ(reason.candidates, 3);
  EXPECT_THAT(reason.free, IsEmpty());
  ASSERT_EQ(reason.counts.size(), 2u);
  EXPECT_EQ(reason.counts[0].rule, Rule::kMaxPerPeriod);
  EXPECT_THAT(reason.counts[0].members, ElementsAre(kBinh, kChi));
  EXPECT_THAT(reason.counts[0].only_this, ElementsAre(kChi));
  EXPECT_THAT(reason.counts[1].members, ElementsAre(kAn, kBinh));
  EXPECT_THAT(reason.counts[1].only_this, ElementsAre(kAn));

  const auto name = [this](int member) { return problem_.members[member].id; };
  EXPECT_THAT(Sentences(reason, name, false, Language::kEnglish),
              ElementsAre("Missing from the smallest crew: 1.",
                          "2 members: has the most duties allowed in this roster. Without that "
                          "rule 1 member could take it.",
                          "2 members: under 18, never at night. Without that rule 1 member could "
                          "take it."));
  EXPECT_EQ(Sentences(reason, name, true, Language::kVietnamese)[1],
            "2 người: đã đủ số ca trong lịch trực này (binh, chi). Nếu bỏ quy tắc ấy thì chi nhận "
            "được.");
}

TEST_F(ExplainTest, WhoCouldFillASlotIsNamedFree) {
  const EmptySlotReason reason = ExplainEmptySlot(problem_, RosterOf({}), 0);
  EXPECT_THAT(reason.free, ElementsAre(kAn, kBinh, kChi, kDung));
  EXPECT_THAT(reason.counts, IsEmpty());
}

}  // namespace
}  // namespace liengia::rosters::engine
