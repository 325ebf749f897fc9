#include "services/incidents/incident_store.h"

#include <unordered_map>

namespace liengia::incidents {
namespace {

std::optional<std::string> TextOrNull(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

Incident IncidentOf(const pqxx::row& row) {
  Incident incident;
  incident.id = row["id"].as<std::string>();
  incident.shift_id = db::TextOf(row["shift_id"]);
  incident.kind = KindNamed(row["kind"].as<std::string>());
  incident.severity = SeverityNamed(db::TextOf(row["severity"]));
  incident.place = row["place"].as<std::string>();
  incident.checkpoint_id = db::TextOf(row["checkpoint_id"]);
  incident.observe_time = db::TimeOf(row["observe_time"]);
  incident.record_time = db::TimeOf(row["record_time"]);
  incident.seen = row["seen"].as<std::string>();
  incident.action = row["action"].as<std::string>();
  incident.outcome = OutcomeNamed(db::TextOf(row["outcome"]));
  incident.injured_count = row["injured_count"].as<int>();
  incident.author_member_id = row["author_member_id"].as<std::string>();
  incident.author_name = row["author_name"].as<std::string>();
  return incident;
}

// The incidents of a result, to be filled up.
struct Found {
  std::vector<Incident> incidents;
  std::vector<std::string> ids;
  std::unordered_map<std::string, size_t> index;

  Incident& With(const pqxx::field& id) { return incidents[index.at(id.as<std::string>())]; }
};

void AddNotifications(db::Tx& tx, const std::string& group_id, Found& found) {
  const pqxx::result rows = tx.Query(R"sql(
    select incident_id, recipient, notify_time
    from incident_notifications
    where group_id = $1::uuid and incident_id = any($2::uuid[])
    order by incident_id, position
  )sql",
                                     group_id, db::ToSqlArray(found.ids));
  for (const pqxx::row& row : rows) {
    found.With(row[0]).notifications.push_back(
        {RecipientNamed(row[1].as<std::string>()), db::TimeOf(row[2])});
  }
}

void AddAmendments(db::Tx& tx, const std::string& group_id, Found& found) {
  const pqxx::result rows = tx.Query(R"sql(
    select a.incident_id, a.record_time, a.author_member_id, m.full_name, a.text, a.outcome
    from incident_amendments a
    join members m on m.group_id = a.group_id and m.id = a.author_member_id
    where a.group_id = $1::uuid and a.incident_id = any($2::uuid[])
    order by a.incident_id, a.position
  )sql",
                                     group_id, db::ToSqlArray(found.ids));
  for (const pqxx::row& row : rows) {
    Amendment& amendment = found.With(row[0]).amendments.emplace_back();
    amendment.record_time = db::TimeOf(row[1]);
    amendment.author_member_id = row[2].as<std::string>();
    amendment.author_name = row[3].as<std::string>();
    amendment.text = row[4].as<std::string>();
    amendment.outcome = OutcomeNamed(db::TextOf(row[5]));
  }
}

std::vector<Incident> Whole(db::Tx& tx, const std::string& group_id, const pqxx::result& rows) {
  Found found;
  for (const pqxx::row& row : rows) {
    found.incidents.push_back(IncidentOf(row));
    found.ids.push_back(found.incidents.back().id);
    found.index[found.ids.back()] = found.ids.size() - 1;
  }
  if (found.ids.empty()) return {};
  AddNotifications(tx, group_id, found);
  AddAmendments(tx, group_id, found);
  return std::move(found.incidents);
}

void InsertNotifications(db::Tx& tx, const std::string& group_id, const Incident& incident) {
  if (incident.notifications.empty()) return;
  std::vector<std::string> recipients, times;
  for (const Notification& notification : incident.notifications) {
    recipients.push_back(NameOf(notification.recipient));
    times.push_back(db::ToSql(notification.notify_time));
  }
  tx.Query(R"sql(
    insert into incident_notifications (group_id, incident_id, position, recipient, notify_time)
    select $1::uuid, $2::uuid, position - 1, recipient, notify_time
    from unnest($3::text[], $4::timestamptz[]) with ordinality
         as told (recipient, notify_time, position)
  )sql",
           group_id, incident.id, db::ToSqlArray(recipients), db::ToSqlArray(times));
}

}  // namespace

