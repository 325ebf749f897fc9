#pragma once

#include <string>
#include <vector>

namespace liengia::cli {

using Row = std::vector<std::string>;

// Columns of text for a terminal, aligned by what letters with diacritics really take. Columns that
// hold nothing but numbers stand to the right; columns that are empty in every row are left out.
// Each row has as many cells as `headings`; line breaks in cells become spaces.
std::string AlignTable(const Row& headings, const std::vector<Row>& rows);

// Pairs of a label and a text, one a line; pairs with an empty text are left out.
std::string AlignPairs(const std::vector<std::pair<std::string, std::string>>& pairs);

}  // namespace liengia::cli
