#include "clients/cli/pick.h"

#include <array>
#include <functional>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/platform/text.h"

namespace liengia::cli {
namespace {

constexpr size_t kShortId = 6;
constexpr size_t kLeastOfAnId = 4;

// The words of folded text, one space apart; house numbers such as 12/42 stay whole.
std::string Words(const std::string& folded) {
  return platform::CollapseSpaces(absl::StrReplaceAll(
      folded, {{",", " "}, {".", " "}, {";", " "}, {"(", " "}, {")", " "}, {":", " "}}));
}

bool HasWords(const std::string& name, const std::string& words) {
  return absl::StrContains(absl::StrCat(" ", Words(name), " "),
                           absl::StrCat(" ", Words(words), " "));
}

}  // namespace

std::vector<size_t> Pick(const std::string& text, const std::vector<Choice>& choices) {
  const std::string exact = platform::FoldCase(text);
  const std::string folded = platform::FoldForMatch(text);
  if (folded.empty()) return {};
  const auto name = [](const Choice& choice) { return platform::FoldForMatch(choice.name); };
  const std::array<std::function<bool(const Choice&)>, 6> readings = {
      [&](const Choice& choice) { return choice.id == exact; },
      [&](const Choice& choice) { return platform::FoldCase(choice.name) == exact; },
      [&](const Choice& choice) { return name(choice) == folded; },
      [&](const Choice& choice) {
        return exact.size() >= kLeastOfAnId &&
               (absl::StartsWith(choice.id, exact) || absl::EndsWith(choice.id, exact));
      },
      [&](const Choice& choice) { return absl::StartsWith(name(choice), folded); },
      [&](const Choice& choice) { return HasWords(name(choice), folded); }};
  for (const auto& fits : readings) {
    std::vector<size_t> found;
    for (size_t i = 0; i < choices.size(); ++i) {
      if (fits(choices[i])) found.push_back(i);
    }
    if (!found.empty()) return found;
  }
  return {};
}

std::string ShortId(const std::string& id) {
  return id.size() > kShortId ? id.substr(id.size() - kShortId) : id;
}

}  // namespace liengia::cli
