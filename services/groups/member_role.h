#pragma once

namespace liengia::groups {

// Tổ viên, tổ phó, tổ trưởng.
enum class MemberRole { kMember, kDeputy, kLeader };

}  // namespace liengia::groups
