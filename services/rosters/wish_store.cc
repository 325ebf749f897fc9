#include "services/rosters/wish_store.h"

namespace liengia::rosters {
namespace {

NamedWish WishOf(const pqxx::row& row) {
  return {row["id"].as<std::string>(), row["name"].as<std::string>(), row["score"].as<int>()};
}

NamedPair PairOf(const pqxx::row& row) {
  NamedPair pair;
  pair.pair.member_id = row["member_id"].as<std::string>();
  pair.pair.other_member_id = row["other_member_id"].as<std::string>();
  pair.pair.kind = PairKindNamed(row["kind"].as<std::string>());
  pair.member_name = row["member_name"].as<std::string>();
  pair.other_member_name = row["other_member_name"].as<std::string>();
  pair.key = {row["sort_name"].as<std::string>(), row["other_sort_name"].as<std::string>(),
              pair.pair.member_id, pair.pair.other_member_id};
  return pair;
}

}  // namespace

std::vector<NamedWish> ListWishes(db::Tx& tx, const std::string& group_id,
                                  const std::string& member_id) {
  const auto rows = tx.Query(R"sql(
    select t.id, t.name, coalesce(w.score, 0) as score
    from duty_templates t
    left join wishes w on w.group_id = t.group_id and w.duty_template_id = t.id
      and w.member_id = $2::uuid
    where t.group_id = $1::uuid
    order by t.name collate "vi-x-icu", t.id
  )sql",
                             group_id, member_id);
  std::vector<NamedWish> wishes;
  for (const pqxx::row& row : rows) wishes.push_back(WishOf(row));
  return wishes;
}

std::optional<NamedWish> FindWish(db::Tx& tx, const std::string& group_id,
                                  const std::string& member_id,
                                  const std::string& duty_template_id) {
  for (NamedWish& wish : ListWishes(tx, group_id, member_id)) {
    if (wish.duty_template_id == duty_template_id) return std::move(wish);
  }
  return std::nullopt;
}

void SaveWish(db::Tx& tx, const std::string& group_id, const std::string& member_id,
              const Wish& wish) {
  if (wish.score == 0) {
    tx.Query(R"sql(
      delete from wishes
      where group_id = $1::uuid and member_id = $2::uuid and duty_template_id = $3::uuid
    )sql",
             group_id, member_id, wish.duty_template_id);
    return;
  }
  tx.Query(R"sql(
    insert into wishes (group_id, member_id, duty_template_id, score)
    values ($1::uuid, $2::uuid, $3::uuid, $4)
    on conflict (group_id, member_id, duty_template_id) do update set score = excluded.score
  )sql",
           group_id, member_id, wish.duty_template_id, wish.score);
}

std::vector<NamedPair> ListPairs(db::Tx& tx, const std::string& group_id,
                                 const std::vector<std::string>& after, int limit) {
  std::optional<std::string> name, other_name, id, other_id;
  if (!after.empty()) name = after[0], other_name = after[1], id = after[2], other_id = after[3];
  const auto rows = tx.Query(R"sql(
    select p.member_id, p.other_member_id, p.kind, m.full_name as member_name, m.sort_name,
           o.full_name as other_member_name, o.sort_name as other_sort_name
    from member_pairs p
    join members m on m.group_id = p.group_id and m.id = p.member_id and m.end_time is null
    join members o on o.group_id = p.group_id and o.id = p.other_member_id and o.end_time is null
    where p.group_id = $1::uuid
      and ($2::text is null
           or (m.sort_name, o.sort_name, m.id, o.id)
              > ($2::text collate "C", $3::text collate "C", $4::uuid, $5::uuid))
    order by m.sort_name, o.sort_name, m.id, o.id
    limit $6
  )sql",
                             group_id, name, other_name, id, other_id, limit);
  std::vector<NamedPair> pairs;
  for (const pqxx::row& row : rows) pairs.push_back(PairOf(row));
  return pairs;
}

int CountPairs(db::Tx& tx, const std::string& group_id) {
  return tx.Query("select count(*) from member_pairs where group_id = $1::uuid", group_id)[0][0]
      .as<int>();
}

void SavePair(db::Tx& tx, const std::string& group_id, const MemberPair& pair) {
  const auto [member_id, other_member_id] = KeptOrder(pair.member_id, pair.other_member_id);
  tx.Query(R"sql(
    insert into member_pairs (group_id, member_id, other_member_id, kind)
    values ($1::uuid, $2::uuid, $3::uuid, $4)
    on conflict (group_id, member_id, other_member_id) do update set kind = excluded.kind
  )sql",
           group_id, member_id, other_member_id, PairKindName(pair.kind));
}

bool DeletePair(db::Tx& tx, const std::string& group_id, const std::string& member_id,
                const std::string& other_member_id) {
  const auto [first, second] = KeptOrder(member_id, other_member_id);
  return tx.Query(R"sql(
           delete from member_pairs
           where group_id = $1::uuid and member_id = $2::uuid and other_member_id = $3::uuid
         )sql",
                  group_id, first, second)
             .affected_rows() > 0;
}

}  // namespace liengia::rosters
