#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "db/tx.h"
#include "services/groups/group.h"
#include "services/rosters/charter.h"

namespace liengia::rosters {

// A version of a group's charter, and how it came about.
struct CharterVersion {
  Charter charter;
  std::optional<absl::Time> change_time;  // Nothing for version 0, the model's.
  std::string changed_by_name;
};

// The newest version; the model's for a group that changed nothing.
CharterVersion FindCurrentCharter(db::Tx& tx, const groups::Group& group);

// This version; no statement for version 0, the model's.
Charter FindCharter(db::Tx& tx, const groups::Group& group, int64_t version);

// Newest first: at most `limit` versions before `before`. Without version 0.
std::vector<CharterVersion> ListCharters(db::Tx& tx, const std::string& group_id,
                                         const std::optional<int64_t>& before, int limit);

// Fails by its constraint when the version is taken.
void InsertCharter(db::Tx& tx, const std::string& group_id, const Charter& charter,
                   const std::string& account_id);

}  // namespace liengia::rosters
