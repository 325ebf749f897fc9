#pragma once

#include <string>

#include "tests/support/world.h"

// Groups and their people, written straight into the database: what a test takes for granted.
namespace liengia::testing {

struct TestMember {
  std::string id;
  std::string household_id;
  std::string phone_number;  // Empty without a phone.
  Client client;             // Signed in by that phone, else nobody.
};

struct TestGroup {
  std::string id;
  std::string ward_code;
  TestMember leader;
};

// A group in a ward of its own, whose leader lives in the household "1".
TestGroup NewGroup(const std::string& state = "active");

std::string NewHousehold(const TestGroup& group, const std::string& label);

struct MemberTraits {
  std::string full_name = "Trần Thị Thử";
  std::string role = "member";
  std::string household_id;  // Empty: the leader's.
  bool has_phone = true;
  bool may_lead = false;
};
TestMember NewMember(const TestGroup& group, const MemberTraits& traits = {});

// Makes the member act for the household.
void SetProxy(const TestGroup& group, const TestMember& proxy);

// A published duty of the member on a shift of its own; returns the duty's id.
std::string NewDuty(const TestGroup& group, const TestMember& member, absl::Time start,
                    absl::Time end);

}  // namespace liengia::testing
