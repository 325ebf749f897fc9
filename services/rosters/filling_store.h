#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "db/tx.h"
#include "services/groups/group.h"
#include "services/rosters/certificate.h"
#include "services/rosters/engine/roster.h"
#include "services/rosters/planning.h"
#include "services/rosters/roster.h"

// Filling a draft with what the engine made: what is loaded before, and written afterwards. In
// between nobody holds a transaction.
namespace liengia::rosters {

// A draft that is to be filled.
struct Draft {
  groups::Group group;
  Roster roster;
  Plan plan;
};

// Several statements: in a transaction or a snapshot. NOT_FOUND; FAILED_PRECONDITION when the
// group's or the roster's state does not allow it, or (kNothingToPlan) when the group has no
// members or every shift is over. Shifts that are over stay as they are, out of the plan.
absl::StatusOr<Draft> LoadDraft(db::Tx& tx, const std::string& group_id,
                                const std::string& roster_id);

struct Filled {
  Plan plan;              // As it was loaded, just before.
  engine::Roster duties;  // Of that plan, as they are now.
};

// Puts the certificate's roster in place of the duties that were not set by hand, and keeps the
// certificate. As LoadDraft; and ABORTED (kProposalStale) when the draft is not of `version` any
// more, or the duties break a rule by what has changed around it.
absl::StatusOr<Filled> FillDraft(db::Tx& tx, const std::string& group_id,
                                 const std::string& roster_id, int64_t version,
                                 const Certificate& certificate);

// The certificate's duties, by the indexes of the plan. Those of people and shifts that the plan
// does not know are left out.
engine::Roster RosterOf(const Certificate& certificate, const Plan& plan);

}  // namespace liengia::rosters
