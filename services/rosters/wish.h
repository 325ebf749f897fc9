#pragma once

#include <algorithm>
#include <string>
#include <utility>

// What the engine should know of people beside their limits.
namespace liengia::rosters {

// How gladly a member serves on the shifts of a duty template: -2 to +2, never 0.
struct Wish {
  std::string duty_template_id;
  int score = 0;
};

enum class PairKind { kApart = 1, kTogether = 2 };

// As the database writes it ("apart"), and back (kTogether for any other text, which is the milder
// mistake).
const char* PairKindName(PairKind kind);
PairKind PairKindNamed(const std::string& name);

// Two members whom the leader wants apart or together.
struct MemberPair {
  std::string member_id;
  std::string other_member_id;
  PairKind kind = PairKind::kApart;
};

// Their ids in the order in which a pair is kept: a pair has no first and second.
inline std::pair<std::string, std::string> KeptOrder(const std::string& a, const std::string& b) {
  return std::minmax(a, b);
}

}  // namespace liengia::rosters
