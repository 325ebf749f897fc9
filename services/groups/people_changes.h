#pragma once

#include <string>
#include <vector>

#include "services/groups/people_import.h"
#include "services/platform/sentence.h"

// What an import changes, told field by field before it happens.
namespace liengia::groups {

struct FieldChange {
  int line = 0;       // In the file; 0 for a household, which several lines may name.
  std::string name;   // The member's or the household's, as it was.
  std::string field;  // Of the contract's Member or Household.
  platform::Sentence before;
  platform::Sentence after;
};

// Of households and members that were there: households first, then members in the file's order.
// `import` was decided on `known`.
std::vector<FieldChange> ChangesOf(const KnownPeople& known, const PeopleImport& import);

}  // namespace liengia::groups
