#include "tests/support/people.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "db/tx.h"
#include "services/platform/id.h"
#include "services/platform/text.h"

namespace liengia::testing {
namespace {

std::string NewId() { return platform::NewId(TheWorld().clock().Now()); }

std::string Quoted(const std::string& text) {
  return absl::StrCat("'", absl::StrReplaceAll(text, {{"'", "''"}}), "'");
}

std::string Now() { return Quoted(db::ToSql(TheWorld().clock().Now())); }

}  // namespace

TestGroup NewGroup(const std::string& state) {
  TestGroup group{NewId(), TheWorld().NewWard(), {"", "", "", TheWorld().Stranger()}};
  TheWorld().database().Run(absl::StrCat(
      "insert into groups (id, name, model, state, area_code, time_zone, create_time) values (",
      Quoted(group.id), ", 'Tổ thử', 'security_households', ", Quoted(state), ", ",
      Quoted(group.ward_code + "-1"), ", 'Asia/Ho_Chi_Minh', ", Now(), ")"));
  group.leader = NewMember(group, {.full_name = "Lê Văn Trưởng",
                                   .role = "leader",
                                   .household_id = NewHousehold(group, "1"),
                                   .may_lead = true});
  return group;
}

std::string NewHousehold(const TestGroup& group, const std::string& label) {
  std::string id = NewId();
  TheWorld().database().Run(
      absl::StrCat("insert into households (group_id, id, label, address, create_time) values (",
                   Quoted(group.id), ", ", Quoted(id), ", ", Quoted(label), ", '', ", Now(), ")"));
  return id;
}

TestMember NewMember(const TestGroup& group, const MemberTraits& traits) {
  const std::string phone = traits.has_phone ? TheWorld().NewPhone() : "";
  TestMember member{
      NewId(), traits.household_id.empty() ? group.leader.household_id : traits.household_id, phone,
      traits.has_phone ? TheWorld().PersonWithPhone(phone) : TheWorld().Stranger()};
  TheWorld().database().Run(absl::StrCat(
      "insert into members (group_id, id, household_id, account_id, full_name, sort_name, role, "
      "may_lead, create_time) values (",
      Quoted(group.id), ", ", Quoted(member.id), ", ", Quoted(member.household_id), ", nullif(",
      Quoted(member.client.account_id()), ", '')::uuid, ", Quoted(traits.full_name), ", ",
      Quoted(platform::NameSortKey(traits.full_name)), ", ", Quoted(traits.role), ", ",
      traits.may_lead ? "true" : "false", ", ", Now(), ")"));
  return member;
}

void SetProxy(const TestGroup& group, const TestMember& proxy) {
  TheWorld().database().Run(absl::StrCat(
      "update households set proxy_member_id = ", Quoted(proxy.id),
      " where group_id = ", Quoted(group.id), " and id = ", Quoted(proxy.household_id)));
}

std::string NewDuty(const TestGroup& group, const TestMember& member, absl::Time start,
                    absl::Time end) {
  const std::string post = NewId(), shift = NewId();
  std::string duty = NewId();
  const std::string times = absl::StrCat(Quoted(db::ToSql(start)), ", ", Quoted(db::ToSql(end)));
  const std::string month = Quoted(absl::FormatTime("%Y-%m-01", start, absl::UTCTimeZone()));
  const std::string g = Quoted(group.id);
  TheWorld().database().Run(absl::StrCat(
      "insert into posts (group_id, id, name, kind, create_time) values (", g, ", ", Quoted(post),
      ", ", Quoted("Chốt " + post), ", 'fixed', ", Now(), ");",
      "insert into rosters (group_id, id, month, state, create_time, publish_time) values (", g,
      ", ", Quoted(NewId()), ", ", month, ", 'published', ", Now(), ", ", Now(),
      ") on conflict (group_id, month) do nothing;",
      "insert into shifts (group_id, id, roster_id, title, post_id, duty_date, start_time, "
      "end_time, crew_min, crew_ideal, crew_max, leaders_needed, importance) select ",
      g, ", ", Quoted(shift), ", id, 'Tuần tra', ", Quoted(post), ", ", month, ", ", times,
      ", 1, 1, 2, 0, 3 from rosters where group_id = ", g, " and month = ", month, ";",
      "insert into duties (group_id, id, shift_id, member_id, person_id, slot, start_time, "
      "end_time, crew_max, published, pinned, create_time) select ",
      g, ", ", Quoted(duty), ", ", Quoted(shift), ", id, coalesce(account_id, id), 1, ", times,
      ", 2, true, false, ", Now(), " from members where group_id = ", g,
      " and id = ", Quoted(member.id)));
  return duty;
}

}  // namespace liengia::testing
