#include "services/duties/check_in_store.h"

namespace liengia::duties {
namespace {

std::optional<std::string> IdOrNull(const std::string& id) {
  return id.empty() ? std::nullopt : std::optional(id);
}

FoundDuty FoundDutyOf(const pqxx::row& row) {
  FoundDuty found;
  rosters::Duty& duty = found.duty;
  duty.id = row[1].as<std::string>();
  duty.shift_id = row[2].as<std::string>();
  duty.member_id = row[3].as<std::string>();
  duty.member_name = row[4].as<std::string>();
  duty.may_lead = row[5].as<bool>();
  duty.pinned = row[6].as<bool>();
  duty.slot = row[7].as<int>();
  Attendance& attendance = duty.attendance;
  attendance.published = row[8].as<bool>();
  attendance.start_time = db::TimeOf(row[9]);
  attendance.end_time = db::TimeOf(row[10]);
  if (!row[11].is_null()) {
    attendance.check_in =
        CheckIn{db::TimeOf(row[11]), db::TimeOf(row[12]), MethodNamed(db::TextOf(row[13])),
                db::TextOf(row[14]), db::TextOf(row[15])};
  }
  attendance.check_out_time = db::NullableTime(row[16]);
  if (!row[17].is_null()) attendance.mark = MarkNamed(db::TextOf(row[17]));
  if (!row[18].is_null()) {
    attendance.marking = Marking{db::TimeOf(row[18]), db::TextOf(row[19]), db::TextOf(row[20])};
  }
  found.roster_closed = row[21].as<bool>();
  found.has_checkpoint = row[22].as<bool>();
  return found;
}

}  // namespace

std::vector<std::optional<FoundDuty>> LockDuties(db::Tx& tx, const std::vector<DutyKey>& keys) {
  std::vector<std::string> index, group_ids, duty_ids, checkpoint_ids;
  for (size_t i = 0; i < keys.size(); ++i) {
    index.push_back(std::to_string(i));
    group_ids.push_back(keys[i].group_id);
    duty_ids.push_back(keys[i].duty_id);
    checkpoint_ids.push_back(keys[i].checkpoint_id);
  }
  const pqxx::result rows = tx.Query(R"sql( /* CheckIn 1 */
    select k.index, d.id, d.shift_id, d.member_id, m.full_name, m.may_lead, d.pinned, d.slot,
           d.published, d.start_time, d.end_time, d.check_in_time, d.check_in_record_time,
           d.check_in_method, d.check_in_checkpoint_id, d.check_in_account_id, d.check_out_time,
           d.mark, d.mark_time, d.mark_account_id,
           case when d.mark_time is not null then (
             select full_name from members
             where group_id = d.group_id and account_id = d.mark_account_id
             order by end_time desc nulls first limit 1) end,
           d.closed,
           k.checkpoint_id <> '' and exists (
             select from shifts s
             join checkpoints c on c.group_id = s.group_id and c.post_id = s.post_id
             where s.group_id = d.group_id and s.id = d.shift_id
               and c.id = nullif(k.checkpoint_id, '')::uuid)
    from unnest($1::int[], $2::uuid[], $3::uuid[], $4::text[])
      as k (index, group_id, duty_id, checkpoint_id)
    join duties d on d.group_id = k.group_id and d.id = k.duty_id
    join members m on m.group_id = d.group_id and m.id = d.member_id
    order by d.group_id, d.id
    for update of d
  )sql",
                                     db::ToSqlArray(index), db::ToSqlArray(group_ids),
                                     db::ToSqlArray(duty_ids), db::ToSqlArray(checkpoint_ids));
  std::vector<std::optional<FoundDuty>> found(keys.size());
  for (const pqxx::row& row : rows) found[row[0].as<size_t>()] = FoundDutyOf(row);
  return found;
}

void SaveCheckIns(db::Tx& tx, const std::vector<NewCheckIn>& check_ins) {
  std::vector<std::string> group_ids, duty_ids, times, record_times, methods, checkpoint_ids,
      account_ids;
  for (const NewCheckIn& item : check_ins) {
    group_ids.push_back(item.group_id);
    duty_ids.push_back(item.duty_id);
    times.push_back(db::ToSql(item.check_in.time));
    record_times.push_back(db::ToSql(item.check_in.record_time));
    methods.emplace_back(MethodName(item.check_in.method));
    checkpoint_ids.push_back(item.check_in.checkpoint_id);
    account_ids.push_back(item.check_in.account_id);
  }
  tx.Query(R"sql( /* CheckIn 2 */
    update duties d
    set check_in_time = k.time, check_in_record_time = k.record_time, check_in_method = k.method,
        check_in_checkpoint_id = nullif(k.checkpoint_id, '')::uuid,
        check_in_account_id = k.account_id
    from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::timestamptz[], $5::text[],
                $6::text[], $7::uuid[])
      as k (group_id, duty_id, time, record_time, method, checkpoint_id, account_id)
    where d.group_id = k.group_id and d.id = k.duty_id
  )sql",
           db::ToSqlArray(group_ids), db::ToSqlArray(duty_ids), db::ToSqlArray(times),
           db::ToSqlArray(record_times), db::ToSqlArray(methods), db::ToSqlArray(checkpoint_ids),
           db::ToSqlArray(account_ids));
}

void SaveCheckOut(db::Tx& tx, const std::string& group_id, const std::string& duty_id,
                  absl::Time check_out_time) {
  tx.Query(R"sql(
    update duties set check_out_time = $3::timestamptz
    where group_id = $1::uuid and id = $2::uuid
  )sql",
           group_id, duty_id, db::ToSql(check_out_time));
}

void SaveMark(db::Tx& tx, const std::string& group_id, const std::string& duty_id,
              const Attendance& attendance) {
  std::optional<std::string> time, record_time, method, checkpoint_id, by, mark;
  if (const auto& check_in = attendance.check_in; check_in.has_value()) {
    time = db::ToSql(check_in->time);
    record_time = db::ToSql(check_in->record_time);
    method = MethodName(check_in->method);
    checkpoint_id = IdOrNull(check_in->checkpoint_id);
    by = IdOrNull(check_in->account_id);
  }
  if (attendance.mark) mark = MarkName(*attendance.mark);
  tx.Query(R"sql(
    update duties
    set check_in_time = $3::timestamptz, check_in_record_time = $4::timestamptz,
        check_in_method = $5, check_in_checkpoint_id = $6::uuid, check_in_account_id = $7::uuid,
        mark = $8, mark_time = $9::timestamptz, mark_account_id = $10::uuid,
        cover_member_id = $11::uuid
    where group_id = $1::uuid and id = $2::uuid
  )sql",
           group_id, duty_id, time, record_time, method, checkpoint_id, by, mark,
           db::ToSql(attendance.marking->time), attendance.marking->account_id,
           IdOrNull(attendance.cover_member_id));
}

bool IsOnShift(db::Tx& tx, const std::string& group_id, const std::string& shift_id,
               const std::string& member_id) {
  const auto rows = tx.Query(R"sql(
    select exists (select from duties
                   where group_id = $1::uuid and shift_id = $2::uuid and member_id = $3::uuid
                     and mark is null)
  )sql",
                             group_id, shift_id, member_id);
  return rows[0][0].as<bool>();
}

}  // namespace liengia::duties
