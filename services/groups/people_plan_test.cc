#include "services/groups/people_plan.h"

#include <cstdint>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace liengia::groups {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const absl::CivilDay kToday(2026, 3, 2);

// One household "12" with Nguyễn Văn Hùng, born 1960, 0905000001.
KnownPeople OneMember() {
  return {.households = {{"h1", "12", "12 Kiệt 5"}},
          .members = {{.id = "m1",
                       .household_id = "h1",
                       .full_name = "Nguyễn Văn Hùng",
                       .phone = "+84905000001",
                       .birth_year = 1960}}};
}

PersonRow Row(const std::string& household, const std::string& name, const std::string& phone = "",
              std::optional<int> birth_year = std::nullopt) {
  static int line = 1;
  return {.line = ++line,
          .household = household,
          .full_name = name,
          .phone = phone,
          .birth_year = birth_year};
}

std::vector<RowFault> FaultsOf(const PeoplePlan& plan) {
  std::vector<RowFault> faults;
  for (const RowProblem& problem : plan.problems) {
    EXPECT_FALSE(problem.sentence.vi.empty());
    EXPECT_FALSE(problem.sentence.en.empty());
    faults.push_back(problem.fault);
  }
  EXPECT_TRUE(faults.empty() || (plan.create.empty() && plan.update.empty()));
  return faults;
}

// What a store does with a plan. New ids are counted on from the ids that exist.
KnownPeople CarryOut(KnownPeople known, const PeoplePlan& plan) {
  std::vector<std::string> household_ids;
  for (const PlannedHousehold& planned : plan.households) {
    KnownHousehold after = planned.after;
    if (after.id.empty()) {
      after.id = absl::StrCat("h", known.households.size() + 1);
      known.households.push_back(after);
    } else if (planned.address_changes || planned.label_changes) {
      for (KnownHousehold& household : known.households) {
        if (household.id == after.id) household = after;
      }
    }
    household_ids.push_back(after.id);
  }
  for (const PlannedMember& planned : plan.update) {
    for (KnownMember& member : known.members) {
      if (member.id != planned.after.id) continue;
      member = planned.after;
      member.household_id = household_ids[planned.household];
    }
  }
  for (const PlannedMember& planned : plan.create) {
    known.members.push_back(planned.after);
    known.members.back().id = absl::StrCat("m", known.members.size());
    known.members.back().household_id = household_ids[planned.household];
  }
  return known;
}

bool ChangesNothing(const PeoplePlan& plan) {
  for (const PlannedHousehold& household : plan.households) {
    if (household.after.id.empty() || household.address_changes || household.label_changes)
      return false;
  }
  return plan.problems.empty() && plan.create.empty() && plan.update.empty();
}

TEST(PlanPeopleTest, CreatesAllInAnEmptyGroup) {
  PersonRow head = Row("12", "Nguyễn Văn Hùng", "+84905000001", 1960);
  head.address = "12 Kiệt 5";
  head.household_head = true;
  const PeoplePlan plan = PlanPeople({}, {head, Row("12", "Lê Thị Hoa"), Row("14", "Trần Bảy")});
  ASSERT_THAT(plan.households, SizeIs(2));
  EXPECT_EQ(plan.households[0].after.id, "");
  EXPECT_EQ(plan.households[0].after.address, "12 Kiệt 5");
  ASSERT_THAT(plan.create, SizeIs(3));
  EXPECT_TRUE(plan.create[0].after.household_head);
  EXPECT_EQ(plan.create[0].after.birth_year, 1960);
  EXPECT_EQ(plan.create[2].household, 1u);
}

TEST(PlanPeopleTest, ChangesNothingForTheSameList) {
  const KnownPeople known = OneMember();
  const PeoplePlan plan = PlanPeople(known, {Row("12", "Nguyễn Văn Hùng", "+84905000001", 1960)});
  EXPECT_TRUE(ChangesNothing(plan));
  EXPECT_THAT(plan.unchanged, SizeIs(1));
}

TEST(PlanPeopleTest, KeepsWhatTheFileDoesNotSay) {
  KnownPeople known = OneMember();
  known.members[0].role = MemberRole::kLeader;
  known.members[0].may_lead = true;
  EXPECT_TRUE(ChangesNothing(PlanPeople(known, {Row("12", "Nguyễn Văn Hùng")})));
}

TEST(PlanPeopleTest, ListsTheChangedFields) {
  PersonRow row = Row("14", "Nguyễn Văn Hưng", "+84905000001", 1961);
  row.birth_year = 1960;
  row.role = MemberRole::kDeputy;
  row.may_lead = true;
  const PeoplePlan plan = PlanPeople(OneMember(), {row});
  ASSERT_THAT(plan.update, SizeIs(1));
  EXPECT_EQ(plan.update[0].after.id, "m1");
  EXPECT_THAT(plan.update[0].changes, ElementsAre(MemberField::kHousehold, MemberField::kFullName,
                                                  MemberField::kRole, MemberField::kMayLead));
}

