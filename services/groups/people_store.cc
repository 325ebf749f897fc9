#include "services/groups/people_store.h"

#include "absl/strings/str_cat.h"
#include "services/groups/member_store.h"
#include "services/platform/text.h"

namespace liengia::groups {
namespace {

// One array for each column of rows to write.
template <typename Row, typename Text>
std::string Column(const std::vector<Row>& rows, Text text) {
  std::vector<std::string> values;
  values.reserve(rows.size());
  for (const Row& row : rows) values.push_back(text(row));
  return db::ToSqlArray(values);
}

std::string Flag(bool value) { return value ? "true" : "false"; }

struct MemberColumns {
  explicit MemberColumns(const std::vector<KnownMember>& rows)
      : ids(Column(rows, [](const auto& m) { return m.id; })),
        household_ids(Column(rows, [](const auto& m) { return m.household_id; })),
        names(Column(rows, [](const auto& m) { return m.full_name; })),
        sort_names(Column(rows, [](const auto& m) { return platform::NameSortKey(m.full_name); })),
        phones(Column(rows, [](const auto& m) { return m.phone; })),
        roles(Column(rows, [](const auto& m) { return std::string(MemberRoleName(m.role)); })),
        may_lead(Column(rows, [](const auto& m) { return Flag(m.may_lead); })),
        birth_years(
            Column(rows, [](const auto& m) { return absl::StrCat(m.birth_year.value_or(0)); })),
        over_70(Column(rows, [](const auto& m) { return Flag(m.over_70_approved); })) {}

  std::string ids, household_ids, names, sort_names, phones, roles, may_lead, birth_years, over_70;
};

void InsertHouseholds(db::Tx& tx, const std::string& group_id,
                      const std::vector<KnownHousehold>& households) {
  tx.Query(R"sql(
    insert into households (group_id, id, label, address, create_time)
    select $1::uuid, u.id, u.label, u.address, $5::timestamptz
    from unnest($2::uuid[], $3::text[], $4::text[]) as u (id, label, address)
  )sql",
           group_id, Column(households, [](const auto& h) { return h.id; }),
           Column(households, [](const auto& h) { return h.label; }),
           Column(households, [](const auto& h) { return h.address; }), db::ToSql(tx.now()));
}

void SaveHouseholds(db::Tx& tx, const std::string& group_id,
                    const std::vector<KnownHousehold>& households) {
  tx.Query(R"sql(
    update households h set label = u.label, address = u.address, version = version + 1
    from unnest($2::uuid[], $3::text[], $4::text[]) as u (id, label, address)
    where h.group_id = $1::uuid and h.id = u.id
  )sql",
           group_id, Column(households, [](const auto& h) { return h.id; }),
           Column(households, [](const auto& h) { return h.label; }),
           Column(households, [](const auto& h) { return h.address; }));
}

void InsertMembers(db::Tx& tx, const std::string& group_id,
                   const std::vector<KnownMember>& members) {
  const MemberColumns c(members);
  tx.Query(R"sql(
    insert into members (group_id, id, household_id, account_id, full_name, sort_name, role,
                         may_lead, birth_year, over_70_approved, create_time)
    select $1::uuid, u.id, u.household_id, a.id, u.full_name, u.sort_name, u.role, u.may_lead,
           nullif(u.birth_year, 0), u.over_70, $11::timestamptz
    from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[],
                $8::boolean[], $9::smallint[], $10::boolean[])
         as u (id, household_id, full_name, sort_name, phone, role, may_lead, birth_year, over_70)
    left join accounts a on a.phone_number = u.phone
  )sql",
           group_id, c.ids, c.household_ids, c.names, c.sort_names, c.phones, c.roles, c.may_lead,
           c.birth_years, c.over_70, db::ToSql(tx.now()));
}

void SaveMembers(db::Tx& tx, const std::string& group_id, const std::vector<KnownMember>& members) {
  const MemberColumns c(members);
  tx.Query(R"sql(
    update members m
    set household_id = u.household_id, account_id = a.id, full_name = u.full_name,
        sort_name = u.sort_name, role = u.role, may_lead = u.may_lead,
        birth_year = nullif(u.birth_year, 0), over_70_approved = u.over_70, version = version + 1
    from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[],
                $8::boolean[], $9::smallint[], $10::boolean[])
         as u (id, household_id, full_name, sort_name, phone, role, may_lead, birth_year, over_70)
    left join accounts a on a.phone_number = u.phone
    where m.group_id = $1::uuid and m.id = u.id
  )sql",
           group_id, c.ids, c.household_ids, c.names, c.sort_names, c.phones, c.roles, c.may_lead,
           c.birth_years, c.over_70);
}

