#include "services/groups/member_proto.h"

#include "services/groups/group.h"
#include "services/identity/phone.h"
#include "services/platform/civil.h"
#include "services/platform/etag.h"

namespace liengia::groups {
namespace {

MemberRole ReadRole(v1::Role role, platform::Violations& violations) {
  switch (role) {
    case v1::ROLE_MEMBER:
      return MemberRole::kMember;
    case v1::ROLE_DEPUTY:
      return MemberRole::kDeputy;
    case v1::ROLE_LEADER:
      return MemberRole::kLeader;
    default:
      violations.Add("member.role", {"Vai trò là tổ viên, tổ phó hoặc tổ trưởng.",
                                     "The role is MEMBER, DEPUTY or LEADER."});
      return MemberRole::kMember;
  }
}

// What cannot be read stays as it was written, so that it does not count as missing too.
std::string ReadPhoneNumber(const std::string& text, platform::Violations& violations) {
  if (text.empty()) return "";
  const identity::PhoneReading reading = identity::ReadPhone(text);
  if (reading.fault == identity::PhoneFault::kNone) return reading.number;
  violations.Add("member.phone_number", identity::Explain(reading.fault));
  return text;
}

}  // namespace

v1::Role ToProto(MemberRole role) {
  switch (role) {
    case MemberRole::kMember:
      return v1::ROLE_MEMBER;
    case MemberRole::kDeputy:
      return v1::ROLE_DEPUTY;
    case MemberRole::kLeader:
      return v1::ROLE_LEADER;
  }
  return v1::ROLE_MEMBER;
}

v1::Member ToProto(const Member& member) {
  v1::Member message;
  message.set_member_id(member.id);
  message.set_full_name(member.full_name);
  message.set_phone_number(member.phone_number);
  message.set_household_id(member.household_id);
  message.set_role(ToProto(member.role));
  message.set_may_lead(member.may_lead);
  message.set_birth_year(member.birth_year.value_or(0));
  message.set_over_70_approved(member.over_70_approved);
  message.set_max_duties_a_month(member.max_duties_a_month);
  platform::SetTime(member.create_time, message.mutable_create_time());
  message.set_etag(platform::EtagOf(member.version));
  return message;
}

v1::Absence ToProto(const Absence& absence) {
  v1::Absence message;
  message.set_absence_id(absence.id);
  message.set_member_id(absence.member_id);
  platform::SetDate(absence.start_date, message.mutable_start_date());
  platform::SetDate(absence.end_date, message.mutable_end_date());
  return message;
}

const std::vector<std::string>& MemberPaths() {
  static const auto& paths = *new std::vector<std::string>(
      {"full_name", "phone_number", "household_id", "role", "may_lead", "birth_year",
       "over_70_approved", "max_duties_a_month"});
  return paths;
}

void ReadMember(const v1::Member& message, const std::set<std::string>& paths, Member& member,
                platform::Violations& violations) {
  const auto writes = [&paths](const char* path) { return paths.count(path) > 0; };
  if (writes("full_name")) member.full_name = TidyName(message.full_name());
  if (writes("phone_number")) {
    member.phone_number = ReadPhoneNumber(message.phone_number(), violations);
  }
  if (writes("household_id")) {
    member.household_id = message.household_id();
    violations.Require(!member.household_id.empty(), "member.household_id",
                       {"Hãy chọn hộ của người này.", "Name the member's household."});
  }
  if (writes("role")) member.role = ReadRole(message.role(), violations);
  if (writes("may_lead")) member.may_lead = message.may_lead();
  if (writes("birth_year")) {
    member.birth_year.reset();
    if (message.birth_year() != 0) member.birth_year = message.birth_year();
  }
  if (writes("over_70_approved")) member.over_70_approved = message.over_70_approved();
  if (writes("max_duties_a_month")) member.max_duties_a_month = message.max_duties_a_month();
}

Absence FromProto(const v1::Absence& message, platform::Violations& violations) {
  Absence absence;
  absence.id = message.absence_id();
  absence.member_id = message.member_id();
  violations.Require(!absence.member_id.empty(), "absence.member_id",
                     {"Hãy chọn người vắng.", "Name the member who is away."});
  absence.start_date = platform::ReadDate(message.start_date(), "absence.start_date", violations);
  absence.end_date = platform::ReadDate(message.end_date(), "absence.end_date", violations);
  return absence;
}

}  // namespace liengia::groups
