#pragma once

#include <string>
#include <vector>

#include "liengia/v1/duty_template.pb.h"
#include "liengia/v1/roster_service.grpc.pb.h"
#include "tests/support/people.h"

// Groups that plan a month: posts, duty templates, many members, drafts. November 2026, unless told
// otherwise: its 1st is a Sunday, and the clock of the world stands before it.
namespace liengia::testing {

constexpr char kNowhere[] = "00000000-0000-7000-8000-000000000000";

std::string NewPost(const TestGroup& group);

// Grown-ups who may lead, each in a household of their own, without phones; their member ids.
std::vector<std::string> NewPeople(const TestGroup& group, int count);

// The same person, by the same phone, in another group.
TestMember NewMemberOf(const TestGroup& group, const TestMember& person);

// A template of nights at a post of its own, 22:00 to 02:00, with this crew; returns its id.
struct Crew {
  int min = 2;
  int ideal = 2;
  int max = 3;
  int leaders = 1;
};
std::string NewNights(const TestGroup& group, const Crew& crew = {});

// A draft by the group's templates; the test fails if it is refused.
v1::Roster NewDraft(const TestGroup& group, int year = 2026, int month = 11);

// The roster as the leader sees it.
v1::GetRosterResponse Look(const TestGroup& group, const std::string& roster_id);

// Puts a member on a shift; the test fails if it is refused.
v1::Duty PutOn(const TestGroup& group, const std::string& shift_id, const std::string& member_id);

// Writes on the group: "update members set … where …", with $group for its id.
void Change(const TestGroup& group, const std::string& sql);

// Publishes, warnings or not; the test fails if it is refused.
v1::Roster Publish(const TestGroup& group, const std::string& roster_id);

}  // namespace liengia::testing
