#pragma once

#include <string>

#include "clients/cli/language.h"

namespace liengia::cli {

// A field of the contract as people call it, by its path: "số người tối đa" for
// "duty_template.crew_max", "tên (mục 3)" for "post.checkpoints[2].name". A field without a word
// keeps its path.
std::string SayField(const std::string& path, Language language);

}  // namespace liengia::cli