void InsertIncident(db::Tx& tx, const std::string& group_id, const Incident& incident) {
  tx.Query(R"sql(
    insert into incidents (group_id, id, shift_id, kind, severity, place, checkpoint_id,
                           observe_time, record_time, seen, action, outcome, injured_count,
                           author_member_id)
    values ($1::uuid, $2::uuid, $3::uuid, $4, $5, $6, $7::uuid, $8::timestamptz, $9::timestamptz,
            $10, $11, $12, $13, $14::uuid)
  )sql",
           group_id, incident.id, TextOrNull(incident.shift_id), NameOf(incident.kind),
           TextOrNull(NameOf(incident.severity)), incident.place,
           TextOrNull(incident.checkpoint_id), db::ToSql(incident.observe_time),
           db::ToSql(incident.record_time), incident.seen, incident.action,
           TextOrNull(NameOf(incident.outcome)), incident.injured_count, incident.author_member_id);
  InsertNotifications(tx, group_id, incident);
}

void InsertAmendment(db::Tx& tx, const std::string& group_id, const std::string& incident_id,
                     int position, const Amendment& amendment) {
  tx.Query(R"sql(
    insert into incident_amendments (group_id, incident_id, position, record_time,
                                     author_member_id, text, outcome)
    values ($1::uuid, $2::uuid, $3, $4::timestamptz, $5::uuid, $6, $7)
  )sql",
           group_id, incident_id, position, db::ToSql(amendment.record_time),
           amendment.author_member_id, amendment.text, TextOrNull(NameOf(amendment.outcome)));
}

std::optional<Incident> FindIncident(db::Tx& tx, const std::string& group_id,
                                     const std::string& id) {
  const pqxx::result rows = tx.Query(R"sql(
    select i.*, m.full_name as author_name
    from incidents i
    join members m on m.group_id = i.group_id and m.id = i.author_member_id
    where i.group_id = $1::uuid and i.id = $2::uuid
  )sql",
                                     group_id, id);
  if (rows.empty()) return std::nullopt;
  return Whole(tx, group_id, rows).front();
}

std::vector<Incident> ListIncidents(db::Tx& tx, const std::string& group_id,
                                    const IncidentRange& range, int limit) {
  const IncidentRange::Key last = {absl::InfiniteFuture(), "ffffffff-ffff-ffff-ffff-ffffffffffff"};
  const IncidentRange::Key& key = range.after.has_value() ? *range.after : last;
  const pqxx::result rows =
      tx.Query(R"sql(
    select i.*, m.full_name as author_name
    from incidents i
    join members m on m.group_id = i.group_id and m.id = i.author_member_id
    where i.group_id = $1::uuid and i.observe_time >= $2::timestamptz
      and i.observe_time < $3::timestamptz
      and (i.observe_time, i.id) < ($4::timestamptz, $5::uuid)
    order by i.observe_time desc, i.id desc
    limit $6
  )sql",
               group_id, db::ToSql(range.start_time), db::ToSql(range.end_time),
               db::ToSql(key.observe_time), key.id, limit);
  return Whole(tx, group_id, rows);
}

bool HasShift(db::Tx& tx, const std::string& group_id, const std::string& shift_id) {
  return !tx.Query(R"sql(
            select 1
            from shifts s
            join rosters r on r.group_id = s.group_id and r.id = s.roster_id and r.state <> 'draft'
            where s.group_id = $1::uuid and s.id = $2::uuid
          )sql",
                   group_id, shift_id)
              .empty();
}

bool HasCheckpoint(db::Tx& tx, const std::string& group_id, const std::string& checkpoint_id) {
  return !tx.Query("select 1 from checkpoints where group_id = $1::uuid and id = $2::uuid",
                   group_id, checkpoint_id)
              .empty();
}

std::vector<KindCount> CountIncidents(db::Tx& tx, const std::string& area_path,
                                      absl::Time start_time, absl::Time end_time) {
  const pqxx::result rows = tx.Query(R"sql(
    select i.kind, count(*), count(*) filter (where i.severity = 'serious')
    from areas a
    join groups g on g.area_code = a.code
    join incidents i on i.group_id = g.id and i.observe_time >= $2::timestamptz
                        and i.observe_time < $3::timestamptz
    where a.path like $1 || '%'
    group by i.kind
    order by count(*) desc, i.kind
  )sql",
                                     area_path, db::ToSql(start_time), db::ToSql(end_time));
  std::vector<KindCount> counts;
  for (const pqxx::row& row : rows) {
    counts.push_back({KindNamed(row[0].as<std::string>()), row[1].as<int>(), row[2].as<int>()});
  }
  return counts;
}

}  // namespace liengia::incidents
