#include "services/rosters/credit_proto.h"

#include "services/platform/civil.h"

namespace liengia::rosters {

v1::MemberCredit ToProto(const CreditBalance& balance, const platform::Call& call) {
  v1::MemberCredit proto;
  proto.set_member_id(balance.member_id);
  proto.set_member_name(balance.member_name);
  proto.set_balance_minutes(balance.minutes);
  proto.set_household_balance_minutes(balance.household_minutes.value_or(0));
  proto.set_text(call.Say(BalanceText(balance)));
  return proto;
}

v1::CreditEntry ToProto(const CreditEntry& entry, const platform::Call& call) {
  v1::CreditEntry proto;
  platform::SetDate(absl::CivilDay(entry.month), proto.mutable_month());
  proto.set_duty_count(entry.duty_count);
  proto.set_duty_minutes(entry.duty_minutes);
  proto.set_credit_minutes(entry.credit);
  proto.set_fair_minutes(entry.fair());
  proto.set_share_permille(entry.share);
  proto.set_charter_version(entry.charter_version);
  proto.set_text(call.Say(EntryText(entry)));
  return proto;
}

v1::CreditLine ToProto(const CreditLine& line, const Charter& charter, const absl::TimeZone& zone,
                       const platform::Call& call) {
  v1::CreditLine proto;
  proto.set_duty_id(line.duty_id);
  proto.set_title(line.title);
  proto.set_post_name(line.post_name);
  platform::SetTime(line.start_time, proto.mutable_start_time());
  platform::SetTime(line.end_time, proto.mutable_end_time());
  proto.set_credit_minutes(CreditOf(line, charter, zone));
  proto.set_text(call.Say(LineText(line, charter, zone)));
  return proto;
}

}  // namespace liengia::rosters