void SaveProxies(db::Tx& tx, const std::string& group_id,
                 const std::vector<PeopleWrite::Proxy>& proxies) {
  tx.Query(R"sql(
    update households h set proxy_member_id = null, version = h.version + 1
    from members m
    where h.group_id = $1::uuid and m.group_id = $1::uuid and m.id = h.proxy_member_id
      and m.household_id <> h.id
  )sql",
           group_id);
  tx.Query(R"sql(
    update households h set proxy_member_id = u.member_id, version = h.version + 1
    from unnest($2::uuid[], $3::uuid[]) as u (id, member_id)
    where h.group_id = $1::uuid and h.id = u.id
  )sql",
           group_id, Column(proxies, [](const auto& p) { return p.household_id; }),
           Column(proxies, [](const auto& p) { return p.member_id; }));
}

// As DeleteHousehold (household_store.h).
void DeleteHouseholds(db::Tx& tx, const std::string& group_id,
                      const std::vector<std::string>& ids) {
  tx.Query(R"sql(
    update members set household_id = null
    where group_id = $1::uuid and household_id = any($2::uuid[]) and end_time is not null
  )sql",
           group_id, db::ToSqlArray(ids));
  tx.Query(R"sql(
    delete from households where group_id = $1::uuid and id = any($2::uuid[])
  )sql",
           group_id, db::ToSqlArray(ids));
}

}  // namespace

KnownPeople ListPeople(db::Tx& tx, const std::string& group_id) {
  KnownPeople people;
  for (const pqxx::row& row : tx.Query(R"sql(
    select id, label, address from households where group_id = $1::uuid
    order by label collate label_order, id
  )sql",
                                       group_id)) {
    people.households.push_back(
        {row[0].as<std::string>(), row[1].as<std::string>(), row[2].as<std::string>()});
  }
  for (const pqxx::row& row : tx.Query(R"sql(
    select m.id, m.household_id, m.full_name, a.phone_number, m.birth_year, m.role, m.may_lead,
           m.over_70_approved, coalesce(h.proxy_member_id = m.id, false) as head
    from members m
    join households h on h.group_id = m.group_id and h.id = m.household_id
    left join accounts a on a.id = m.account_id
    where m.group_id = $1::uuid and m.end_time is null
    order by m.sort_name, m.id
  )sql",
                                       group_id)) {
    KnownMember member;
    member.id = row["id"].as<std::string>();
    member.household_id = row["household_id"].as<std::string>();
    member.full_name = row["full_name"].as<std::string>();
    member.phone = db::TextOf(row["phone_number"]);
    member.birth_year = db::Nullable<int>(row["birth_year"]);
    member.role = MemberRoleNamed(row["role"].as<std::string>());
    member.may_lead = row["may_lead"].as<bool>();
    member.household_head = row["head"].as<bool>();
    member.over_70_approved = row["over_70_approved"].as<bool>();
    people.members.push_back(std::move(member));
  }
  return people;
}

void SavePeople(db::Tx& tx, const std::string& group_id, const PeopleWrite& write) {
  if (!write.new_households.empty()) InsertHouseholds(tx, group_id, write.new_households);
  if (!write.changed_households.empty()) SaveHouseholds(tx, group_id, write.changed_households);
  if (!write.new_members.empty()) InsertMembers(tx, group_id, write.new_members);
  if (!write.changed_members.empty()) {
    SaveMembers(tx, group_id, write.changed_members);
    std::vector<std::string> ids;
    for (const KnownMember& member : write.changed_members) ids.push_back(member.id);
    RelinkDuties(tx, group_id, ids);
  }
  if (!write.changed_members.empty() || !write.proxies.empty()) {
    SaveProxies(tx, group_id, write.proxies);
  }
  if (!write.emptied_household_ids.empty()) {
    DeleteHouseholds(tx, group_id, write.emptied_household_ids);
  }
}

}  // namespace liengia::groups
