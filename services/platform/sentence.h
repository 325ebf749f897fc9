#pragma once

#include <string>

namespace liengia::platform {

// One sentence for a person to read, in both languages of the product: what is wrong and what to
// do.
struct Sentence {
  std::string vi;
  std::string en;
};

}  // namespace liengia::platform
