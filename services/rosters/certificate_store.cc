#include "services/rosters/certificate_store.h"

namespace liengia::rosters {

Certificate CertificateOf(const pqxx::row& row) {
  Certificate certificate;
  engine::Certificate& proof = certificate.proof;
  proof.engine_version = row["engine_version"].as<int>();
  proof.inputs_digest = row["problem_digest"].as<std::string>();
  proof.seed = static_cast<uint64_t>(row["seed"].as<int64_t>());
  proof.steps = row["step_count"].as<int64_t>();
  proof.roster_digest = row["roster_digest"].as<std::string>();
  proof.exchange_stable = row["exchange_stable"].as<bool>();
  proof.bound.highest_load = row["highest_load"].as<int64_t>();
  proof.bound.lower_bound = row["lower_bound"].as<int64_t>();
  proof.bound.reached = row["bound_reached"].as<bool>();
  certificate.problem_text = row["problem_text"].as<std::string>();
  certificate.roster_text = row["roster_text"].as<std::string>();
  certificate.empty_count = row["empty_count"].as<int>();
  certificate.fairness.max_load = row["max_load"].as<int64_t>();
  certificate.fairness.min_load = row["min_load"].as<int64_t>();
  certificate.fairness.gini = row["gini"].as<double>();
  return certificate;
}

std::optional<Certificate> FindCertificate(db::Tx& tx, const std::string& group_id,
                                           const std::string& roster_id) {
  const auto rows = tx.Query(R"sql(
    select * from roster_certificates where group_id = $1::uuid and roster_id = $2::uuid
  )sql",
                             group_id, roster_id);
  if (rows.empty()) return std::nullopt;
  Certificate certificate = CertificateOf(rows[0]);
  certificate.accept_time = db::TimeOf(rows[0]["accept_time"]);
  return certificate;
}

void SaveCertificate(db::Tx& tx, const std::string& group_id, const std::string& roster_id,
                     const Certificate& certificate) {
  const engine::Certificate& proof = certificate.proof;
  tx.Query("delete from roster_certificates where group_id = $1::uuid and roster_id = $2::uuid",
           group_id, roster_id);
  tx.Query(R"sql(
    insert into roster_certificates (group_id, roster_id, seed, step_count, engine_version,
                                     problem_text, problem_digest, roster_text, roster_digest,
                                     empty_count, max_load, min_load, gini, exchange_stable,
                                     highest_load, lower_bound, bound_reached, accept_time)
    values ($1::uuid, $2::uuid, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
            $18::timestamptz)
  )sql",
           group_id, roster_id, static_cast<int64_t>(proof.seed), proof.steps, proof.engine_version,
           certificate.problem_text, proof.inputs_digest, certificate.roster_text,
           proof.roster_digest, certificate.empty_count, certificate.fairness.max_load,
           certificate.fairness.min_load, certificate.fairness.gini, proof.exchange_stable,
           proof.bound.highest_load, proof.bound.lower_bound, proof.bound.reached,
           db::ToSql(tx.now()));
}

}  // namespace liengia::rosters
