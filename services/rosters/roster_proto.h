#pragma once

#include <string>
#include <vector>

#include "liengia/v1/roster.pb.h"
#include "services/platform/call.h"
#include "services/platform/errors.h"
#include "services/rosters/engine/solve.h"
#include "services/rosters/member_load.h"
#include "services/rosters/roster.h"
#include "services/rosters/roster_problem.h"

namespace liengia::rosters {

v1::Roster ToProto(const Roster& roster);
v1::MemberLoad ToProto(const MemberLoad& load);
v1::Fairness ToProto(const engine::Fairness& fairness, bool exchange_stable);

// Texts are in the caller's language.
v1::RosterProblem ToProto(const RosterProblem& problem, const platform::Call& call);
v1::EmptySlot ToProto(const EmptySlot& slot, const platform::Call& call);

// What filling a month with `duties` leaves empty and asks of each member.
template <typename Response>
void AddOutcome(const Plan& plan, const engine::Roster& duties, const platform::Call& call,
                Response& response) {
  for (const EmptySlot& slot : EmptySlotsOf(plan, duties)) {
    *response.add_empty_slots() = ToProto(slot, call);
  }
  for (const MemberLoad& load : LoadsOf(plan, duties)) *response.add_loads() = ToProto(load);
}

// RosterProblems as an attachment of a refusal: the first ones, as many as it has room for.
std::string Attachment(const std::vector<RosterProblem>& problems, const platform::Call& call);

// A month whose day is 0 or 1, of the years 2000 to 2199.
absl::CivilMonth ReadMonth(const v1::Date& date, const std::string& field,
                           platform::Violations& violations);

}  // namespace liengia::rosters
