#pragma once

#include <string>
#include <vector>

namespace liengia::cli {

// The candidate that `typed` was probably meant to be: the one with the fewest letters to insert,
// delete, replace or swap with a neighbour; at most a third of its length. Empty if there is none.
std::string Nearest(const std::string& typed, const std::vector<std::string>& candidates);

}  // namespace liengia::cli
