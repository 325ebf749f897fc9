#include "services/duties/duty.h"

#include "gtest/gtest.h"

namespace liengia::duties {
namespace {

constexpr absl::Duration kTick = absl::Microseconds(1);  // The precision of the database.
const absl::Time kStart = absl::FromUnixSeconds(1'792'249'200);
const absl::Time kEnd = kStart + absl::Hours(4);

Attendance Published() { return {.published = true, .start_time = kStart, .end_time = kEnd}; }

Attendance CheckedIn(absl::Time time) {
  Attendance attendance = Published();
  attendance.check_in = CheckIn{.time = time, .record_time = time};
  return attendance;
}

Attendance Marked(AbsenceMark mark) {
  Attendance attendance = Published();
  attendance.mark = mark;
  return attendance;
}

TEST(StateOfTest, StaysDraftUntilPublished) {
  Attendance attendance = Published();
  attendance.published = false;
  for (const absl::Time now : {kStart - kTick, kStart, kEnd}) {
    EXPECT_EQ(StateOf(attendance, now), DutyState::kDraft);
  }
}

TEST(StateOfTest, IsUpcomingUntilTheStart) {
  EXPECT_EQ(StateOf(Published(), kStart - kTick), DutyState::kUpcoming);
  EXPECT_EQ(StateOf(Published(), kStart), DutyState::kDue);
}

TEST(StateOfTest, IsDueForTenMinutesAndThenMissing) {
  EXPECT_EQ(StateOf(Published(), kStart + absl::Minutes(10)), DutyState::kDue);
  EXPECT_EQ(StateOf(Published(), kStart + absl::Minutes(10) + kTick), DutyState::kMissing);
  EXPECT_EQ(StateOf(Published(), kEnd + absl::Hours(24)), DutyState::kMissing);
}

TEST(StateOfTest, IsPresentWhenCheckedInBeforeTheStartOrWithinTheGrace) {
  const absl::Time now = kStart + absl::Hours(1);
  EXPECT_EQ(StateOf(CheckedIn(kStart - absl::Minutes(30)), now), DutyState::kPresent);
  EXPECT_EQ(StateOf(CheckedIn(kStart + absl::Minutes(10)), now), DutyState::kPresent);
}

TEST(StateOfTest, IsPresentAlreadyBeforeTheStart) {
  EXPECT_EQ(StateOf(CheckedIn(kStart - absl::Minutes(5)), kStart - absl::Minutes(4)),
            DutyState::kPresent);
}

TEST(StateOfTest, IsLateWhenCheckedInAfterTheGrace) {
  EXPECT_EQ(StateOf(CheckedIn(kStart + absl::Minutes(10) + kTick), kStart + absl::Hours(1)),
            DutyState::kLate);
}

TEST(StateOfTest, IsDoneAtTheEndEvenWithoutCheckOut) {
  EXPECT_EQ(StateOf(CheckedIn(kStart), kEnd - kTick), DutyState::kPresent);
  EXPECT_EQ(StateOf(CheckedIn(kStart), kEnd), DutyState::kDone);
  EXPECT_EQ(StateOf(CheckedIn(kStart + absl::Hours(1)), kEnd), DutyState::kDone);
}

TEST(StateOfTest, IsDoneFromTheCheckOut) {
  Attendance attendance = CheckedIn(kStart);
  attendance.check_out_time = kStart + absl::Hours(3);
  EXPECT_EQ(StateOf(attendance, kStart + absl::Hours(3)), DutyState::kDone);
}

TEST(StateOfTest, StaysAsTheLeaderMarkedIt) {
  for (const absl::Time now : {kStart, kEnd, kEnd + absl::Hours(24)}) {
    EXPECT_EQ(StateOf(Marked(AbsenceMark::kExcused), now), DutyState::kExcused);
    EXPECT_EQ(StateOf(Marked(AbsenceMark::kAbsent), now), DutyState::kAbsent);
  }
}

TEST(NamesTest, ReadBackAsWritten) {
  for (const CheckInMethod method : {CheckInMethod::kSelf, CheckInMethod::kCode,
                                     CheckInMethod::kProxy, CheckInMethod::kLeader}) {
    EXPECT_EQ(MethodNamed(MethodName(method)), method);
  }
  for (const AbsenceMark mark : {AbsenceMark::kExcused, AbsenceMark::kAbsent}) {
    EXPECT_EQ(MarkNamed(MarkName(mark)), mark);
  }
}

}  // namespace
}  // namespace liengia::duties
