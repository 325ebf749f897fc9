#include "services/rosters/engine/suggest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/rosters/engine/test_cases.h"

namespace liengia::rosters::engine {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Four members without duties and one night with room for two.
class SuggestTest : public ::testing::Test {
 protected:
  static constexpr int kAn = 0, kBinh = 1, kChi = 2, kDung = 3;

  SuggestTest() {
    problem_ = FourWeeks({AnyMember("an"), AnyMember("binh"), AnyMember("chi"), AnyMember("dung")},
                         {NightShift(0, "first"), NightShift(2, "second")});
    for (Shift& shift : problem_.shifts) shift.crew_max = shift.crew_ideal = 2;
  }

  std::vector<int> Order() {
    std::vector<int> members;
    for (const Candidate& one : RankCandidates(problem_, roster_(), 0)) {
      members.push_back(one.member);
    }
    return members;
  }

  // Who decides between the first two.
  Merit Decided() {
    const std::vector<Candidate> ranked = RankCandidates(problem_, roster_(), 0);
    Merit merit = Merit::kId;
    CompareCandidates(problem_, ranked[0], ranked[1], &merit);
    return merit;
  }

  Roster roster_() const {
    Roster roster(problem_);
    for (const Duty& duty : duties_) roster.Add(duty);
    return roster;
  }

  Problem problem_;
  std::vector<Duty> duties_;
};

TEST_F(SuggestTest, EqualsComeByTheirIds) {
  EXPECT_THAT(Order(), ElementsAre(kAn, kBinh, kChi, kDung));
  EXPECT_EQ(Decided(), Merit::kId);
}

TEST_F(SuggestTest, WhoMayNotComesLast) {
  problem_.members[kAn].minor = true;
  EXPECT_THAT(Order(), ElementsAre(kBinh, kChi, kDung, kAn));
}

TEST_F(SuggestTest, ALeaderComesFirstWhereOneIsLacking) {
  problem_.shifts[0].leaders_needed = 1;
  problem_.members[kDung].may_lead = true;
  problem_.members[kDung].carried_credit = 500;
  EXPECT_THAT(Order(), ElementsAre(kDung, kAn, kBinh, kChi));
  EXPECT_EQ(Decided(), Merit::kLeader);
  problem_.members[kAn].may_lead = true;
  duties_ = {{0, kAn}};
  EXPECT_THAT(Order(), ElementsAre(kBinh, kChi, kDung));
}

TEST_F(SuggestTest, ALackingSkillComesBeforeALighterLoad) {
  problem_.skills = {"first_aid"};
  problem_.shifts[0].skills_needed = {{0, 1}};
  problem_.members[kChi].skills = {0};
  problem_.members[kChi].carried_credit = 500;
  EXPECT_THAT(Order(), ElementsAre(kChi, kAn, kBinh, kDung));
  EXPECT_EQ(Decided(), Merit::kSkill);
}

TEST_F(SuggestTest, TheLighterLoadByShareComesFirst) {
  problem_.members[kAn].carried_credit = 10;
  problem_.members[kBinh].share = 500;
  EXPECT_THAT(Order(), ElementsAre(kChi, kDung, kAn, kBinh));
  EXPECT_EQ(Decided(), Merit::kId);
}

TEST_F(SuggestTest, AWishAndAPartnerDecideBetweenEqualLoads) {
  problem_.members[kBinh].preferences = {{0, 1}};
  EXPECT_THAT(Order(), ElementsAre(kBinh, kAn, kChi, kDung));
  EXPECT_EQ(Decided(), Merit::kWish);
  problem_.together = {{kAn, kDung}};
  duties_ = {{0, kAn}};
  EXPECT_THAT(Order(), ElementsAre(kDung, kBinh, kChi));
}

TEST_F(SuggestTest, SuggestsOnlyWhoMayAndNoMoreThanAsked) {
  problem_.members[kAn].minor = true;
  const Roster roster(problem_);
  EXPECT_EQ(Suggest(problem_, roster, 0, 10).size(), 3u);
  EXPECT_EQ(Suggest(problem_, roster, 0, 2).size(), 2u);
  EXPECT_THAT(Suggest(problem_, roster, 0, 0), IsEmpty());
  EXPECT_THAT(Suggest(problem_, roster, 0, -1), IsEmpty());
}

TEST_F(SuggestTest, NobodyIsSuggestedForAFullCrew) {
  duties_ = {{0, kAn}, {0, kBinh}};
  EXPECT_THAT(Suggest(problem_, roster_(), 0, 10), IsEmpty());
}

TEST_F(SuggestTest, TellsLoadsBeforeAndAfter) {
  duties_ = {{1, kAn}};
  const std::vector<Candidate> ranked = RankCandidates(problem_, roster_(), 0);
  EXPECT_EQ(ranked.back().member, kAn);
  EXPECT_EQ(ranked.back().before.credit, 240);
  EXPECT_EQ(ranked.back().after.credit, 480);
}

}  // namespace
}  // namespace liengia::rosters::engine
