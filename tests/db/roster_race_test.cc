#include <future>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "tests/support/rosters.h"

// Two sessions that want the same thing at the same time, past every rule of the server: what the
// constraints of the schema let through. Exactly one of them gets it.
namespace liengia::testing {
namespace {

// What became of a session's work: empty, or the error.
using Outcome = std::string;

// A transaction that is open until it commits.
class Session {
 public:
  Session()
      : connection_(TheWorld().database().url()),
        work_(std::make_unique<pqxx::work>(connection_)) {}

  void Run(const std::string& sql) { work_->exec(sql); }
  void Commit() { work_->commit(); }
  // The name by which PostgreSQL knows it.
  int pid() { return connection_.backendpid(); }

 private:
  pqxx::connection connection_;
  std::unique_ptr<pqxx::work> work_;
};

Outcome RunAndCommit(Session& session, const std::string& sql) {
  try {
    session.Run(sql);
    session.Commit();
    return "";
  } catch (const pqxx::sql_error& error) {
    return error.what();
  }
}

bool WaitsForALock(int pid) {
  const auto rows = TheWorld().database().Run(
      absl::StrCat("select wait_event_type = 'Lock' from pg_stat_activity where pid = ", pid));
  return !rows.empty() && !rows[0][0].is_null() && rows[0][0].as<bool>();
}

// Both sessions do their work before either commits: the second waits for the first, and hears how
// that ended.
Outcome SecondOf(const std::string& first_sql, const std::string& second_sql) {
  Session first, second;
  first.Run(first_sql);
  const int waiting = second.pid();
  auto outcome = std::async(std::launch::async, [&] { return RunAndCommit(second, second_sql); });
  const auto done = [&] {
    return outcome.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
  };
  while (!WaitsForALock(waiting) && !done()) continue;
  EXPECT_FALSE(done()) << "the second session did not wait for the first";
  first.Commit();
  return outcome.get();
}

int Count(const TestGroup& group, const std::string& table) {
  return TheWorld()
      .database()
      .Run("select count(*) from " + table + " where group_id = '" + group.id + "'")[0][0]
      .as<int>();
}

// The SQL that puts a member on a shift, in that slot.
std::string Insert(const TestGroup& group, const v1::Shift& shift, const std::string& member,
                   int slot) {
  return absl::StrReplaceAll(
      "insert into duties (group_id, id, shift_id, member_id, person_id, slot, start_time, "
      "end_time, crew_max, published, pinned, create_time) select s.group_id, gen_random_uuid(), "
      "s.id, m.id, coalesce(m.account_id, m.id), $slot, s.start_time, s.end_time, s.crew_max, "
      "true, true, now() from shifts s join members m on m.group_id = s.group_id and m.id = "
      "'$member' where s.group_id = '$group' and s.id = '$shift'",
      {{"$group", group.id},
       {"$shift", shift.shift_id()},
       {"$member", member},
       {"$slot", absl::StrCat(slot)}});
}

struct Month {
  explicit Month(const Crew& crew = {}) {
    NewNights(group, crew);
    roster = NewDraft(group);
    Publish(group, roster.roster_id());
    shift = Look(group, roster.roster_id()).shifts(0);
  }
  TestGroup group = NewGroup();
  v1::Roster roster;
  v1::Shift shift;
};

TEST(RosterRaceTest, NobodyIsOnDutyInTwoGroupsAtOneTime) {
  const Month here, there;
  const TestMember same = NewMemberOf(there.group, here.group.leader);
  const Outcome second = SecondOf(Insert(here.group, here.shift, here.group.leader.id, 1),
                                  Insert(there.group, there.shift, same.id, 1));
  EXPECT_THAT(second, ::testing::HasSubstr("duties_overlap"));
  EXPECT_EQ(Count(here.group, "duties"), 1);
  EXPECT_EQ(Count(there.group, "duties"), 0);
}

TEST(RosterRaceTest, TheLastPlaceOfACrewIsTakenOnce) {
  const Month month({.min = 1, .ideal = 1, .max = 1});
  const auto people = NewPeople(month.group, 2);
  const Outcome second = SecondOf(Insert(month.group, month.shift, people[0], 1),
                                  Insert(month.group, month.shift, people[1], 1));
  EXPECT_THAT(second, ::testing::HasSubstr("duties_slot"));
  EXPECT_EQ(Count(month.group, "duties"), 1);
}

TEST(RosterRaceTest, NoCrewGrowsOverItsMaximum) {
  const Month month({.min = 1, .ideal = 1, .max = 1});
  const auto people = NewPeople(month.group, 2);
  Session first, second;
  first.Run(Insert(month.group, month.shift, people[0], 1));
  EXPECT_THAT(RunAndCommit(second, Insert(month.group, month.shift, people[1], 2)),
              ::testing::HasSubstr("duties_crew_max"));
  first.Commit();
  EXPECT_EQ(Count(month.group, "duties"), 1);
}

TEST(RosterRaceTest, AMonthHasOneRoster) {
  const TestGroup group = NewGroup();
  const std::string insert =
      "insert into rosters (group_id, id, month, state, create_time) values ('" + group.id +
      "', gen_random_uuid(), '2026-11-01', 'draft', now())";
  EXPECT_THAT(SecondOf(insert, insert), ::testing::HasSubstr("rosters_month"));
  EXPECT_EQ(Count(group, "rosters"), 1);
}

TEST(RosterRaceTest, AMemberIsOnAShiftOnce) {
  const Month month;
  const Outcome second = SecondOf(Insert(month.group, month.shift, month.group.leader.id, 1),
                                  Insert(month.group, month.shift, month.group.leader.id, 2));
  EXPECT_THAT(second, ::testing::AnyOf(::testing::HasSubstr("duties_once"),
                                       ::testing::HasSubstr("duties_overlap")));
  EXPECT_EQ(Count(month.group, "duties"), 1);
}

// The same race through the server: one call wins, the other hears why it lost.
TEST(RosterRaceTest, TwoLeadersFillTheLastPlaceByCalls) {
  const Month month({.min = 1, .ideal = 1, .max = 1});
  const auto people = NewPeople(month.group, 2);
  const auto assign = [&](const std::string& member) {
    v1::AssignShiftRequest request;
    request.set_group_id(month.group.id);
    request.set_shift_id(month.shift.shift_id());
    request.set_member_id(member);
    return month.group.leader.client.Call(&v1::RosterService::Stub::AssignShift, request);
  };
  auto other = std::async(std::launch::async, [&] { return assign(people[0]); });
  const auto mine = assign(people[1]);
  const auto theirs = other.get();
  EXPECT_NE(mine.ok(), theirs.ok());
  EXPECT_THAT(mine.ok() ? theirs : mine,
              IsRefused(grpc::StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_CREW_FULL));
  EXPECT_EQ(Count(month.group, "duties"), 1);
}

}  // namespace
}  // namespace liengia::testing
