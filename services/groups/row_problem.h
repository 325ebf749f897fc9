#pragma once

#include <string>

#include "services/platform/sentence.h"

namespace liengia::groups {

// Why a list of people cannot be imported.
enum class RowFault {
  // The file.
  kUnreadable,       // Not CSV in Unicode, damaged, or too large: see CsvFault.
  kNoPeople,         // Empty, or nothing below the headings.
  kHeadingsMissing,  // No column for the name or for the household.
  kHeadingRepeated,  // Two columns with the same meaning.
  kTooManyPeople,    // More rows than a group may have members.
  // One row by itself.
  kNameMissing,
  kNameMalformed,  // No letter in it.
  kHouseholdMissing,
  kPhoneMalformed,
  kBirthYearMalformed,
  kBirthYearImpossible,  // In the future, over 120 years ago, or no such day.
  kRoleUnknown,
  kYesNoUnknown,
  kTextTooLong,
  kMinorLeads,  // Under 18, and leader, deputy or allowed to lead a shift.
  // One row beside the others.
  kPhoneRepeated,
  kPersonRepeated,  // The same name and birth year twice in a household.
  kHeadRepeated,    // A household with two heads.
  kAddressDiffers,  // A household with two addresses.
  // The row beside the people that the group has already (people_plan.h).
  kHouseholdAmbiguous,
  kPersonAmbiguous,
  kPhoneOfAnother,
  kHeadOfAnother,  // The household has a head who is not in the file.
  // What an import may not do (people_import.h).
  kLeaderOther,    // The group has another leader.
  kRoleByLeader,   // Only the leader changes roles.
  kPhoneNeeded,    // A deputy has a phone.
  kPhoneOfLeader,  // Not the number by which the leader signs in.
  kPhoneOfDeputy,  // Only the leader changes another deputy's number.
};

// One thing to put right in the file. A row may have several.
struct RowProblem {
  int line = 0;         // In the file, from 1; 0 when it is about no line.
  int column = 0;       // From 1; 0 when it is about no column.
  std::string heading;  // Of the column, as the file writes it.
  RowFault fault = RowFault::kUnreadable;
  platform::Sentence sentence;
};

}  // namespace liengia::groups
