#include "services/groups/household_service.h"

#include <set>

#include "liengia/v1/household_service.grpc.pb.h"
#include "services/groups/group_store.h"
#include "services/groups/household_proto.h"
#include "services/groups/household_store.h"
#include "services/groups/member_proto.h"
#include "services/groups/member_store.h"
#include "services/groups/people_changes.h"
#include "services/groups/people_store.h"
#include "services/identity/account_store.h"
#include "services/platform/etag.h"
#include "services/platform/id.h"
#include "services/platform/mask.h"
#include "services/platform/page.h"
#include "services/platform/rpc.h"

namespace liengia::groups {
namespace {

constexpr char kPrefix[] = "household.";

absl::StatusOr<Group> GroupToChange(db::Tx& tx, const std::string& group_id) {
  const auto group = FindGroup(tx, group_id);
  if (!group.has_value()) return platform::NotFound();
  LIENGIA_RETURN_IF_ERROR(CheckOperation(GroupOperation::kWritePeople, group->state));
  return *group;
}

// What the stored household becomes. `proxy` is set to the member that `after` names, if any.
absl::StatusOr<Household> ReadChange(db::Tx& tx, const Household& before,
                                     const v1::UpdateHouseholdRequest& request) {
  LIENGIA_ASSIGN_OR_RETURN(
      const std::set<std::string> paths,
      platform::PathsToWrite(request.update_mask(), request.household(), HouseholdPaths()));
  LIENGIA_RETURN_IF_ERROR(platform::CheckEtag(request.household().etag(), before.version));
  Household after = before;
  ReadHousehold(request.household(), paths, after);
  platform::Violations violations;
  CheckHousehold(after, kPrefix, violations);
  if (!after.proxy_member_id.empty() && after.proxy_member_id != before.proxy_member_id) {
    const auto proxy = FindMember(tx, request.group_id(), after.proxy_member_id);
    CheckProxy(after, proxy.has_value() ? &*proxy : nullptr, kPrefix, violations);
  }
  LIENGIA_RETURN_IF_ERROR(violations.ToStatus());
  return after;
}

void TellCallers(db::Tx& tx, const std::string& group_id,
                 const std::vector<std::string>& member_ids) {
  if (!member_ids.empty()) tx.CallersChanged(ListActingAccounts(tx, group_id, member_ids));
}

// The members whom the import changes.
std::vector<std::string> ChangedMembers(const PeopleWrite& write) {
  std::vector<std::string> ids;
  for (const KnownMember& member : write.changed_members) ids.push_back(member.id);
  return ids;
}

// Those and the new ones, and whoever becomes a proxy.
std::vector<std::string> TouchedMembers(const PeopleWrite& write) {
  std::vector<std::string> ids = ChangedMembers(write);
  for (const KnownMember& member : write.new_members) ids.push_back(member.id);
  for (const PeopleWrite::Proxy& proxy : write.proxies) ids.push_back(proxy.member_id);
  return ids;
}

void Write(db::Tx& tx, const std::string& group_id, const PeopleWrite& write) {
  std::vector<std::string> phones;
  for (const auto* members : {&write.new_members, &write.changed_members}) {
    for (const KnownMember& member : *members) {
      if (!member.phone.empty()) phones.push_back(member.phone);
    }
  }
  if (!phones.empty()) identity::FindOrInsertAccounts(tx, phones);
  TellCallers(tx, group_id, ChangedMembers(write));
  SavePeople(tx, group_id, write);
  TellCallers(tx, group_id, TouchedMembers(write));
}

void TellChanges(const std::vector<FieldChange>& changes, const platform::Call& call,
                 v1::ImportPeopleResponse& response) {
  for (const FieldChange& change : changes) {
    v1::FieldChange* added = response.add_changes();
    added->set_line(change.line);
    added->set_name(change.name);
    added->set_field(change.field);
    added->set_before(call.Say(change.before));
    added->set_after(call.Say(change.after));
  }
}

void Tell(const PeopleFile& file, const PeopleImport& import, const platform::Call& call,
          v1::ImportPeopleResponse& response) {
  for (const PlannedHousehold& household : import.plan.households) {
    if (!household.after.id.empty()) continue;
    response.set_created_household_count(response.created_household_count() + 1);
  }
  response.set_updated_household_count(import.updated_household_count);
  response.set_removed_household_count(static_cast<int>(import.emptied_household_ids.size()));
  response.set_created_member_count(static_cast<int>(import.plan.create.size()));
  response.set_updated_member_count(static_cast<int>(import.plan.update.size()));
  response.set_unchanged_count(static_cast<int>(import.plan.unchanged.size()));
  for (const RowProblem& problem : import.problems) {
    v1::RowProblem* added = response.add_problems();
    added->set_line(problem.line);
    added->set_column(problem.heading);
    added->set_text(call.Say(problem.sentence));
  }
  for (const LeftOutColumn& column : file.left_out) {
    response.add_ignored_columns(column.column.heading);
  }
}

PeopleLimits FileLimits() {
  PeopleLimits limits;
  limits.max_members = kMemberLimit.most;
  return limits;
}

}  // namespace

absl::StatusOr<v1::ListHouseholdsResponse> ListHouseholds(
    db::Tx& tx, const platform::Call&, const v1::ListHouseholdsRequest& request) {
  LIENGIA_ASSIGN_OR_RETURN(const platform::Page page, platform::ReadPage(request, 2));
  std::optional<HouseholdKey> after;
  if (!page.after.empty()) {
    if (!platform::IsId(page.after[1])) return platform::BadPageToken();
    after = HouseholdKey{page.after[0], page.after[1]};
  }
  std::vector<Household> households = ListHouseholds(tx, request.group_id(), after, page.size + 1);
  v1::ListHouseholdsResponse response;
  if (static_cast<int>(households.size()) > page.size) {
    households.resize(page.size);
    const Household& last = households.back();
    response.set_next_page_token(platform::PageToken(request, {last.label, last.id}));
  }
  for (const Household& household : households) *response.add_households() = ToProto(household);
  return response;
}

absl::StatusOr<v1::CreateHouseholdResponse> CreateHousehold(
    db::Tx& tx, const platform::Call& call, const v1::CreateHouseholdRequest& request) {
  Household household;
  household.id = request.household().household_id();
  ReadHousehold(request.household(), {HouseholdPaths().begin(), HouseholdPaths().end()}, household);
  platform::Violations violations;
  CheckHousehold(household, kPrefix, violations);
  if (!household.proxy_member_id.empty()) CheckProxy(household, nullptr, kPrefix, violations);
  LIENGIA_RETURN_IF_ERROR(violations.ToStatus());
  LIENGIA_ASSIGN_OR_RETURN(const Group group, GroupToChange(tx, request.group_id()));
  LIENGIA_RETURN_IF_ERROR(CheckLimit(kHouseholdLimit, CountHouseholds(tx, group.id) + 1));
  if (household.id.empty()) household.id = platform::NewId(call.now);
  InsertHousehold(tx, group.id, household);
  v1::CreateHouseholdResponse response;
  *response.mutable_household() = ToProto(household);
  return response;
}

absl::StatusOr<v1::UpdateHouseholdResponse> UpdateHousehold(
    db::Tx& tx, const platform::Call&, const v1::UpdateHouseholdRequest& request) {
  platform::Violations violations;
  violations.Require(!request.household().household_id().empty(), "household.household_id",
                     {"Hãy nêu mã của hộ.", "Say which household."});
  LIENGIA_RETURN_IF_ERROR(violations.ToStatus());
  LIENGIA_ASSIGN_OR_RETURN(const Group group, GroupToChange(tx, request.group_id()));
  const auto before = FindHousehold(tx, group.id, request.household().household_id());
  if (!before.has_value()) return platform::NotFound();
  LIENGIA_ASSIGN_OR_RETURN(Household after, ReadChange(tx, *before, request));
  SaveHousehold(tx, group.id, after);
  ++after.version;
  if (after.proxy_member_id != before->proxy_member_id) {
    std::vector<std::string> proxies;
    for (const std::string& id : {before->proxy_member_id, after.proxy_member_id}) {
      if (!id.empty()) proxies.push_back(id);
    }
    TellCallers(tx, group.id, proxies);
  }
  v1::UpdateHouseholdResponse response;
  *response.mutable_household() = ToProto(after);
  return response;
}

absl::StatusOr<v1::DeleteHouseholdResponse> DeleteHousehold(
    db::Tx& tx, const platform::Call&, const v1::DeleteHouseholdRequest& request) {
  LIENGIA_ASSIGN_OR_RETURN(const Group group, GroupToChange(tx, request.group_id()));
  const auto household = FindHousehold(tx, group.id, request.household_id());
  if (!household.has_value()) return platform::NotFound();
  if (household->member_count > 0) {
    return platform::Precondition(
        platform::Reason::kInUse,
        {"Hộ này còn tổ viên: hãy chuyển họ sang hộ khác hoặc đưa ra khỏi danh sách trước.",
         "The household has members: move them to another one or take them off the list first."});
  }
  DeleteHousehold(tx, group.id, household->id);
  return v1::DeleteHouseholdResponse();
}

absl::StatusOr<v1::ImportPeopleResponse> ImportPeople(db::Tx& tx, const platform::Call& call,
                                                      const v1::ImportPeopleRequest& request) {
  LIENGIA_ASSIGN_OR_RETURN(const Group group, GroupToChange(tx, request.group_id()));
  const ImportTerms terms{EditorOf(call), DayAt(group, call.now)};
  const PeopleFile file = ReadPeople(request.content(), terms.today, FileLimits());
  const KnownPeople known = ListPeople(tx, group.id);
  const PeopleImport import = DecideImport(file, known, terms);
  if (!request.validate_only()) LIENGIA_RETURN_IF_ERROR(CheckProblems(import.problems));
  LIENGIA_RETURN_IF_ERROR(CheckImportLimits(known, import));
  v1::ImportPeopleResponse response;
  Tell(file, import, call, response);
  TellChanges(ChangesOf(known, import), call, response);
  if (!request.validate_only()) {
    Write(tx, group.id, WriteOf(import, [&call] { return platform::NewId(call.now); }));
  }
  return response;
}

absl::StatusOr<v1::ExportPeopleResponse> ExportPeople(db::Tx& tx, const platform::Call&,
                                                      const v1::ExportPeopleRequest& request) {
  tx.Snapshot();
  v1::ExportPeopleResponse response;
  response.set_content(WritePeople(RowsOf(ListPeople(tx, request.group_id()))));
  return response;
}

namespace {

class HouseholdService final : public v1::HouseholdService::CallbackService {
 public:
  explicit HouseholdService(platform::Border& border) : border_(border) {}

