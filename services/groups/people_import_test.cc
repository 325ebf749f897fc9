#include "services/groups/people_import.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>

namespace liengia::groups {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr absl::CivilDay kToday(2026, 11, 23);
const ImportTerms kByLeader{{"m1", MemberRole::kLeader}, kToday};
const ImportTerms kByDeputy{{"m2", MemberRole::kDeputy}, kToday};

// A leader (m1) and a deputy (m2) in the household h1, a member (m3) in h2.
KnownPeople Known() {
  KnownPeople known;
  known.households = {{"h1", "1", "Kiệt 5"}, {"h2", "2", ""}};
  known.members = {
      {"m1", "h1", "Lê Văn Trưởng", "+84912000001", 1970, MemberRole::kLeader, true},
      {"m2", "h1", "Lê Thị Phó", "+84912000002", 1975, MemberRole::kDeputy},
      {"m3", "h2", "Trần Thị Mai", "", std::nullopt, MemberRole::kMember},
  };
  return known;
}

PersonRow Row(const std::string& household, const std::string& name,
              const std::string& phone = "") {
  PersonRow row;
  row.household = household;
  row.full_name = name;
  row.phone = phone;
  return row;
}

PeopleFile FileOf(std::vector<PersonRow> rows) {
  PeopleFile file;
  file.columns = {{1, "Hộ"}, {2, "Họ và tên"}, {3, "SĐT"}, {4, "Năm sinh"}, {5, "Chức vụ"}};
  for (size_t i = 0; i < rows.size(); ++i) rows[i].line = static_cast<int>(i) + 2;
  file.rows = std::move(rows);
  return file;
}

PeopleImport Decide(std::vector<PersonRow> rows, const ImportTerms& terms = kByLeader) {
  return DecideImport(FileOf(std::move(rows)), Known(), terms);
}

std::vector<RowFault> FaultsOf(const PeopleImport& import) {
  std::vector<RowFault> faults;
  for (const RowProblem& problem : import.problems) faults.push_back(problem.fault);
  return faults;
}

TEST(PeopleImportTest, WhatTheFileSaysOfTheLeadersRoleIsNotTaken) {
  PersonRow leader = Row("1", "Lê Văn Trưởng", "+84912000001");
  leader.role = MemberRole::kMember;
  const PeopleImport import = Decide({leader});
  EXPECT_THAT(import.problems, IsEmpty());
  EXPECT_THAT(import.plan.update, IsEmpty());
  EXPECT_THAT(import.plan.unchanged, SizeIs(1));
}

TEST(PeopleImportTest, AnotherLeaderIsAProblemOfTheRole) {
  PersonRow other = Row("2", "Trần Thị Mai", "+84912000003");
  other.role = MemberRole::kLeader;
  const PeopleImport import = Decide({other});
  ASSERT_THAT(FaultsOf(import), ElementsAre(RowFault::kLeaderOther));
  EXPECT_EQ(import.problems[0].heading, "Chức vụ");
  EXPECT_THAT(import.plan.update, IsEmpty());
}

TEST(PeopleImportTest, TheLeadersPhoneNumberStays) {
  EXPECT_THAT(FaultsOf(Decide({Row("1", "Lê Văn Trưởng", "+84912000009")})),
              ElementsAre(RowFault::kPhoneOfLeader));
}

TEST(PeopleImportTest, OnlyTheLeadersFileChangesRoles) {
  PersonRow promoted = Row("2", "Trần Thị Mai", "+84912000003");
  promoted.role = MemberRole::kDeputy;
  EXPECT_THAT(FaultsOf(Decide({promoted})), IsEmpty());
  EXPECT_THAT(FaultsOf(Decide({promoted}, kByDeputy)), ElementsAre(RowFault::kRoleByLeader));
}

TEST(PeopleImportTest, ADeputyChangesTheOwnNumberButNotThatOfAnotherDeputy) {
  const PersonRow row = Row("1", "Lê Thị Phó", "+84912000009");
  EXPECT_THAT(FaultsOf(Decide({row}, kByDeputy)), IsEmpty());
  const ImportTerms by_another{{"m9", MemberRole::kDeputy}, kToday};
  EXPECT_THAT(FaultsOf(Decide({row}, by_another)), ElementsAre(RowFault::kPhoneOfDeputy));
}

TEST(PeopleImportTest, ADeputyHasAPhone) {
  PersonRow promoted = Row("2", "Trần Thị Mai");
  promoted.role = MemberRole::kDeputy;
  EXPECT_THAT(FaultsOf(Decide({promoted})), ElementsAre(RowFault::kPhoneNeeded));
}

TEST(PeopleImportTest, AMinorsYearIsAProblemWhenTheGroupHasThePersonLead) {
  PersonRow deputy = Row("1", "Lê Thị Phó", "+84912000002");
  deputy.birth_year = 2012;
  EXPECT_THAT(FaultsOf(Decide({deputy})), ElementsAre(RowFault::kMinorLeads));
}

TEST(PeopleImportTest, AHeadWithAPhoneBecomesTheProxyOfAHouseholdWithoutOne) {
  PersonRow head = Row("2", "Trần Thị Mai", "+84912000003");
  head.household_head = true;
  const PeopleImport import = Decide({head});
  ASSERT_THAT(import.proxies, SizeIs(1));
  EXPECT_EQ(import.proxies[0].line, 2);
  EXPECT_EQ(import.updated_household_count, 1);
}

TEST(PeopleImportTest, AHeadWithoutAPhoneBecomesNoProxyAndNobodyChanges) {
  PersonRow head = Row("2", "Trần Thị Mai");
  head.household_head = true;
  const PeopleImport import = Decide({head});
  EXPECT_THAT(import.proxies, IsEmpty());
  EXPECT_THAT(import.plan.unchanged, SizeIs(1));
}

TEST(PeopleImportTest, AProxyWhoIsThereStays) {
  KnownPeople known = Known();
  known.members[0].household_head = true;
  PersonRow head = Row("1", "Lê Thị Phó", "+84912000002");
  head.household_head = true;
  EXPECT_THAT(DecideImport(FileOf({head}), known, kByLeader).proxies, IsEmpty());
}

TEST(PeopleImportTest, AHouseholdThatAllLeaveIsEmptied) {
  EXPECT_THAT(Decide({Row("3", "Lê Thị Phó", "+84912000002")}).emptied_household_ids, IsEmpty());
  EXPECT_THAT(
      Decide({Row("3", "Lê Thị Phó", "+84912000002"), Row("3", "Lê Văn Trưởng", "+84912000001")})
          .emptied_household_ids,
      ElementsAre("h1"));
}

TEST(PeopleImportTest, WhatIsNewGetsIdsAndItsPlace) {
  PersonRow head = Row("3", "Phạm Văn Tư", "+84912000004");
  head.household_head = true;
  int count = 0;
  const PeopleWrite write = WriteOf(Decide({head, Row("2", "Phạm Văn Năm")}),
                                    [&] { return "new" + std::to_string(++count); });
  ASSERT_THAT(write.new_households, SizeIs(1));
  ASSERT_THAT(write.new_members, SizeIs(2));
  EXPECT_EQ(write.new_members[0].household_id, write.new_households[0].id);
  EXPECT_EQ(write.new_members[1].household_id, "h2");
  ASSERT_THAT(write.proxies, SizeIs(1));
  EXPECT_EQ(write.proxies[0].household_id, write.new_households[0].id);
  EXPECT_EQ(write.proxies[0].member_id, write.new_members[0].id);
}

TEST(PeopleImportTest, TheLimitsCountWhatIsThere) {
  std::vector<PersonRow> rows;
  for (int i = 0; i < 298; ++i) rows.push_back(Row("n" + std::to_string(i), "Người Mới"));
  EXPECT_TRUE(CheckImportLimits(Known(), Decide(rows)).ok());
  rows.push_back(Row("n298", "Người Mới"));
  EXPECT_EQ(platform::ReasonOf(CheckImportLimits(Known(), Decide(rows))),
            platform::Reason::kLimitReached);
}

TEST(PeopleImportTest, ARefusalNamesLinesAndColumnsAndCountsAll) {
  std::vector<RowProblem> problems(1000,
                                   {7, 3, "SĐT", RowFault::kPhoneMalformed, {"Sai số.", "No."}});
  const auto detail = platform::DetailOf(CheckProblems(problems));
  ASSERT_TRUE(detail.has_value());
  EXPECT_EQ(detail->reason, platform::Reason::kFileInvalid);
  EXPECT_EQ(detail->metadata.at("problem_count"), "1000");
  EXPECT_EQ(detail->violations[0].field, "line 7, SĐT");
  EXPECT_LT(detail->violations.size(), 1000);
}

TEST(PeopleImportTest, RowsThatFitNobodyAndRowsThatMayNotBeAreToldTogether) {
  PersonRow promoted = Row("2", "Trần Thị Mai");
  promoted.role = MemberRole::kDeputy;
  const PeopleImport import = Decide({promoted, Row("1", "Phạm Văn Tư", "+84912000002")});
  EXPECT_THAT(FaultsOf(import), ElementsAre(RowFault::kPhoneNeeded, RowFault::kPhoneOfAnother));
  EXPECT_THAT(import.plan.households, IsEmpty());
}

TEST(PeopleImportTest, WhatTheGroupHasIsAFileThatChangesNothing) {
  const PeopleFile file = ReadPeople(WritePeople(RowsOf(Known())), kToday);
  ASSERT_THAT(file.problems, IsEmpty());
  const PeopleImport import = DecideImport(file, Known(), kByLeader);
  EXPECT_THAT(import.problems, IsEmpty());
  EXPECT_THAT(import.plan.unchanged, SizeIs(3));
  EXPECT_EQ(import.updated_household_count, 0);
}

}  // namespace
}  // namespace liengia::groups
