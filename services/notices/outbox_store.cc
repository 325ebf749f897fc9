#include "services/notices/outbox_store.h"

namespace liengia::notices {

void InsertMessage(db::Tx& tx, const Message& message) {
  tx.Query(R"sql(
    insert into outbox (id, channel, recipient, payload, create_time, next_time, expire_time)
    values ($1::uuid, $2, $3, $4, $5::timestamptz, $5::timestamptz, $6::timestamptz)
  )sql",
           message.id, message.channel, message.recipient, message.payload,
           db::ToSql(message.create_time), db::ToSql(message.expire_time));
}

std::vector<Message> ClaimMessages(db::Tx& tx, absl::Time hidden_until, int limit) {
  const pqxx::result rows = tx.Query(R"sql(
    with due as (
      select id from outbox
      where sent_time is null and next_time <= $1::timestamptz
      order by next_time
      limit $3
      for update skip locked
    ), claimed as (
      update outbox o set next_time = $2::timestamptz, try_count = o.try_count + 1
      from due where o.id = due.id
      returning o.*
    )
    select id, channel, recipient, payload, create_time, expire_time, try_count
    from claimed
    order by create_time, id
  )sql",
                                     db::ToSql(tx.now()), db::ToSql(hidden_until), limit);
  std::vector<Message> messages;
  for (const pqxx::row& row : rows) {
    messages.push_back({.id = row["id"].as<std::string>(),
                        .channel = row["channel"].as<std::string>(),
                        .recipient = row["recipient"].as<std::string>(),
                        .payload = row["payload"].as<std::string>(),
                        .create_time = db::TimeOf(row["create_time"]),
                        .expire_time = db::TimeOf(row["expire_time"]),
                        .try_count = row["try_count"].as<int>()});
  }
  return messages;
}

void SaveSent(db::Tx& tx, const std::string& id) {
  tx.Query("update outbox set sent_time = $2::timestamptz, payload = '' where id = $1::uuid", id,
           db::ToSql(tx.now()));
}

void SaveFailed(db::Tx& tx, const std::string& id, absl::Time next_time) {
  tx.Query("update outbox set next_time = $2::timestamptz where id = $1::uuid", id,
           db::ToSql(next_time));
}

void DeleteMessage(db::Tx& tx, const std::string& id) {
  tx.Query("delete from outbox where id = $1::uuid", id);
}

int DeleteMessagesOver(db::Tx& tx, absl::Time horizon, int limit) {
  const pqxx::result deleted = tx.Query(R"sql(
    delete from outbox where id in (
      select id from outbox where expire_time < $1::timestamptz
      order by expire_time limit $2 for update skip locked
    )
  )sql",
                                        db::ToSql(horizon), limit);
  return static_cast<int>(deleted.affected_rows());
}

}  // namespace liengia::notices
