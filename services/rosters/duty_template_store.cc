#include "services/rosters/duty_template_store.h"

namespace liengia::rosters {
namespace {

std::optional<std::string> ToSql(const std::optional<absl::CivilDay>& day) {
  if (!day) return std::nullopt;
  return db::ToSql(*day);
}

DutyTemplate RowOf(const pqxx::row& row) {
  DutyTemplate t;
  t.id = row["id"].as<std::string>();
  t.name = row["name"].as<std::string>();
  t.post_id = row["post_id"].as<std::string>();
  t.start_minute = db::MinutesOf(row["start_time"]);
  t.end_minute = db::MinutesOf(row["end_time"]);
  t.weekdays = static_cast<Weekdays>(row["weekdays"].as<int>());
  t.valid_from = db::NullableDay(row["valid_from"]);
  t.valid_to = db::NullableDay(row["valid_to"]);
  t.crew_min = row["crew_min"].as<int>();
  t.crew_ideal = row["crew_ideal"].as<int>();
  t.crew_max = row["crew_max"].as<int>();
  t.leaders_needed = row["leaders_needed"].as<int>();
  t.importance = row["importance"].as<int>();
  t.version = row["version"].as<int64_t>();
  return t;
}

std::vector<DutyTemplate> RowsOf(const pqxx::result& rows) {
  std::vector<DutyTemplate> templates;
  templates.reserve(rows.size());
  for (const pqxx::row& row : rows) templates.push_back(RowOf(row));
  return templates;
}

}  // namespace

void InsertDutyTemplate(db::Tx& tx, const std::string& group_id, const DutyTemplate& t) {
  tx.Query(R"sql(
    insert into duty_templates (group_id, id, name, post_id, start_time, end_time, weekdays,
                                valid_from, valid_to, crew_min, crew_ideal, crew_max,
                                leaders_needed, importance, create_time)
    values ($1::uuid, $2::uuid, $3, $4::uuid, $5::time, $6::time, $7, $8::date, $9::date, $10, $11,
            $12, $13, $14, $15::timestamptz)
  )sql",
           group_id, t.id, t.name, t.post_id, db::ToSqlTimeOfDay(t.start_minute),
           db::ToSqlTimeOfDay(t.end_minute), int{t.weekdays}, ToSql(t.valid_from),
           ToSql(t.valid_to), t.crew_min, t.crew_ideal, t.crew_max, t.leaders_needed, t.importance,
           db::ToSql(tx.now()));
}

std::optional<DutyTemplate> FindDutyTemplate(db::Tx& tx, const std::string& group_id,
                                             const std::string& id) {
  const auto rows = tx.Query(R"sql(
    select * from duty_templates where group_id = $1::uuid and id = $2::uuid
  )sql",
                             group_id, id);
  if (rows.empty()) return std::nullopt;
  return RowOf(rows[0]);
}

void SaveDutyTemplate(db::Tx& tx, const std::string& group_id, const DutyTemplate& t) {
  tx.Query(R"sql(
    update duty_templates
    set name = $3, post_id = $4::uuid, start_time = $5::time, end_time = $6::time, weekdays = $7,
        valid_from = $8::date, valid_to = $9::date, crew_min = $10, crew_ideal = $11,
        crew_max = $12, leaders_needed = $13, importance = $14, version = version + 1
    where group_id = $1::uuid and id = $2::uuid
  )sql",
           group_id, t.id, t.name, t.post_id, db::ToSqlTimeOfDay(t.start_minute),
           db::ToSqlTimeOfDay(t.end_minute), int{t.weekdays}, ToSql(t.valid_from),
           ToSql(t.valid_to), t.crew_min, t.crew_ideal, t.crew_max, t.leaders_needed, t.importance);
}

bool DeleteDutyTemplate(db::Tx& tx, const std::string& group_id, const std::string& id) {
  return tx.Query(R"sql(
    delete from duty_templates where group_id = $1::uuid and id = $2::uuid
  )sql",
                  group_id, id)
             .affected_rows() > 0;
}

bool HasPost(db::Tx& tx, const std::string& group_id, const std::string& post_id) {
  return !tx.Query(R"sql(
    select from posts where group_id = $1::uuid and id = $2::uuid
  )sql",
                   group_id, post_id)
              .empty();
}

int CountDutyTemplates(db::Tx& tx, const std::string& group_id) {
  return tx
      .Query(R"sql(
    select count(*) from duty_templates where group_id = $1::uuid
  )sql",
             group_id)[0][0]
      .as<int>();
}

std::vector<DutyTemplate> ListDutyTemplates(db::Tx& tx, const std::string& group_id) {
  return RowsOf(tx.Query(R"sql(
    select * from duty_templates where group_id = $1::uuid
    order by start_time, name collate "vi-x-icu", id
  )sql",
                         group_id));
}

std::vector<DutyTemplate> ListDutyTemplates(db::Tx& tx, const std::string& group_id,
                                            const std::optional<DutyTemplateKey>& after,
                                            int limit) {
  if (!after) {
    return RowsOf(tx.Query(R"sql(
      select * from duty_templates where group_id = $1::uuid
      order by start_time, name collate "vi-x-icu", id
      limit $2
    )sql",
                           group_id, limit));
  }
  return RowsOf(tx.Query(R"sql(
    select * from duty_templates
    where group_id = $1::uuid
      and (start_time, name collate "vi-x-icu", id) > ($2::time, $3 collate "vi-x-icu", $4::uuid)
    order by start_time, name collate "vi-x-icu", id
    limit $5
  )sql",
                         group_id, db::ToSqlTimeOfDay(after->start_minute), after->name, after->id,
                         limit));
}

}  // namespace liengia::rosters
