#include "services/rosters/charter_store.h"

namespace liengia::rosters {
namespace {

Charter CharterOfRow(const pqxx::row& row) {
  Charter charter;
  charter.version = row["version"].as<int64_t>();
  charter.min_rest_minutes = row["min_rest_minutes"].as<int>();
  charter.max_nights_in_row = row["max_nights_in_row"].as<int>();
  charter.max_duties_per_week = row["max_duties_per_week"].as<int>();
  charter.fairness_unit = FairnessUnitNamed(row["fairness_unit"].as<std::string>());
  charter.credit.weekend_percent = row["weekend_percent"].as<int>();
  charter.credit.holiday_percent = row["holiday_percent"].as<int>();
  charter.credit.tet_percent = row["tet_percent"].as<int>();
  charter.credit.night_extra_percent = row["night_extra_percent"].as<int>();
  charter.credit.night_start_minute = db::MinutesOf(row["night_start_time"]);
  charter.credit.night_end_minute = db::MinutesOf(row["night_end_time"]);
  return charter;
}

}  // namespace

CharterVersion FindCurrentCharter(db::Tx& tx, const groups::Group& group) {
  std::vector<CharterVersion> newest = ListCharters(tx, group.id, std::nullopt, 1);
  if (newest.empty()) return {CharterOf(group.model), std::nullopt, ""};
  return std::move(newest.front());
}

Charter FindCharter(db::Tx& tx, const groups::Group& group, int64_t version) {
  if (version == 0) return CharterOf(group.model);
  const auto rows = tx.Query(R"sql(
    select * from charters where group_id = $1::uuid and version = $2
  )sql",
                             group.id, version);
  return CharterOfRow(rows.at(0));
}

std::vector<CharterVersion> ListCharters(db::Tx& tx, const std::string& group_id,
                                         const std::optional<int64_t>& before, int limit) {
  // Whoever has left by now is still on the group's list of old.
  const auto rows = tx.Query(R"sql(
    select c.*, coalesce(m.full_name, a.display_name, '') as changed_by_name
    from charters c
    join accounts a on a.id = c.account_id
    left join lateral (
      select full_name from members
      where group_id = c.group_id and account_id = c.account_id
      order by end_time desc nulls first
      limit 1
    ) m on true
    where c.group_id = $1::uuid and ($2::bigint is null or c.version < $2)
    order by c.version desc
    limit $3
  )sql",
                             group_id, before, limit);
  std::vector<CharterVersion> versions;
  for (const pqxx::row& row : rows) {
    versions.push_back({CharterOfRow(row), db::TimeOf(row["create_time"]),
                        row["changed_by_name"].as<std::string>()});
  }
  return versions;
}

void InsertCharter(db::Tx& tx, const std::string& group_id, const Charter& charter,
                   const std::string& account_id) {
  const engine::CreditWeights& credit = charter.credit;
  tx.Query(R"sql(
    insert into charters (group_id, version, min_rest_minutes, max_nights_in_row,
                          max_duties_per_week, fairness_unit, weekend_percent, holiday_percent,
                          tet_percent, night_extra_percent, night_start_time, night_end_time,
                          account_id, create_time)
    values ($1::uuid, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::time, $12::time, $13::uuid,
            $14::timestamptz)
  )sql",
           group_id, charter.version, charter.min_rest_minutes, charter.max_nights_in_row,
           charter.max_duties_per_week, FairnessUnitName(charter.fairness_unit),
           credit.weekend_percent, credit.holiday_percent, credit.tet_percent,
           credit.night_extra_percent, db::ToSqlTimeOfDay(credit.night_start_minute),
           db::ToSqlTimeOfDay(credit.night_end_minute), account_id, db::ToSql(tx.now()));
}

}  // namespace liengia::rosters
