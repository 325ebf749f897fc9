#include "services/rosters/proposal_proto.h"

#include "services/platform/civil.h"
#include "services/platform/etag.h"
#include "services/rosters/roster_proto.h"

namespace liengia::rosters {

v1::RosterProposal ToProto(const Proposal& proposal, const platform::Call& call) {
  v1::RosterProposal proto;
  proto.set_proposal_id(proposal.id);
  proto.set_roster_id(proposal.roster_id);
  proto.set_state(static_cast<v1::RosterProposal::State>(static_cast<int>(proposal.state) +
                                                         v1::RosterProposal::STATE_QUEUED));
  proto.set_seed(proposal.seed);
  proto.set_step_limit(proposal.step_limit);
  proto.set_step_count(proposal.step_count);
  if (proposal.empty_count.has_value()) {
    proto.set_empty_count(*proposal.empty_count);
    *proto.mutable_fairness() = ToProto(proposal.fairness, proposal.exchange_stable);
  }
  if (proposal.roster_version.has_value()) {
    proto.set_roster_etag(platform::EtagOf(*proposal.roster_version));
  }
  proto.set_failure_text(call.Say(proposal.failure));
  platform::SetTime(proposal.create_time, proto.mutable_create_time());
  if (proposal.finish_time) platform::SetTime(*proposal.finish_time, proto.mutable_finish_time());
  return proto;
}

v1::RosterCertificate ToProto(const Certificate& certificate, bool with_texts) {
  v1::RosterCertificate proto;
  const engine::Certificate& proof = certificate.proof;
  proto.set_seed(static_cast<int64_t>(proof.seed));
  proto.set_step_count(proof.steps);
  proto.set_engine_version(proof.engine_version);
  proto.set_problem_digest(proof.inputs_digest);
  proto.set_roster_digest(proof.roster_digest);
  proto.set_highest_load_minutes(proof.bound.highest_load);
  proto.set_lower_bound_minutes(proof.bound.lower_bound);
  proto.set_bound_reached(proof.bound.reached);
  *proto.mutable_fairness() = ToProto(certificate.fairness, proof.exchange_stable);
  platform::SetTime(certificate.accept_time, proto.mutable_accept_time());
  if (!with_texts) return proto;
  proto.set_problem_text(certificate.problem_text);
  proto.set_roster_text(certificate.roster_text);
  return proto;
}

}  // namespace liengia::rosters
