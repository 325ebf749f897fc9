#include "services/rosters/wish.h"

namespace liengia::rosters {

const char* PairKindName(PairKind kind) { return kind == PairKind::kApart ? "apart" : "together"; }

PairKind PairKindNamed(const std::string& name) {
  return name == "apart" ? PairKind::kApart : PairKind::kTogether;
}

}  // namespace liengia::rosters
