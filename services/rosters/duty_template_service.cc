#include "services/rosters/duty_template_service.h"

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "liengia/v1/duty_template_service.grpc.pb.h"
#include "services/groups/group.h"
#include "services/groups/group_store.h"
#include "services/platform/errors.h"
#include "services/platform/etag.h"
#include "services/platform/id.h"
#include "services/platform/mask.h"
#include "services/platform/page.h"
#include "services/platform/rpc.h"
#include "services/rosters/duty_template.h"
#include "services/rosters/duty_template_proto.h"
#include "services/rosters/duty_template_store.h"

namespace liengia::rosters {
namespace {

using platform::Call;

constexpr char kField[] = "duty_template";

const std::vector<std::string>& Paths() {
  static const auto* paths = new std::vector<std::string>{
      "name",     "post_id",  "start_time", "end_time", "weekdays",       "valid_from",
      "valid_to", "crew_min", "crew_ideal", "crew_max", "leaders_needed", "importance"};
  return *paths;
}

absl::Status CheckGroup(db::Tx& tx, const std::string& group_id) {
  const auto group = groups::FindGroup(tx, group_id);
  if (!group.has_value()) return platform::NotFound();
  return groups::CheckOperation(groups::GroupOperation::kWriteDutyTemplates, group->state);
}

absl::StatusOr<std::optional<DutyTemplateKey>> ReadKey(const platform::Page& page) {
  if (page.after.empty()) return std::nullopt;
  DutyTemplateKey key;
  key.name = page.after[1];
  key.id = page.after[2];
  if (!absl::SimpleAtoi(page.after[0], &key.start_minute) || key.start_minute < 0 ||
      key.start_minute > kMinutesOfDay || !platform::IsId(key.id)) {
    return platform::BadPageToken();
  }
  return key;
}

}  // namespace

absl::StatusOr<v1::ListDutyTemplatesResponse> ListDutyTemplates(
    db::Tx& tx, const Call&, const v1::ListDutyTemplatesRequest& request) {
  LIENGIA_ASSIGN_OR_RETURN(const platform::Page page, platform::ReadPage(request, 3));
  LIENGIA_ASSIGN_OR_RETURN(const std::optional<DutyTemplateKey> after, ReadKey(page));
  std::vector<DutyTemplate> templates =
      ListDutyTemplates(tx, request.group_id(), after, page.size + 1);
  v1::ListDutyTemplatesResponse response;
  if (static_cast<int>(templates.size()) > page.size) {
    templates.resize(page.size);
    const DutyTemplate& last = templates.back();
    response.set_next_page_token(
        platform::PageToken(request, {std::to_string(last.start_minute), last.name, last.id}));
  }
  for (const DutyTemplate& t : templates) *response.add_duty_templates() = ToProto(t);
  return response;
}

absl::StatusOr<v1::CreateDutyTemplateResponse> CreateDutyTemplate(
    db::Tx& tx, const Call& call, const v1::CreateDutyTemplateRequest& request) {
  platform::Violations violations;
  DutyTemplate created;
  ReadInto(request.duty_template(), {Paths().begin(), Paths().end()}, created, violations);
  violations.Require(!created.post_id.empty(), "duty_template.post_id",
                     {"Hãy chọn chốt hoặc tuyến.", "Choose a post."});
  CheckDutyTemplate(created, kField, violations);
  LIENGIA_RETURN_IF_ERROR(violations.ToStatus());
  LIENGIA_RETURN_IF_ERROR(CheckGroup(tx, request.group_id()));
  if (!HasPost(tx, request.group_id(), created.post_id)) return platform::NotFound();
  LIENGIA_RETURN_IF_ERROR(groups::CheckLimit(groups::kDutyTemplateLimit,
                                             CountDutyTemplates(tx, request.group_id()) + 1));

  const std::string& id = request.duty_template().duty_template_id();
  created.id = id.empty() ? platform::NewId(call.now) : id;
  InsertDutyTemplate(tx, request.group_id(), created);
  v1::CreateDutyTemplateResponse response;
  *response.mutable_duty_template() = ToProto(created);
  return response;
}

absl::StatusOr<v1::UpdateDutyTemplateResponse> UpdateDutyTemplate(
    db::Tx& tx, const Call&, const v1::UpdateDutyTemplateRequest& request) {
  const v1::DutyTemplate& given = request.duty_template();
  LIENGIA_ASSIGN_OR_RETURN(const std::set<std::string> paths,
                           platform::PathsToWrite(request.update_mask(), given, Paths()));
  platform::Violations violations;
  violations.Require(!given.duty_template_id().empty(), "duty_template.duty_template_id",
                     {"Hãy nói sửa mẫu ca nào.", "Say which duty template."});
  LIENGIA_RETURN_IF_ERROR(violations.ToStatus());
  LIENGIA_RETURN_IF_ERROR(CheckGroup(tx, request.group_id()));
  std::optional<DutyTemplate> found =
      FindDutyTemplate(tx, request.group_id(), given.duty_template_id());
  if (!found.has_value()) return platform::NotFound();
  LIENGIA_RETURN_IF_ERROR(platform::CheckEtag(given.etag(), found->version));
  ReadInto(given, paths, *found, violations);
  CheckDutyTemplate(*found, kField, violations);
  LIENGIA_RETURN_IF_ERROR(violations.ToStatus());
  if (!HasPost(tx, request.group_id(), found->post_id)) return platform::NotFound();

  SaveDutyTemplate(tx, request.group_id(), *found);
  ++found->version;
  v1::UpdateDutyTemplateResponse response;
  *response.mutable_duty_template() = ToProto(*found);
  return response;
}

absl::StatusOr<v1::DeleteDutyTemplateResponse> DeleteDutyTemplate(
    db::Tx& tx, const Call&, const v1::DeleteDutyTemplateRequest& request) {
  LIENGIA_RETURN_IF_ERROR(CheckGroup(tx, request.group_id()));
  if (!DeleteDutyTemplate(tx, request.group_id(), request.duty_template_id())) {
    return platform::NotFound();
  }
  return v1::DeleteDutyTemplateResponse();
}

namespace {

class DutyTemplateService final : public v1::DutyTemplateService::CallbackService {
 public:
  explicit DutyTemplateService(platform::Border& border) : border_(border) {}

