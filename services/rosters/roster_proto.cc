#include "services/rosters/roster_proto.h"

#include <cmath>

#include "google/protobuf/any.pb.h"
#include "services/platform/civil.h"
#include "services/platform/etag.h"

namespace liengia::rosters {

v1::Roster ToProto(const Roster& roster) {
  v1::Roster proto;
  proto.set_roster_id(roster.id);
  platform::SetDate(absl::CivilDay(roster.month), proto.mutable_month());
  proto.set_state(
      static_cast<v1::Roster::State>(static_cast<int>(roster.state) + v1::Roster::STATE_DRAFT));
  proto.set_shift_count(roster.shift_count);
  proto.set_needed_count(roster.needed_count);
  proto.set_duty_count(roster.duty_count);
  proto.set_empty_count(roster.empty_count);
  platform::SetTime(roster.create_time, proto.mutable_create_time());
  if (roster.publish_time) platform::SetTime(*roster.publish_time, proto.mutable_publish_time());
  proto.set_etag(platform::EtagOf(roster.version));
  proto.set_charter_version(roster.charter_version);
  return proto;
}

v1::MemberLoad ToProto(const MemberLoad& load) {
  v1::MemberLoad proto;
  proto.set_member_id(load.member_id);
  proto.set_member_name(load.member_name);
  proto.set_duty_count(load.duty_count);
  proto.set_duty_minutes(load.duty_minutes);
  proto.set_credit_before_minutes(load.credit_before);
  proto.set_credit_after_minutes(load.credit_after);
  return proto;
}

v1::Fairness ToProto(const engine::Fairness& fairness, bool exchange_stable) {
  v1::Fairness proto;
  proto.set_max_credit_minutes(fairness.max_load);
  proto.set_min_credit_minutes(fairness.min_load);
  proto.set_gini_permille(static_cast<int>(std::lround(fairness.gini * 1000)));
  proto.set_exchange_stable(exchange_stable);
  return proto;
}

v1::RosterProblem ToProto(const RosterProblem& problem, const platform::Call& call) {
  v1::RosterProblem proto;
  proto.set_kind(static_cast<v1::RosterProblem::Kind>(problem.kind));
  proto.set_shift_id(problem.shift_id);
  proto.set_member_id(problem.member_id);
  proto.set_text(call.Say(problem.text));
  proto.set_warning(problem.warning);
  return proto;
}

v1::EmptySlot ToProto(const EmptySlot& slot, const platform::Call& call) {
  v1::EmptySlot proto;
  proto.set_shift_id(slot.shift_id);
  proto.set_missing_count(slot.missing);
  for (const EmptySlot::Count& count : slot.counts) {
    v1::RuleCount* rule = proto.add_rule_counts();
    rule->set_kind(static_cast<v1::RosterProblem::Kind>(count.kind));
    rule->set_member_count(count.members);
    rule->set_text(call.Say(count.text));
  }
  return proto;
}

std::string Attachment(const std::vector<RosterProblem>& problems, const platform::Call& call) {
  // What a refusal has room for (errors_proto.cc).
  constexpr size_t kMaxBytes = 2400;
  v1::RosterProblems list;
  for (const RosterProblem& problem : problems) {
    *list.add_problems() = ToProto(problem, call);
    if (list.ByteSizeLong() <= kMaxBytes) continue;
    list.mutable_problems()->RemoveLast();
    break;
  }
  google::protobuf::Any any;
  any.PackFrom(list);
  return any.SerializeAsString();
}

absl::CivilMonth ReadMonth(const v1::Date& date, const std::string& field,
                           platform::Violations& violations) {
  constexpr int kFirstYear = 2000;
  constexpr int kLastYear = 2199;
  if (date.day() < 0 || date.day() > 1) {
    violations.Add(
        field, {"hãy để trống ngày hoặc ghi ngày 1.", "is a month: leave the day 0, or say 1."});
    return absl::CivilMonth();
  }
  v1::Date first = date;
  first.set_day(1);
  const absl::CivilDay day = platform::ReadDate(first, field, violations);
  if (day == absl::CivilDay()) return absl::CivilMonth();
  violations.Require(kFirstYear <= day.year() && day.year() <= kLastYear, field,
                     {"phải từ năm 2000 đến năm 2199.", "must be of the years 2000 to 2199."});
  return absl::CivilMonth(day);
}

}  // namespace liengia::rosters
