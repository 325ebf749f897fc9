#pragma once

#include <optional>
#include <string>
#include <vector>

#include "clients/cli/language.h"

// The values of an enumeration as people read and type them.
namespace liengia::cli {

struct Term {
  int value;
  const char* word;  // To type: "late-gathering".
  Words name;        // To read: "tụ tập khuya".
};
using Terms = std::vector<Term>;

// Empty for 0 without a term; the number itself for another value without one, which a newer server
// may send.
std::string NameOf(const Terms& terms, int value, Language language);

// Takes the word or the name in either language, with or without diacritics, in any case.
std::optional<int> ReadTerm(const Terms& terms, const std::string& text);

// For help and complaints: "theft, snatching, fight"; in Vietnamese with the names, which are
// easier there: "trộm cắp (theft), đánh nhau (fight)".
std::string WordsOf(const Terms& terms, Language language);

}  // namespace liengia::cli
