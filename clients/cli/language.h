#pragma once

namespace liengia::cli {

enum class Language { kVietnamese, kEnglish };

// One text in both languages of the product; may hold $0, $1 … for absl::Substitute.
struct Words {
  const char* vi = "";
  const char* en = "";

  const char* In(Language language) const { return language == Language::kEnglish ? en : vi; }
};

}  // namespace liengia::cli
