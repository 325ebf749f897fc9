#include "services/groups/people_import.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/groups/group.h"
#include "services/groups/people_headings.h"

namespace liengia::groups {
namespace {

// A refusal travels in a header, which many clients hold to 8 KiB.
constexpr size_t kMostViolationBytes = 4000;

std::string FieldOf(const RowProblem& problem) {
  if (problem.line == 0) return "content";
  if (problem.heading.empty()) return absl::StrCat("line ", problem.line);
  return absl::StrCat("line ", problem.line, ", ", problem.heading);
}

// Decides one import.
class Importer {
 public:
  Importer(const PeopleFile& file, const KnownPeople& known, const ImportTerms& terms)
      : file_(file), known_(known), terms_(terms) {
    for (const KnownMember& member : known.members) before_[member.id] = &member;
  }

  PeopleImport Decide();

 private:
  void Plan();
  void KeepLeader();
  void CheckMember(const PlannedMember& planned);
  void CheckRole(const PlannedMember& planned);
  void CheckPhone(const PlannedMember& planned);
  void ChooseProxies();
  void FindEmptied();

  // Null for a new member.
  const KnownMember* Before(const PlannedMember& planned) const {
    const auto found = before_.find(planned.after.id);
    return found == before_.end() ? nullptr : found->second;
  }
  bool ByLeader() const { return terms_.editor.role == MemberRole::kLeader; }
  void Report(int line, ColumnMeaning meaning, RowFault fault, platform::Sentence sentence);
  template <typename Visit>
  void ForEachMember(Visit visit) const {
    for (const auto* list : {&import_.plan.create, &import_.plan.update, &import_.plan.unchanged}) {
      for (const PlannedMember& planned : *list) visit(planned);
    }
  }