  grpc::ServerUnaryReactor* ListDutyTemplates(grpc::CallbackServerContext* context,
                                              const v1::ListDutyTemplatesRequest* request,
                                              v1::ListDutyTemplatesResponse* response) override {
    return platform::Serve(border_, context, request, response, rosters::ListDutyTemplates);
  }
  grpc::ServerUnaryReactor* CreateDutyTemplate(grpc::CallbackServerContext* context,
                                               const v1::CreateDutyTemplateRequest* request,
                                               v1::CreateDutyTemplateResponse* response) override {
    return platform::Serve(border_, context, request, response, rosters::CreateDutyTemplate);
  }
  grpc::ServerUnaryReactor* UpdateDutyTemplate(grpc::CallbackServerContext* context,
                                               const v1::UpdateDutyTemplateRequest* request,
                                               v1::UpdateDutyTemplateResponse* response) override {
    return platform::Serve(border_, context, request, response, rosters::UpdateDutyTemplate);
  }
  grpc::ServerUnaryReactor* DeleteDutyTemplate(grpc::CallbackServerContext* context,
                                               const v1::DeleteDutyTemplateRequest* request,
                                               v1::DeleteDutyTemplateResponse* response) override {
    return platform::Serve(border_, context, request, response, rosters::DeleteDutyTemplate);
  }

 private:
  platform::Border& border_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewDutyTemplateService(platform::Border& border) {
  return std::make_unique<DutyTemplateService>(border);
}

}  // namespace liengia::rosters
