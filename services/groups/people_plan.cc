#include "services/groups/people_plan.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "services/platform/text.h"

namespace liengia::groups {
namespace {

constexpr size_t kNobody = static_cast<size_t>(-1);

// A name or label in the forms in which it is compared.
struct Spelling {
  explicit Spelling(const std::string& text)
      : exact(platform::FoldCase(text)), loose(platform::FoldForMatch(text)) {}

  bool HasDiacritics() const { return exact != loose; }

  std::string exact;  // Diacritics count.
  std::string loose;  // They do not.
};

// Hung leaves out the diacritics of Hùng, and of Hưng.
bool LeavesOutDiacritics(const Spelling& plain, const Spelling& full) {
  return plain.loose == full.loose && !plain.HasDiacritics() && full.HasDiacritics();
}

// Hùng and Hung are perhaps one, Hùng and Hưng are two.
bool MayBeOneSpelling(const Spelling& a, const Spelling& b) {
  return a.exact == b.exact || LeavesOutDiacritics(a, b) || LeavesOutDiacritics(b, a);
}

std::string LastWord(const std::string& words) { return words.substr(words.rfind(' ') + 1); }

bool SameYear(const std::optional<int>& a, const std::optional<int>& b) { return a == b; }

bool NoYearConflict(const std::optional<int>& a, const std::optional<int>& b) {
  return !a.has_value() || !b.has_value() || *a == *b;
}

class Planner {
 public:
  Planner(const KnownPeople& known, const std::vector<PersonRow>& rows)
      : known_(known),
        rows_(rows),
        household_of_row_(rows.size(), kNobody),
        member_of_row_(rows.size(), kNobody),
        row_failed_(rows.size(), false),
        row_of_member_(known.members.size(), kNobody) {}

  PeoplePlan Plan();

 private:
  void Report(size_t row, RowFault fault, platform::Sentence sentence) {
    row_failed_[row] = true;
    plan_.problems.push_back({rows_[row].line, 0, "", fault, std::move(sentence)});
  }

  void IndexKnown();
  void FindHouseholds();
  void AddLabel(const Spelling& label, const std::string& text);
  std::optional<std::string> SettleLabel(const Spelling& label) const;
  size_t PlannedFor(const std::string& label, const std::string& written);
  void TakeAddress(size_t row);

  void MatchByPhone();
  bool PhonesDiffer(size_t row, size_t member) const {
    return !rows_[row].phone.empty() && !known_.members[member].phone.empty() &&
           rows_[row].phone != known_.members[member].phone;
  }
  bool MayBeSamePerson(size_t row, size_t member) const;
  using Likeness = std::function<bool(size_t row, size_t member)>;
  std::vector<size_t> Candidates(size_t row, const Likeness& alike) const;
  void MatchByName(const Likeness& alike);
  void ReportLookAlikes();
  bool IsLookAlike(size_t row, size_t member) const;
  void ReportAmbiguous(size_t row);

  KnownMember After(size_t row) const;
  std::vector<MemberField> Changes(size_t row) const;
  size_t PlannedHouseholdOf(size_t member) const;
  void CheckDistinct();
  void CheckHeads();
  void PlanMembers();

  const KnownPeople& known_;
  const std::vector<PersonRow>& rows_;
  PeoplePlan plan_;

