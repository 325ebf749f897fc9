#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/tx.h"
#include "services/rosters/wish.h"

namespace liengia::rosters {

// A template with a member's wish for it; 0 for none.
struct NamedWish {
  std::string duty_template_id;
  std::string duty_template_name;
  int score = 0;
};

// For every duty template of the group, by name.
std::vector<NamedWish> ListWishes(db::Tx& tx, const std::string& group_id,
                                  const std::string& member_id);

// Nothing when the group has no such template.
std::optional<NamedWish> FindWish(db::Tx& tx, const std::string& group_id,
                                  const std::string& member_id,
                                  const std::string& duty_template_id);

// The score 0 takes the wish back.
void SaveWish(db::Tx& tx, const std::string& group_id, const std::string& member_id,
              const Wish& wish);

struct NamedPair {
  MemberPair pair;
  std::string member_name;
  std::string other_member_name;
  // Where a page goes on: the sort names and the ids of both.
  std::vector<std::string> key;
};

// Of members of today by the given names of both: at most `limit` after this key.
std::vector<NamedPair> ListPairs(db::Tx& tx, const std::string& group_id,
                                 const std::vector<std::string>& after, int limit);

int CountPairs(db::Tx& tx, const std::string& group_id);

// Takes the place of what is kept for the two.
void SavePair(db::Tx& tx, const std::string& group_id, const MemberPair& pair);

// False when nothing is kept for the two.
bool DeletePair(db::Tx& tx, const std::string& group_id, const std::string& member_id,
                const std::string& other_member_id);

}  // namespace liengia::rosters