TEST(PlanPeopleTest, UpdatesAPhoneOfTheSameNameAndBirthYear) {
  const PeoplePlan plan =
      PlanPeople(OneMember(), {Row("12", "nguyễn văn  Hùng", "+84905999999", 1960)});
  ASSERT_THAT(plan.update, SizeIs(1));
  EXPECT_EQ(plan.update[0].after.phone, "+84905999999");
}

TEST(PlanPeopleTest, KeepsTheNameThatHasDiacritics) {
  EXPECT_TRUE(ChangesNothing(PlanPeople(OneMember(), {Row("12", "Nguyen Van Hung")})));
  KnownPeople known = OneMember();
  known.members[0].full_name = "NGUYEN VAN HUNG";
  const PeoplePlan plan = PlanPeople(known, {Row("12", "Nguyễn Văn Hùng")});
  ASSERT_THAT(plan.update, SizeIs(1));
  EXPECT_EQ(plan.update[0].after.full_name, "Nguyễn Văn Hùng");
}

TEST(PlanPeopleTest, UpdatesTheAddressOfAHousehold) {
  PersonRow row = Row("12", "Nguyễn Văn Hùng");
  row.address = "12/1 Kiệt 5";
  const PeoplePlan plan = PlanPeople(OneMember(), {row});
  ASSERT_THAT(plan.households, SizeIs(1));
  EXPECT_TRUE(plan.households[0].address_changes);
  EXPECT_EQ(plan.households[0].after.address, "12/1 Kiệt 5");
}

TEST(PlanPeopleTest, TakesBrothersWithLikeNamesForTwoPeople) {
  const PeoplePlan plan =
      PlanPeople(OneMember(), {Row("12", "Nguyễn Văn Hùng"), Row("12", "Nguyễn Văn Hưng")});
  EXPECT_THAT(plan.unchanged, SizeIs(1));
  EXPECT_THAT(plan.create, SizeIs(1));
}

TEST(PlanPeopleTest, DoesNotGuessWhoALookAlikeIs) {
  const std::vector<PersonRow> look_alikes = {
      Row("12", "Nguyễn Văn Hưng"),                  // Corrected, or a brother?
      Row("12", "Nguyễn Văn Hùng", "", 1985),        // Corrected, or a son?
      Row("12", "Nguyen Van Hung", "+84905999999"),  // A new number, or another person?
  };
  for (const PersonRow& row : look_alikes) {
    EXPECT_THAT(FaultsOf(PlanPeople(OneMember(), {row})), ElementsAre(RowFault::kPersonAmbiguous))
        << row.full_name;
  }
  EXPECT_THAT(PlanPeople(OneMember(), {Row("12", "Nguyễn Văn Hưng", "", 1985)}).create, SizeIs(1));
  EXPECT_THAT(PlanPeople(OneMember(), {Row("12", "Nguyễn Văn Hưng", "+84905999999")}).create,
              SizeIs(1));
  EXPECT_THAT(PlanPeople(OneMember(), {Row("12", "Nguyễn Văn Hùng", "+84905999999", 1985)}).create,
              SizeIs(1));
}

TEST(PlanPeopleTest, ReportsTwoRowsThatMayBeOneMember) {
  KnownPeople known = OneMember();
  known.members[0].birth_year = std::nullopt;
  known.members[0].phone = "";
  EXPECT_THAT(FaultsOf(PlanPeople(known, {Row("12", "Nguyễn Văn Hùng", "", 1960),
                                          Row("12", "Nguyễn Văn Hùng", "", 1985)})),
              ElementsAre(RowFault::kPersonAmbiguous, RowFault::kPersonAmbiguous));
}

TEST(PlanPeopleTest, ReportsOneRowThatMayBeTwoMembers) {
  KnownPeople known = OneMember();
  known.members.push_back(
      {.id = "m2", .household_id = "h1", .full_name = "Nguyễn Văn Hùng", .birth_year = 1985});
  EXPECT_THAT(FaultsOf(PlanPeople(known, {Row("12", "Nguyễn Văn Hùng")})),
              ElementsAre(RowFault::kPersonAmbiguous));
}

TEST(PlanPeopleTest, DoesNotHandAPhoneToAnotherPerson) {
  EXPECT_THAT(FaultsOf(PlanPeople(OneMember(), {Row("12", "Nguyễn Thị Lan", "+84905000001")})),
              ElementsAre(RowFault::kPhoneOfAnother));
}

