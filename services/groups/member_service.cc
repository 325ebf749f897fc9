#include "services/groups/member_service.h"

#include <set>

#include "liengia/v1/member_service.grpc.pb.h"
#include "services/groups/group_store.h"
#include "services/groups/household_store.h"
#include "services/groups/member_proto.h"
#include "services/groups/member_store.h"
#include "services/identity/account_store.h"
#include "services/platform/civil.h"
#include "services/platform/etag.h"
#include "services/platform/id.h"
#include "services/platform/mask.h"
#include "services/platform/page.h"
#include "services/platform/rpc.h"

namespace liengia::groups {
namespace {

absl::StatusOr<Group> GroupToChange(db::Tx& tx, const std::string& group_id) {
  const auto group = FindGroup(tx, group_id);
  if (!group.has_value()) return platform::NotFound();
  LIENGIA_RETURN_IF_ERROR(CheckOperation(GroupOperation::kWritePeople, group->state));
  return *group;
}

void RequireId(const std::string& id, const char* field, platform::Violations& violations) {
  violations.Require(!id.empty(), field, {"Hãy nêu mã.", "The id is needed."});
}

void TellCallers(db::Tx& tx, const std::string& group_id, const std::string& member_id) {
  tx.CallersChanged(ListActingAccounts(tx, group_id, {member_id}));
}

std::string AccountOf(db::Tx& tx, const Member& member) {
  if (member.phone_number.empty()) return "";
  return identity::FindOrInsertAccount(tx, member.phone_number).id;
}

// Makes room for a new leader: there is exactly one.
absl::Status HandOver(db::Tx& tx, const std::string& group_id, const Member& new_leader) {
  LIENGIA_RETURN_IF_ERROR(
      CheckLimit(kGroupsLedLimit, CountGroupsLed(tx, new_leader.account_id) + 1));
  std::optional<Member> leader = FindLeader(tx, group_id);
  if (!leader.has_value()) return absl::OkStatus();
  leader->role = MemberRole::kDeputy;
  SaveMember(tx, group_id, *leader);
  tx.CallerChanged(leader->account_id);
  return absl::OkStatus();
}

// What a new member is, checked by itself.
absl::StatusOr<Member> ReadNewMember(const v1::Member& message, absl::CivilDay today) {
  v1::Member given = message;
  if (given.role() == v1::ROLE_UNSPECIFIED) given.set_role(v1::ROLE_MEMBER);
  Member member;
  member.id = given.member_id();
  platform::Violations violations;
  ReadMember(given, {MemberPaths().begin(), MemberPaths().end()}, member, violations);
  CheckMember(member, today, "member.", violations);
  LIENGIA_RETURN_IF_ERROR(violations.ToStatus());
  return member;
}

absl::Status AddMember(db::Tx& tx, const platform::Call& call, const std::string& group_id,
                       Member& member) {
  LIENGIA_RETURN_IF_ERROR(CheckLimit(kMemberLimit, CountMembers(tx, group_id) + 1));
  if (!FindHousehold(tx, group_id, member.household_id).has_value()) return platform::NotFound();
  if (member.id.empty()) member.id = platform::NewId(call.now);
  member.account_id = AccountOf(tx, member);
  if (member.role == MemberRole::kLeader) {
    LIENGIA_RETURN_IF_ERROR(HandOver(tx, group_id, member));
  }
  InsertMember(tx, group_id, member);
  TellCallers(tx, group_id, member.id);
  return absl::OkStatus();
}

// What the stored member becomes, checked by itself.
absl::StatusOr<Member> ReadChange(const Member& before, const v1::UpdateMemberRequest& request,
                                  absl::CivilDay today) {
  LIENGIA_ASSIGN_OR_RETURN(
      const std::set<std::string> paths,
      platform::PathsToWrite(request.update_mask(), request.member(), MemberPaths()));
  LIENGIA_RETURN_IF_ERROR(platform::CheckEtag(request.member().etag(), before.version));
  Member after = before;
  platform::Violations violations;
  ReadMember(request.member(), paths, after, violations);
  CheckMember(after, today, "member.", violations);
  LIENGIA_RETURN_IF_ERROR(violations.ToStatus());
  return after;
}

// Writes the change with all that hangs on it: the account, the present leader, the proxy, duties
// to come, what callers may do.
absl::Status SaveChange(db::Tx& tx, const std::string& group_id, const Member& before,
                        Member& after) {
  const bool moves = after.household_id != before.household_id;
  const bool relinks = after.phone_number != before.phone_number;
  if (moves && !FindHousehold(tx, group_id, after.household_id).has_value()) {
    return platform::NotFound();
  }
  if (relinks) after.account_id = AccountOf(tx, after);
  if (after.role == MemberRole::kLeader && before.role != MemberRole::kLeader) {
    LIENGIA_RETURN_IF_ERROR(HandOver(tx, group_id, after));
  }
  TellCallers(tx, group_id, before.id);
  SaveMember(tx, group_id, after);
  ++after.version;
  if (moves || after.account_id.empty()) {
    ClearProxy(tx, group_id, after.id, after.account_id.empty() ? "" : after.household_id);
  }
  if (relinks) RelinkDuties(tx, group_id, {after.id});
  TellCallers(tx, group_id, after.id);
  return absl::OkStatus();
}

// A new absence, checked by itself.
absl::StatusOr<Absence> ReadNewAbsence(const v1::Absence& message) {
  platform::Violations violations;
  Absence absence = FromProto(message, violations);
  if (violations.empty()) CheckAbsenceDates(absence, "absence.", violations);
  LIENGIA_RETURN_IF_ERROR(violations.ToStatus());
  return absence;
}

absl::StatusOr<std::optional<AbsenceKey>> ReadAbsenceKey(const platform::Page& page) {
  if (page.after.empty()) return std::nullopt;
  AbsenceKey key;
  key.id = page.after[1];
  const bool is_day = absl::ParseCivilTime(page.after[0], &key.start_date) &&
                      key.start_date.year() >= 1 && key.start_date.year() <= 9999;
  if (!is_day || !platform::IsId(key.id)) return platform::BadPageToken();
  return key;
}

absl::StatusOr<AbsenceFilter> ReadAbsenceFilter(db::Tx& tx, const platform::Call& call,
                                                const v1::ListAbsencesRequest& request) {
  AbsenceFilter filter;
  filter.member_id = request.member_id();
  if (request.has_start_date()) {
    platform::Violations violations;
    filter.ends_after = platform::ReadDate(request.start_date(), "start_date", violations);
    LIENGIA_RETURN_IF_ERROR(violations.ToStatus());
    return filter;
  }
  const auto group = FindGroup(tx, request.group_id());
  if (!group.has_value()) return platform::NotFound();
  filter.ends_after = DayAt(*group, call.now);
  return filter;
}

}  // namespace

absl::StatusOr<v1::ListMembersResponse> ListMembers(db::Tx& tx, const platform::Call&,
                                                    const v1::ListMembersRequest& request) {
  LIENGIA_ASSIGN_OR_RETURN(const platform::Page page, platform::ReadPage(request, 2));
  std::optional<MemberKey> after;
  if (!page.after.empty()) {
    if (!platform::IsId(page.after[1])) return platform::BadPageToken();
    after = MemberKey{page.after[0], page.after[1]};
  }
  std::vector<Member> members = ListMembers(tx, request.group_id(), after, page.size + 1);
  v1::ListMembersResponse response;
  if (static_cast<int>(members.size()) > page.size) {
    members.resize(page.size);
    const MemberKey last = KeyOf(members.back());
    response.set_next_page_token(platform::PageToken(request, {last.sort_name, last.id}));
  }
  for (const Member& member : members) *response.add_members() = ToProto(member);
  return response;
}

absl::StatusOr<v1::CreateMemberResponse> CreateMember(db::Tx& tx, const platform::Call& call,
                                                      const v1::CreateMemberRequest& request) {
  LIENGIA_ASSIGN_OR_RETURN(const Group group, GroupToChange(tx, request.group_id()));
  const absl::CivilDay today = DayAt(group, call.now);
  LIENGIA_ASSIGN_OR_RETURN(Member member, ReadNewMember(request.member(), today));
  LIENGIA_RETURN_IF_ERROR(CheckMayAdd(EditorOf(call), member));
  LIENGIA_RETURN_IF_ERROR(CheckAge(member, today));
  LIENGIA_RETURN_IF_ERROR(AddMember(tx, call, group.id, member));
  v1::CreateMemberResponse response;
  *response.mutable_member() = ToProto(FindMember(tx, group.id, member.id).value());
  return response;
}

absl::StatusOr<v1::UpdateMemberResponse> UpdateMember(db::Tx& tx, const platform::Call& call,
                                                      const v1::UpdateMemberRequest& request) {
  platform::Violations violations;
  RequireId(request.member().member_id(), "member.member_id", violations);
  LIENGIA_RETURN_IF_ERROR(violations.ToStatus());
  LIENGIA_ASSIGN_OR_RETURN(const Group group, GroupToChange(tx, request.group_id()));
  const auto before = FindMember(tx, group.id, request.member().member_id());
  if (!before.has_value()) return platform::NotFound();
  const absl::CivilDay today = DayAt(group, call.now);
  LIENGIA_ASSIGN_OR_RETURN(Member after, ReadChange(*before, request, today));
  LIENGIA_RETURN_IF_ERROR(CheckMayChange(EditorOf(call), *before, after));
  LIENGIA_RETURN_IF_ERROR(CheckAge(after, today));
  LIENGIA_RETURN_IF_ERROR(SaveChange(tx, group.id, *before, after));
  v1::UpdateMemberResponse response;
  *response.mutable_member() = ToProto(after);
  return response;
}

absl::StatusOr<v1::EndMembershipResponse> EndMembership(db::Tx& tx, const platform::Call& call,
                                                        const v1::EndMembershipRequest& request) {
  const std::string& group_id = request.group_id();
  const auto member = FindMember(tx, group_id, request.member_id());
  if (!member.has_value()) return platform::NotFound();
  LIENGIA_RETURN_IF_ERROR(
      CheckMayLeave(EditorOf(call), platform::ActsFor(call.caller, group_id, member->id), *member));
  TellCallers(tx, group_id, member->id);
  v1::EndMembershipResponse response;
  response.set_freed_duty_count(FreeDuties(tx, group_id, member->id));
  ClearProxy(tx, group_id, member->id, "");
  EndMember(tx, group_id, member->id);
  return response;
}

absl::StatusOr<v1::ListAbsencesResponse> ListAbsences(db::Tx& tx, const platform::Call& call,
                                                      const v1::ListAbsencesRequest& request) {
  LIENGIA_ASSIGN_OR_RETURN(const platform::Page page, platform::ReadPage(request, 2));
  LIENGIA_ASSIGN_OR_RETURN(const AbsenceFilter filter, ReadAbsenceFilter(tx, call, request));
  LIENGIA_ASSIGN_OR_RETURN(const std::optional<AbsenceKey> after, ReadAbsenceKey(page));
  std::vector<Absence> absences =
      ListAbsences(tx, request.group_id(), filter, after, page.size + 1);
  v1::ListAbsencesResponse response;
  if (static_cast<int>(absences.size()) > page.size) {
    absences.resize(page.size);
    const Absence& last = absences.back();
    response.set_next_page_token(
        platform::PageToken(request, {absl::FormatCivilTime(last.start_date), last.id}));
  }
  for (const Absence& absence : absences) *response.add_absences() = ToProto(absence);
  return response;
}

absl::StatusOr<v1::CreateAbsenceResponse> CreateAbsence(db::Tx& tx, const platform::Call& call,
                                                        const v1::CreateAbsenceRequest& request) {
  LIENGIA_ASSIGN_OR_RETURN(Absence absence, ReadNewAbsence(request.absence()));
  LIENGIA_ASSIGN_OR_RETURN(const Group group, GroupToChange(tx, request.group_id()));
  if (!FindMember(tx, group.id, absence.member_id).has_value()) return platform::NotFound();
  LIENGIA_RETURN_IF_ERROR(CheckMayNoteAbsence(
      EditorOf(call), platform::ActsFor(call.caller, group.id, absence.member_id)));
  const int count = CountAbsences(tx, group.id, absence.member_id, DayAt(group, call.now));
  LIENGIA_RETURN_IF_ERROR(CheckLimit(kAbsenceLimit, count + 1));
  if (absence.id.empty()) absence.id = platform::NewId(call.now);
  InsertAbsence(tx, group.id, absence);
  v1::CreateAbsenceResponse response;
  *response.mutable_absence() = ToProto(absence);
  return response;
}

absl::StatusOr<v1::DeleteAbsenceResponse> DeleteAbsence(db::Tx& tx, const platform::Call& call,
                                                        const v1::DeleteAbsenceRequest& request) {
  LIENGIA_ASSIGN_OR_RETURN(const Group group, GroupToChange(tx, request.group_id()));
  const auto absence = FindAbsence(tx, group.id, request.absence_id());
  if (!absence.has_value()) return platform::NotFound();
  LIENGIA_RETURN_IF_ERROR(CheckMayNoteAbsence(
      EditorOf(call), platform::ActsFor(call.caller, group.id, absence->member_id)));
  DeleteAbsence(tx, group.id, absence->id);
  return v1::DeleteAbsenceResponse();
}

namespace {

class MemberService final : public v1::MemberService::CallbackService {
 public:
  explicit MemberService(platform::Border& border) : border_(border) {}