  const PeopleFile& file_;
  const KnownPeople& known_;
  const ImportTerms& terms_;
  std::map<std::string, const KnownMember*> before_;
  std::set<int> head_lines_;
  PeopleImport import_;
};

PeopleImport Importer::Decide() {
  Plan();
  KeepLeader();
  ForEachMember([this](const PlannedMember& planned) { CheckMember(planned); });
  ChooseProxies();
  FindEmptied();
  std::stable_sort(import_.problems.begin(), import_.problems.end(),
                   [](const RowProblem& a, const RowProblem& b) {
                     return std::tie(a.line, a.column) < std::tie(b.line, b.column);
                   });
  if (!import_.problems.empty()) import_ = {.problems = std::move(import_.problems)};
  return std::move(import_);
}

void Importer::Report(int line, ColumnMeaning meaning, RowFault fault,
                      platform::Sentence sentence) {
  const auto column =
      std::find_if(file_.columns.begin(), file_.columns.end(),
                   [&](const FileColumn& c) { return MeaningOf(c.heading) == meaning; });
  const FileColumn at = column == file_.columns.end() ? FileColumn{} : *column;
  import_.problems.push_back({line, at.column, at.heading, fault, std::move(sentence)});
}

// A head is a matter of who acts for the household, not of who is who.
void Importer::Plan() {
  KnownPeople known = known_;
  for (KnownMember& member : known.members) member.household_head = false;
  std::vector<PersonRow> rows = file_.rows;
  for (PersonRow& row : rows) {
    if (row.household_head.value_or(false)) head_lines_.insert(row.line);
    row.household_head.reset();
  }
  import_.plan = PlanPeople(known, rows);
  import_.problems = import_.plan.problems;
}

void Importer::KeepLeader() {
  std::vector<PlannedMember>& update = import_.plan.update;
  for (PlannedMember& planned : update) {
    if (Before(planned)->role != MemberRole::kLeader) continue;
    planned.after.role = MemberRole::kLeader;
    planned.changes.erase(
        std::remove(planned.changes.begin(), planned.changes.end(), MemberField::kRole),
        planned.changes.end());
  }
  const auto first_unchanged =
      std::stable_partition(update.begin(), update.end(),
                            [](const PlannedMember& planned) { return !planned.changes.empty(); });
  std::move(first_unchanged, update.end(), std::back_inserter(import_.plan.unchanged));
  update.erase(first_unchanged, update.end());
}

void Importer::CheckMember(const PlannedMember& planned) {
  CheckRole(planned);
  CheckPhone(planned);
  const KnownMember& after = planned.after;
  if (!IsMinor(after.birth_year, terms_.today)) return;
  if (after.role == MemberRole::kMember && !after.may_lead) return;
  Report(planned.line, ColumnMeaning::kBirthYear, RowFault::kMinorLeads,
         {"Người dưới 18 tuổi không thể là tổ trưởng, tổ phó hay trưởng ca.",
          "A person under 18 cannot be leader or deputy, nor lead a shift."});
}

void Importer::CheckRole(const PlannedMember& planned) {
  const KnownMember* before = Before(planned);
  const MemberRole role_before = before == nullptr ? MemberRole::kMember : before->role;
  const MemberRole role = planned.after.role;
  if (role == role_before) return;
  if (role == MemberRole::kLeader) {
    Report(planned.line, ColumnMeaning::kRole, RowFault::kLeaderOther,
           {"Tổ đã có tổ trưởng khác: hãy ghi tổ phó hoặc tổ viên. Tổ trưởng giao lại vai trò bằng "
            "cách đổi vai trò của người này trong tổ.",
            "The group has another leader: write tổ phó or tổ viên. The leader hands over by "
            "changing this person's role in the group."});
  } else if (!ByLeader()) {
    Report(planned.line, ColumnMeaning::kRole, RowFault::kRoleByLeader,
           {"Chỉ tổ trưởng đổi vai trò trong tổ: hãy ghi vai trò như hiện nay, hoặc nhờ tổ trưởng "
            "nhập tệp.",
            "Only the leader changes roles: write the present role, or let the leader import the "
            "file."});
  }
}

void Importer::CheckPhone(const PlannedMember& planned) {
  const KnownMember* before = Before(planned);
  if (planned.after.role != MemberRole::kMember && planned.after.phone.empty()) {
    Report(planned.line, ColumnMeaning::kPhone, RowFault::kPhoneNeeded,
           {"Tổ phó phải có số điện thoại để đăng nhập.",
            "A deputy signs in by a phone number: give one."});
  }
  if (before == nullptr || before->phone == planned.after.phone) return;
  if (before->role == MemberRole::kLeader) {
    Report(planned.line, ColumnMeaning::kPhone, RowFault::kPhoneOfLeader,
           {"Số này khác số tổ trưởng đang dùng để đăng nhập: hãy ghi đúng số đó, hoặc đổi số của "
            "tổ trưởng trong tổ trước.",
            "The leader signs in by another number: write that number, or first change the "
            "leader's number in the group."});
  } else if (before->role == MemberRole::kDeputy && !ByLeader() &&
             before->id != terms_.editor.member_id) {
    Report(planned.line, ColumnMeaning::kPhone, RowFault::kPhoneOfDeputy,
           {"Chỉ tổ trưởng đổi số điện thoại của tổ phó khác: hãy ghi số như hiện nay.",
            "Only the leader changes the phone number of another deputy: write the present one."});
  }
}

void Importer::ChooseProxies() {
  std::set<std::string> has_proxy;
  for (const KnownMember& member : known_.members) {
    if (member.household_head) has_proxy.insert(member.household_id);
  }
  // A proxy who moves away leaves the household without one.
  for (const PlannedMember& planned : import_.plan.update) {
    const KnownMember& before = *Before(planned);
    if (before.household_head && before.household_id != planned.after.household_id) {
      has_proxy.erase(before.household_id);
    }
  }
  std::set<size_t> gets_proxy;
  ForEachMember([&](const PlannedMember& planned) {
    const std::string& household_id = import_.plan.households[planned.household].after.id;
    if (head_lines_.count(planned.line) == 0 || planned.after.phone.empty()) return;
    if (!household_id.empty() && has_proxy.count(household_id) > 0) return;
    if (!gets_proxy.insert(planned.household).second) return;
    import_.proxies.push_back({planned.household, planned.line});
  });
  for (size_t i = 0; i < import_.plan.households.size(); ++i) {
    const PlannedHousehold& household = import_.plan.households[i];
    if (household.after.id.empty()) continue;
    import_.updated_household_count +=
        household.label_changes || household.address_changes || gets_proxy.count(i) > 0;
  }
}

void Importer::FindEmptied() {
  std::map<std::string, int> count_after;
  for (const KnownMember& member : known_.members) ++count_after[member.household_id];
  std::set<std::string> left;
  ForEachMember([&](const PlannedMember& planned) {
    const KnownMember* before = Before(planned);
    if (before != nullptr) --count_after[before->household_id];
    ++count_after[import_.plan.households[planned.household].after.id];
    if (before != nullptr) left.insert(before->household_id);
  });
  for (const std::string& id : left) {
    if (count_after[id] == 0) import_.emptied_household_ids.push_back(id);
  }
}

}  // namespace

PeopleImport DecideImport(const PeopleFile& file, const KnownPeople& known,
                          const ImportTerms& terms) {
  if (!file.problems.empty()) return {.problems = file.problems};
  return Importer(file, known, terms).Decide();
}

absl::Status CheckProblems(const std::vector<RowProblem>& problems) {
  if (problems.empty()) return absl::OkStatus();
  for (const RowProblem& problem : problems) {
    if (problem.fault != RowFault::kTooManyPeople) continue;
    platform::ErrorDetail detail{platform::Reason::kLimitReached, problem.sentence};
    detail.metadata["limit"] = absl::StrCat(kMemberLimit.most);
    return platform::Refusal(absl::StatusCode::kResourceExhausted, std::move(detail));
  }
  platform::ErrorDetail detail{
      platform::Reason::kFileInvalid,
      {absl::StrCat("Tệp có ", problems.size(), " chỗ cần sửa; chưa nhập gì."),
       absl::StrCat("The file has ", problems.size(), " problems; nothing was imported.")}};
  detail.metadata["problem_count"] = absl::StrCat(problems.size());
  size_t bytes = 0;
  for (const RowProblem& problem : problems) {
    platform::Violation violation{FieldOf(problem), problem.sentence};
    bytes += violation.field.size() + std::max(violation.text.vi.size(), violation.text.en.size());
    if (bytes > kMostViolationBytes) break;
    detail.violations.push_back(std::move(violation));
  }
  return platform::Refusal(absl::StatusCode::kInvalidArgument, std::move(detail));
}

absl::Status CheckImportLimits(const KnownPeople& known, const PeopleImport& import) {
  const auto new_households =
      std::count_if(import.plan.households.begin(), import.plan.households.end(),
                    [](const PlannedHousehold& household) { return household.after.id.empty(); });
  const size_t households =
      known.households.size() + new_households - import.emptied_household_ids.size();
  const size_t members = known.members.size() + import.plan.create.size();
  LIENGIA_RETURN_IF_ERROR(CheckLimit(kMemberLimit, static_cast<int>(members)));
  return CheckLimit(kHouseholdLimit, static_cast<int>(households));
}

PeopleWrite WriteOf(const PeopleImport& import, const std::function<std::string()>& new_id) {
  PeopleWrite write;
  std::vector<std::string> household_ids;
  for (const PlannedHousehold& planned : import.plan.households) {
    KnownHousehold household = planned.after;
    if (planned.label_changes || planned.address_changes) {
      write.changed_households.push_back(household);
    }
    if (household.id.empty()) {
      household.id = new_id();
      write.new_households.push_back(household);
    }
    household_ids.push_back(household.id);
  }
  std::map<int, std::string> member_of_line;
  const auto placed = [&](const PlannedMember& planned) {
    KnownMember member = planned.after;
    member.household_id = household_ids[planned.household];
    if (member.id.empty()) member.id = new_id();
    member_of_line[planned.line] = member.id;
    return member;
  };
  for (const auto& planned : import.plan.create) write.new_members.push_back(placed(planned));
  for (const auto& planned : import.plan.update) write.changed_members.push_back(placed(planned));
  for (const auto& planned : import.plan.unchanged) placed(planned);
  for (const NewProxy& proxy : import.proxies) {
    write.proxies.push_back({household_ids[proxy.household], member_of_line[proxy.line]});
  }
  write.emptied_household_ids = import.emptied_household_ids;
  return write;
}

std::vector<PersonRow> RowsOf(const KnownPeople& known) {
  std::multimap<std::string, const KnownMember*> members;
  for (const KnownMember& member : known.members) members.emplace(member.household_id, &member);
  std::vector<PersonRow> rows;
  for (const KnownHousehold& household : known.households) {
    const auto [first, last] = members.equal_range(household.id);
    for (auto at = first; at != last; ++at) {
      const KnownMember& member = *at->second;
      PersonRow row;
      row.household = household.label;
      row.address = household.address;
      row.full_name = member.full_name;
      row.phone = member.phone;
      row.birth_year = member.birth_year;
      row.role = member.role;
      row.may_lead = member.may_lead;
      row.household_head = member.household_head;
      row.over_70_approved = member.over_70_approved;
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

}  // namespace liengia::groups
