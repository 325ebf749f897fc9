#include "services/duties/check_in_store.h"

namespace liengia::duties {
namespace {

std::optional<std::string> IdOrNull(const std::string& id) {
  return id.empty() ? std::nullopt : std::optional(id);
}

}  // namespace

std::optional<DutyPlace> FindDutyPlace(db::Tx& tx, const std::string& group_id,
                                       const std::string& shift_id,
                                       const std::string& checkpoint_id) {
  const pqxx::result rows = tx.Query(R"sql(
    select r.state = 'closed',
           exists (select from checkpoints c
                   where c.group_id = s.group_id and c.id = $3::uuid and c.post_id = s.post_id)
    from shifts s
    join rosters r on r.group_id = s.group_id and r.id = s.roster_id
    where s.group_id = $1::uuid and s.id = $2::uuid
  )sql",
                                     group_id, shift_id, IdOrNull(checkpoint_id));
  if (rows.empty()) return std::nullopt;
  return DutyPlace{rows[0][0].as<bool>(), rows[0][1].as<bool>()};
}

void SaveCheckIn(db::Tx& tx, const std::string& group_id, const std::string& duty_id,
                 const CheckIn& check_in) {
  tx.Query(R"sql(
    update duties
    set check_in_time = $3::timestamptz, check_in_record_time = $4::timestamptz,
        check_in_method = $5, check_in_checkpoint_id = $6::uuid, check_in_account_id = $7::uuid
    where group_id = $1::uuid and id = $2::uuid
  )sql",
           group_id, duty_id, db::ToSql(check_in.time), db::ToSql(check_in.record_time),
           MethodName(check_in.method), IdOrNull(check_in.checkpoint_id),
           IdOrNull(check_in.account_id));
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
              const Attendance& attendance, const std::string& account_id) {
  std::optional<std::string> time, record_time, method, checkpoint_id, by, check_out_time, mark;
  if (const auto& check_in = attendance.check_in; check_in.has_value()) {
    time = db::ToSql(check_in->time);
    record_time = db::ToSql(check_in->record_time);
    method = MethodName(check_in->method);
    checkpoint_id = IdOrNull(check_in->checkpoint_id);
    by = IdOrNull(check_in->account_id);
  }
  if (attendance.check_out_time) check_out_time = db::ToSql(*attendance.check_out_time);
  if (attendance.mark) mark = MarkName(*attendance.mark);
  tx.Query(R"sql(
    update duties
    set check_in_time = $3::timestamptz, check_in_record_time = $4::timestamptz,
        check_in_method = $5, check_in_checkpoint_id = $6::uuid, check_in_account_id = $7::uuid,
        check_out_time = $8::timestamptz, mark = $9, mark_account_id = $10::uuid
    where group_id = $1::uuid and id = $2::uuid
  )sql",
           group_id, duty_id, time, record_time, method, checkpoint_id, by, check_out_time, mark,
           account_id);
}

}  // namespace liengia::duties
