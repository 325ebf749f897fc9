#include "services/rosters/proposal_store.h"

#include "services/platform/id.h"
#include "services/rosters/certificate_store.h"

namespace liengia::rosters {
namespace {

Proposal ProposalOf(const pqxx::row& row) {
  Proposal proposal;
  proposal.id = row["id"].as<std::string>();
  proposal.roster_id = row["roster_id"].as<std::string>();
  proposal.state = ProposalStateNamed(row["state"].as<std::string>());
  proposal.seed = row["seed"].as<int64_t>();
  proposal.step_limit = row["step_limit"].as<int64_t>();
  proposal.create_time = db::TimeOf(row["create_time"]);
  proposal.roster_version = db::Nullable<int64_t>(row["roster_version"]);
  proposal.step_count = row["step_count"].as<int64_t>();
  proposal.empty_count = db::Nullable<int>(row["empty_count"]);
  proposal.fairness.max_load = db::Nullable<int64_t>(row["max_load"]).value_or(0);
  proposal.fairness.min_load = db::Nullable<int64_t>(row["min_load"]).value_or(0);
  proposal.fairness.gini = db::Nullable<double>(row["gini"]).value_or(0);
  proposal.exchange_stable = db::Nullable<bool>(row["exchange_stable"]).value_or(false);
  proposal.failure = {row["failure_vi"].as<std::string>(), row["failure_en"].as<std::string>()};
  proposal.finish_time = db::NullableTime(row["finish_time"]);
  return proposal;
}

void SaveRest(db::Tx& tx, const std::string& group_id, const std::string& id, ProposalState state) {
  tx.Query(R"sql(
    update roster_proposals
    set state = $3, claim_id = null, claim_end_time = null,
        finish_time = coalesce(finish_time, $4::timestamptz)
    where group_id = $1::uuid and id = $2::uuid
  )sql",
           group_id, id, ProposalStateName(state), db::ToSql(tx.now()));
  tx.Changed(id);
}

// Tells of the change if there was one.
bool Told(db::Tx& tx, const Claim& claim, const pqxx::result& result) {
  if (result.affected_rows() == 0) return false;
  tx.Changed(claim.proposal.id);
  return true;
}

}  // namespace

std::optional<Proposal> FindProposal(db::Tx& tx, const std::string& group_id,
                                     const std::string& id) {
  const auto rows = tx.Query(R"sql(
    select id, roster_id, state, seed, step_limit, create_time, roster_version, step_count,
           empty_count, max_load, min_load, gini, exchange_stable, failure_vi, failure_en,
           finish_time
    from roster_proposals where group_id = $1::uuid and id = $2::uuid
  )sql",
                             group_id, id);
  if (rows.empty()) return std::nullopt;
  return ProposalOf(rows[0]);
}

std::optional<Proposal> LockProposal(db::Tx& tx, const std::string& group_id,
                                     const std::string& id) {
  tx.Query(R"sql(
    select from roster_proposals where group_id = $1::uuid and id = $2::uuid for update
  )sql",
           group_id, id);
  return FindProposal(tx, group_id, id);
}

std::optional<Certificate> FindProposedCertificate(db::Tx& tx, const std::string& group_id,
                                                   const std::string& id) {
  const auto rows = tx.Query(R"sql(
    select * from roster_proposals
    where group_id = $1::uuid and id = $2::uuid and state in ('solved', 'accepted')
  )sql",
                             group_id, id);
  if (rows.empty()) return std::nullopt;
  return CertificateOf(rows[0]);
}

std::vector<Proposal> ListProposals(db::Tx& tx, const std::string& group_id,
                                    const ProposalFilter& filter, int limit) {
  // Ids are made by the server and rise with time.
  const auto rows = tx.Query(R"sql(
    select id, roster_id, state, seed, step_limit, create_time, roster_version, step_count,
           empty_count, max_load, min_load, gini, exchange_stable, failure_vi, failure_en,
           finish_time
    from roster_proposals
    where group_id = $1::uuid and ($2::uuid is null or roster_id = $2::uuid)
      and ($3::uuid is null or id < $3::uuid)
    order by id desc
    limit $4
  )sql",
                             group_id, filter.roster_id, filter.before, limit);
  std::vector<Proposal> proposals;
  for (const pqxx::row& row : rows) proposals.push_back(ProposalOf(row));
  return proposals;
}

int CountProposalsSince(db::Tx& tx, const std::string& group_id, absl::Time time) {
  return tx
      .Query(R"sql(
    select count(*) from roster_proposals
    where group_id = $1::uuid and create_time > $2::timestamptz
  )sql",
             group_id, db::ToSql(time))[0][0]
      .as<int>();
}

void InsertProposal(db::Tx& tx, const std::string& group_id, const Proposal& proposal,
                    const std::string& account_id) {
  tx.Query(R"sql(
    insert into roster_proposals (group_id, id, roster_id, state, seed, step_limit, account_id,
                                  create_time)
    values ($1::uuid, $2::uuid, $3::uuid, 'queued', $4, $5, $6::uuid, $7::timestamptz)
  )sql",
           group_id, proposal.id, proposal.roster_id, proposal.seed, proposal.step_limit,
           account_id, db::ToSql(tx.now()));
  tx.Changed(kProposalQueue);
}

