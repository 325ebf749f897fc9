#include "services/duties/attendance.h"

#include "gtest/gtest.h"

namespace liengia::duties {
namespace {

using platform::Reason;

constexpr absl::Duration kTick = absl::Microseconds(1);  // The precision of the database.
const absl::Time kStart = absl::FromUnixSeconds(1'792'249'200);
const absl::Time kEnd = kStart + absl::Hours(4);

DutyFacts Published() {
  return {.attendance = {.published = true, .start_time = kStart, .end_time = kEnd}};
}

DutyFacts CheckedIn(absl::Time time) {
  DutyFacts duty = Published();
  duty.attendance.check_in = CheckIn{.time = time, .record_time = time, .account_id = "first"};
  return duty;
}

DutyFacts Marked(AbsenceMark mark) {
  DutyFacts duty = Published();
  duty.attendance.mark = mark;
  return duty;
}

CheckIn ClaimAt(absl::Time time) {
  return {.time = time, .record_time = time, .account_id = "second"};
}

Marking ByLeader(absl::Time time) { return {.time = time, .account_id = "leader"}; }

Reason RefusalOfCheckIn(const DutyFacts& duty, absl::Time time) {
  return platform::ReasonOf(DecideCheckIn(duty, ClaimAt(time)).status());
}

Reason RefusalOfCheckOut(const DutyFacts& duty, absl::Time time) {
  return platform::ReasonOf(DecideCheckOut(duty, time).status());
}

Reason RefusalOfMark(const DutyFacts& duty, absl::Time now) {
  return platform::ReasonOf(DecideMark(duty, AttendanceMark::kAbsent, ByLeader(now)).status());
}

bool AcceptsNotedTime(absl::Time noted, absl::Time now) {
  platform::Violations violations;
  CheckNotedTime(noted, now, "check_in_time", violations);
  return violations.empty();
}

TEST(CheckNotedTimeTest, AcceptsTheLast24Hours) {
  EXPECT_TRUE(AcceptsNotedTime(kStart, kStart));
  EXPECT_FALSE(AcceptsNotedTime(kStart + kTick, kStart));
  EXPECT_TRUE(AcceptsNotedTime(kStart - absl::Hours(24), kStart));
  EXPECT_FALSE(AcceptsNotedTime(kStart - absl::Hours(24) - kTick, kStart));
}

TEST(DecideCheckInTest, OpensThirtyMinutesBeforeTheStart) {
  const absl::Time opens = kStart - absl::Minutes(30);
  EXPECT_EQ(RefusalOfCheckIn(Published(), opens - kTick), Reason::kOutsideDutyTime);
  EXPECT_EQ(DecideCheckIn(Published(), ClaimAt(opens))->time, opens);
}

TEST(DecideCheckInTest, ClosesAtTheEnd) {
  EXPECT_TRUE(DecideCheckIn(Published(), ClaimAt(kEnd - kTick)).ok());
  EXPECT_EQ(RefusalOfCheckIn(Published(), kEnd), Reason::kOutsideDutyTime);
}

TEST(DecideCheckInTest, CountsTheTimeThatAnOfflinePhoneNoted) {
  CheckIn claim = ClaimAt(kStart);
  claim.record_time = kEnd + absl::Hours(10);
  const auto check_in = DecideCheckIn(Published(), claim);
  ASSERT_TRUE(check_in.ok());
  EXPECT_EQ(check_in->time, kStart);
  EXPECT_EQ(check_in->record_time, kEnd + absl::Hours(10));
}

TEST(DecideCheckInTest, KeepsTheFirstCheckIn) {
  const auto check_in = DecideCheckIn(CheckedIn(kStart), ClaimAt(kStart + absl::Minutes(1)));
  ASSERT_TRUE(check_in.ok());
  EXPECT_EQ(check_in->time, kStart);
  EXPECT_EQ(check_in->account_id, "first");
}

TEST(DecideCheckInTest, GivesTheFirstCheckInEvenWhenItIsTooLateForAnother) {
  DutyFacts duty = CheckedIn(kStart);
  duty.closed = true;
  EXPECT_EQ(DecideCheckIn(duty, ClaimAt(kEnd + absl::Hours(1)))->time, kStart);
}

TEST(DecideCheckInTest, RefusesAfterAnyAbsenceMark) {
  EXPECT_EQ(RefusalOfCheckIn(Marked(AbsenceMark::kAbsent), kStart), Reason::kDutyState);
  EXPECT_EQ(RefusalOfCheckIn(Marked(AbsenceMark::kExcused), kStart), Reason::kDutyState);
}

TEST(DecideCheckInTest, RefusesAfterAMarkAlsoWhoHadCheckedIn) {
  DutyFacts duty = CheckedIn(kStart);
  duty.attendance.mark = AbsenceMark::kAbsent;
  EXPECT_EQ(RefusalOfCheckIn(duty, kStart), Reason::kDutyState);
}

TEST(DecideCheckInTest, RefusesInADraftAndInAClosedRoster) {
  DutyFacts draft = Published();
  draft.attendance.published = false;
  EXPECT_EQ(RefusalOfCheckIn(draft, kStart), Reason::kRosterState);
  DutyFacts closed = Published();
  closed.closed = true;
  EXPECT_EQ(RefusalOfCheckIn(closed, kStart), Reason::kRosterState);
}

TEST(DecideCheckOutTest, AcceptsFromTheCheckInToSixHoursAfterTheEnd) {
  const DutyFacts duty = CheckedIn(kStart);
  EXPECT_EQ(*DecideCheckOut(duty, kStart), kStart);
  EXPECT_TRUE(DecideCheckOut(duty, kEnd + absl::Hours(6)).ok());
  EXPECT_EQ(RefusalOfCheckOut(duty, kEnd + absl::Hours(6) + kTick), Reason::kOutsideDutyTime);
}

TEST(DecideCheckOutTest, RefusesATimeBeforeTheCheckIn) {
  const auto check_out = DecideCheckOut(CheckedIn(kStart), kStart - kTick);
  EXPECT_EQ(check_out.status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(DecideCheckOutTest, KeepsTheFirstCheckOut) {
  DutyFacts duty = CheckedIn(kStart);
  duty.attendance.check_out_time = kEnd;
  EXPECT_EQ(*DecideCheckOut(duty, kEnd + absl::Hours(30)), kEnd);
}

TEST(DecideCheckOutTest, NeedsACheckIn) {
  EXPECT_EQ(RefusalOfCheckOut(Published(), kEnd), Reason::kDutyState);
  EXPECT_EQ(RefusalOfCheckOut(Marked(AbsenceMark::kAbsent), kEnd), Reason::kDutyState);
}

TEST(DecideCheckOutTest, IsNotedBesideAnAbsenceMark) {
  DutyFacts duty = CheckedIn(kStart);
  duty.attendance.mark = AbsenceMark::kAbsent;
  EXPECT_EQ(*DecideCheckOut(duty, kEnd), kEnd);
}

TEST(DecideCheckOutTest, RefusesInAClosedRoster) {
  DutyFacts duty = CheckedIn(kStart);
  duty.closed = true;
  EXPECT_EQ(RefusalOfCheckOut(duty, kEnd), Reason::kRosterState);
}

TEST(DecideMarkTest, AcceptsFromTheStart) {
  EXPECT_EQ(RefusalOfMark(Published(), kStart - kTick), Reason::kOutsideDutyTime);
  EXPECT_TRUE(DecideMark(Published(), AttendanceMark::kAbsent, ByLeader(kStart)).ok());
}

TEST(DecideMarkTest, AcceptsLongAfterTheEndUntilTheRosterIsClosed) {
  DutyFacts duty = Published();
  const absl::Time now = kEnd + absl::Hours(24 * 20);
  EXPECT_TRUE(DecideMark(duty, AttendanceMark::kExcused, ByLeader(now)).ok());
  duty.closed = true;
  EXPECT_EQ(RefusalOfMark(duty, now), Reason::kRosterState);
}

TEST(DecideMarkTest, RefusesInADraft) {
  DutyFacts draft = Published();
  draft.attendance.published = false;
  EXPECT_EQ(RefusalOfMark(draft, kStart), Reason::kRosterState);
}

TEST(DecideMarkTest, PresentClearsTheAbsenceAndCountsFromTheStart) {
  const absl::Time now = kStart + absl::Hours(1);
  const auto marked =
      DecideMark(Marked(AbsenceMark::kAbsent), AttendanceMark::kPresent, ByLeader(now));
  ASSERT_TRUE(marked.ok());
  EXPECT_FALSE(marked->mark.has_value());
  EXPECT_EQ(marked->check_in->time, kStart);
  EXPECT_EQ(marked->check_in->record_time, now);
  EXPECT_EQ(marked->check_in->method, CheckInMethod::kLeader);
  EXPECT_EQ(marked->check_in->account_id, "leader");
}

TEST(DecideMarkTest, PresentKeepsTheMembersOwnCheckIn) {
  const absl::Time late = kStart + absl::Minutes(40);
  const auto marked = DecideMark(CheckedIn(late), AttendanceMark::kPresent, ByLeader(kEnd));
  ASSERT_TRUE(marked.ok());
  EXPECT_EQ(marked->check_in->time, late);
  EXPECT_EQ(marked->check_in->account_id, "first");
}

TEST(DecideMarkTest, AbsenceStandsBesideWhatTheMemberNoted) {
  DutyFacts duty = CheckedIn(kStart);
  duty.attendance.check_out_time = kEnd;
  const auto marked = DecideMark(duty, AttendanceMark::kAbsent, ByLeader(kEnd));
  ASSERT_TRUE(marked.ok());
  EXPECT_EQ(marked->mark, AbsenceMark::kAbsent);
  EXPECT_EQ(marked->check_in->time, kStart);
  EXPECT_EQ(marked->check_out_time, kEnd);
  EXPECT_EQ(marked->marking->account_id, "leader");
  EXPECT_EQ(marked->marking->time, kEnd);
}

TEST(DecideMarkTest, PresenceAfterAbsenceGivesTheMembersTimesBack) {
  DutyFacts duty = CheckedIn(kStart + absl::Minutes(5));
  duty.attendance.mark = AbsenceMark::kAbsent;
  const auto marked = DecideMark(duty, AttendanceMark::kPresent, ByLeader(kEnd));
  ASSERT_TRUE(marked.ok());
  EXPECT_FALSE(marked->mark.has_value());
  EXPECT_EQ(marked->check_in->time, kStart + absl::Minutes(5));
  EXPECT_EQ(marked->check_in->account_id, "first");
}

TEST(DecideMarkTest, AbsenceTakesBackOnlyACheckInThatWasMarked) {
  DutyFacts duty = Published();
  duty.attendance = *DecideMark(duty, AttendanceMark::kPresent, ByLeader(kEnd));
  EXPECT_FALSE(DecideMark(duty, AttendanceMark::kAbsent, ByLeader(kEnd))->check_in.has_value());
  duty.attendance.check_out_time = kEnd;
  EXPECT_TRUE(DecideMark(duty, AttendanceMark::kAbsent, ByLeader(kEnd))->check_in.has_value());
}

TEST(DecideMarkTest, TheLastMarkCounts) {
  const auto marked =
      DecideMark(Marked(AbsenceMark::kAbsent), AttendanceMark::kExcused, ByLeader(kEnd));
  EXPECT_EQ(marked->mark, AbsenceMark::kExcused);
}

}  // namespace
}  // namespace liengia::duties
