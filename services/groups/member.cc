#include "services/groups/member.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace liengia::groups {
namespace {

using platform::Precondition;
using platform::Reason;

constexpr int kOldestAge = 120;
constexpr int kMostDutiesAMonth = 62;

// A character beyond ASCII counts as a letter: names come in more scripts than we list.
bool HasLetter(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isalpha(c) || static_cast<unsigned char>(c) >= 0x80;
  });
}

absl::Status RoleMissing(platform::Sentence text) {
  return platform::Refusal(absl::StatusCode::kPermissionDenied, Reason::kRoleMissing,
                           std::move(text));
}

absl::Status LeaderNeeded() {
  return Precondition(
      Reason::kLeaderNeeded,
      {"Tổ phải luôn có tổ trưởng: hãy giao vai trò tổ trưởng cho người khác trước.",
       "A group must keep a leader: make somebody else the leader first."});
}

bool HoldsRole(const Member& member) { return member.role != MemberRole::kMember; }

}  // namespace

const char* MemberRoleName(MemberRole role) {
  switch (role) {
    case MemberRole::kMember:
      return "member";
    case MemberRole::kDeputy:
      return "deputy";
    case MemberRole::kLeader:
      return "leader";
  }
  return "member";
}

MemberRole MemberRoleNamed(const std::string& name) {
  if (name == "leader") return MemberRole::kLeader;
  return name == "deputy" ? MemberRole::kDeputy : MemberRole::kMember;
}

bool IsMinor(const std::optional<int>& birth_year, absl::CivilDay today) {
  return birth_year.has_value() && today.year() - *birth_year < kAdultAge;
}

bool IsOver70(const std::optional<int>& birth_year, absl::CivilDay today) {
  return birth_year.has_value() && today.year() - *birth_year > kOldestAgeWithoutApproval;
}

void CheckFullName(const std::string& full_name, const std::string& field,
                   platform::Violations& violations) {
  violations.Require(HasLetter(full_name), field,
                     {"Hãy ghi họ và tên, có chữ cái.", "Write the name; it has letters in it."});
}

void CheckMember(const Member& member, absl::CivilDay today, const std::string& prefix,
                 platform::Violations& violations) {
  CheckFullName(member.full_name, prefix + "full_name", violations);
  if (member.birth_year.has_value()) {
    const int64_t age = today.year() - *member.birth_year;
    violations.Require(age >= 0 && age <= kOldestAge, prefix + "birth_year",
                       {"Năm sinh không thể đúng: hãy kiểm tra lại, hoặc để trống nếu không rõ.",
                        "The birth year cannot be right: check it, or leave it out if unknown."});
  }
  violations.Require(
      member.max_duties_a_month >= 0 && member.max_duties_a_month <= kMostDutiesAMonth,
      prefix + "max_duties_a_month",
      {absl::StrCat("Số ca mỗi tháng từ 0 (không giới hạn) đến ", kMostDutiesAMonth, "."),
       absl::StrCat("Duties a month are 0 (no limit) to ", kMostDutiesAMonth, ".")});
  violations.Require(
      !HoldsRole(member) || !member.phone_number.empty(), prefix + "phone_number",
      {"Tổ trưởng, tổ phó phải có số điện thoại để đăng nhập: hãy ghi số, hoặc đổi vai trò trước.",
       "A leader or deputy signs in by a phone number: give one, or change the role first."});
}

absl::Status CheckAge(const Member& member, absl::CivilDay today) {
  if (!IsMinor(member.birth_year, today)) return absl::OkStatus();
  if (!HoldsRole(member) && !member.may_lead) return absl::OkStatus();
  return Precondition(Reason::kAgeRule,
                      {"Người dưới 18 tuổi không thể là tổ trưởng, tổ phó hay trưởng ca.",
                       "A person under 18 cannot be leader or deputy, nor lead a shift."});
}

Editor EditorOf(const platform::Call& call) {
  switch (call.role) {
    case platform::Role::kLeader:
      return {call.member_id, MemberRole::kLeader};
    case platform::Role::kDeputy:
      return {call.member_id, MemberRole::kDeputy};
    default:
      return {call.member_id, MemberRole::kMember};
  }
}

absl::Status CheckMayAdd(const Editor& editor, const Member& added) {
  if (editor.role == MemberRole::kLeader || !HoldsRole(added)) return absl::OkStatus();
  return RoleMissing({"Chỉ tổ trưởng giao vai trò tổ trưởng, tổ phó.",
                      "Only the leader makes somebody leader or deputy."});
}

absl::Status CheckMayChange(const Editor& editor, const Member& before, const Member& after) {
  if (editor.role != MemberRole::kLeader) {
    if (before.role != after.role) {
      return RoleMissing({"Chỉ tổ trưởng đổi vai trò trong tổ.", "Only the leader changes roles."});
    }
    if (HoldsRole(before) && before.phone_number != after.phone_number &&
        before.id != editor.member_id) {
      return RoleMissing({"Chỉ tổ trưởng đổi số điện thoại của tổ trưởng, tổ phó khác.",
                          "Only the leader changes the phone number of the leader or of another "
                          "deputy."});
    }
  }
  const bool loses_leader = before.role == MemberRole::kLeader && after.role != MemberRole::kLeader;
  return loses_leader ? LeaderNeeded() : absl::OkStatus();
}

absl::Status CheckMayLeave(const Editor& editor, bool acts_for, const Member& leaving) {
  if (editor.role != MemberRole::kLeader && !acts_for) {
    return RoleMissing({"Chỉ tổ trưởng đưa người khác ra khỏi danh sách.",
                        "Only the leader takes others off the list."});
  }
  return leaving.role == MemberRole::kLeader ? LeaderNeeded() : absl::OkStatus();
}

absl::Status CheckMayNoteAbsence(const Editor& editor, bool acts_for) {
  if (editor.role != MemberRole::kMember || acts_for) return absl::OkStatus();
  return RoleMissing({"Bạn chỉ báo vắng cho chính mình và người mình đại diện.",
                      "You may note absences of yourself and of those you act for."});
}

void CheckAbsenceDates(const Absence& absence, const std::string& prefix,
                       platform::Violations& violations) {
  const int64_t days = absence.end_date - absence.start_date;
  violations.Require(days >= 1, prefix + "end_date",
                     {"Ngày kết thúc phải sau ngày bắt đầu (là ngày đầu tiên đi trực lại).",
                      "The end is after the start: it is the first day of service again."});
  violations.Require(
      days <= kLongestAbsenceDays, prefix + "end_date",
      {absl::StrCat("Một lần vắng dài nhất ", kLongestAbsenceDays, " ngày: hãy chia ra."),
       absl::StrCat("An absence has at most ", kLongestAbsenceDays, " days: divide it.")});
}

}  // namespace liengia::groups
