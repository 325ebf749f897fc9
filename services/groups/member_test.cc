#include "services/groups/member.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace liengia::groups {
namespace {

using platform::Reason;
using platform::ReasonOf;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr absl::CivilDay kToday(2026, 11, 23);

Member Someone() {
  Member member;
  member.id = "m1";
  member.household_id = "h1";
  member.account_id = "a1";
  member.phone_number = "+84905123456";
  member.full_name = "Nguyễn Văn Đạo";
  member.birth_year = 1980;
  return member;
}

std::vector<std::string> BadFields(const Member& member) {
  platform::Violations violations;
  CheckMember(member, kToday, "member.", violations);
  std::vector<std::string> fields;
  const auto detail = platform::DetailOf(violations.ToStatus());
  if (!detail.has_value()) return fields;
  for (const platform::Violation& violation : detail->violations) fields.push_back(violation.field);
  return fields;
}

const Editor kLeader{"m9", MemberRole::kLeader};
const Editor kDeputy{"m8", MemberRole::kDeputy};
const Editor kMember{"m7", MemberRole::kMember};

TEST(MemberTest, RolesHaveNamesInTheDatabase) {
  for (const MemberRole role : {MemberRole::kMember, MemberRole::kDeputy, MemberRole::kLeader}) {
    EXPECT_EQ(MemberRoleNamed(MemberRoleName(role)), role);
  }
}

TEST(MemberTest, AgesCountByTheYearOfBirth) {
  EXPECT_TRUE(IsMinor(2009, kToday));
  EXPECT_FALSE(IsMinor(2008, kToday));
  EXPECT_FALSE(IsOver70(1956, kToday));
  EXPECT_TRUE(IsOver70(1955, kToday));
}

TEST(MemberTest, NobodyIsTooYoungOrOldWithoutABirthYear) {
  EXPECT_FALSE(IsMinor(std::nullopt, kToday));
  EXPECT_FALSE(IsOver70(std::nullopt, kToday));
}

TEST(MemberTest, AnOrdinaryMemberIsRight) { EXPECT_THAT(BadFields(Someone()), IsEmpty()); }

TEST(MemberTest, EverythingWrongIsToldAtOnce) {
  Member member = Someone();
  member.full_name = "12 .";
  member.birth_year = 2027;
  member.max_duties_a_month = 63;
  member.role = MemberRole::kDeputy;
  member.phone_number.clear();
  EXPECT_THAT(BadFields(member), ElementsAre("member.full_name", "member.birth_year",
                                             "member.max_duties_a_month", "member.phone_number"));
}

TEST(MemberTest, ABirthYearIsAtMost120YearsAgo) {
  Member member = Someone();
  member.birth_year = 1906;
  EXPECT_THAT(BadFields(member), IsEmpty());
  member.birth_year = 1905;
  EXPECT_THAT(BadFields(member), ElementsAre("member.birth_year"));
}

TEST(MemberTest, AnOrdinaryMemberNeedsNoPhone) {
  Member member = Someone();
  member.phone_number.clear();
  EXPECT_THAT(BadFields(member), IsEmpty());
}

TEST(MemberTest, AMinorMayBeOnTheListButNotLead) {
  Member member = Someone();
  member.birth_year = 2010;
  EXPECT_TRUE(CheckAge(member, kToday).ok());
  member.may_lead = true;
  EXPECT_EQ(ReasonOf(CheckAge(member, kToday)), Reason::kAgeRule);
  member.may_lead = false;
  member.role = MemberRole::kDeputy;
  EXPECT_EQ(ReasonOf(CheckAge(member, kToday)), Reason::kAgeRule);
}

TEST(MemberTest, OnlyTheLeaderAddsSomebodyWithARole) {
  Member added = Someone();
  EXPECT_TRUE(CheckMayAdd(kDeputy, added).ok());
  added.role = MemberRole::kDeputy;
  EXPECT_TRUE(CheckMayAdd(kLeader, added).ok());
  EXPECT_EQ(ReasonOf(CheckMayAdd(kDeputy, added)), Reason::kRoleMissing);
}

TEST(MemberTest, OnlyTheLeaderChangesRoles) {
  Member after = Someone();
  after.role = MemberRole::kDeputy;
  EXPECT_TRUE(CheckMayChange(kLeader, Someone(), after).ok());
  EXPECT_EQ(ReasonOf(CheckMayChange(kDeputy, Someone(), after)), Reason::kRoleMissing);
}

TEST(MemberTest, ADeputyCannotTakeTheLeadersPhoneNumber) {
  Member before = Someone();
  before.role = MemberRole::kLeader;
  Member after = before;
  after.phone_number = "+84905999999";
  EXPECT_EQ(ReasonOf(CheckMayChange(kDeputy, before, after)), Reason::kRoleMissing);
  EXPECT_TRUE(CheckMayChange(kLeader, before, after).ok());
}

TEST(MemberTest, ADeputyChangesTheOwnPhoneNumber) {
  Member before = Someone();
  before.id = kDeputy.member_id;
  before.role = MemberRole::kDeputy;
  Member after = before;
  after.phone_number = "+84905999999";
  EXPECT_TRUE(CheckMayChange(kDeputy, before, after).ok());
}

TEST(MemberTest, TheLeaderCannotGiveTheRoleUpWithoutASuccessor) {
  Member before = Someone();
  before.role = MemberRole::kLeader;
  EXPECT_EQ(ReasonOf(CheckMayChange(kLeader, before, Someone())), Reason::kLeaderNeeded);
}

TEST(MemberTest, TheLeaderTakesOffAnybodyAndOthersThemselves) {
  EXPECT_TRUE(CheckMayLeave(kLeader, false, Someone()).ok());
  EXPECT_TRUE(CheckMayLeave(kMember, true, Someone()).ok());
  EXPECT_EQ(ReasonOf(CheckMayLeave(kMember, false, Someone())), Reason::kRoleMissing);
  EXPECT_EQ(ReasonOf(CheckMayLeave(kDeputy, false, Someone())), Reason::kRoleMissing);
}

TEST(MemberTest, TheLeaderCannotLeaveWithoutASuccessor) {
  Member leader = Someone();
  leader.role = MemberRole::kLeader;
  EXPECT_EQ(ReasonOf(CheckMayLeave(kLeader, true, leader)), Reason::kLeaderNeeded);
}

TEST(MemberTest, LeaderAndDeputyNoteAnybodysAbsence) {
  EXPECT_TRUE(CheckMayNoteAbsence(kLeader, false).ok());
  EXPECT_TRUE(CheckMayNoteAbsence(kDeputy, false).ok());
  EXPECT_TRUE(CheckMayNoteAbsence(kMember, true).ok());
  EXPECT_EQ(ReasonOf(CheckMayNoteAbsence(kMember, false)), Reason::kRoleMissing);
}

TEST(MemberTest, AnAbsenceHasOneTo366Days) {
  const auto is_right = [](absl::CivilDay end) {
    platform::Violations violations;
    CheckAbsenceDates({"x", "m1", kToday, end}, "absence.", violations);
    return violations.empty();
  };
  EXPECT_FALSE(is_right(kToday));
  EXPECT_TRUE(is_right(kToday + 1));
  EXPECT_TRUE(is_right(kToday + 366));
  EXPECT_FALSE(is_right(kToday + 367));
}

}  // namespace
}  // namespace liengia::groups
