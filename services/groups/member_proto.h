#pragma once

#include <set>
#include <string>
#include <vector>

#include "liengia/v1/member.pb.h"
#include "services/groups/member.h"
#include "services/platform/errors.h"

namespace liengia::groups {

v1::Role ToProto(MemberRole role);
v1::Member ToProto(const Member& member);
v1::Absence ToProto(const Absence& absence);

// The paths of a v1::Member that a client may write.
const std::vector<std::string>& MemberPaths();

// Writes into `member` those of the message's fields that `paths` names, tidy and canonical. Adds
// what cannot be read to `violations`, under "member.". Leaves account_id alone.
void ReadMember(const v1::Member& message, const std::set<std::string>& paths, Member& member,
                platform::Violations& violations);

// Adds what cannot be read to `violations`, under "absence.".
Absence FromProto(const v1::Absence& message, platform::Violations& violations);

}  // namespace liengia::groups
