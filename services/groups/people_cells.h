#pragma once

#include <optional>
#include <string>

#include "absl/time/civil_time.h"
#include "services/groups/member_role.h"

// The words and numbers in the cells of leaders' lists. Empty text is the caller's business: every
// function here takes it for an unknown word.
namespace liengia::groups {

// x, có, 1, yes, ✓ … or không, 0, no, - …; nothing for another word.
std::optional<bool> ReadYesNo(const std::string& text);

// Tổ trưởng, tổ phó, tổ viên, thành viên and the like, in Vietnamese and English.
std::optional<MemberRole> ReadRole(const std::string& text);

enum class BirthYearFault { kNone, kMalformed, kImpossible };

struct BirthYearReading {
  int year = 0;
  BirthYearFault fault = BirthYearFault::kNone;
};

// Takes a year of four digits or a whole date (13/05/1958, 5-13-1958, 1958-05-13, 05/1958), of
// which only the year is kept. Impossible: after `today`'s year, over 120 years before it, or no
// such day.
BirthYearReading ReadBirthYear(const std::string& text, absl::CivilDay today);

}  // namespace liengia::groups
