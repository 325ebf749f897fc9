#include "services/rosters/credit_service.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "liengia/v1/credit_service.grpc.pb.h"
#include "services/groups/group.h"
#include "services/groups/group_store.h"
#include "services/platform/caller.h"
#include "services/platform/errors.h"
#include "services/platform/page.h"
#include "services/platform/rpc.h"
#include "services/platform/text.h"
#include "services/rosters/charter_store.h"
#include "services/rosters/credit_balance.h"
#include "services/rosters/credit_proto.h"
#include "services/rosters/credit_store.h"
#include "services/rosters/occurrence.h"
#include "services/rosters/plan_store.h"
#include "services/rosters/roster_proto.h"
#include "services/rosters/roster_store.h"

namespace liengia::rosters {
namespace {

using platform::Call;

constexpr int kMostMonths = 36;
// Of no roster: the next month is planned from what is carried into it alone.
constexpr char kNoRoster[] = "00000000-0000-0000-0000-000000000000";

absl::CivilMonth RunningMonth(const groups::Group& group, const Call& call) {
  return absl::CivilMonth(groups::DayAt(group, call.now));
}

// Who carries what into the month after the running one.
Plan LoadNextMonth(db::Tx& tx, const groups::Group& group, const Call& call) {
  Roster next;
  next.id = kNoRoster;
  next.month = RunningMonth(group, call) + 1;
  next.charter_version = FindCurrentCharter(tx, group).charter.version;
  return LoadPlan(tx, group, next, {});
}

absl::StatusOr<std::string> ReadMemberId(const Call& call, const v1::GetCreditRequest& request) {
  if (request.member_id().empty()) return call.member_id;
  if (call.leads() || platform::ActsFor(call.caller, request.group_id(), request.member_id())) {
    return request.member_id();
  }
  return platform::Refusal(absl::StatusCode::kPermissionDenied, platform::Reason::kNotYourDuty,
                           {"Đây là công trực của người khác. Tổ trưởng xem được của cả tổ.",
                            "This is somebody else's credit; leaders see everybody's."});
}

// The open months, which are newer or were forgotten, and the settled ones.
void AddEntries(db::Tx& tx, const Call& call, const Plan& plan, const std::string& group_id,
                v1::GetCreditResponse& response) {
  const std::string& member_id = response.credit().member_id();
  std::vector<v1::CreditEntry> entries;
  for (const CreditEntry& entry : ListCreditEntries(tx, group_id, member_id, kMostMonths)) {
    entries.push_back(ToProto(entry, call));
    entries.back().set_settled(true);
  }
  for (const CreditMonth& month : plan.rows.open_months) {
    entries.push_back(ToProto(EntriesOf(month, plan.rows)[plan.members.at(member_id)], call));
  }
  std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) {
    return std::pair(a.month().year(), a.month().month()) >
           std::pair(b.month().year(), b.month().month());
  });
  if (entries.size() > kMostMonths) entries.resize(kMostMonths);
  for (v1::CreditEntry& entry : entries) *response.add_entries() = std::move(entry);
}

void AddLines(db::Tx& tx, const Call& call, const groups::Group& group, absl::CivilMonth month,
              v1::GetCreditResponse& response) {
  const std::optional<Roster> roster = FindRosterOfMonth(tx, group.id, month);
  if (!roster.has_value() || roster->state == RosterState::kDraft) return;
  const Charter charter = FindCharter(tx, group, roster->charter_version);
  const absl::TimeZone zone = ZoneNamed(group.time_zone);
  for (const CreditLine& line :
       ListCreditLines(tx, group.id, response.credit().member_id(), month)) {
    *response.add_lines() = ToProto(line, charter, zone, call);
  }
}

// The page of `balances` that begins after this name and id.
std::vector<CreditBalance> After(std::vector<CreditBalance> balances,
                                 const std::vector<std::string>& key) {
  if (key.empty()) return balances;
  const auto given = std::pair(platform::NameSortKey(key[0]), key[1]);
  std::erase_if(balances, [&](const CreditBalance& balance) {
    return std::pair(platform::NameSortKey(balance.member_name), balance.member_id) <= given;
  });
  return balances;
}

}  // namespace

absl::StatusOr<v1::GetCreditResponse> GetCredit(db::Tx& tx, const Call& call,
                                                const v1::GetCreditRequest& request) {
  platform::Violations violations;
  const absl::CivilMonth asked =
      request.has_month() ? ReadMonth(request.month(), "month", violations) : absl::CivilMonth();
  LIENGIA_RETURN_IF_ERROR(violations.ToStatus());
  LIENGIA_ASSIGN_OR_RETURN(const std::string member_id, ReadMemberId(call, request));
  tx.Snapshot();
  const std::optional<groups::Group> group = groups::FindGroup(tx, request.group_id());
  if (!group.has_value()) return platform::NotFound();
  const Plan plan = LoadNextMonth(tx, *group, call);
  v1::GetCreditResponse response;
  for (const CreditBalance& balance : BalancesOf(plan)) {
    if (balance.member_id == member_id) *response.mutable_credit() = ToProto(balance, call);
  }
  if (!response.has_credit()) return platform::NotFound();
  AddEntries(tx, call, plan, group->id, response);
  AddLines(tx, call, *group, request.has_month() ? asked : RunningMonth(*group, call), response);
  return response;
}

absl::StatusOr<v1::ListCreditsResponse> ListCredits(db::Tx& tx, const Call& call,
                                                    const v1::ListCreditsRequest& request) {
  LIENGIA_ASSIGN_OR_RETURN(const platform::Page page, platform::ReadPage(request, 2));
  tx.Snapshot();
  const std::optional<groups::Group> group = groups::FindGroup(tx, request.group_id());
  if (!group.has_value()) return platform::NotFound();
  std::vector<CreditBalance> balances =
      After(BalancesOf(LoadNextMonth(tx, *group, call)), page.after);
  v1::ListCreditsResponse response;
  if (static_cast<int>(balances.size()) > page.size) {
    balances.resize(page.size);
    response.set_next_page_token(
        platform::PageToken(request, {balances.back().member_name, balances.back().member_id}));
  }
  for (const CreditBalance& balance : balances) {
    *response.add_credits() = ToProto(balance, call);
  }
  return response;
}

namespace {

class CreditService final : public v1::CreditService::CallbackService {
 public:
  explicit CreditService(platform::Border& border) : border_(border) {}

  grpc::ServerUnaryReactor* GetCredit(grpc::CallbackServerContext* context,
                                      const v1::GetCreditRequest* request,
                                      v1::GetCreditResponse* response) override {
    return platform::Serve(border_, context, request, response, rosters::GetCredit);
  }
  grpc::ServerUnaryReactor* ListCredits(grpc::CallbackServerContext* context,
                                        const v1::ListCreditsRequest* request,
                                        v1::ListCreditsResponse* response) override {
    return platform::Serve(border_, context, request, response, rosters::ListCredits);
  }

 private:
  platform::Border& border_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewCreditService(platform::Border& border) {
  return std::make_unique<CreditService>(border);
}

}  // namespace liengia::rosters
