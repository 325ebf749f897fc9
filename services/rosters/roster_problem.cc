#include "services/rosters/roster_problem.h"

#include <algorithm>
#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "services/platform/errors.h"

namespace liengia::rosters {
namespace {

using engine::Rule;
using platform::Reason;
using platform::Sentence;

ProblemKind KindFor(Rule rule, const Candidate& candidate) {
  return rule == Rule::kNoShare && candidate.left ? ProblemKind::kLeft : KindOf(rule);
}

// The engine's phrase, which continues a name; whoever left takes no part for a plainer reason.
Sentence PhraseOf(Rule rule, ProblemKind kind) {
  if (kind == ProblemKind::kLeft) return {"không còn trong tổ", "no longer in the group"};
  if (rule == Rule::kNoShare) rule = Rule::kUnavailable;
  return {engine::RuleText(rule, engine::Language::kVietnamese),
          engine::RuleText(rule, engine::Language::kEnglish)};
}

RosterProblem BrokenRule(const Plan& plan, Rule rule, int member, int shift) {
  const Candidate& candidate = plan.rows.candidates[member];
  const Shift& row = plan.rows.shifts[shift];
  const ProblemKind kind = KindFor(rule, candidate);
  const Sentence phrase = PhraseOf(rule, kind);
  const Sentence name = ShiftText(row, plan.rows.zone);
  return {kind,
          row.id,
          candidate.id,
          {absl::StrCat(candidate.name, ": ", phrase.vi, " (", name.vi, ")."),
           absl::StrCat(candidate.name, ": ", phrase.en, " (", name.en, ").")},
          false};
}

RosterProblem CrewProblem(const Plan& plan, const engine::Finding& finding) {
  const Shift& row = plan.rows.shifts[finding.shift];
  const Sentence name = ShiftText(row, plan.rows.zone);
  const int missing = finding.missing;
  switch (finding.flaw) {
    case engine::Flaw::kTooFewLeaders:
      return {ProblemKind::kLeaderMissing,
              row.id,
              "",
              {absl::StrCat(name.vi, ": thiếu ", missing, " người làm trưởng ca."),
               absl::StrCat(name.en, ": lacks ", missing, missing == 1 ? " leader." : " leaders.")},
              true};
    case engine::Flaw::kTooFewSkilled:
      return {ProblemKind::kSkillMissing,
              row.id,
              "",
              {absl::StrCat(name.vi, ": thiếu ", missing, " người có kỹ năng cần thiết."),
               absl::StrCat(name.en, ": lacks ", missing, missing == 1 ? " person" : " people",
                            " with a needed skill.")},
              true};
    case engine::Flaw::kAloneAtNight: {
      const Candidate& candidate = plan.rows.candidates[finding.member];
      return {ProblemKind::kAloneAtNight,
              row.id,
              candidate.id,
              {absl::StrCat(candidate.name, " trực đêm một mình (", name.vi, ")."),
               absl::StrCat(candidate.name, " is alone at night (", name.en, ").")},
              true};
    }
    case engine::Flaw::kCrewUnderMinimum:
    case engine::Flaw::kRuleBroken:
      break;
  }
  return {
      ProblemKind::kCrewShort,
      row.id,
      "",
      {absl::StrCat(name.vi, ": thiếu ", missing, " người."),
       absl::StrCat(name.en, ": ", missing, missing == 1 ? " person short." : " people short.")},
      true};
}

// Two rules may come to one kind; people need to read it once. What is said of one duty stands
// together, so looking back that far is enough.
void AddOnce(RosterProblem problem, std::vector<RosterProblem>& problems) {
  const size_t back = std::min<size_t>(problems.size(), engine::kRuleCount);
  const bool told = std::any_of(problems.end() - static_cast<std::ptrdiff_t>(back), problems.end(),
                                [&](const RosterProblem& other) {
                                  return other.kind == problem.kind &&
                                         other.shift_id == problem.shift_id &&
                                         other.member_id == problem.member_id;
                                });
  if (!told) problems.push_back(std::move(problem));
}

Sentence CountText(int members, Rule rule, ProblemKind kind) {
  const Sentence phrase = PhraseOf(rule, kind);
  return {absl::StrCat(members, " người: ", phrase.vi, "."),
          absl::StrCat(members, members == 1 ? " member: " : " members: ", phrase.en, ".")};
}

std::vector<EmptySlot::Count> CountsOf(const Plan& plan, const engine::Roster& roster, int shift) {
  std::map<ProblemKind, std::pair<int, Rule>> found;
  for (size_t member = 0; member < plan.rows.candidates.size(); ++member) {
    const Candidate& candidate = plan.rows.candidates[member];
    const int index = static_cast<int>(member);
    if (candidate.left || roster.Has(shift, index)) continue;
    std::set<ProblemKind> kinds;
    for (const Rule rule : engine::Broken(plan.problem, roster, index, shift)) {
      const ProblemKind kind = KindFor(rule, candidate);
      if (!kinds.insert(kind).second) continue;
      ++found.try_emplace(kind, 0, rule).first->second.first;
    }
  }
  std::vector<EmptySlot::Count> counts;
  counts.reserve(found.size());
  for (const auto& [kind, count] : found) {
    counts.push_back({kind, count.first, CountText(count.first, count.second, kind)});
  }
  std::stable_sort(counts.begin(), counts.end(),
                   [](const auto& a, const auto& b) { return a.members > b.members; });
  return counts;
}

Sentence AllTexts(const std::vector<RosterProblem>& problems) {
  Sentence all;
  for (const RosterProblem& problem : problems) {
    absl::StrAppend(&all.vi, all.vi.empty() ? "" : " ", problem.text.vi);
    absl::StrAppend(&all.en, all.en.empty() ? "" : " ", problem.text.en);
  }
  return all;
}

absl::Status Refused(Reason reason, Sentence text, size_t problem_count, std::string attachment) {
  platform::ErrorDetail detail;
  detail.metadata["problem_count"] = std::to_string(problem_count);
  detail.reason = reason;
  detail.text = std::move(text);
  detail.attachments.push_back(std::move(attachment));
  const auto code = reason == Reason::kAlreadyOnShift ? absl::StatusCode::kAlreadyExists
                                                      : absl::StatusCode::kFailedPrecondition;
  return platform::Refusal(code, std::move(detail));
}

}  // namespace

ProblemKind KindOf(engine::Rule rule) {
  switch (rule) {
    case Rule::kNoShare:
      return ProblemKind::kUnavailable;
    case Rule::kUnavailable:
      return ProblemKind::kUnavailable;
    case Rule::kOverlap:
    case Rule::kOtherGroupOverlap:
      return ProblemKind::kOverlap;
    case Rule::kRest:
      return ProblemKind::kRest;
    case Rule::kMaxPerWeek:
      return ProblemKind::kWeekLimit;
    case Rule::kMaxPerPeriod:
      return ProblemKind::kMonthLimit;
    case Rule::kNightsInRow:
      return ProblemKind::kNightsInARow;
    case Rule::kNotTogether:
      return ProblemKind::kNotTogether;
    case Rule::kSkill:
      return ProblemKind::kSkillMissing;
    case Rule::kHouseholdNight:
      return ProblemKind::kHouseholdNight;
    case Rule::kMinorAtNight:
      return ProblemKind::kMinorAtNight;
    case Rule::kOver70:
      return ProblemKind::kOver70;
    case Rule::kCrewFull:
      return ProblemKind::kCrewFull;
    case Rule::kAlreadyOnShift:
      return ProblemKind::kAlreadyOnShift;
  }
  return ProblemKind::kUnavailable;
}

Sentence ShiftText(const Shift& shift, const absl::TimeZone& zone) {
  const std::string at =
      absl::StrCat(shift.title, ", ", absl::FormatTime("%H:%M", shift.start_time, zone));
  return {absl::StrCat(at, " ngày ", shift.duty_date.day(), "/", shift.duty_date.month()),
          absl::StrCat(at, " on ", shift.duty_date.day(),
                       absl::FormatTime(" %B", absl::FromCivil(shift.duty_date, zone), zone))};
}

std::vector<RosterProblem> ProblemsOf(const Plan& plan) {
  std::vector<RosterProblem> problems;
  for (const engine::Finding& finding : engine::CheckAll(plan.problem, plan.roster)) {
    AddOnce(finding.flaw == engine::Flaw::kRuleBroken
                ? BrokenRule(plan, finding.rule, finding.member, finding.shift)
                : CrewProblem(plan, finding),
            problems);
  }
  return problems;
}

std::vector<RosterProblem> BrokenBy(const Plan& plan, int member, int shift) {
  std::vector<RosterProblem> problems;
  for (const Rule rule : engine::Broken(plan.problem, plan.roster, member, shift)) {
    AddOnce(BrokenRule(plan, rule, member, shift), problems);
  }
  return problems;
}

absl::Status AssignmentRefusal(const std::vector<RosterProblem>& problems, std::string attachment) {
  const auto has = [&](ProblemKind kind) {
    return std::any_of(problems.begin(), problems.end(),
                       [&](const RosterProblem& problem) { return problem.kind == kind; });
  };
  Reason reason = Reason::kRuleBroken;
  if (has(ProblemKind::kAlreadyOnShift)) {
    reason = Reason::kAlreadyOnShift;
  } else if (problems.size() == 1 && has(ProblemKind::kCrewFull)) {
    reason = Reason::kCrewFull;
  } else if (problems.size() == 1 && has(ProblemKind::kOverlap)) {
    reason = Reason::kDutyOverlap;
  }
  return Refused(reason, AllTexts(problems), problems.size(), std::move(attachment));
}

absl::Status CheckPublishable(const std::vector<RosterProblem>& problems, bool accept_warnings,
                              std::string attachment) {
  const auto warnings = std::count_if(problems.begin(), problems.end(),
                                      [](const RosterProblem& problem) { return problem.warning; });
  const auto broken = static_cast<int64_t>(problems.size()) - warnings;
  if (broken > 0) {
    return Refused(
        Reason::kNotPublishable,
        {absl::StrCat("Có ", broken, " chỗ trái quy tắc. Hãy sửa lịch trực rồi công bố."),
         absl::StrCat("Rules are broken in ", broken, broken == 1 ? " place" : " places",
                      "; change the roster, then publish it.")},
        problems.size(), std::move(attachment));
  }
  if (warnings > 0 && !accept_warnings) {
    return Refused(
        Reason::kNotPublishable,
        {absl::StrCat("Có ", warnings, " điều cần lưu ý. Hãy xem lại rồi xác nhận để công bố."),
         absl::StrCat("There ", warnings == 1 ? "is " : "are ", warnings,
                      warnings == 1 ? " warning" : " warnings", "; accept to publish.")},
        problems.size(), std::move(attachment));
  }
  return absl::OkStatus();
}

std::vector<EmptySlot> EmptySlotsOf(const Plan& plan, const engine::Roster& roster) {
  std::vector<EmptySlot> slots;
  for (size_t i = 0; i < plan.rows.shifts.size(); ++i) {
    const int shift = static_cast<int>(i);
    const int missing =
        plan.rows.shifts[i].crew_min - static_cast<int>(roster.DutiesOn(shift).size());
    if (missing <= 0) continue;
    slots.push_back({plan.rows.shifts[i].id, missing, CountsOf(plan, roster, shift)});
  }
  return slots;
}

}  // namespace liengia::rosters