  grpc::ServerUnaryReactor* ListHouseholds(grpc::CallbackServerContext* context,
                                           const v1::ListHouseholdsRequest* request,
                                           v1::ListHouseholdsResponse* response) override {
    return platform::Serve(border_, context, request, response, groups::ListHouseholds);
  }
  grpc::ServerUnaryReactor* CreateHousehold(grpc::CallbackServerContext* context,
                                            const v1::CreateHouseholdRequest* request,
                                            v1::CreateHouseholdResponse* response) override {
    return platform::Serve(border_, context, request, response, groups::CreateHousehold);
  }
  grpc::ServerUnaryReactor* UpdateHousehold(grpc::CallbackServerContext* context,
                                            const v1::UpdateHouseholdRequest* request,
                                            v1::UpdateHouseholdResponse* response) override {
    return platform::Serve(border_, context, request, response, groups::UpdateHousehold);
  }
  grpc::ServerUnaryReactor* DeleteHousehold(grpc::CallbackServerContext* context,
                                            const v1::DeleteHouseholdRequest* request,
                                            v1::DeleteHouseholdResponse* response) override {
    return platform::Serve(border_, context, request, response, groups::DeleteHousehold);
  }
  grpc::ServerUnaryReactor* ImportPeople(grpc::CallbackServerContext* context,
                                         const v1::ImportPeopleRequest* request,
                                         v1::ImportPeopleResponse* response) override {
    return platform::Serve(border_, context, request, response, groups::ImportPeople);
  }
  grpc::ServerUnaryReactor* ExportPeople(grpc::CallbackServerContext* context,
                                         const v1::ExportPeopleRequest* request,
                                         v1::ExportPeopleResponse* response) override {
    return platform::Serve(border_, context, request, response, groups::ExportPeople);
  }

 private:
  platform::Border& border_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewHouseholdService(platform::Border& border) {
  return std::make_unique<HouseholdService>(border);
}

}  // namespace liengia::groups
