#include "tests/support/shifts.h"

#include "absl/strings/str_cat.h"
#include "db/tx.h"
#include "services/platform/civil.h"
#include "services/platform/id.h"

namespace liengia::testing {
namespace {

std::string NewId() { return platform::NewId(TheWorld().clock().Now()); }

// Ids, times and states hold no quotes.
std::string Quoted(const std::string& text) { return absl::StrCat("'", text, "'"); }

std::string Now() { return Quoted(db::ToSql(TheWorld().clock().Now())); }

}  // namespace

TestPost NewPostWithCheckpoint(const TestGroup& group) {
  const TestPost post{NewId(), NewId()};
  TheWorld().database().Run(absl::StrCat(
      "insert into posts (group_id, id, name, kind, create_time) values (", Quoted(group.id), ", ",
      Quoted(post.id), ", ", Quoted("Chốt " + post.id), ", 'fixed', ", Now(), ");",
      "insert into checkpoints (group_id, id, post_id, position, name) values (", Quoted(group.id),
      ", ", Quoted(post.checkpoint_id), ", ", Quoted(post.id), ", 0, 'Đầu kiệt')"));
  return post;
}

TestShift NewShift(const TestGroup& group, absl::Time start, const ShiftTraits& traits) {
  const TestShift shift{NewId(), NewPostWithCheckpoint(group), start, start + traits.length};
  const absl::CivilDay day = absl::ToCivilDay(start, platform::CityZone());
  const std::string month = Quoted(db::ToSql(absl::CivilDay(absl::CivilMonth(day))));
  TheWorld().database().Run(absl::StrCat(
      "insert into rosters (group_id, id, month, state, create_time) values (", Quoted(group.id),
      ", ", Quoted(NewId()), ", ", month, ", ", Quoted(traits.roster_state), ", ", Now(),
      ") on conflict (group_id, month) do nothing;",
      "insert into shifts (group_id, id, roster_id, title, post_id, duty_date, start_time, "
      "end_time, crew_min, crew_ideal, crew_max, leaders_needed, importance) select group_id, ",
      Quoted(shift.id), ", id, 'Tuần tra đêm', ", Quoted(shift.post.id), ", ",
      Quoted(db::ToSql(day)), ", ", Quoted(db::ToSql(shift.start_time)), ", ",
      Quoted(db::ToSql(shift.end_time)), ", ", traits.crew_min, ", ", traits.crew_min,
      ", 20, 0, 3 from rosters where group_id = ", Quoted(group.id), " and month = ", month));
  return shift;
}

std::string NewDutyOn(const TestGroup& group, const TestShift& shift, const TestMember& member) {
  const std::string id = NewId();
  TheWorld().database().Run(absl::StrCat(
      "insert into duties (group_id, id, shift_id, member_id, person_id, slot, start_time, "
      "end_time, crew_max, published, closed, pinned, create_time) select m.group_id, ",
      Quoted(id), ", s.id, m.id, coalesce(m.account_id, m.id), ",
      "(select count(*) + 1 from duties d where d.group_id = s.group_id and d.shift_id = s.id), ",
      "s.start_time, s.end_time, s.crew_max, r.state <> 'draft', r.state = 'closed', false, ",
      Now(),
      " from members m join shifts s on s.group_id = m.group_id join rosters r on r.group_id = "
      "s.group_id and r.id = s.roster_id where m.group_id = ",
      Quoted(group.id), " and m.id = ", Quoted(member.id), " and s.id = ", Quoted(shift.id)));
  return id;
}

}  // namespace liengia::testing
