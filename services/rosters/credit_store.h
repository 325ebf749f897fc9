#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "db/tx.h"
#include "services/groups/group.h"
#include "services/rosters/credit_entry.h"
#include "services/rosters/credit_text.h"

namespace liengia::rosters {

// The published months before `month`, of the last kOpenMonths, whose credit is not settled: each
// with the charter that it was published by, without duties.
std::vector<CreditMonth> ListOpenMonths(db::Tx& tx, const groups::Group& group,
                                        absl::CivilMonth month);

// Settles a month. Fails by its constraint when it is settled.
void InsertCreditEntries(db::Tx& tx, const std::string& group_id,
                         const std::vector<CreditEntry>& entries);

// The settled months of a member, newest first.
std::vector<CreditEntry> ListCreditEntries(db::Tx& tx, const std::string& group_id,
                                           const std::string& member_id, int limit);

// What a member was on in a published month, or stood in for, by start.
std::vector<CreditLine> ListCreditLines(db::Tx& tx, const std::string& group_id,
                                        const std::string& member_id, absl::CivilMonth month);

}  // namespace liengia::rosters
