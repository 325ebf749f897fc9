#pragma once

#include "liengia/v1/credit.pb.h"
#include "services/platform/call.h"
#include "services/rosters/credit_balance.h"
#include "services/rosters/credit_entry.h"
#include "services/rosters/credit_text.h"

namespace liengia::rosters {

// Texts are in the caller's language.
v1::MemberCredit ToProto(const CreditBalance& balance, const platform::Call& call);
v1::CreditEntry ToProto(const CreditEntry& entry, const platform::Call& call);
v1::CreditLine ToProto(const CreditLine& line, const Charter& charter, const absl::TimeZone& zone,
                       const platform::Call& call);

}  // namespace liengia::rosters
