#include "services/areas/area_store.h"

namespace liengia::areas {
namespace {

// Columns 0 to 7 of every query here.
Area AreaOf(const pqxx::row& row) {
  Area area;
  area.code = row[0].as<std::string>();
  area.name = row[1].as<std::string>();
  area.kind = KindNamed(row[2].as<std::string>());
  area.parent_code = db::TextOf(row[3]);
  area.path = row[4].as<std::string>();
  area.valid_from = db::DayOf(row[5]);
  area.valid_to = db::NullableDay(row[6]);
  pqxx::array_parser predecessors = row[7].as_array();
  for (auto item = predecessors.get_next(); item.first != pqxx::array_parser::done;
       item = predecessors.get_next()) {
    if (item.first == pqxx::array_parser::string_value) {
      area.predecessor_codes.push_back(item.second);
    }
  }
  return area;
}

}  // namespace

std::optional<Area> FindArea(db::Tx& tx, const std::string& code) {
  const pqxx::result rows = tx.Query(R"sql(
    select code, name, kind, parent_code, path, valid_from, valid_to,
           array(select predecessor_code from area_predecessors where area_code = code order by 1)
    from areas where code = $1
  )sql",
                                     code);
  if (rows.empty()) return std::nullopt;
  return AreaOf(rows[0]);
}

std::vector<Area> ListAreas(db::Tx& tx, const std::string& parent_code, absl::CivilDay day,
                            const std::vector<std::string>& after, int limit) {
  std::optional<std::string> parent, name, code;
  if (!parent_code.empty()) parent = parent_code;
  if (!after.empty()) name = after[0], code = after[1];
  const pqxx::result rows = tx.Query(R"sql(
    select code, name, kind, parent_code, path, valid_from, valid_to,
           array(select predecessor_code from area_predecessors where area_code = code order by 1)
    from areas
    where parent_code is not distinct from $1 and valid_from <= $2::date
      and (valid_to is null or valid_to > $2::date)
      and ($3::text is null or (name collate "vi-x-icu", code) > ($3::text, $4::text))
    order by name collate "vi-x-icu", code
    limit $5
  )sql",
                                     parent, db::ToSql(day), name, code, limit);
  std::vector<Area> areas;
  for (const pqxx::row& row : rows) areas.push_back(AreaOf(row));
  return areas;
}

void InsertArea(db::Tx& tx, const Area& area) {
  std::optional<std::string> parent;
  if (!area.parent_code.empty()) parent = area.parent_code;
  tx.Query(R"sql(
    insert into areas (code, name, kind, parent_code, path, valid_from, create_time)
    values ($1, $2, $3, $4, $5, $6::date, $7::timestamptz)
  )sql",
           area.code, area.name, KindName(area.kind), parent, area.path, db::ToSql(area.valid_from),
           db::ToSql(tx.now()));
  tx.Query(R"sql(
    insert into area_predecessors (area_code, predecessor_code)
    select $1, unnest($2::text[])
  )sql",
           area.code, db::ToSqlArray(area.predecessor_codes));
}

void SaveEnd(db::Tx& tx, const std::string& code, absl::CivilDay valid_to) {
  tx.Query("update areas set valid_to = $2::date where code = $1", code, db::ToSql(valid_to));
}

bool IsInUse(db::Tx& tx, const std::string& code, absl::CivilDay day) {
  const pqxx::result rows = tx.Query(R"sql(
    select exists (select from areas where parent_code = $1
                   and (valid_to is null or valid_to > $2::date))
        or exists (select from groups where area_code = $1 and state <> 'dissolved')
  )sql",
                                     code, db::ToSql(day));
  return rows[0][0].as<bool>();
}

}  // namespace liengia::areas