void SaveCancelled(db::Tx& tx, const std::string& group_id, const std::string& id) {
  SaveRest(tx, group_id, id, ProposalState::kCancelled);
}

void SaveAccepted(db::Tx& tx, const std::string& group_id, const std::string& id) {
  SaveRest(tx, group_id, id, ProposalState::kAccepted);
}

std::optional<Claim> ClaimProposal(db::Tx& tx, absl::Time until) {
  const auto rows = tx.Query(R"sql(
    with waiting as (
      select group_id, id from roster_proposals
      where state in ('queued', 'solving')
        and (claim_end_time is null or claim_end_time <= $1::timestamptz)
      order by create_time
      limit 1
      for update skip locked
    )
    update roster_proposals p
    set state = 'solving', claim_id = $2::uuid, claim_end_time = $3::timestamptz,
        claim_count = p.claim_count + 1, step_count = 0
    from waiting w
    where p.group_id = w.group_id and p.id = w.id
    returning p.*
  )sql",
                             db::ToSql(tx.now()), platform::NewId(tx.now()), db::ToSql(until));
  if (rows.empty()) return std::nullopt;
  Claim claim;
  claim.id = rows[0]["claim_id"].as<std::string>();
  claim.group_id = rows[0]["group_id"].as<std::string>();
  claim.proposal = ProposalOf(rows[0]);
  claim.claim_count = rows[0]["claim_count"].as<int>();
  claim.problem_text = db::TextOf(rows[0]["problem_text"]);
  tx.Changed(claim.proposal.id);
  return claim;
}

bool SaveProblem(db::Tx& tx, const Claim& claim, int64_t roster_version,
                 const std::string& problem_text) {
  return Told(tx, claim,
              tx.Query(R"sql(
    update roster_proposals set roster_version = $4, problem_text = $5
    where group_id = $1::uuid and id = $2::uuid and claim_id = $3::uuid
  )sql",
                       claim.group_id, claim.proposal.id, claim.id, roster_version, problem_text));
}

bool SaveProgress(db::Tx& tx, const Claim& claim, int64_t step_count, absl::Time until) {
  return Told(tx, claim,
              tx.Query(R"sql(
    update roster_proposals set step_count = $4, claim_end_time = $5::timestamptz
    where group_id = $1::uuid and id = $2::uuid and claim_id = $3::uuid
  )sql",
                       claim.group_id, claim.proposal.id, claim.id, step_count, db::ToSql(until)));
}

bool SaveSolved(db::Tx& tx, const Claim& claim, const Certificate& certificate) {
  const engine::Certificate& proof = certificate.proof;
  return Told(
      tx, claim,
      tx.Query(R"sql(
    update roster_proposals
    set state = 'solved', claim_id = null, claim_end_time = null, finish_time = $4::timestamptz,
        step_count = $5, engine_version = $6, problem_digest = $7, roster_text = $8,
        roster_digest = $9, empty_count = $10, max_load = $11, min_load = $12, gini = $13,
        exchange_stable = $14, highest_load = $15, lower_bound = $16, bound_reached = $17
    where group_id = $1::uuid and id = $2::uuid and claim_id = $3::uuid
  )sql",
               claim.group_id, claim.proposal.id, claim.id, db::ToSql(tx.now()), proof.steps,
               proof.engine_version, proof.inputs_digest, certificate.roster_text,
               proof.roster_digest, certificate.empty_count, certificate.fairness.max_load,
               certificate.fairness.min_load, certificate.fairness.gini, proof.exchange_stable,
               proof.bound.highest_load, proof.bound.lower_bound, proof.bound.reached));
}

bool SaveFailed(db::Tx& tx, const Claim& claim, const platform::Sentence& failure) {
  return Told(tx, claim,
              tx.Query(R"sql(
    update roster_proposals
    set state = 'failed', claim_id = null, claim_end_time = null, finish_time = $4::timestamptz,
        failure_vi = $5, failure_en = $6
    where group_id = $1::uuid and id = $2::uuid and claim_id = $3::uuid
  )sql",
                       claim.group_id, claim.proposal.id, claim.id, db::ToSql(tx.now()), failure.vi,
                       failure.en));
}

bool SaveReleased(db::Tx& tx, const Claim& claim) {
  const bool released = Told(tx, claim,
                             tx.Query(R"sql(
    update roster_proposals
    set state = 'queued', claim_id = null, claim_end_time = null, claim_count = claim_count - 1,
        step_count = 0
    where group_id = $1::uuid and id = $2::uuid and claim_id = $3::uuid
  )sql",
                                      claim.group_id, claim.proposal.id, claim.id));
  if (released) tx.Changed(kProposalQueue);
  return released;
}

int DeleteProposalsBefore(db::Tx& tx, absl::Time time, int limit) {
  const auto deleted = tx.Query(R"sql(
    delete from roster_proposals where (group_id, id) in (
      select group_id, id from roster_proposals
      where create_time < $1::timestamptz and state not in ('queued', 'solving')
      order by create_time limit $2 for update skip locked
    )
  )sql",
                                db::ToSql(time), limit);
  return static_cast<int>(deleted.affected_rows());
}

}  // namespace liengia::rosters
