#include "services/platform/text.h"

#include <utf8proc.h>

#include <cstdlib>
#include <vector>

#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"

namespace liengia::platform {
namespace {

using Bytes = const utf8proc_uint8_t*;

// Calls visit(code point, first byte, byte count) for each character. A byte that does not decode
// is visited alone as code point -1.
template <typename Visit>
void ForEachCharacter(const std::string& text, Visit visit) {
  size_t at = 0;
  while (at < text.size()) {
    utf8proc_int32_t code = -1;
    utf8proc_ssize_t length =
        utf8proc_iterate(reinterpret_cast<Bytes>(text.data()) + at,
                         static_cast<utf8proc_ssize_t>(text.size() - at), &code);
    if (length <= 0) {
      code = -1;
      length = 1;
    }
    visit(code, at, static_cast<size_t>(length));
    at += static_cast<size_t>(length);
  }
}

std::string Map(const std::string& text, int options) {
  utf8proc_uint8_t* mapped = nullptr;
  const utf8proc_ssize_t length =
      utf8proc_map(reinterpret_cast<Bytes>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                   &mapped, static_cast<utf8proc_option_t>(options));
  if (length < 0) return text;
  std::string result(reinterpret_cast<const char*>(mapped), static_cast<size_t>(length));
  std::free(mapped);
  return result;
}

bool IsSpaceOrControl(utf8proc_int32_t code) {
  switch (utf8proc_category(code)) {
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_CC:
      return true;
    default:
      return false;
  }
}

// The combining marks of Vietnamese.
constexpr utf8proc_int32_t kGrave = 0x300, kAcute = 0x301, kCircumflex = 0x302, kTilde = 0x303,
                           kBreve = 0x306, kHookAbove = 0x309, kHorn = 0x31B, kDotBelow = 0x323;
constexpr utf8proc_int32_t kDWithStroke = 0x111;

// 0 when the mark is no tone. The numbers are those of NameSortKey's order, above the end of a
// word.
char ToneRank(utf8proc_int32_t mark) {
  switch (mark) {
    case kGrave:
      return 3;
    case kHookAbove:
      return 4;
    case kTilde:
      return 5;
    case kAcute:
      return 6;
    case kDotBelow:
      return 7;
    default:
      return 0;
  }
}

constexpr char kLevelTone = 2;
constexpr char kDigitRanks = 0x20;
constexpr char kLetterRanks = 0x30;  // Three for each letter of a..z: plain, then its variants.
constexpr char kOtherCharacter = 0x7F;

// The letters before the tone, because a difference of letters outweighs one of tones; and the tone
// ranks below all letters, so that "An" comes before "Anh".
std::string WordSortKey(const std::string& word) {
  std::string key;
  char tone = kLevelTone;
  ForEachCharacter(word, [&](utf8proc_int32_t code, size_t at, size_t length) {
    const bool after_letter = !key.empty() && key.back() >= kLetterRanks;
    if (code >= 'a' && code <= 'z') {
      key.push_back(static_cast<char>(kLetterRanks + 3 * (code - 'a')));
    } else if (code == kDWithStroke) {
      key.push_back(static_cast<char>(kLetterRanks + 3 * ('d' - 'a') + 1));
    } else if (code >= '0' && code <= '9') {
      key.push_back(static_cast<char>(kDigitRanks + (code - '0')));
    } else if (ToneRank(code) != 0) {
      tone = ToneRank(code);
    } else if (after_letter && (code == kBreve || code == kHorn || code == kCircumflex)) {
      const bool second_variant = (key.back() == kLetterRanks && code == kCircumflex) ||
                                  (key.back() == kLetterRanks + 3 * ('o' - 'a') && code == kHorn);
      key.back() = static_cast<char>(key.back() + (second_variant ? 2 : 1));
    } else if (code > 0x7F || code < 0) {
      key.push_back(kOtherCharacter);
      key.append(word, at, length);
    }
  });
  key.push_back(tone);
  return key;
}

}  // namespace

bool IsValidUtf8(const std::string& text) {
  bool valid = true;
  ForEachCharacter(text, [&](utf8proc_int32_t code, size_t, size_t) { valid &= code >= 0; });
  return valid;
}

std::string Nfc(const std::string& text) { return Map(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE); }

std::string CollapseSpaces(const std::string& text) {
  if (!IsValidUtf8(text)) return text;
  std::string result;
  bool space_waits = false;
  ForEachCharacter(text, [&](utf8proc_int32_t code, size_t at, size_t length) {
    if (IsSpaceOrControl(code)) {
      space_waits = !result.empty();
    } else if (utf8proc_category(code) != UTF8PROC_CATEGORY_CF) {
      if (space_waits) result.push_back(' ');
      space_waits = false;
      result.append(text, at, length);
    }
  });
  return result;
}

std::string FoldCase(const std::string& text) {
  return CollapseSpaces(Map(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD));
}

std::string FoldForMatch(const std::string& text) {
  const std::string plain = Map(text, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT |
                                          UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK | UTF8PROC_IGNORE);
  // U+00F0 is the Icelandic eth, which old conversions leave where Vietnamese has đ.
  return CollapseSpaces(absl::StrReplaceAll(plain, {{"\u0111", "d"}, {"\u00F0", "d"}}));
}

int DisplayWidth(const std::string& text) {
  int width = 0;
  ForEachCharacter(text, [&](utf8proc_int32_t code, size_t, size_t) {
    width += code < 0 ? 1 : utf8proc_charwidth(code);
  });
  return width;
}

std::string NameSortKey(const std::string& full_name) {
  const std::string decomposed =
      Map(CollapseSpaces(full_name), UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD);
  const std::vector<std::string> words = absl::StrSplit(decomposed, ' ', absl::SkipEmpty());
  if (words.empty()) return "";
  std::vector<std::string> keys = {WordSortKey(words.back())};
  for (size_t i = 0; i + 1 < words.size(); ++i) keys.push_back(WordSortKey(words[i]));
  return absl::StrJoin(keys, "\x01");
}

}  // namespace liengia::platform
