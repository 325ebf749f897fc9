#include "services/rosters/advice_proto.h"

#include "services/platform/civil.h"
#include "services/rosters/roster_problem.h"
#include "services/rosters/shortage.h"

namespace liengia::rosters {
namespace {

// Of a full share, as people are told; 0 for somebody without a share.
int64_t LoadOf(const engine::Load& load) {
  return load.share == 0 ? 0 : load.credit * 1000 / load.share;
}

v1::RepairChange ToProto(const Plan& plan, const engine::Replacement& replacement,
                         const platform::Call& call) {
  const RepairChange change = ChangeOf(plan, replacement);
  v1::RepairChange proto;
  proto.set_shift_id(change.shift_id);
  if (replacement.member_off >= 0) {
    proto.set_off_member_id(change.off_member_id);
    proto.set_off_member_name(plan.rows.candidates[replacement.member_off].name);
  }
  if (replacement.member_on >= 0) {
    proto.set_on_member_id(change.on_member_id);
    proto.set_on_member_name(plan.rows.candidates[replacement.member_on].name);
  }
  proto.set_moves_published(replacement.moves_published);
  proto.set_text(call.Say(ChangeText(plan, replacement)));
  return proto;
}

}  // namespace

v1::ReplacementCandidate ToProto(const Plan& plan, const engine::Candidate& candidate) {
  v1::ReplacementCandidate proto;
  proto.set_member_id(plan.rows.candidates[candidate.member].id);
  proto.set_member_name(plan.rows.candidates[candidate.member].name);
  proto.set_brings_leader(candidate.leads);
  proto.set_load_before_minutes(LoadOf(candidate.before));
  proto.set_load_after_minutes(LoadOf(candidate.after));
  return proto;
}

v1::AssignmentReason ToProto(const Plan& plan, engine::AssignmentReason reason,
                             const platform::Call& call) {
  if (!call.leads()) reason.runners_up.clear();
  const Candidate& member = plan.rows.candidates[reason.chosen.member];
  v1::AssignmentReason proto;
  proto.set_shift_id(plan.problem.shifts[reason.shift].id);
  proto.set_member_id(member.id);
  proto.set_member_name(member.name);
  proto.set_pinned(reason.pinned);
  proto.set_load_before_minutes(LoadOf(reason.chosen.before));
  proto.set_load_after_minutes(LoadOf(reason.chosen.after));
  proto.set_allowed_count(reason.allowed);
  for (const engine::RunnerUp& next : reason.runners_up) {
    *proto.add_runners_up() = ToProto(plan, next.candidate);
  }
  for (std::string& sentence : engine::Sentences(reason, NamesOf(plan), LanguageOf(call))) {
    proto.add_sentences(std::move(sentence));
  }
  return proto;
}

v1::RuleException ToProto(const Plan& plan, const engine::Exception& exception,
                          const platform::Call& call) {
  v1::RuleException proto;
  proto.set_shift_id(plan.problem.shifts[exception.shift].id);
  proto.set_member_id(plan.rows.candidates[exception.member].id);
  proto.set_member_name(plan.rows.candidates[exception.member].name);
  for (const engine::Rule rule : exception.rules) {
    proto.add_rules(static_cast<v1::RosterProblem::Kind>(KindOf(rule)));
  }
  proto.set_text(call.Say(ExceptionText(plan, exception)));
  return proto;
}

v1::RepairPlan ToProto(const Plan& plan, const engine::RepairPlan& repair,
                       const platform::Call& call) {
  v1::RepairPlan proto;
  proto.set_aim(static_cast<v1::RepairPlan::Aim>(static_cast<int>(repair.aim) + 1));
  for (const engine::Replacement& replacement : repair.changes) {
    *proto.add_changes() = ToProto(plan, replacement, call);
  }
  proto.set_still_empty_count(repair.price.still_empty);
  proto.set_disturbed_count(repair.price.people_disturbed);
  proto.set_moved_count(repair.price.duties_moved);
  proto.set_least_notice_minutes(repair.price.least_notice);
  proto.set_highest_load_minutes(repair.price.highest_load);
  proto.set_text(call.Say(PriceText(repair.price)));
  return proto;
}

DropOut FromProto(const v1::DropOut& proto, absl::CivilMonth month, const std::string& path,
                  platform::Violations& violations) {
  DropOut drop_out{proto.member_id(), proto.shift_id(), absl::CivilDay(month),
                   absl::CivilDay(month + 1)};
  violations.Require(!proto.member_id().empty(), path + ".member_id",
                     {"còn thiếu.", "is missing."});
  violations.Require(proto.shift_id().empty() == proto.has_start_date(), path + ".start_date",
                     {"hãy nói một ca, hoặc những ngày nào.", "say one shift, or which days."});
  if (!proto.has_start_date()) return drop_out;
  drop_out.start_date = platform::ReadDate(proto.start_date(), path + ".start_date", violations);
  if (proto.has_end_date()) {
    drop_out.end_date = platform::ReadDate(proto.end_date(), path + ".end_date", violations);
  }
  violations.Require(drop_out.start_date < drop_out.end_date, path + ".end_date",
                     {"phải sau ngày đầu.", "must come after the first day."});
  return drop_out;
}

RepairChange FromProto(const v1::RepairChange& proto) {
  return {proto.shift_id(), proto.off_member_id(), proto.on_member_id()};
}

engine::NameOf NamesOf(const Plan& plan) {
  return [&plan](int member) { return plan.rows.candidates[member].name; };
}

engine::Language LanguageOf(const platform::Call& call) {
  return call.language == platform::Language::kEnglish ? engine::Language::kEnglish
                                                       : engine::Language::kVietnamese;
}

}  // namespace liengia::rosters
