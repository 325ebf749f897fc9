#include "services/rosters/repair_plan.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/platform/errors.h"
#include "services/rosters/assignment.h"
#include "services/rosters/engine_time.h"
#include "services/rosters/occurrence.h"

namespace liengia::rosters {
namespace {

using platform::Sentence;

// A roster in force is repaired from its duties as they stand: who set which of them no longer
// matters. The months next to it stay as they are.
engine::Problem Unpinned(const Plan& plan) {
  engine::Problem problem = plan.problem;
  std::erase_if(problem.pins, [&](const engine::Duty& duty) {
    return engine::InWindow(problem, problem.shifts[duty.shift]);
  });
  return problem;
}

// A shift of the roster, not of the months next to it.
bool IsOwn(const Plan& plan, int shift) {
  return shift < static_cast<int>(plan.rows.shifts.size());
}

absl::StatusOr<engine::DropOut> DropOutOf(const Plan& plan, const DropOut& drop_out) {
  const auto member = plan.members.find(drop_out.member_id);
  if (member == plan.members.end()) return platform::NotFound();
  if (drop_out.shift_id.empty()) {
    const auto instant = [&](absl::CivilDay day) {
      return InstantOf(absl::CivilMinute(day), plan.rows.zone);
    };
    return engine::DropOut{member->second,
                           IntervalOf(instant(drop_out.start_date), instant(drop_out.end_date))};
  }
  const auto shift = plan.shifts.find(drop_out.shift_id);
  if (shift == plan.shifts.end() || !IsOwn(plan, shift->second)) return platform::NotFound();
  const engine::Shift& at = plan.problem.shifts[shift->second];
  return engine::DropOut{member->second, {at.start_minute, at.end_minute}};
}

// Empty for nobody.
const std::string& IdOf(const Plan& plan, int member) {
  static const std::string nobody;
  return member < 0 ? nobody : plan.problem.members[member].id;
}

const std::string& NameOf(const Plan& plan, int member) {
  return plan.rows.candidates[member].name;
}

// "26 giờ"; "40 phút".
Sentence Notice(int64_t minutes) {
  if (minutes < 60) return {absl::StrCat(minutes, " phút"), absl::StrCat(minutes, " min")};
  return {absl::StrCat(minutes / 60, " giờ"), absl::StrCat(minutes / 60, " h")};
}

// The crews as they change, and what is against it.
class Repairer {
 public:
  Repairer(Plan plan, const Roster& roster, absl::Time now)
      : plan_(std::move(plan)), roster_(roster), now_(now) {}

  // First everybody goes, so that places and rest are free for those who come.
  absl::StatusOr<Repair> Apply(const std::vector<RepairChange>& changes) {
    for (const RepairChange& change : changes) LIENGIA_RETURN_IF_ERROR(TakeOff(change));
    for (const RepairChange& change : changes) LIENGIA_RETURN_IF_ERROR(PutOn(change));
    return std::move(repair_);
  }

 private:
  absl::StatusOr<Shift*> ShiftNamed(const std::string& id) {
    const auto at = plan_.shifts.find(id);
    if (at == plan_.shifts.end() || !IsOwn(plan_, at->second)) return platform::NotFound();
    return &plan_.rows.shifts[at->second];
  }

  absl::Status TakeOff(const RepairChange& change) {
    LIENGIA_ASSIGN_OR_RETURN(Shift* const shift, ShiftNamed(change.shift_id));
    LIENGIA_RETURN_IF_ERROR(CheckOpen(roster_, *shift, now_));
    if (change.off_member_id.empty()) return absl::OkStatus();
    const auto duty = std::find_if(
        shift->duties.begin(), shift->duties.end(),
        [&](const Duty& candidate) { return candidate.member_id == change.off_member_id; });
    if (duty == shift->duties.end()) return platform::NotFound();
    LIENGIA_RETURN_IF_ERROR(CheckRelease(*duty));
    repair_.freed_duty_ids.push_back(duty->id);
    plan_.roster.Remove(plan_.shifts.at(shift->id), plan_.members.at(duty->member_id));
    shift->duties.erase(duty);
    return absl::OkStatus();
  }

  absl::Status PutOn(const RepairChange& change) {
    if (change.on_member_id.empty()) return absl::OkStatus();
    LIENGIA_ASSIGN_OR_RETURN(Shift* const shift, ShiftNamed(change.shift_id));
    const auto member = plan_.members.find(change.on_member_id);
    if (member == plan_.members.end() || plan_.rows.candidates[member->second].left) {
      return platform::NotFound();
    }
    const int index = plan_.shifts.at(shift->id);
    const std::vector<RosterProblem> problems = BrokenBy(plan_, member->second, index);
    repair_.problems.insert(repair_.problems.end(), problems.begin(), problems.end());
    if (!problems.empty()) return absl::OkStatus();
    const int slot = FreeSlot(*shift);
    repair_.new_duties.push_back({shift->id, change.on_member_id, slot});
    plan_.roster.Add({index, member->second, false});
    shift->duties.push_back({});
    shift->duties.back().member_id = change.on_member_id;
    shift->duties.back().slot = slot;
    return absl::OkStatus();
  }

