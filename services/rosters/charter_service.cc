#include "services/rosters/charter_service.h"

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "liengia/v1/charter_service.grpc.pb.h"
#include "services/groups/group.h"
#include "services/groups/group_store.h"
#include "services/platform/civil.h"
#include "services/platform/errors.h"
#include "services/platform/etag.h"
#include "services/platform/mask.h"
#include "services/platform/page.h"
#include "services/platform/rpc.h"
#include "services/rosters/charter.h"
#include "services/rosters/charter_proto.h"
#include "services/rosters/charter_store.h"
#include "services/rosters/roster_store.h"

namespace liengia::rosters {
namespace {

using platform::Call;

const std::vector<std::string>& Paths() {
  static const auto* paths = new std::vector<std::string>{
      "min_rest_minutes", "max_nights_in_row", "max_duties_per_week", "fairness_unit",
      "weekend_percent",  "holiday_percent",   "tet_percent",         "night_extra_percent",
      "night_start_time", "night_end_time"};
  return *paths;
}

v1::Charter VersionToProto(const CharterVersion& version) {
  v1::Charter proto = ToProto(version.charter);
  if (version.change_time) platform::SetTime(*version.change_time, proto.mutable_change_time());
  proto.set_changed_by_name(version.changed_by_name);
  return proto;
}

absl::StatusOr<std::optional<int64_t>> ReadKey(const platform::Page& page) {
  if (page.after.empty()) return std::nullopt;
  int64_t version = 0;
  if (!absl::SimpleAtoi(page.after[0], &version) || version < 1) return platform::BadPageToken();
  return version;
}

}  // namespace

absl::StatusOr<v1::GetCharterResponse> GetCharter(db::Tx& tx, const Call&,
                                                  const v1::GetCharterRequest& request) {
  tx.Snapshot();
  const std::optional<groups::Group> group = groups::FindGroup(tx, request.group_id());
  if (!group.has_value()) return platform::NotFound();
  v1::GetCharterResponse response;
  *response.mutable_charter() = VersionToProto(FindCurrentCharter(tx, *group));
  *response.mutable_default_charter() = ToProto(CharterOf(group->model));
  return response;
}

absl::StatusOr<v1::UpdateCharterResponse> UpdateCharter(db::Tx& tx, const Call& call,
                                                        const v1::UpdateCharterRequest& request) {
  const v1::Charter& given = request.charter();
  LIENGIA_ASSIGN_OR_RETURN(const std::set<std::string> paths,
                           platform::PathsToWrite(request.update_mask(), given, Paths()));
  const std::optional<groups::Group> group = groups::FindGroup(tx, request.group_id());
  if (!group.has_value()) return platform::NotFound();
  LIENGIA_RETURN_IF_ERROR(
      groups::CheckOperation(groups::GroupOperation::kWriteCharter, group->state));
  const CharterVersion current = FindCurrentCharter(tx, *group);
  LIENGIA_RETURN_IF_ERROR(platform::CheckEtag(given.etag(), current.charter.version));
  Charter changed = current.charter;
  platform::Violations violations;
  ReadInto(given, paths, changed, violations);
  CheckCharter(changed, "charter", violations);
  LIENGIA_RETURN_IF_ERROR(violations.ToStatus());
  if (!SameRules(changed, current.charter)) {
    ++changed.version;
    InsertCharter(tx, group->id, changed, call.caller.account_id);
    TouchDrafts(tx, group->id);
  }
  v1::UpdateCharterResponse response;
  *response.mutable_charter() = VersionToProto(FindCurrentCharter(tx, *group));
  return response;
}

absl::StatusOr<v1::ListChartersResponse> ListCharters(db::Tx& tx, const Call&,
                                                      const v1::ListChartersRequest& request) {
  LIENGIA_ASSIGN_OR_RETURN(const platform::Page page, platform::ReadPage(request, 1));
  LIENGIA_ASSIGN_OR_RETURN(const std::optional<int64_t> before, ReadKey(page));
  tx.Snapshot();
  const std::optional<groups::Group> group = groups::FindGroup(tx, request.group_id());
  if (!group.has_value()) return platform::NotFound();
  std::vector<CharterVersion> versions = ListCharters(tx, group->id, before, page.size + 1);
  if (static_cast<int>(versions.size()) <= page.size) {
    versions.push_back({CharterOf(group->model), std::nullopt, ""});
  }
  v1::ListChartersResponse response;
  if (static_cast<int>(versions.size()) > page.size) {
    versions.resize(page.size);
    response.set_next_page_token(
        platform::PageToken(request, {std::to_string(versions.back().charter.version)}));
  }
  for (const CharterVersion& version : versions) {
    *response.add_charters() = VersionToProto(version);
  }
  return response;
}

namespace {

class CharterService final : public v1::CharterService::CallbackService {
 public:
  explicit CharterService(platform::Border& border) : border_(border) {}

  grpc::ServerUnaryReactor* GetCharter(grpc::CallbackServerContext* context,
                                       const v1::GetCharterRequest* request,
                                       v1::GetCharterResponse* response) override {
    return platform::Serve(border_, context, request, response, rosters::GetCharter);
  }
  grpc::ServerUnaryReactor* UpdateCharter(grpc::CallbackServerContext* context,
                                          const v1::UpdateCharterRequest* request,
                                          v1::UpdateCharterResponse* response) override {
    return platform::Serve(border_, context, request, response, rosters::UpdateCharter);
  }
  grpc::ServerUnaryReactor* ListCharters(grpc::CallbackServerContext* context,
                                         const v1::ListChartersRequest* request,
                                         v1::ListChartersResponse* response) override {
    return platform::Serve(border_, context, request, response, rosters::ListCharters);
  }

 private:
  platform::Border& border_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewCharterService(platform::Border& border) {
  return std::make_unique<CharterService>(border);
}

}  // namespace liengia::rosters
