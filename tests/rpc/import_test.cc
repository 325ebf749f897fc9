#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "liengia/v1/household_service.grpc.pb.h"
#include "liengia/v1/member_service.grpc.pb.h"
#include "services/identity/phone.h"
#include "tests/support/people.h"
#include "tests/support/proto.h"

// Importing and exporting a group's people, and what imports do to each other.
namespace liengia::testing {
namespace {

using grpc::StatusCode;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;
using Stub = v1::HouseholdService::Stub;

constexpr char kTwoHouseholds[] =
    "Hộ,Địa chỉ,Họ và tên,Số điện thoại,Năm sinh,Chức vụ,Trưởng ca,Chủ hộ,Ghi chú\r\n"
    "12,Kiệt 5,Nguyễn Thị Mai,0912000001,1970,,x,x,\r\n"
    "12,Kiệt 5,Nguyễn Văn Nam,,1950,,,,ở xa\r\n"
    "14/2,,Trần Văn Ba,912000003,1985,tổ phó,,x,\r\n";

v1::ImportPeopleRequest Import(const TestGroup& group, const std::string& content) {
  v1::ImportPeopleRequest request;
  request.set_group_id(group.id);
  request.set_content(content);
  return request;
}

v1::ImportPeopleRequest DryRun(const TestGroup& group, const std::string& content) {
  auto request = Import(group, content);
  request.set_validate_only(true);
  return request;
}

v1::ExportPeopleRequest Export(const TestGroup& group) {
  v1::ExportPeopleRequest request;
  request.set_group_id(group.id);
  return request;
}

// One row a line, "name,phone" with the household "7".
std::string Rows(const std::vector<std::string>& rows, const std::string& more_headings = "") {
  std::string content = "Hộ,Họ và tên,Số điện thoại" + more_headings + "\n";
  for (const std::string& row : rows) content += "7," + row + "\n";
  return content;
}

// Each member as "household|name|phone|role|proxy", by household and name.
std::vector<std::string> People(const TestGroup& group) {
  std::vector<std::string> people;
  for (const auto& row : TheWorld().database().Run(absl::StrCat(
           "select h.label || '|' || m.full_name || '|' || coalesce(a.phone_number, '') || '|' || "
           "m.role || case when h.proxy_member_id = m.id then '|proxy' else '' end from members m "
           "join households h on h.group_id = m.group_id and h.id = m.household_id left join "
           "accounts a on a.id = m.account_id where m.end_time is null and m.group_id = '",
           group.id, "' order by h.label, m.full_name"))) {
    people.push_back(row[0].as<std::string>());
  }
  return people;
}

std::string LeaderRow(const TestGroup& group) {
  return absl::StrCat("1|Lê Văn Trưởng|", group.leader.phone_number, "|leader");
}

TEST(ImportPeopleTest, TellsEveryChangeOfWhoWasThereAlsoInADryRun) {
  const TestGroup group = NewGroup();
  ASSERT_TRUE(group.leader.client.Call(&Stub::ImportPeople, Import(group, kTwoHouseholds)).ok());
  const std::string changed =
      "Hộ,Địa chỉ,Họ và tên,Số điện thoại,Năm sinh,Chức vụ\n"
      "12,Kiệt 9,Nguyễn Thị Mai,0912000009,1970,tổ phó\n";
  const auto reply = group.leader.client.Call(&Stub::ImportPeople, DryRun(group, changed));
  ASSERT_EQ(reply->changes_size(), 3) << reply;
  EXPECT_THAT(
      reply.response,
      ContainsProto("changes { name: '12' field: 'address' before: 'Kiệt 5' after: 'Kiệt 9' }"
                    "changes { line: 2 name: 'Nguyễn Thị Mai' field: 'phone_number' "
                    "before: '0912000001' after: '0912000009' }"
                    "changes { line: 2 name: 'Nguyễn Thị Mai' field: 'role' "
                    "before: 'member' after: 'deputy' }"));
  EXPECT_EQ(group.leader.client.Call(&Stub::ImportPeople, Import(group, changed))->changes_size(),
            3);
}

TEST(ImportPeopleTest, BringsInHouseholdsAndMembers) {
  const TestGroup group = NewGroup();
  const auto reply = group.leader.client.Call(&Stub::ImportPeople, Import(group, kTwoHouseholds));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_THAT(reply.response,
              ContainsProto(
                  "created_household_count: 2 created_member_count: 3 ignored_columns: 'Ghi chú'"));
  EXPECT_THAT(
      People(group),
      ElementsAre(LeaderRow(group), "12|Nguyễn Thị Mai|+84912000001|member|proxy",
                  "12|Nguyễn Văn Nam||member", "14/2|Trần Văn Ba|+84912000003|deputy|proxy"));
}

TEST(ImportPeopleTest, TheSameFileAgainChangesNothing) {
  const TestGroup group = NewGroup();
  ASSERT_TRUE(group.leader.client.Call(&Stub::ImportPeople, Import(group, kTwoHouseholds)).ok());
  const auto before = People(group);
  const auto reply = group.leader.client.Call(&Stub::ImportPeople, Import(group, kTwoHouseholds));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_THAT(reply.response, ContainsProto("created_household_count: 0 updated_household_count: 0 "
                                            "removed_household_count: 0 created_member_count: 0 "
                                            "updated_member_count: 0 unchanged_count: 3"));
  EXPECT_EQ(People(group), before);
}

TEST(ImportPeopleTest, ADryRunWritesNothing) {
  const TestGroup group = NewGroup();
  const auto reply = group.leader.client.Call(&Stub::ImportPeople, DryRun(group, kTwoHouseholds));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_THAT(reply.response, ContainsProto("created_household_count: 2 created_member_count: 3"));
  EXPECT_THAT(People(group), ElementsAre(LeaderRow(group)));
}

TEST(ImportPeopleTest, ADryRunTellsEveryBadRow) {
  const TestGroup group = NewGroup();
  const auto reply = group.leader.client.Call(
      &Stub::ImportPeople, DryRun(group, Rows({"Mai,123", ",0912000004", "Nam,0912000005"})));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_THAT(reply.response, ContainsProto("problems { line: 2 column: 'Số điện thoại' } "
                                            "problems { line: 3 column: 'Họ và tên' }"));
  EXPECT_EQ(reply->created_member_count(), 0);
}

TEST(ImportPeopleTest, BadRowsAreRefusedAllAtOnceAndNothingIsWritten) {
  const TestGroup group = NewGroup();
  const auto reply = group.leader.client.Call(
      &Stub::ImportPeople, Import(group, Rows({"Mai,123", ",0912000004", "Nam,0912000005"})));
  EXPECT_THAT(reply, IsRefused(StatusCode::INVALID_ARGUMENT, v1::ERROR_REASON_FILE_INVALID));
  EXPECT_THAT(reply, IsMalformed(Fields({"line 2, Số điện thoại", "line 3, Họ và tên"})));
  EXPECT_EQ(reply.error.metadata().at("problem_count"), "2");
  EXPECT_THAT(People(group), ElementsAre(LeaderRow(group)));
}

TEST(ImportPeopleTest, ARefusalOfFourHundredBadRowsStillArrives) {
  const TestGroup group = NewGroup();
  const auto reply = group.leader.client.Call(
      &Stub::ImportPeople, Import(group, Rows(std::vector<std::string>(400, "Mai,123"))));
  EXPECT_THAT(reply, IsRefused(StatusCode::INVALID_ARGUMENT, v1::ERROR_REASON_FILE_INVALID));
  EXPECT_GE(std::stoi(reply.error.metadata().at("problem_count")), 400);
  EXPECT_GE(reply.error.violations_size(), 10);
}

TEST(ImportPeopleTest, NobodyTakesTheLeadershipAwayByAFile) {
  const TestGroup group = NewGroup();
  const std::string roles = ",Chức vụ";
  const auto other = group.leader.client.Call(
      &Stub::ImportPeople, Import(group, Rows({"Mai,0912000006,tổ trưởng"}, roles)));
  EXPECT_THAT(other, IsMalformed(Fields({"line 2, Chức vụ"})));
  const std::string own = "1,Lê Văn Trưởng,'" + group.leader.phone_number + ",tổ viên\n";
  const auto demoted =
      group.leader.client.Call(&Stub::ImportPeople, Import(group, Rows({}, roles) + own));
  ASSERT_TRUE(demoted.ok()) << demoted;
  EXPECT_EQ(demoted->unchanged_count(), 1);
  EXPECT_THAT(People(group), ElementsAre(LeaderRow(group)));
}

TEST(ImportPeopleTest, TheLeadersPhoneNumberIsNotChangedByAFile) {
  const TestGroup group = NewGroup();
  EXPECT_THAT(group.leader.client.Call(&Stub::ImportPeople,
                                       Import(group, Rows({}) + "1,Lê Văn Trưởng,0912000007\n")),
              IsMalformed(Fields({"line 2, Số điện thoại"})));
}

TEST(ImportPeopleTest, ADeputysFileChangesNoRoles) {
  const TestGroup group = NewGroup();
  const TestMember deputy = NewMember(group, {.role = "deputy"});
  EXPECT_THAT(deputy.client.Call(&Stub::ImportPeople,
                                 Import(group, Rows({"Mai,0912000008,tổ phó"}, ",Chức vụ"))),
              IsMalformed(Fields({"line 2, Chức vụ"})));
  EXPECT_TRUE(
      deputy.client.Call(&Stub::ImportPeople, Import(group, Rows({"Mai,0912000008"}))).ok());
}

TEST(ImportPeopleTest, ADeputyNeedsAPhoneAndAMinorLeadsNothing) {
  const TestGroup group = NewGroup();
  EXPECT_THAT(group.leader.client.Call(&Stub::ImportPeople,
                                       Import(group, Rows({"Mai,,tổ phó"}, ",Chức vụ"))),
              IsMalformed(Fields({"line 2, Số điện thoại"})));
  NewMember(group, {.full_name = "Trần Bé", .may_lead = true});
  EXPECT_THAT(group.leader.client.Call(&Stub::ImportPeople,
                                       Import(group, "Hộ,Họ và tên,Năm sinh\n1,Trần Bé,2012\n")),
              IsMalformed(Fields({"line 2, Năm sinh"})));
}

TEST(ImportPeopleTest, AHouseholdWhoseLastMembersMoveAwayGoes) {
  const TestGroup group = NewGroup();
  const std::string phone = identity::NationalPhone(group.leader.phone_number);
  const auto reply = group.leader.client.Call(&Stub::ImportPeople,
                                              Import(group, Rows({"Lê Văn Trưởng," + phone})));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_THAT(reply.response, ContainsProto("created_household_count: 1 removed_household_count: 1 "
                                            "updated_member_count: 1"));
  EXPECT_THAT(People(group),
              ElementsAre("7|Lê Văn Trưởng|" + group.leader.phone_number + "|leader"));
}

TEST(ImportPeopleTest, AProxyWhoIsThereStays) {
  const TestGroup group = NewGroup();
  SetProxy(group, group.leader);
  const auto reply = group.leader.client.Call(
      &Stub::ImportPeople,
      Import(group, "Hộ,Họ và tên,Số điện thoại,Chủ hộ\n1,Lê Văn Ông,0912000009,x\n"));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_EQ(reply->updated_household_count(), 0);
  EXPECT_THAT(People(group),
              ElementsAre("1|Lê Văn Trưởng|" + group.leader.phone_number + "|leader|proxy",
                          "1|Lê Văn Ông|+84912000009|member"));
}

TEST(ImportPeopleTest, SomebodyImportedMayCallAtOnce) {
  const TestGroup group = NewGroup();
  const std::string phone = TheWorld().NewPhone();
  const Client person = TheWorld().PersonWithPhone(phone);
  v1::ListMembersRequest list;
  list.set_group_id(group.id);
  EXPECT_FALSE(person.Call(&v1::MemberService::Stub::ListMembers, list).ok());
  ASSERT_TRUE(
      group.leader.client
          .Call(&Stub::ImportPeople, Import(group, Rows({"Mai," + identity::NationalPhone(phone)})))
          .ok());
  EXPECT_TRUE(person.Call(&v1::MemberService::Stub::ListMembers, list).ok());
}

TEST(ImportPeopleTest, APhoneNumberOfSomebodyOnDutyElsewhereThenIsRefused) {
  const TestGroup group = NewGroup(), other = NewGroup();
  const TestMember member = NewMember(group, {.full_name = "Trần Lan", .has_phone = false});
  const TestMember busy = NewMember(other);
  const absl::Time night = TheWorld().clock().Now() + absl::Hours(26);
  NewDuty(group, member, night, night + absl::Hours(4));
  NewDuty(other, busy, night, night + absl::Hours(4));
  const std::string row = "1,Trần Lan," + identity::NationalPhone(busy.phone_number) + "\n";
  EXPECT_THAT(group.leader.client.Call(&Stub::ImportPeople, Import(group, Rows({}) + row)),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_DUTY_OVERLAP));
}

std::string ManyRows(int count) {
  std::vector<std::string> rows;
  for (int i = 0; i < count; ++i)
    rows.push_back(absl::StrCat("Người Thứ ", i, ",091", 3000000 + i));
  return Rows(rows);
}

TEST(ImportPeopleTest, MoreThanAGroupMayHaveIsRefused) {
  const TestGroup group = NewGroup();
  for (const int count : {500, 501}) {
    const auto reply =
        group.leader.client.Call(&Stub::ImportPeople, Import(group, ManyRows(count)));
    EXPECT_THAT(reply, IsRefused(StatusCode::RESOURCE_EXHAUSTED, v1::ERROR_REASON_LIMIT_REACHED));
    EXPECT_EQ(reply.error.metadata().at("limit"), "500");
  }
}

TEST(ImportPeopleTest, FourHundredAndNinetyNinePeopleTakeWellUnderASecond) {
  const TestGroup group = NewGroup();
  const absl::Time start = absl::Now();
  const auto reply = group.leader.client.Call(&Stub::ImportPeople, Import(group, ManyRows(499)));
  const absl::Duration taken = absl::Now() - start;
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_EQ(reply->created_member_count(), 499);
  EXPECT_LT(taken, absl::Seconds(5));  // Room for a slow machine and sanitizers.
  RecordProperty("milliseconds", static_cast<int>(absl::ToInt64Milliseconds(taken)));
}

TEST(ImportPeopleTest, TwoAtOnceLeaveOneSetOfPeople) {
  const TestGroup group = NewGroup();
  std::vector<Reply<v1::ImportPeopleResponse>> replies(2);
  std::vector<std::thread> threads;
  for (auto& reply : replies) {
    threads.emplace_back([&reply, &group] {
      reply = group.leader.client.Call(&Stub::ImportPeople, Import(group, kTwoHouseholds));
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(replies, Each(::testing::Truly([](const auto& reply) { return reply.ok(); })));
  EXPECT_EQ(replies[0]->created_member_count() + replies[1]->created_member_count(), 3);
  EXPECT_THAT(People(group), SizeIs(4));
}

TEST(ImportPeopleTest, ADissolvedGroupStaysAsItIs) {
  const TestGroup group = NewGroup("dissolved");
  EXPECT_THAT(group.leader.client.Call(&Stub::ImportPeople, Import(group, kTwoHouseholds)),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_GROUP_STATE));
}

TEST(ImportPeopleTest, NoFileOrOneOfAnotherKindIsMalformed) {
  const TestGroup group = NewGroup();
  EXPECT_THAT(group.leader.client.Call(&Stub::ImportPeople, Import(group, "")),
              IsMalformed(Fields({"content"})));
  EXPECT_THAT(group.leader.client.Call(&Stub::ImportPeople, Import(group, "PK\x03\x04workbook")),
              IsRefused(StatusCode::INVALID_ARGUMENT, v1::ERROR_REASON_FILE_INVALID));
}

TEST(ImportPeopleTest, MembersAndOutsidersMayNot) {
  const TestGroup group = NewGroup();
  const auto request = Import(group, kTwoHouseholds);
  EXPECT_THAT(NewMember(group).client.Call(&Stub::ImportPeople, request),
              IsRefused(StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING));
  EXPECT_THAT(TheWorld().Person().Call(&Stub::ImportPeople, request),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::ImportPeople, request),
              IsRefused(StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED));
}

// ExportPeople

TEST(ExportPeopleTest, WhatIsExportedChangesNothingWhenImported) {
  const TestGroup group = NewGroup();
  ASSERT_TRUE(group.leader.client.Call(&Stub::ImportPeople, Import(group, kTwoHouseholds)).ok());
  const auto file = group.leader.client.Call(&Stub::ExportPeople, Export(group));
  ASSERT_TRUE(file.ok()) << file;
  EXPECT_THAT(file->content(), HasSubstr("Đại diện hộ"));
  EXPECT_THAT(file->content(), HasSubstr("12,Kiệt 5,Nguyễn Thị Mai,0912000001,1970"));
  const auto reply = group.leader.client.Call(&Stub::ImportPeople, Import(group, file->content()));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_THAT(reply.response, ContainsProto("updated_household_count: 0 created_member_count: 0 "
                                            "updated_member_count: 0 unchanged_count: 4"));
}

TEST(ExportPeopleTest, AnotherGroupGetsTheSamePeopleAndProxies) {
  const TestGroup group = NewGroup(), other = NewGroup();
  ASSERT_TRUE(group.leader.client.Call(&Stub::ImportPeople, Import(group, kTwoHouseholds)).ok());
  std::string content = group.leader.client.Call(&Stub::ExportPeople, Export(group))->content();
  content.erase(content.find("1,,Lê Văn Trưởng"),
                content.find("12,Kiệt 5") - content.find("1,,Lê"));
  ASSERT_TRUE(other.leader.client.Call(&Stub::ImportPeople, Import(other, content)).ok());
  EXPECT_THAT(
      People(other),
      ElementsAre(LeaderRow(other), "12|Nguyễn Thị Mai|+84912000001|member|proxy",
                  "12|Nguyễn Văn Nam||member", "14/2|Trần Văn Ba|+84912000003|deputy|proxy"));
}

TEST(ExportPeopleTest, IsForLeadersOfTheGroup) {
  const TestGroup group = NewGroup();
  EXPECT_THAT(NewMember(group).client.Call(&Stub::ExportPeople, Export(group)),
              IsRefused(StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING));
  EXPECT_THAT(TheWorld().Person().Call(&Stub::ExportPeople, Export(group)),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::ExportPeople, Export(group)),
              IsRefused(StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED));
  EXPECT_THAT(group.leader.client.Call(&Stub::ExportPeople, v1::ExportPeopleRequest()),
              IsMalformed(Fields({"group_id"})));
}

}  // namespace
}  // namespace liengia::testing
