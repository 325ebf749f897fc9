#include "services/platform/replay_store.h"

#include "services/platform/errors.h"

namespace liengia::platform {

absl::StatusOr<std::optional<std::string>> FindReply(db::Tx& tx, const ReplayKey& key) {
  const pqxx::result rows = tx.Query(R"sql(
    select method, request_hash, response from replays
    where account_id = $1::uuid and request_id = $2::uuid
  )sql",
                                     key.account_id, key.request_id);
  if (rows.empty()) return std::nullopt;
  if (rows[0][0].as<std::string>() != key.method || db::BytesOf(rows[0][1]) != key.request_hash) {
    return Refusal(absl::StatusCode::kInvalidArgument, Reason::kRequestIdReused,
                   {"Mã yêu cầu này đã dùng cho một yêu cầu khác. Hãy tạo mã mới.",
                    "The request_id was used for another request; make a new one."});
  }
  return db::BytesOf(rows[0][2]);
}

void InsertReply(db::Tx& tx, const ReplayKey& key, const std::string& response) {
  tx.Query(R"sql(
    insert into replays (account_id, request_id, method, request_hash, response, create_time)
    values ($1::uuid, $2::uuid, $3, $4::bytea, $5::bytea, $6::timestamptz)
  )sql",
           key.account_id, key.request_id, key.method, db::ToSqlBytea(key.request_hash),
           db::ToSqlBytea(response), db::ToSql(tx.now()));
}

int DeleteRepliesBefore(db::Tx& tx, absl::Time horizon, int limit) {
  const pqxx::result deleted = tx.Query(R"sql(
    delete from replays where (account_id, request_id) in (
      select account_id, request_id from replays where create_time < $1::timestamptz
      order by create_time limit $2
      for update skip locked
    )
  )sql",
                                        db::ToSql(horizon), limit);
  return static_cast<int>(deleted.affected_rows());
}

}  // namespace liengia::platform
