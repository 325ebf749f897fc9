#include "services/identity/sign_in_code_store.h"

#include "services/platform/secret.h"

namespace liengia::identity {

NewSignInCode MakeSignInCode() {
  constexpr size_t kKeySize = 16;
  return {.code = SignInCode(static_cast<int>(platform::RandomBelow(kSignInCodes))),
          .key = platform::RandomBytes(kKeySize)};
}

std::optional<KeptSignInCode> FindSignInCode(db::Tx& tx, const std::string& phone_number) {
  const pqxx::result rows = tx.Query(R"sql(
    select code_key, code_hash, expire_time, try_count from sign_in_codes where phone_number = $1
  )sql",
                                     phone_number);
  if (rows.empty()) return std::nullopt;
  const pqxx::row row = rows[0];
  return KeptSignInCode{.key = db::BytesOf(row["code_key"]),
                        .hash = db::BytesOf(row["code_hash"]),
                        .expire_time = db::TimeOf(row["expire_time"]),
                        .try_count = row["try_count"].as<int>()};
}

void SaveSignInCode(db::Tx& tx, const std::string& phone_number, const KeptSignInCode& kept) {
  tx.Query(R"sql(
    insert into sign_in_codes (phone_number, code_key, code_hash, create_time, expire_time,
                               try_count)
    values ($1, $2::bytea, $3::bytea, $4::timestamptz, $5::timestamptz, $6)
    on conflict (phone_number) do update
    set code_key = excluded.code_key, code_hash = excluded.code_hash,
        create_time = excluded.create_time, expire_time = excluded.expire_time,
        try_count = excluded.try_count
  )sql",
           phone_number, db::ToSqlBytea(kept.key), db::ToSqlBytea(kept.hash), db::ToSql(tx.now()),
           db::ToSql(kept.expire_time), kept.try_count);
}

void CountWrongCode(db::Tx& tx, const std::string& phone_number) {
  tx.Query("update sign_in_codes set try_count = try_count + 1 where phone_number = $1",
           phone_number);
}

void DeleteSignInCode(db::Tx& tx, const std::string& phone_number) {
  tx.Query("delete from sign_in_codes where phone_number = $1", phone_number);
}

int DeleteSignInCodesOver(db::Tx& tx, absl::Time horizon, int limit) {
  const pqxx::result deleted = tx.Query(R"sql(
    delete from sign_in_codes where phone_number in (
      select phone_number from sign_in_codes where expire_time < $1::timestamptz limit $2
      for update skip locked
    )
  )sql",
                                        db::ToSql(horizon), limit);
  return static_cast<int>(deleted.affected_rows());
}

}  // namespace liengia::identity
