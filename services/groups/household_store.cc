#include "services/groups/household_store.h"

namespace liengia::groups {
namespace {

std::optional<std::string> OrNull(const std::string& text) {
  if (text.empty()) return std::nullopt;
  return text;
}

Household HouseholdOf(const pqxx::row& row) {
  Household household;
  household.id = row["id"].as<std::string>();
  household.label = row["label"].as<std::string>();
  household.address = row["address"].as<std::string>();
  household.proxy_member_id = db::TextOf(row["proxy_member_id"]);
  household.allow_two_a_night = row["allow_two_a_night"].as<bool>();
  household.member_count = row["member_count"].as<int>();
  household.create_time = db::TimeOf(row["create_time"]);
  household.version = row["version"].as<int64_t>();
  return household;
}

}  // namespace

std::optional<Household> FindHousehold(db::Tx& tx, const std::string& group_id,
                                       const std::string& id) {
  const auto rows = tx.Query(R"sql(
    select h.*, (select count(*) from members m where m.group_id = h.group_id
                 and m.household_id = h.id and m.end_time is null) as member_count
    from households h
    where h.group_id = $1::uuid and h.id = $2::uuid
  )sql",
                             group_id, id);
  if (rows.empty()) return std::nullopt;
  return HouseholdOf(rows[0]);
}

std::vector<Household> ListHouseholds(db::Tx& tx, const std::string& group_id,
                                      const std::optional<HouseholdKey>& after, int limit) {
  const auto rows = tx.Query(R"sql(
    select h.*, (select count(*) from members m where m.group_id = h.group_id
                 and m.household_id = h.id and m.end_time is null) as member_count
    from households h
    where h.group_id = $1::uuid
      and ($3::text is null
           or (h.label collate label_order, h.id) > ($3::text collate label_order, $4::uuid))
    order by h.label collate label_order, h.id
    limit $2
  )sql",
                             group_id, limit, after ? OrNull(after->label) : std::nullopt,
                             after ? OrNull(after->id) : std::nullopt);
  std::vector<Household> households;
  households.reserve(rows.size());
  for (const pqxx::row& row : rows) households.push_back(HouseholdOf(row));
  return households;
}

int CountHouseholds(db::Tx& tx, const std::string& group_id) {
  return tx
      .Query(R"sql(
    select count(*) from households where group_id = $1::uuid
  )sql",
             group_id)[0][0]
      .as<int>();
}

void InsertHousehold(db::Tx& tx, const std::string& group_id, const Household& household) {
  tx.Query(R"sql(
    insert into households (group_id, id, label, address, proxy_member_id, allow_two_a_night,
                            create_time)
    values ($1::uuid, $2::uuid, $3, $4, $5::uuid, $6, $7::timestamptz)
  )sql",
           group_id, household.id, household.label, household.address,
           OrNull(household.proxy_member_id), household.allow_two_a_night, db::ToSql(tx.now()));
}

void SaveHousehold(db::Tx& tx, const std::string& group_id, const Household& household) {
  tx.Query(R"sql(
    update households
    set label = $3, address = $4, proxy_member_id = $5::uuid, allow_two_a_night = $6,
        version = version + 1
    where group_id = $1::uuid and id = $2::uuid
  )sql",
           group_id, household.id, household.label, household.address,
           OrNull(household.proxy_member_id), household.allow_two_a_night);
}

void DeleteHousehold(db::Tx& tx, const std::string& group_id, const std::string& id) {
  tx.Query(R"sql(
    update members set household_id = null
    where group_id = $1::uuid and household_id = $2::uuid and end_time is not null
  )sql",
           group_id, id);
  tx.Query(R"sql(
    delete from households where group_id = $1::uuid and id = $2::uuid
  )sql",
           group_id, id);
}

void ClearProxy(db::Tx& tx, const std::string& group_id, const std::string& member_id,
                const std::string& but_household_id) {
  tx.Query(R"sql(
    update households set proxy_member_id = null, version = version + 1
    where group_id = $1::uuid and proxy_member_id = $2::uuid and ($3::uuid is null or id <> $3::uuid)
  )sql",
           group_id, member_id, OrNull(but_household_id));
}

}  // namespace liengia::groups
