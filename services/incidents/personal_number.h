#pragma once

#include <set>
#include <string>

#include "services/platform/sentence.h"

// Free text is where personal data slips in. This looks for numbers that point at a person, to warn
// the one who writes; it refuses nothing and may be wrong both ways.
namespace liengia::incidents {

enum class PersonalNumber {
  kPhone,         // A Vietnamese mobile or landline number.
  kIdentityCard,  // 9 digits (before 2016) or 12 digits (since).
  kPlate,         // A licence plate: "75F1-123.45", "75A 12345".
};

// Which kinds of personal number the text seems to hold. Dates, times, sums of money and the short
// numbers such as 113 are none.
std::set<PersonalNumber> PersonalNumbersIn(const std::string& text);

// What to tell the one who wrote it; does not repeat the number.
platform::Sentence WarningOf(PersonalNumber number);

}  // namespace liengia::incidents