TEST(PlanPeopleTest, MatchesHouseholdsByLabelWithOrWithoutDiacritics) {
  KnownPeople known = {.households = {{"h1", "Hộ ông Hùng", ""}, {"h2", "Hộ ông Bảy", ""}}};
  const PeoplePlan plan = PlanPeople(
      known, {Row("hộ ông HÙNG", "An"), Row("Ho ong Bay", "Bình"), Row("Hộ ông Hưng", "Cúc")});
  ASSERT_THAT(plan.households, SizeIs(3));
  EXPECT_EQ(plan.households[0].after.id, "h1");
  EXPECT_EQ(plan.households[1].after.id, "h2");
  EXPECT_EQ(plan.households[2].after.id, "");
  known.households[0].label = "Ho ong Hung";
  const PeoplePlan renamed =
      PlanPeople(known, {Row("Hộ ông Hùng", "An"), Row("ho ong hung", "Ba")});
  ASSERT_THAT(renamed.households, SizeIs(1));
  EXPECT_TRUE(renamed.households[0].label_changes);
  EXPECT_EQ(renamed.households[0].after.label, "Hộ ông Hùng");
  known.households[0].label = "Hộ ông Hùng";
  known.households.push_back({"h3", "Hộ ông Hưng", ""});
  EXPECT_THAT(FaultsOf(PlanPeople(known, {Row("Ho ong Hung", "An")})),
              ElementsAre(RowFault::kHouseholdAmbiguous));
}

TEST(PlanPeopleTest, AllowsOneHeadCountingThoseNotInTheFile) {
  KnownPeople known = OneMember();
  known.members[0].household_head = true;
  PersonRow new_head = Row("12", "Lê Thị Hoa");
  new_head.household_head = true;
  EXPECT_THAT(FaultsOf(PlanPeople(known, {new_head})), ElementsAre(RowFault::kHeadOfAnother));
  PersonRow old_head = Row("12", "Nguyễn Văn Hùng");
  old_head.household_head = false;
  EXPECT_THAT(FaultsOf(PlanPeople(known, {new_head, old_head})), IsEmpty());
}

TEST(PlanPeopleTest, MovesAMemberWithoutAHouseholdIntoANewOne) {
  KnownPeople known = OneMember();
  known.households.clear();
  known.members[0].household_id = "";
  const PeoplePlan plan = PlanPeople(known, {Row("12", "Nguyễn Văn Hùng", "+84905000001")});
  ASSERT_THAT(plan.update, SizeIs(1));
  EXPECT_THAT(plan.update[0].changes, ElementsAre(MemberField::kHousehold));
}

// A small world in which people are easily confused.
class RandomWorld {
 public:
  explicit RandomWorld(uint64_t seed) : random_(seed) {}

  // Rows that ReadPeople lets through; often none.
  std::vector<PersonRow> Rows() {
    const bool says_role = Below(2) == 0, says_head = Below(2) == 0;
    std::vector<PersonRow> rows;
    for (int i = 0, count = 1 + Below(7); i < count; ++i) {
      PersonRow row = {
          .household = Pick({"12", "Hộ Hùng", "Hộ Hưng", "Ho Hung", "HỘ HÙNG"}),
          .full_name = Pick({"Lê Hùng", "Lê Hưng", "Le Hung", "LÊ HÙNG", "Trần Hùng"})};
      if (Below(2) == 0) row.phone = absl::StrCat("+8490500000", Below(6));
      if (Below(2) == 0) row.birth_year = Pick({1960, 1985});
      if (Below(4) == 0) row.address = Pick(std::vector<std::string>{"Kiệt 1", "Kiệt 2"});
      if (says_role) row.role = static_cast<MemberRole>(Below(3));
      if (says_head) row.household_head = Below(5) == 0;
      rows.push_back(row);
    }
    return ReadPeople(WritePeople(rows), kToday).rows;
  }

 private:
  int Below(int bound) { return static_cast<int>(random_() % bound); }
  std::string Pick(const std::vector<std::string>& from) { return from[Below(from.size())]; }
  int Pick(const std::vector<int>& from) { return from[Below(from.size())]; }

  std::mt19937_64 random_;
};

void CheckInvariants(const KnownPeople& known) {
  std::set<std::string> phones;
  std::map<std::string, int> heads;
  for (const KnownMember& member : known.members) {
    ASSERT_TRUE(member.phone.empty() || phones.insert(member.phone).second) << member.phone;
    ASSERT_LE(heads[member.household_id] += member.household_head, 1) << member.household_id;
  }
}

TEST(PlanPeopleTest, ImportingTheSameFileTwiceChangesNothing) {
  int imports = 0;
  for (uint64_t seed = 1; seed <= 2000; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    RandomWorld world(seed);
    KnownPeople known;
    for (int file = 0; file < 3; ++file) {
      const std::vector<PersonRow> rows = world.Rows();
      const PeoplePlan plan = PlanPeople(known, rows);
      if (rows.empty() || !plan.problems.empty()) continue;
      ASSERT_EQ(plan.create.size() + plan.update.size() + plan.unchanged.size(), rows.size());
      known = CarryOut(known, plan);
      ASSERT_NO_FATAL_FAILURE(CheckInvariants(known));
      ASSERT_TRUE(ChangesNothing(PlanPeople(known, rows))) << "file " << file;
      ++imports;
    }
  }
  EXPECT_GT(imports, 1000);  // Otherwise the test has lost its point.
}

}  // namespace
}  // namespace liengia::groups