  std::vector<Spelling> row_names_, member_names_;
  std::unordered_map<std::string, std::vector<size_t>> members_of_household_;  // By household id.
  // Labels, of the file and of the group, by their exact form.
  std::unordered_map<std::string, std::string> text_of_label_;
  std::unordered_map<std::string, std::vector<size_t>> known_of_label_;
  std::unordered_map<std::string, size_t> planned_of_label_;
  // The exact forms with diacritics of each loose form.
  std::unordered_map<std::string, std::set<std::string>> full_labels_;
  std::set<size_t> households_with_address_;  // In the file; indexes of plan_.households.
  std::vector<size_t> household_of_row_;      // In plan_.households.
  std::vector<size_t> member_of_row_;
  std::vector<bool> row_failed_;
  std::vector<size_t> row_of_member_;
};

PeoplePlan Planner::Plan() {
  IndexKnown();
  FindHouseholds();
  MatchByPhone();
  // From the surest likeness to the loosest: whoever is matched is out of the way of later rounds.
  const auto same_name = [this](size_t row, size_t member) {
    return row_names_[row].exact == member_names_[member].exact;
  };
  const auto same_year = [this](size_t row, size_t member) {
    return SameYear(rows_[row].birth_year, known_.members[member].birth_year);
  };
  const auto no_year_conflict = [this](size_t row, size_t member) {
    return NoYearConflict(rows_[row].birth_year, known_.members[member].birth_year);
  };
  const auto loose_name = [this](size_t row, size_t member) {
    return MayBeOneSpelling(row_names_[row], member_names_[member]);
  };
  MatchByName([&](size_t row, size_t m) { return same_name(row, m) && same_year(row, m); });
  MatchByName([&](size_t row, size_t m) { return same_name(row, m) && no_year_conflict(row, m); });
  MatchByName([&](size_t row, size_t m) {
    return loose_name(row, m) && no_year_conflict(row, m) && !PhonesDiffer(row, m);
  });
  ReportLookAlikes();
  CheckDistinct();
  CheckHeads();
  PlanMembers();
  std::stable_sort(plan_.problems.begin(), plan_.problems.end(),
                   [](const auto& a, const auto& b) { return a.line < b.line; });
  return std::move(plan_);
}

void Planner::IndexKnown() {
  for (const PersonRow& row : rows_) row_names_.emplace_back(row.full_name);
  for (size_t member = 0; member < known_.members.size(); ++member) {
    member_names_.emplace_back(known_.members[member].full_name);
    members_of_household_[known_.members[member].household_id].push_back(member);
  }
}

void Planner::FindHouseholds() {
  for (const PersonRow& row : rows_) AddLabel(Spelling(row.household), row.household);
  for (size_t i = 0; i < known_.households.size(); ++i) {
    const Spelling label(known_.households[i].label);
    AddLabel(label, known_.households[i].label);
    known_of_label_[label.exact].push_back(i);
  }
  for (size_t row = 0; row < rows_.size(); ++row) {
    const std::optional<std::string> label = SettleLabel(Spelling(rows_[row].household));
    if (!label.has_value()) {
      Report(row, RowFault::kHouseholdAmbiguous,
             {"Có nhiều hộ có tên gần giống hộ này: hãy ghi đúng tên hộ, đủ dấu.",
              "Several households have names like this one: write the household's exact "
              "name, with its diacritics."});
      continue;
    }
    household_of_row_[row] = PlannedFor(*label, rows_[row].household);
    TakeAddress(row);
  }
}

void Planner::AddLabel(const Spelling& label, const std::string& text) {
  text_of_label_.emplace(label.exact, text);
  if (label.HasDiacritics()) full_labels_[label.loose].insert(label.exact);
}

// The exact form of the label that a row's label stands for: itself, or the one that it leaves
// diacritics out of, or the known one that leaves them out. Nothing if several would do. Counting
// the file's labels as well as the known ones makes the answer the same once the file is imported.
std::optional<std::string> Planner::SettleLabel(const Spelling& label) const {
  const auto known = known_of_label_.find(label.exact);
  if (known != known_of_label_.end()) {
    return known->second.size() == 1 ? std::optional(label.exact) : std::nullopt;
  }
  const auto plain = known_of_label_.find(label.loose);
  if (label.HasDiacritics() && plain == known_of_label_.end()) return label.exact;
  const auto full = full_labels_.find(label.loose);
  if (full == full_labels_.end()) return label.exact;
  if (full->second.size() > 1) return std::nullopt;
  if (!label.HasDiacritics()) return *full->second.begin();
  return plain->second.size() == 1 ? std::optional(label.loose) : std::nullopt;
}

size_t Planner::PlannedFor(const std::string& label, const std::string& written) {
  const auto [planned, is_new] = planned_of_label_.emplace(label, plan_.households.size());
  if (is_new) {
    const auto known = known_of_label_.find(label);
    plan_.households.push_back(
        known == known_of_label_.end()
            ? PlannedHousehold{.after = {.label = text_of_label_.at(label)}}
            : PlannedHousehold{.after = known_.households[known->second[0]]});
  }
  PlannedHousehold& household = plan_.households[planned->second];
  if (LeavesOutDiacritics(Spelling(household.after.label), Spelling(written))) {
    household.after.label = written;
    household.label_changes = !household.after.id.empty();
  }
  return planned->second;
}

// The first address that the file gives for a household counts.
void Planner::TakeAddress(size_t row) {
  const size_t index = household_of_row_[row];
  if (rows_[row].address.empty() || !households_with_address_.insert(index).second) return;
  PlannedHousehold& household = plan_.households[index];
  household.address_changes =
      !household.after.id.empty() && household.after.address != rows_[row].address;
  household.after.address = rows_[row].address;
}

void Planner::MatchByPhone() {
  std::unordered_map<std::string, size_t> member_of_phone;
  for (size_t member = 0; member < known_.members.size(); ++member) {
    const std::string& phone = known_.members[member].phone;
    if (!phone.empty()) member_of_phone.emplace(phone, member);
  }
  for (size_t row = 0; row < rows_.size(); ++row) {
    const auto found = member_of_phone.find(rows_[row].phone);
    if (row_failed_[row] || found == member_of_phone.end()) continue;
    const size_t member = found->second;
    if (!MayBeSamePerson(row, member)) {
      // A number that goes from one person to another would take the account along.
      Report(row, RowFault::kPhoneOfAnother,
             {"Số điện thoại này đang là của một thành viên khác tên: hãy kiểm tra lại số, hoặc "
              "sửa số hay tên của thành viên đó trong tổ trước.",
              "This phone number belongs to a member of another name: check the number, or "
              "first change that member's number or name in the group."});
      continue;
    }
    member_of_row_[row] = member;
    row_of_member_[member] = row;
  }
}

bool Planner::MayBeSamePerson(size_t row, size_t member) const {
  const std::optional<int>& year = rows_[row].birth_year;
  const bool same_known_year =
      year.has_value() && SameYear(year, known_.members[member].birth_year);
  return same_known_year ||
         LastWord(row_names_[row].loose) == LastWord(member_names_[member].loose);
}

std::vector<size_t> Planner::Candidates(size_t row, const Likeness& alike) const {
  const std::string& household_id = plan_.households[household_of_row_[row]].after.id;
  const auto members = members_of_household_.find(household_id);
  std::vector<size_t> candidates;
  if (household_id.empty() || members == members_of_household_.end()) return candidates;
  for (const size_t member : members->second) {
    if (row_of_member_[member] == kNobody && alike(row, member)) candidates.push_back(member);
  }
  return candidates;
}

void Planner::MatchByName(const Likeness& alike) {
  std::map<size_t, std::vector<size_t>> rows_of_candidate;
  for (size_t row = 0; row < rows_.size(); ++row) {
    if (row_failed_[row] || member_of_row_[row] != kNobody) continue;
    const std::vector<size_t> candidates = Candidates(row, alike);
    if (candidates.size() > 1) ReportAmbiguous(row);
    if (candidates.size() == 1) rows_of_candidate[candidates[0]].push_back(row);
  }
  for (const auto& [member, rows] : rows_of_candidate) {
    if (rows.size() > 1) {
      for (const size_t row : rows) ReportAmbiguous(row);
      continue;
    }
    member_of_row_[rows[0]] = member;
    row_of_member_[member] = rows[0];
  }
}

// A row that is left would become a new member. If a member who is not in the file has nearly the
// same name, the row may be a correction of that member instead.
void Planner::ReportLookAlikes() {
  for (size_t row = 0; row < rows_.size(); ++row) {
    if (row_failed_[row] || member_of_row_[row] != kNobody) continue;
    const auto look_alikes =
        Candidates(row, [this](size_t row, size_t member) { return IsLookAlike(row, member); });
    if (!look_alikes.empty()) ReportAmbiguous(row);
  }
}

// Between people of nearly the same name who were not matched.
bool Planner::IsLookAlike(size_t row, size_t member) const {
  const Spelling& a = row_names_[row];
  const Spelling& b = member_names_[member];
  if (a.loose != b.loose) return false;
  // The same name with another birth year: different phones show that they are two people.
  if (a.exact == b.exact) return !PhonesDiffer(row, member);
  if (!NoYearConflict(rows_[row].birth_year, known_.members[member].birth_year)) return false;
  return MayBeOneSpelling(a, b) || !PhonesDiffer(row, member);
}

void Planner::ReportAmbiguous(size_t row) {
  Report(row, RowFault::kPersonAmbiguous,
         {"Không chắc người này là ai: trong hộ đã có thành viên tên gần giống. Nếu là một người, "
          "hãy ghi đúng tên, năm sinh hoặc số điện thoại như trong tổ; nếu là hai "
          "người, hãy ghi cả hai vào tệp.",
          "It is not clear who this is: the household has a member with a name like this. If it is "
          "the same person, write the name, birth year or phone number as the group has it; if "
          "they are two, put both in the file."});
}

KnownMember Planner::After(size_t row_index) const {
  const PersonRow& row = rows_[row_index];
  const size_t member = member_of_row_[row_index];
  KnownMember after = member == kNobody ? KnownMember{} : known_.members[member];
  after.household_id = plan_.households[household_of_row_[row_index]].after.id;
  // A name typed without diacritics does not replace one that has them.
  const Spelling stored(after.full_name);
  const Spelling& written = row_names_[row_index];
  const bool poorer =
      stored.loose == written.loose && stored.HasDiacritics() && !written.HasDiacritics();
  if (!poorer) after.full_name = row.full_name;
  if (!row.phone.empty()) after.phone = row.phone;
  if (row.birth_year.has_value()) after.birth_year = row.birth_year;
  after.role = row.role.value_or(after.role);
  after.may_lead = row.may_lead.value_or(after.may_lead);
  after.household_head = row.household_head.value_or(after.household_head);
  after.over_70_approved = row.over_70_approved.value_or(after.over_70_approved);
  return after;
}

// For a row with a member.
std::vector<MemberField> Planner::Changes(size_t row) const {
  const KnownMember& before = known_.members[member_of_row_[row]];
  const KnownMember after = After(row);
  std::vector<MemberField> fields;
  const auto compare = [&fields](MemberField field, bool same) {
    if (!same) fields.push_back(field);
  };
  // Without an id the household is yet to be created, so it is another one.
  compare(MemberField::kHousehold,
          !after.household_id.empty() && before.household_id == after.household_id);
  compare(MemberField::kFullName, before.full_name == after.full_name);
  compare(MemberField::kPhone, before.phone == after.phone);
  compare(MemberField::kBirthYear, before.birth_year == after.birth_year);
  compare(MemberField::kRole, before.role == after.role);
  compare(MemberField::kMayLead, before.may_lead == after.may_lead);
  compare(MemberField::kHouseholdHead, before.household_head == after.household_head);
  compare(MemberField::kOver70Approved, before.over_70_approved == after.over_70_approved);
  return fields;
}

// kNobody if the file does not name the member's household.
size_t Planner::PlannedHouseholdOf(size_t member) const {
  const std::string& id = known_.members[member].household_id;
  const auto found = std::find_if(
      plan_.households.begin(), plan_.households.end(),
      [&](const PlannedHousehold& household) { return !id.empty() && household.after.id == id; });
  return found == plan_.households.end() ? kNobody : found - plan_.households.begin();
}

// The import must not leave two people whom the next one cannot tell apart: the same household,
// name and birth year, and not a phone number each. Two who are so already are left alone.
void Planner::CheckDistinct() {
  struct Person {
    size_t row;  // kNobody for a member who is not in the file.
    std::string
        phone;  // That the file gives, or the group has for a member who is not in the file.
  };
  std::map<std::tuple<size_t, std::string, std::optional<int>>, std::vector<Person>> namesakes;
  for (size_t member = 0; member < known_.members.size(); ++member) {
    const size_t household = PlannedHouseholdOf(member);
    if (row_of_member_[member] != kNobody || household == kNobody) continue;
    const KnownMember& other = known_.members[member];
    namesakes[{household, member_names_[member].exact, other.birth_year}].push_back(
        {kNobody, other.phone});
  }
  for (size_t row = 0; row < rows_.size(); ++row) {
    if (row_failed_[row]) continue;
    const KnownMember after = After(row);
    namesakes[{household_of_row_[row], platform::FoldCase(after.full_name), after.birth_year}]
        .push_back({row, rows_[row].phone});
  }
  for (const auto& [key, people] : namesakes) {
    const auto no_phone = std::count_if(people.begin(), people.end(),
                                        [](const Person& person) { return person.phone.empty(); });
    for (const Person& person : people) {
      if (people.size() == 1 || no_phone == 0 || person.row == kNobody) continue;
      if (member_of_row_[person.row] == kNobody || !Changes(person.row).empty()) {
        ReportAmbiguous(person.row);
      }
    }
  }
}

// One head a household, counting members who are not in the file.
void Planner::CheckHeads() {
  std::vector<int> heads(plan_.households.size(), 0);
  for (size_t member = 0; member < known_.members.size(); ++member) {
    const size_t household = PlannedHouseholdOf(member);
    if (row_of_member_[member] != kNobody || household == kNobody) continue;
    heads[household] += known_.members[member].household_head ? 1 : 0;
  }
  for (size_t row = 0; row < rows_.size(); ++row) {
    if (row_failed_[row] || !After(row).household_head) continue;
    if (++heads[household_of_row_[row]] == 1) continue;
    Report(row, RowFault::kHeadOfAnother,
           {"Hộ này đã có chủ hộ khác: hãy ghi người đó vào tệp mà không đánh dấu chủ hộ, hoặc "
            "bỏ dấu chủ hộ ở dòng này.",
            "The household has another head: put that person in the file without the mark of a "
            "head, or take the mark off this line."});
  }
}

void Planner::PlanMembers() {
  for (size_t row = 0; row < rows_.size(); ++row) {
    if (row_failed_[row]) continue;
    PlannedMember planned{rows_[row].line, household_of_row_[row], After(row), {}};
    if (member_of_row_[row] == kNobody) {
      plan_.create.push_back(std::move(planned));
      continue;
    }
    planned.changes = Changes(row);
    auto& list = planned.changes.empty() ? plan_.unchanged : plan_.update;
    list.push_back(std::move(planned));
  }
}

}  // namespace

PeoplePlan PlanPeople(const KnownPeople& known, const std::vector<PersonRow>& rows) {
  return Planner(known, rows).Plan();
}

}  // namespace liengia::groups
