#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/tx.h"
#include "services/groups/post.h"

namespace liengia::groups {

// Adds the post and its checkpoints with their ids, as version 1. Taken ids and a taken name fail
// by their constraints.
void InsertPost(db::Tx& tx, const std::string& group_id, const Post& post);

// Writes name, kind and checkpoints; the version goes up by one. A checkpoint that the post had
// stays the same row, one that is not in `post` any more goes, and what was noted at it keeps its
// id.
void SavePost(db::Tx& tx, const std::string& group_id, const Post& post);

// False when there is none of that id. Fails by its constraint when a duty template or a shift uses
// it.
bool DeletePost(db::Tx& tx, const std::string& group_id, const std::string& post_id);

std::optional<Post> FindPost(db::Tx& tx, const std::string& group_id, const std::string& post_id);

int CountPosts(db::Tx& tx, const std::string& group_id);

// Whether a duty template or a shift names the post.
bool PostInUse(db::Tx& tx, const std::string& group_id, const std::string& post_id);

struct PostKey {
  std::string name;
  std::string id;
};
// At most `limit` posts by name and id, after `after` (empty: from the first).
std::vector<Post> ListPosts(db::Tx& tx, const std::string& group_id,
                            const std::optional<PostKey>& after, int limit);

}  // namespace liengia::groups