  Plan plan_;
  const Roster& roster_;
  const absl::Time now_;
  Repair repair_;
};

}  // namespace

absl::StatusOr<std::vector<engine::RepairPlan>> PlansFor(const Plan& plan,
                                                         const std::vector<DropOut>& drop_outs,
                                                         absl::Time now) {
  std::vector<engine::DropOut> dropped;
  for (const DropOut& drop_out : drop_outs) {
    LIENGIA_ASSIGN_OR_RETURN(const engine::DropOut one, DropOutOf(plan, drop_out));
    dropped.push_back(one);
  }
  return engine::Repair(Unpinned(plan), plan.roster, dropped, absl::ToUnixSeconds(now) / 60);
}

RepairChange ChangeOf(const Plan& plan, const engine::Replacement& replacement) {
  return {plan.problem.shifts[replacement.shift].id, IdOf(plan, replacement.member_off),
          IdOf(plan, replacement.member_on)};
}

Sentence ChangeText(const Plan& plan, const engine::Replacement& replacement) {
  Sentence text = ShiftText(plan.rows.shifts[replacement.shift], plan.rows.zone);
  absl::StrAppend(&text.vi, ": ");
  absl::StrAppend(&text.en, ": ");
  if (replacement.member_off >= 0) {
    absl::StrAppend(&text.vi, NameOf(plan, replacement.member_off), " thôi, ");
    absl::StrAppend(&text.en, NameOf(plan, replacement.member_off), " goes, ");
  }
  if (replacement.member_on >= 0) {
    absl::StrAppend(&text.vi, NameOf(plan, replacement.member_on), " vào.");
    absl::StrAppend(&text.en, NameOf(plan, replacement.member_on), " comes.");
  } else {
    absl::StrAppend(&text.vi, "chỗ này để trống.");
    absl::StrAppend(&text.en, "the place stays empty.");
  }
  return text;
}

Sentence PriceText(const engine::RepairPrice& price) {
  Sentence text = {absl::StrCat("Ảnh hưởng ", price.people_disturbed, " người"),
                   absl::StrCat(price.people_disturbed,
                                price.people_disturbed == 1 ? " person" : " people", " disturbed")};
  if (price.duties_moved > 0) {
    absl::StrAppend(&text.vi, ", dời ", price.duties_moved, " lượt đã công bố");
    absl::StrAppend(&text.en, ", ", price.duties_moved, " published ",
                    price.duties_moved == 1 ? "duty" : "duties", " moved");
  }
  if (price.people_disturbed > 0) {
    const Sentence notice = Notice(price.least_notice);
    absl::StrAppend(&text.vi, ", báo trước ít nhất ", notice.vi);
    absl::StrAppend(&text.en, ", at least ", notice.en, " of notice");
  }
  absl::StrAppend(&text.vi, "; còn trống ", price.still_empty, " chỗ.");
  absl::StrAppend(&text.en, "; ", price.still_empty,
                  price.still_empty == 1 ? " place stays empty." : " places stay empty.");
  return text;
}

void CheckChanges(const std::vector<RepairChange>& changes, platform::Violations& violations) {
  std::set<std::pair<std::string, std::string>> told;
  for (size_t i = 0; i < changes.size(); ++i) {
    const RepairChange& change = changes[i];
    const std::string path = absl::StrCat("changes[", i, "]");
    violations.Require(!change.shift_id.empty(), path + ".shift_id", {"còn thiếu.", "is missing."});
    violations.Require(!change.off_member_id.empty() || !change.on_member_id.empty(), path,
                       {"chưa nói ai thôi, ai vào.", "says neither who goes nor who comes."});
    for (const std::string& member : {change.off_member_id, change.on_member_id}) {
      if (member.empty()) continue;
      violations.Require(told.insert({change.shift_id, member}).second, path,
                         {"nhắc lại một người đã có ở ca này.",
                          "names somebody again who was named for this shift."});
    }
  }
}

absl::StatusOr<Repair> RepairBy(Plan plan, const Roster& roster,
                                const std::vector<RepairChange>& changes, absl::Time now) {
  return Repairer(std::move(plan), roster, now).Apply(changes);
}

}  // namespace liengia::rosters