  grpc::ServerUnaryReactor* ListMembers(grpc::CallbackServerContext* context,
                                        const v1::ListMembersRequest* request,
                                        v1::ListMembersResponse* response) override {
    return platform::Serve(border_, context, request, response, groups::ListMembers);
  }
  grpc::ServerUnaryReactor* CreateMember(grpc::CallbackServerContext* context,
                                         const v1::CreateMemberRequest* request,
                                         v1::CreateMemberResponse* response) override {
    return platform::Serve(border_, context, request, response, groups::CreateMember);
  }
  grpc::ServerUnaryReactor* UpdateMember(grpc::CallbackServerContext* context,
                                         const v1::UpdateMemberRequest* request,
                                         v1::UpdateMemberResponse* response) override {
    return platform::Serve(border_, context, request, response, groups::UpdateMember);
  }
  grpc::ServerUnaryReactor* EndMembership(grpc::CallbackServerContext* context,
                                          const v1::EndMembershipRequest* request,
                                          v1::EndMembershipResponse* response) override {
    return platform::Serve(border_, context, request, response, groups::EndMembership);
  }
  grpc::ServerUnaryReactor* ListAbsences(grpc::CallbackServerContext* context,
                                         const v1::ListAbsencesRequest* request,
                                         v1::ListAbsencesResponse* response) override {
    return platform::Serve(border_, context, request, response, groups::ListAbsences);
  }
  grpc::ServerUnaryReactor* CreateAbsence(grpc::CallbackServerContext* context,
                                          const v1::CreateAbsenceRequest* request,
                                          v1::CreateAbsenceResponse* response) override {
    return platform::Serve(border_, context, request, response, groups::CreateAbsence);
  }
  grpc::ServerUnaryReactor* DeleteAbsence(grpc::CallbackServerContext* context,
                                          const v1::DeleteAbsenceRequest* request,
                                          v1::DeleteAbsenceResponse* response) override {
    return platform::Serve(border_, context, request, response, groups::DeleteAbsence);
  }

 private:
  platform::Border& border_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewMemberService(platform::Border& border) {
  return std::make_unique<MemberService>(border);
}

}  // namespace liengia::groups
