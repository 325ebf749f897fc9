#include "services/rosters/credit_store.h"

#include "services/rosters/charter_store.h"
#include "services/rosters/planning.h"

namespace liengia::rosters {
namespace {

std::string ToSql(absl::CivilMonth month) { return db::ToSql(absl::CivilDay(month)); }

CreditEntry EntryOf(const pqxx::row& row) {
  CreditEntry entry;
  entry.month = absl::CivilMonth(db::DayOf(row["month"]));
  entry.member_id = row["member_id"].as<std::string>();
  entry.duty_count = row["duty_count"].as<int>();
  entry.duty_minutes = row["duty_minutes"].as<int64_t>();
  entry.credit = row["credit_minutes"].as<int64_t>();
  entry.share = row["share"].as<int>();
  entry.surplus = row["surplus_minutes"].as<int64_t>();
  entry.charter_version = row["charter_version"].as<int64_t>();
  return entry;
}

CreditLine LineOf(const pqxx::row& row) {
  CreditLine line;
  line.duty_id = row["id"].as<std::string>();
  line.title = row["title"].as<std::string>();
  line.post_name = row["post_name"].as<std::string>();
  line.start_time = db::TimeOf(row["start_time"]);
  line.end_time = db::TimeOf(row["end_time"]);
  if (!row["mark"].is_null()) line.mark = duties::MarkNamed(db::TextOf(row["mark"]));
  line.stood_in = row["stood_in"].as<bool>();
  line.other_name = db::TextOf(row["other_name"]);
  return line;
}

}  // namespace

std::vector<CreditMonth> ListOpenMonths(db::Tx& tx, const groups::Group& group,
                                        absl::CivilMonth month) {
  const auto rows = tx.Query(R"sql(
    select r.month, r.charter_version
    from rosters r
    where r.group_id = $1::uuid and r.state <> 'draft'
      and r.month >= $2::date and r.month < $3::date
      and not exists (select from credit_entries e
                      where e.group_id = r.group_id and e.month = r.month)
    order by r.month
  )sql",
                             group.id, ToSql(month - kOpenMonths), ToSql(month));
  std::vector<CreditMonth> months;
  for (const pqxx::row& row : rows) {
    const auto version = row["charter_version"].as<int64_t>();
    const bool same = !months.empty() && months.back().charter.version == version;
    const Charter charter = same ? months.back().charter : FindCharter(tx, group, version);
    months.push_back({absl::CivilMonth(db::DayOf(row["month"])), charter, {}});
  }
  return months;
}

void InsertCreditEntries(db::Tx& tx, const std::string& group_id,
                         const std::vector<CreditEntry>& entries) {
  std::vector<std::string> months, members, counts, minutes, credits, shares, surpluses, versions;
  for (const CreditEntry& entry : entries) {
    months.push_back(ToSql(entry.month));
    members.push_back(entry.member_id);
    counts.push_back(std::to_string(entry.duty_count));
    minutes.push_back(std::to_string(entry.duty_minutes));
    credits.push_back(std::to_string(entry.credit));
    shares.push_back(std::to_string(entry.share));
    surpluses.push_back(std::to_string(entry.surplus));
    versions.push_back(std::to_string(entry.charter_version));
  }
  tx.Query(R"sql(
    insert into credit_entries (group_id, month, member_id, duty_count, duty_minutes,
                                credit_minutes, share, surplus_minutes, charter_version,
                                create_time)
    select $1::uuid, e.*, $10::timestamptz
    from unnest($2::date[], $3::uuid[], $4::smallint[], $5::integer[], $6::bigint[],
                $7::integer[], $8::bigint[], $9::bigint[]) e
  )sql",
           group_id, db::ToSqlArray(months), db::ToSqlArray(members), db::ToSqlArray(counts),
           db::ToSqlArray(minutes), db::ToSqlArray(credits), db::ToSqlArray(shares),
           db::ToSqlArray(surpluses), db::ToSqlArray(versions), db::ToSql(tx.now()));
}

std::vector<CreditEntry> ListCreditEntries(db::Tx& tx, const std::string& group_id,
                                           const std::string& member_id, int limit) {
  const auto rows = tx.Query(R"sql(
    select * from credit_entries
    where group_id = $1::uuid and member_id = $2::uuid
    order by month desc
    limit $3
  )sql",
                             group_id, member_id, limit);
  std::vector<CreditEntry> entries;
  for (const pqxx::row& row : rows) entries.push_back(EntryOf(row));
  return entries;
}

std::vector<CreditLine> ListCreditLines(db::Tx& tx, const std::string& group_id,
                                        const std::string& member_id, absl::CivilMonth month) {
  const auto rows = tx.Query(R"sql(
    select d.id, s.title, p.name as post_name, d.start_time, d.end_time, d.mark,
           d.member_id <> $2::uuid as stood_in, o.full_name as other_name
    from rosters r
    join shifts s on s.group_id = r.group_id and s.roster_id = r.id
    join duties d on d.group_id = s.group_id and d.shift_id = s.id and d.published
    join posts p on p.group_id = s.group_id and p.id = s.post_id
    left join members o on o.group_id = d.group_id
      and o.id = case when d.member_id = $2::uuid then d.cover_member_id else d.member_id end
    where r.group_id = $1::uuid and r.month = $3::date and r.state <> 'draft'
      and (d.member_id = $2::uuid or d.cover_member_id = $2::uuid)
    order by d.start_time, d.id
  )sql",
                             group_id, member_id, ToSql(month));
  std::vector<CreditLine> lines;
  for (const pqxx::row& row : rows) lines.push_back(LineOf(row));
  return lines;
}

}  // namespace liengia::rosters
