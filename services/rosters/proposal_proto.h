#pragma once

#include "liengia/v1/proposal.pb.h"
#include "services/platform/call.h"
#include "services/rosters/certificate.h"
#include "services/rosters/proposal.h"

namespace liengia::rosters {

v1::RosterProposal ToProto(const Proposal& proposal, const platform::Call& call);

// The texts, which say who is away when, only with `with_texts`.
v1::RosterCertificate ToProto(const Certificate& certificate, bool with_texts);

}  // namespace liengia::rosters
