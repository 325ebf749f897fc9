#include "services/identity/account_store.h"

#include "services/identity/phone.h"
#include "services/platform/id.h"

namespace liengia::identity {
namespace {

Account AccountOf(const pqxx::row& row) {
  return {.id = row["id"].as<std::string>(),
          .phone_number = row["phone_number"].as<std::string>(),
          .display_name = row["display_name"].as<std::string>(),
          .create_time = db::TimeOf(row["create_time"])};
}

std::optional<Account> FirstOf(const pqxx::result& rows) {
  if (rows.empty()) return std::nullopt;
  return AccountOf(rows[0]);
}

}  // namespace

std::optional<Account> FindAccount(db::Tx& tx, const std::string& account_id) {
  return FirstOf(tx.Query(R"sql(
    select id, phone_number, display_name, create_time from accounts where id = $1::uuid
  )sql",
                          account_id));
}

Account FindOrInsertAccount(db::Tx& tx, const std::string& phone_number) {
  FindOrInsertAccounts(tx, {phone_number});
  return *FirstOf(tx.Query(R"sql(
    select id, phone_number, display_name, create_time from accounts where phone_number = $1
  )sql",
                           phone_number));
}

std::map<std::string, std::string> FindOrInsertAccounts(
    db::Tx& tx, const std::vector<std::string>& phone_numbers) {
  std::vector<std::string> ids, names;
  for (const std::string& number : phone_numbers) {
    ids.push_back(platform::NewId(tx.now()));
    names.push_back(MaskPhone(number));
  }
  // A statement does not see its own inserts: the union gives the rows that were there and those
  // that are new.
  const pqxx::result rows = tx.Query(R"sql(
    with wanted as (
      select distinct on (phone_number) id, phone_number, display_name
      from unnest($1::uuid[], $2::text[], $3::text[]) as w (id, phone_number, display_name)
    ), added as (
      insert into accounts (id, phone_number, display_name, create_time)
      select id, phone_number, display_name, $4::timestamptz from wanted
      on conflict (phone_number) do nothing
      returning phone_number, id
    )
    select phone_number, id from added
    union all
    select a.phone_number, a.id from accounts a join wanted w on w.phone_number = a.phone_number
  )sql",
                                     db::ToSqlArray(ids), db::ToSqlArray(phone_numbers),
                                     db::ToSqlArray(names), db::ToSql(tx.now()));
  std::map<std::string, std::string> accounts;
  for (const pqxx::row& row : rows) {
    accounts[row["phone_number"].as<std::string>()] = row["id"].as<std::string>();
  }
  return accounts;
}

std::optional<std::string> FindListedName(db::Tx& tx, const std::string& account_id) {
  const pqxx::result rows = tx.Query(R"sql(
    select full_name from members where account_id = $1::uuid and end_time is null
    order by create_time, id limit 1
  )sql",
                                     account_id);
  if (rows.empty()) return std::nullopt;
  return rows[0][0].as<std::string>();
}

std::optional<Account> SaveDisplayName(db::Tx& tx, const std::string& account_id,
                                       const std::string& display_name) {
  std::optional<Account> account = FirstOf(tx.Query(R"sql(
    update accounts set display_name = $2 where id = $1::uuid
    returning id, phone_number, display_name, create_time
  )sql",
                                                    account_id, display_name));
  if (account.has_value()) tx.CallerChanged(account_id);
  return account;
}

std::vector<Membership> ListMemberships(db::Tx& tx, const std::string& account_id) {
  const pqxx::result rows = tx.Query(R"sql(
    with own as (
      select group_id, id, full_name, role
      from members
      where account_id = $1::uuid and end_time is null
    ), mine as (
      select group_id, id, full_name, role, false as acted_for from own
      union all
      select m.group_id, m.id, m.full_name, 'member', true
      from own
      join households h on h.group_id = own.group_id and h.proxy_member_id = own.id
      join members m on m.group_id = h.group_id and m.household_id = h.id
      where m.account_id is null and m.end_time is null
    )
    select g.name, mine.group_id, mine.id, mine.full_name, mine.role, mine.acted_for
    from mine join groups g on g.id = mine.group_id
    order by g.name collate "vi-x-icu", mine.group_id, mine.acted_for,
             mine.full_name collate "vi-x-icu", mine.id
  )sql",
                                     account_id);
  std::vector<Membership> memberships;
  for (const pqxx::row& row : rows) {
    memberships.push_back({.group_id = row["group_id"].as<std::string>(),
                           .group_name = row["name"].as<std::string>(),
                           .member_id = row["id"].as<std::string>(),
                           .member_name = row["full_name"].as<std::string>(),
                           .role = platform::RoleNamed(row["role"].as<std::string>()),
                           .acted_for = row["acted_for"].as<bool>()});
  }
  return memberships;
}

}  // namespace liengia::identity
