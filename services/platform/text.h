#pragma once

#include <string>

// Vietnamese text: the same word reaches us composed or decomposed (NFC, NFD), in any case, with or
// without diacritics, with invisible characters from copy and paste. Every function here takes
// valid UTF-8 and never fails; given invalid UTF-8, those that return text return it unchanged.
namespace liengia::platform {

// Strict: no surrogates, no overlong forms, nothing above U+10FFFF.
bool IsValidUtf8(const std::string& text);

// Normalization Form C of Unicode Standard Annex 15.
std::string Nfc(const std::string& text);

// Each run of white space, line breaks and control characters becomes one space, and none is left
// at either end. Invisible format characters (zero-width, soft hyphen, text direction) are dropped.
std::string CollapseSpaces(const std::string& text);

// What two spellings of one word share when diacritics count: Nfc, case folded, spaces collapsed.
// "NGUYỄN  Văn" and "nguyễn văn" are equal; "Hùng" and "Hưng" are not.
std::string FoldCase(const std::string& text);

// What two spellings of one word share when diacritics do not count: FoldCase, without diacritics,
// đ as d, full-width and other compatibility characters as their plain ones. For headings, search
// and names typed on a keyboard without Vietnamese. "Nguyễn Văn Đạo" becomes "nguyen van dao".
std::string FoldForMatch(const std::string& text);

// Columns that the text takes in a terminal with a fixed-width font: 0 for a combining mark, 2 for
// a wide character, 1 for a byte that is not UTF-8.
int DisplayWidth(const std::string& text);

// A key whose byte order is the usual order of a list of Vietnamese names: by given name (the last
// word), then family name (the first), then the names between. Letters come in the order a ă â b c
// d đ e ê … ư v …, then the tones in the order level, huyền, hỏi, ngã, sắc, nặng. Case does not
// count. The key is UTF-8 without NUL: a database may sort by it with collation "C".
std::string NameSortKey(const std::string& full_name);

}  // namespace liengia::platform
