#include "services/groups/people_changes.h"

#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/identity/phone.h"

namespace liengia::groups {
namespace {

using platform::Sentence;

Sentence Same(const std::string& text) { return {text, text}; }

Sentence YesNo(bool yes) { return yes ? Sentence{"có", "yes"} : Sentence{"không", "no"}; }

Sentence RoleText(MemberRole role) {
  switch (role) {
    case MemberRole::kMember:
      return {"tổ viên", "member"};
    case MemberRole::kDeputy:
      return {"tổ phó", "deputy"};
    case MemberRole::kLeader:
      return {"tổ trưởng", "leader"};
  }
  return {};
}

// A member with the label of the household.
struct Listed {
  const KnownMember& member;
  std::string household;
};

Sentence TextOf(MemberField field, const Listed& listed) {
  const KnownMember& member = listed.member;
  switch (field) {
    case MemberField::kHousehold:
      return Same(listed.household);
    case MemberField::kFullName:
      return Same(member.full_name);
    case MemberField::kPhone:
      return Same(identity::NationalPhone(member.phone));
    case MemberField::kBirthYear:
      return Same(member.birth_year.has_value() ? absl::StrCat(*member.birth_year) : "");
    case MemberField::kRole:
      return RoleText(member.role);
    case MemberField::kMayLead:
      return YesNo(member.may_lead);
    case MemberField::kHouseholdHead:
      return YesNo(member.household_head);
    case MemberField::kOver70Approved:
      return YesNo(member.over_70_approved);
  }
  return {};
}

const char* NameOf(MemberField field) {
  switch (field) {
    case MemberField::kHousehold:
      return "household_id";
    case MemberField::kFullName:
      return "full_name";
    case MemberField::kPhone:
      return "phone_number";
    case MemberField::kBirthYear:
      return "birth_year";
    case MemberField::kRole:
      return "role";
    case MemberField::kMayLead:
      return "may_lead";
    case MemberField::kHouseholdHead:
      return "proxy_member_id";
    case MemberField::kOver70Approved:
      return "over_70_approved";
  }
  return "";
}

class Changes {
 public:
  Changes(const KnownPeople& known, const PeopleImport& import) : import_(import) {
    for (const KnownHousehold& household : known.households) {
      households_.emplace(household.id, &household);
    }
    for (const KnownMember& member : known.members) members_.emplace(member.id, &member);
  }

  std::vector<FieldChange> List() {
    for (const PlannedHousehold& household : import_.plan.households) AddHousehold(household);
    for (const NewProxy& proxy : import_.proxies) AddProxy(proxy);
    for (const PlannedMember& member : import_.plan.update) AddMember(member);
    return std::move(changes_);
  }

 private:
  void AddHousehold(const PlannedHousehold& planned) {
    const auto before = households_.find(planned.after.id);
    if (before == households_.end()) return;
    const KnownHousehold& was = *before->second;
    if (planned.label_changes) {
      changes_.push_back({0, was.label, "label", Same(was.label), Same(planned.after.label)});
    }
    if (planned.address_changes) {
      changes_.push_back({0, was.label, "address", Same(was.address), Same(planned.after.address)});
    }
  }

  void AddProxy(const NewProxy& proxy) {
    const auto household = households_.find(import_.plan.households[proxy.household].after.id);
    if (household == households_.end()) return;
    for (const auto* list : {&import_.plan.create, &import_.plan.update, &import_.plan.unchanged}) {
      for (const PlannedMember& member : *list) {
        if (member.line != proxy.line) continue;
        changes_.push_back({proxy.line, household->second->label, "proxy_member_id", Same(""),
                            Same(member.after.full_name)});
      }
    }
  }

  void AddMember(const PlannedMember& planned) {
    const KnownMember& was = *members_.at(planned.after.id);
    const auto household = households_.find(was.household_id);
    const Listed before = {was, household == households_.end() ? "" : household->second->label};
    const Listed after = {planned.after, import_.plan.households[planned.household].after.label};
    for (const MemberField field : planned.changes) {
      changes_.push_back({planned.line, was.full_name, NameOf(field), TextOf(field, before),
                          TextOf(field, after)});
    }
  }

  const PeopleImport& import_;
  std::map<std::string, const KnownHousehold*> households_;
  std::map<std::string, const KnownMember*> members_;
  std::vector<FieldChange> changes_;
};

}  // namespace

std::vector<FieldChange> ChangesOf(const KnownPeople& known, const PeopleImport& import) {
  return Changes(known, import).List();
}

}  // namespace liengia::groups
