#pragma once

#include <string>

#include "absl/time/time.h"
#include "tests/support/people.h"

// Shifts and who is on them, written straight into the database.
namespace liengia::testing {

struct TestPost {
  std::string id;
  std::string checkpoint_id;  // Its only one.
};
TestPost NewPostWithCheckpoint(const TestGroup& group);

struct ShiftTraits {
  absl::Duration length = absl::Hours(4);
  int crew_min = 2;
  // Of the month's roster, which is made when it is missing: draft, published, closed.
  std::string roster_state = "published";
};
struct TestShift {
  std::string id;
  TestPost post;
  absl::Time start_time;
  absl::Time end_time;
};
// A shift at a post of its own.
TestShift NewShift(const TestGroup& group, absl::Time start, const ShiftTraits& traits = {});

// Puts the member on the shift; returns the duty's id. The duty is published as the roster is.
std::string NewDutyOn(const TestGroup& group, const TestShift& shift, const TestMember& member);

}  // namespace liengia::testing
