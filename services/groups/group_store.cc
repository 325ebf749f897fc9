#include "services/groups/group_store.h"

namespace liengia::groups {
namespace {

Group ReadGroup(const pqxx::row& row) {
  Group group;
  group.id = row["id"].as<std::string>();
  group.name = row["name"].as<std::string>();
  group.model = ModelNamed(row["model"].as<std::string>());
  group.state = StateNamed(row["state"].as<std::string>());
  group.area_code = row["area_code"].as<std::string>();
  group.time_zone = row["time_zone"].as<std::string>();
  group.create_time = db::TimeOf(row["create_time"]);
  group.version = row["version"].as<int64_t>();
  return group;
}

CountedGroup ReadCountedGroup(const pqxx::row& row) {
  return {ReadGroup(row), row["member_count"].as<int>()};
}

template <typename Value>
std::string SqlNames(const std::vector<Value>& values, const char* (*name)(Value)) {
  std::vector<std::string> names;
  names.reserve(values.size());
  for (const Value value : values) names.emplace_back(name(value));
  return db::ToSqlArray(names);
}

}  // namespace

void InsertGroup(db::Tx& tx, const Group& group) {
  tx.Query(R"sql(
      insert into groups (id, name, model, state, area_code, time_zone, create_time)
      values ($1::uuid, $2, $3, $4, $5, $6, $7::timestamptz)
      )sql",
           group.id, group.name, ModelName(group.model), StateName(group.state), group.area_code,
           group.time_zone, db::ToSql(group.create_time));
}

void SaveGroup(db::Tx& tx, const Group& group) {
  tx.Query(R"sql(
      update groups set name = $2, time_zone = $3, state = $4, version = version + 1
      where id = $1::uuid
      )sql",
           group.id, group.name, group.time_zone, StateName(group.state));
}

std::optional<Group> FindGroup(db::Tx& tx, const std::string& group_id) {
  const auto rows = tx.Query(R"sql(
      select id, name, model, state, area_code, time_zone, create_time, version
      from groups where id = $1::uuid
      )sql",
                             group_id);
  if (rows.empty()) return std::nullopt;
  return ReadGroup(rows[0]);
}

std::optional<CountedGroup> FindCountedGroup(db::Tx& tx, const std::string& group_id) {
  const auto rows = tx.Query(R"sql(
      select id, name, model, state, area_code, time_zone, create_time, version,
        (select count(*) from members where group_id = $1::uuid and end_time is null)
          as member_count
      from groups where id = $1::uuid
      )sql",
                             group_id);
  if (rows.empty()) return std::nullopt;
  return ReadCountedGroup(rows[0]);
}

void DeleteShiftsToCome(db::Tx& tx, const std::string& group_id) {
  // A shift that an incident names stays: the log is never changed.
  tx.Query(R"sql(
      delete from shifts
      where group_id = $1::uuid and start_time > $2::timestamptz
        and not exists (select from incidents
                        where incidents.group_id = $1::uuid and incidents.shift_id = shifts.id)
      )sql",
           group_id, db::ToSql(tx.now()));
}

int CountGroupsLed(db::Tx& tx, const std::string& account_id) {
  const auto rows = tx.Query(R"sql(
      select count(*)
      from members join groups on groups.id = members.group_id
      where members.account_id = $1::uuid and members.end_time is null
        and members.role = 'leader' and groups.state <> 'dissolved'
      )sql",
                             account_id);
  return rows[0][0].as<int>();
}

std::vector<CountedGroup> ListGroups(db::Tx& tx, const GroupFilter& filter,
                                     const std::optional<GroupKey>& after, int limit) {
  const GroupKey key = after.value_or(GroupKey{});
  // Members are counted for the rows of the page only.
  const auto rows =
      tx.Query(R"sql(
      select page.*,
        (select count(*) from members where group_id = page.id and end_time is null)
          as member_count
      from (
        select groups.id, groups.name, model, state, area_code, time_zone, groups.create_time,
          version
        from areas join groups on groups.area_code = areas.code
        where areas.path like $1 || '%'
          and ($2::text[] = '{}' or state = any($2::text[]))
          and ($3::text[] = '{}' or model = any($3::text[]))
          and (not $4::boolean
               or (groups.name collate "vi-x-icu", groups.id)
                  > ($5::text collate "vi-x-icu", nullif($6, '')::uuid))
        order by groups.name collate "vi-x-icu", groups.id
        limit $7
      ) page
      order by page.name collate "vi-x-icu", page.id
      )sql",
               filter.area_path, SqlNames(filter.states, StateName),
               SqlNames(filter.models, ModelName), after.has_value(), key.name, key.id, limit);
  std::vector<CountedGroup> groups;
  groups.reserve(rows.size());
  for (const auto& row : rows) groups.push_back(ReadCountedGroup(row));
  return groups;
}

std::vector<AccessEntry> ListAccessEntries(db::Tx& tx, const std::string& group_id,
                                           const std::optional<AccessEntryKey>& after, int limit) {
  const AccessEntryKey key = after.value_or(AccessEntryKey{});
  const auto rows = tx.Query(R"sql(
      select id, access_time, official_name, role, unit_name, method, reason, case_number
      from access_entries
      where group_id = $1::uuid
        and (access_time, id)
            < ($2::timestamptz, coalesce(nullif($3, ''), 'ffffffff-ffff-ffff-ffff-ffffffffffff')::uuid)
      order by access_time desc, id desc
      limit $4
      )sql",
                             group_id, db::ToSql(key.access_time), key.id, limit);
  std::vector<AccessEntry> entries;
  entries.reserve(rows.size());
  for (const auto& row : rows) {
    entries.push_back({.id = row["id"].as<std::string>(),
                       .access_time = db::TimeOf(row["access_time"]),
                       .official_name = row["official_name"].as<std::string>(),
                       .role = platform::RoleNamed(row["role"].as<std::string>()),
                       .unit_name = row["unit_name"].as<std::string>(),
                       .method = row["method"].as<std::string>(),
                       .reason = row["reason"].as<std::string>(),
                       .case_number = row["case_number"].as<std::string>()});
  }
  return entries;
}

}  // namespace liengia::groups
