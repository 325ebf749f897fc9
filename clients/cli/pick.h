#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace liengia::cli {

// Something that a person may name.
struct Choice {
  std::string id;
  std::string name;
};

// The choices that `text` may mean, by the strictest reading that fits any: the id; the name,
// spelled exactly; the name without diacritics; the beginning or the end of the id (ids made
// together begin alike, so the end is what tables show); the beginning of the name; words of the
// name. One result: that is it. Several: it is ambiguous. An empty text means nothing.
std::vector<size_t> Pick(const std::string& text, const std::vector<Choice>& choices);

// The end of an id, as tables show it.
std::string ShortId(const std::string& id);

}  // namespace liengia::cli
