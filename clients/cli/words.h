#pragma once

#include <string>

#include "clients/cli/terms.h"

// The enumerations of the contract in words.
namespace liengia::cli {

const Terms& AreaKinds();
const Terms& DutyStates();
const Terms& CheckInMethods();
const Terms& FairnessUnits();
const Terms& GroupModels();
const Terms& GroupStates();
const Terms& IncidentKinds();
const Terms& IncidentOutcomes();
const Terms& IncidentSeverities();
const Terms& Marks();
const Terms& MemberRoles();
const Terms& OfficeRoles();
const Terms& PairKinds();
const Terms& PostKinds();
const Terms& ProposalStates();
const Terms& Recipients();
const Terms& RepairAims();
const Terms& Roles();  // Those of members and of offices.
const Terms& RosterStates();
const Terms& Weekdays();
const Terms& WishScores();

// What an official read, of the method's name as access entries have it; a method without words,
// which a newer server may have, stays as it is.
std::string DescribeRead(const std::string& method, Language language);

}  // namespace liengia::cli
