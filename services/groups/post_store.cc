#include "services/groups/post_store.h"

namespace liengia::groups {
namespace {

struct CheckpointColumns {
  std::string ids;
  std::string names;
};

CheckpointColumns ColumnsOf(const Post& post) {
  std::vector<std::string> ids;
  std::vector<std::string> names;
  for (const Checkpoint& checkpoint : post.checkpoints) {
    ids.push_back(checkpoint.id);
    names.push_back(checkpoint.name);
  }
  return {db::ToSqlArray(ids), db::ToSqlArray(names)};
}

// One row per checkpoint, in order; a post without any has one row with nulls.
std::vector<Post> ReadPosts(const pqxx::result& rows) {
  std::vector<Post> posts;
  for (const auto& row : rows) {
    const auto id = row["id"].as<std::string>();
    if (posts.empty() || posts.back().id != id) {
      posts.push_back({.id = id,
                       .name = row["name"].as<std::string>(),
                       .kind = PostKindNamed(row["kind"].as<std::string>()),
                       .version = row["version"].as<int64_t>()});
    }
    if (row["checkpoint_id"].is_null()) continue;
    posts.back().checkpoints.push_back(
        {row["checkpoint_id"].as<std::string>(), row["checkpoint_name"].as<std::string>()});
  }
  return posts;
}

void InsertNewCheckpoints(db::Tx& tx, const std::string& group_id, const Post& post) {
  const CheckpointColumns columns = ColumnsOf(post);
  tx.Query(R"sql(
      insert into checkpoints (group_id, id, post_id, position, name)
      select $1::uuid, given.id, $2::uuid, given.position, given.name
      from unnest($3::uuid[], $4::text[]) with ordinality as given (id, name, position)
      where not exists (select from checkpoints old
                        where old.group_id = $1::uuid and old.post_id = $2::uuid
                          and old.id = given.id)
      )sql",
           group_id, post.id, columns.ids, columns.names);
}

}  // namespace

void InsertPost(db::Tx& tx, const std::string& group_id, const Post& post) {
  tx.Query(R"sql(
      insert into posts (group_id, id, name, kind, create_time)
      values ($1::uuid, $2::uuid, $3, $4, $5::timestamptz)
      )sql",
           group_id, post.id, post.name, PostKindName(post.kind), db::ToSql(tx.now()));
  InsertNewCheckpoints(tx, group_id, post);
}

void SavePost(db::Tx& tx, const std::string& group_id, const Post& post) {
  tx.Query(R"sql(
      update posts set name = $3, kind = $4, version = version + 1
      where group_id = $1::uuid and id = $2::uuid
      )sql",
           group_id, post.id, post.name, PostKindName(post.kind));
  const CheckpointColumns columns = ColumnsOf(post);
  tx.Query(R"sql(
      delete from checkpoints
      where group_id = $1::uuid and post_id = $2::uuid and id <> all ($3::uuid[])
      )sql",
           group_id, post.id, columns.ids);
  tx.Query(R"sql(
      update checkpoints set name = given.name, position = given.position
      from unnest($3::uuid[], $4::text[]) with ordinality as given (id, name, position)
      where checkpoints.group_id = $1::uuid and checkpoints.post_id = $2::uuid
        and checkpoints.id = given.id
      )sql",
           group_id, post.id, columns.ids, columns.names);
  InsertNewCheckpoints(tx, group_id, post);
}

bool DeletePost(db::Tx& tx, const std::string& group_id, const std::string& post_id) {
  const auto rows = tx.Query(R"sql(
      delete from posts where group_id = $1::uuid and id = $2::uuid
      )sql",
                             group_id, post_id);
  return rows.affected_rows() > 0;
}

std::optional<Post> FindPost(db::Tx& tx, const std::string& group_id, const std::string& post_id) {
  auto posts = ReadPosts(tx.Query(R"sql(
      select posts.id, posts.name, posts.kind, posts.version, checkpoints.id as checkpoint_id,
        checkpoints.name as checkpoint_name
      from posts
      left join checkpoints on checkpoints.group_id = $1::uuid and checkpoints.post_id = posts.id
      where posts.group_id = $1::uuid and posts.id = $2::uuid
      order by checkpoints.position
      )sql",
                                  group_id, post_id));
  if (posts.empty()) return std::nullopt;
  return std::move(posts.front());
}

int CountPosts(db::Tx& tx, const std::string& group_id) {
  const auto rows = tx.Query("select count(*) from posts where group_id = $1::uuid", group_id);
  return rows[0][0].as<int>();
}

bool PostInUse(db::Tx& tx, const std::string& group_id, const std::string& post_id) {
  const auto rows = tx.Query(R"sql(
      select exists (select from duty_templates
                     where group_id = $1::uuid and post_id = $2::uuid)
          or exists (select from shifts where group_id = $1::uuid and post_id = $2::uuid)
      )sql",
                             group_id, post_id);
  return rows[0][0].as<bool>();
}

std::vector<Post> ListPosts(db::Tx& tx, const std::string& group_id,
                            const std::optional<PostKey>& after, int limit) {
  const PostKey key = after.value_or(PostKey{});
  return ReadPosts(tx.Query(R"sql(
      select page.id, page.name, page.kind, page.version, checkpoints.id as checkpoint_id,
        checkpoints.name as checkpoint_name
      from (
        select id, name, kind, version
        from posts
        where group_id = $1::uuid
          and (not $2::boolean
               or (name collate "vi-x-icu", id)
                  > ($3::text collate "vi-x-icu", nullif($4, '')::uuid))
        order by name collate "vi-x-icu", id
        limit $5
      ) page
      left join checkpoints on checkpoints.group_id = $1::uuid and checkpoints.post_id = page.id
      order by page.name collate "vi-x-icu", page.id, checkpoints.position
      )sql",
                            group_id, after.has_value(), key.name, key.id, limit));
}

}  // namespace liengia::groups
