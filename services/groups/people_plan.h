#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "services/groups/member_role.h"
#include "services/groups/people_csv.h"
#include "services/groups/row_problem.h"

// What importing a list would do to the people whom a group has: shown first, then done.
namespace liengia::groups {

struct KnownHousehold {
  std::string id;
  std::string label;
  std::string address;
};

struct KnownMember {
  std::string id;
  std::string household_id;
  std::string full_name;
  std::string phone;  // Canonical; empty if the member has none.
  std::optional<int> birth_year;
  MemberRole role = MemberRole::kMember;
  bool may_lead = false;
  bool household_head = false;
  bool over_70_approved = false;
};

// The group's households and present members.
struct KnownPeople {
  std::vector<KnownHousehold> households;
  std::vector<KnownMember> members;
};

enum class MemberField {
  kHousehold,
  kFullName,
  kPhone,
  kBirthYear,
  kRole,
  kMayLead,
  kHouseholdHead,
  kOver70Approved,
};

struct PlannedHousehold {
  KnownHousehold after;  // As it will be; without an id if it is to be created.
  // Of a household that exists. The label changes only to gain its diacritics.
  bool label_changes = false;
  bool address_changes = false;
};

struct PlannedMember {
  int line = 0;          // In the file.
  size_t household = 0;  // In PeoplePlan::households.
  KnownMember after;     // As the member will be; without an id if to be created, and without a
                         // household_id if the household is to be created.
  std::vector<MemberField> changes;  // Empty for a new member.
};

struct PeoplePlan {
  std::vector<PlannedHousehold> households;  // Every household that the file names, once.
  // In the file's order, without the rows that have a problem.
  std::vector<PlannedMember> create;
  std::vector<PlannedMember> update;
  std::vector<PlannedMember> unchanged;
  std::vector<RowProblem> problems;  // By line.
};

// `rows` come from ReadPeople. Who is who:
// - A household is the one of the same label; if none is, the one whose label differs only by
//   diacritics that one of the two leaves out.
// - A person is the member with the same phone number; else the member of the same household with
//   the same name and birth year; else the one whose name or birth year only leaves something out
//   that the other has. What could be one person or two is a problem, never a guess.
// What the file does not say stays as it is, and so do members who are not in the file. Carrying
// out the plan and planning the same rows again changes nothing.
PeoplePlan PlanPeople(const KnownPeople& known, const std::vector<PersonRow>& rows);

}  // namespace liengia::groups
