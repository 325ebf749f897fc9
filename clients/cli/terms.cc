#include "clients/cli/terms.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/platform/text.h"

namespace liengia::cli {

std::string NameOf(const Terms& terms, int value, Language language) {
  for (const Term& term : terms) {
    if (term.value == value) return term.name.In(language);
  }
  return value == 0 ? "" : absl::StrCat(value);
}

std::optional<int> ReadTerm(const Terms& terms, const std::string& text) {
  const std::string folded = platform::FoldForMatch(text);
  for (const Term& term : terms) {
    for (const char* spelling : {term.word, term.name.vi, term.name.en}) {
      if (platform::FoldForMatch(spelling) == folded) return term.value;
    }
  }
  return std::nullopt;
}

std::string WordsOf(const Terms& terms, Language language) {
  return absl::StrJoin(terms, ", ", [&](std::string* out, const Term& term) {
    if (language == Language::kEnglish || term.name.vi == std::string(term.word)) {
      absl::StrAppend(out, term.word);
    } else {
      absl::StrAppend(out, term.name.vi, " (", term.word, ")");
    }
  });
}

}  // namespace liengia::cli
