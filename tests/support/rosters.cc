#include "tests/support/rosters.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/platform/id.h"

namespace liengia::testing {
namespace {

using Stub = v1::RosterService::Stub;

std::string NewId() { return platform::NewId(TheWorld().clock().Now()); }

template <typename Request>
Request Of(const TestGroup& group) {
  Request request;
  request.set_group_id(group.id);
  return request;
}

}  // namespace

void Change(const TestGroup& group, const std::string& sql) {
  TheWorld().database().Run(absl::StrReplaceAll(sql, {{"$group", "'" + group.id + "'::uuid"}}));
}

std::string NewPost(const TestGroup& group) {
  std::string id = NewId();
  Change(group, absl::StrCat("insert into posts (group_id, id, name, kind, create_time) values "
                             "($group, '",
                             id, "', 'Chốt ", id, "', 'fixed', '2026-01-01')"));
  return id;
}

std::vector<std::string> NewPeople(const TestGroup& group, int count) {
  std::vector<std::string> ids;
  for (int i = 0; i < count; ++i) {
    const std::string household = NewId();
    ids.push_back(NewId());
    Change(group,
           absl::StrCat("insert into households (group_id, id, label, address, create_time) values "
                        "($group, '",
                        household, "', 'Hộ ", household, "', '', '2026-01-01');",
                        "insert into members (group_id, id, household_id, full_name, sort_name, "
                        "role, may_lead, birth_year, create_time) values ($group, '",
                        ids.back(), "', '", household, "', 'Người ", i, "', 'nguoi ", i,
                        "', 'member', true, 1985, '2026-01-01')"));
  }
  return ids;
}

TestMember NewMemberOf(const TestGroup& group, const TestMember& person) {
  TestMember member{NewId(), group.leader.household_id, person.phone_number, person.client};
  Change(group,
         absl::StrCat("insert into members (group_id, id, household_id, account_id, "
                      "full_name, sort_name, role, may_lead, create_time) values ($group, '",
                      member.id, "', '", member.household_id, "', '", person.client.account_id(),
                      "', 'Lê Văn Trưởng', 'truong', 'member', true, '2026-01-01')"));
  return member;
}

std::string NewNights(const TestGroup& group, const Crew& crew) {
  std::string id = NewId();
  const std::string post = NewPost(group);
  Change(group,
         absl::StrCat(
             "insert into duty_templates (group_id, id, name, post_id, start_time, end_time, "
             "weekdays, crew_min, crew_ideal, crew_max, leaders_needed, importance, create_time) "
             "values ($group, '",
             id, "', 'Tuần tra đêm', '", post, "', '22:00', '02:00', 127, ", crew.min, ", ",
             crew.ideal, ", ", crew.max, ", ", crew.leaders, ", 3, '2026-01-01')"));
  return id;
}

v1::Roster NewDraft(const TestGroup& group, int year, int month) {
  auto request = Of<v1::CreateRosterRequest>(group);
  request.mutable_month()->set_year(year);
  request.mutable_month()->set_month(month);
  const auto reply = group.leader.client.Call(&Stub::CreateRoster, request);
  EXPECT_TRUE(reply.ok()) << reply;
  return reply->roster();
}

v1::GetRosterResponse Look(const TestGroup& group, const std::string& roster_id) {
  auto request = Of<v1::GetRosterRequest>(group);
  request.set_roster_id(roster_id);
  const auto reply = group.leader.client.Call(&Stub::GetRoster, request);
  EXPECT_TRUE(reply.ok()) << reply;
  return reply.response;
}

v1::Duty PutOn(const TestGroup& group, const std::string& shift_id, const std::string& member_id) {
  auto request = Of<v1::AssignShiftRequest>(group);
  request.set_shift_id(shift_id);
  request.set_member_id(member_id);
  const auto reply = group.leader.client.Call(&Stub::AssignShift, request);
  EXPECT_TRUE(reply.ok()) << reply;
  return reply->duty();
}

v1::Roster Publish(const TestGroup& group, const std::string& roster_id) {
  auto request = Of<v1::PublishRosterRequest>(group);
  request.set_roster_id(roster_id);
  request.set_accept_warnings(true);
  const auto reply = group.leader.client.Call(&Stub::PublishRoster, request);
  EXPECT_TRUE(reply.ok()) << reply;
  return reply->roster();
}

}  // namespace liengia::testing
