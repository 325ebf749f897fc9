#include "services/incidents/incident_service.h"

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "liengia/v1/incident_service.grpc.pb.h"
#include "services/groups/group.h"
#include "services/groups/group_store.h"
#include "services/incidents/incident.h"
#include "services/incidents/incident_proto.h"
#include "services/incidents/incident_store.h"
#include "services/incidents/personal_number.h"
#include "services/platform/civil.h"
#include "services/platform/errors.h"
#include "services/platform/id.h"
#include "services/platform/page.h"
#include "services/platform/rpc.h"
#include "services/platform/scope_store.h"

namespace liengia::incidents {
namespace {

using platform::Call;

constexpr int kMostDays = 366;

absl::Status CheckMayWrite(db::Tx& tx, const std::string& group_id) {
  const auto group = groups::FindGroup(tx, group_id);
  if (!group.has_value()) return platform::NotFound();
  return groups::CheckOperation(groups::GroupOperation::kWriteIncident, group->state);
}

absl::Status CheckPlace(db::Tx& tx, const std::string& group_id, const Incident& incident) {
  const bool found =
      (incident.shift_id.empty() || HasShift(tx, group_id, incident.shift_id)) &&
      (incident.checkpoint_id.empty() || HasCheckpoint(tx, group_id, incident.checkpoint_id));
  return found ? absl::OkStatus() : platform::NotFound();
}

std::set<PersonalNumber> NumbersIn(const Incident& incident) {
  std::set<PersonalNumber> found;
  for (const std::string* text : {&incident.place, &incident.seen, &incident.action}) {
    found.merge(PersonalNumbersIn(*text));
  }
  return found;
}

absl::StatusOr<IncidentRange> ReadRange(const v1::ListIncidentsRequest& request,
                                        const platform::Page& page) {
  platform::Violations violations;
  IncidentRange range;
  if (request.has_start_time()) {
    range.start_time = platform::ReadTime(request.start_time(), "start_time", violations);
  }
  if (request.has_end_time()) {
    range.end_time = platform::ReadTime(request.end_time(), "end_time", violations);
  }
  violations.Require(range.end_time > range.start_time, "end_time",
                     {"phải sau thời điểm bắt đầu.", "must be after the start."});
  LIENGIA_RETURN_IF_ERROR(violations.ToStatus());
  if (page.after.empty()) return range;
  LIENGIA_ASSIGN_OR_RETURN(const absl::Time time, platform::ReadTimeKey(page.after[0]));
  if (!platform::IsId(page.after[1])) return platform::BadPageToken();
  range.after = IncidentRange::Key{time, page.after[1]};
  return range;
}

struct Days {
  absl::CivilDay start_date;
  absl::CivilDay end_date;
};

absl::StatusOr<Days> ReadDays(const v1::CountIncidentsRequest& request) {
  platform::Violations violations;
  Days days;
  days.start_date = platform::ReadDate(request.start_date(), "start_date", violations);
  days.end_date = platform::ReadDate(request.end_date(), "end_date", violations);
  LIENGIA_RETURN_IF_ERROR(violations.ToStatus());
  violations.Require(days.end_date > days.start_date, "end_date",
                     {"phải sau ngày bắt đầu.", "must be after the first day."});
  violations.Require(
      days.end_date - days.start_date <= kMostDays, "end_date",
      {"xa ngày bắt đầu quá 366 ngày.", "is more than 366 days after the first day."});
  LIENGIA_RETURN_IF_ERROR(violations.ToStatus());
  return days;
}

}  // namespace

absl::StatusOr<v1::CreateIncidentResponse> CreateIncident(
    db::Tx& tx, const Call& call, const v1::CreateIncidentRequest& request) {
  platform::Violations violations;
  Incident incident = FromProto(request.incident(), violations);
  if (violations.empty()) CheckIncident(incident, call.now, violations);
  LIENGIA_RETURN_IF_ERROR(violations.ToStatus());
  LIENGIA_RETURN_IF_ERROR(CheckMayWrite(tx, request.group_id()));
  LIENGIA_RETURN_IF_ERROR(CheckPlace(tx, request.group_id(), incident));

  if (incident.id.empty()) incident.id = platform::NewId(call.now);
  incident.record_time = call.now;
  incident.author_member_id = call.member_id;
  InsertIncident(tx, request.group_id(), incident);
  const auto written = FindIncident(tx, request.group_id(), incident.id);
  v1::CreateIncidentResponse response;
  *response.mutable_incident() = ToProto(*written);
  for (const PersonalNumber number : NumbersIn(incident)) {
    response.add_warnings(call.Say(WarningOf(number)));
  }
  return response;
}

absl::StatusOr<v1::AmendIncidentResponse> AmendIncident(db::Tx& tx, const Call& call,
                                                        const v1::AmendIncidentRequest& request) {
  Amendment amendment = FromProto(request.amendment());
  platform::Violations violations;
  violations.Require(!amendment.text.empty(), "amendment.text", {"còn thiếu.", "is missing."});
  LIENGIA_RETURN_IF_ERROR(violations.ToStatus());
  const auto incident = FindIncident(tx, request.group_id(), request.incident_id());
  if (!incident.has_value()) return platform::NotFound();
  const int position = static_cast<int>(incident->amendments.size());
  LIENGIA_RETURN_IF_ERROR(CheckRoomForAmendment(position));

  amendment.record_time = call.now;
  amendment.author_member_id = call.member_id;
  InsertAmendment(tx, request.group_id(), request.incident_id(), position, amendment);
  v1::AmendIncidentResponse response;
  *response.mutable_incident() =
      ToProto(*FindIncident(tx, request.group_id(), request.incident_id()));
  return response;
}

absl::StatusOr<v1::GetIncidentResponse> GetIncident(db::Tx& tx, const Call&,
                                                    const v1::GetIncidentRequest& request) {
  tx.Snapshot();
  const auto incident = FindIncident(tx, request.group_id(), request.incident_id());
  if (!incident.has_value()) return platform::NotFound();
  v1::GetIncidentResponse response;
  *response.mutable_incident() = ToProto(*incident);
  return response;
}

absl::StatusOr<v1::ListIncidentsResponse> ListIncidents(db::Tx& tx, const Call&,
                                                        const v1::ListIncidentsRequest& request) {
  LIENGIA_ASSIGN_OR_RETURN(const platform::Page page, platform::ReadPage(request, 2));
  LIENGIA_ASSIGN_OR_RETURN(const IncidentRange range, ReadRange(request, page));
  tx.Snapshot();
  std::vector<Incident> incidents = ListIncidents(tx, request.group_id(), range, page.size + 1);
  v1::ListIncidentsResponse response;
  if (static_cast<int>(incidents.size()) > page.size) {
    incidents.resize(page.size);
    response.set_next_page_token(platform::PageToken(
        request, {platform::TimeKey(incidents.back().observe_time), incidents.back().id}));
  }
  for (const Incident& incident : incidents) *response.add_incidents() = ToProto(incident);
  return response;
}

absl::StatusOr<v1::CountIncidentsResponse> CountIncidents(
    db::Tx& tx, const Call&, const v1::CountIncidentsRequest& request) {
  LIENGIA_ASSIGN_OR_RETURN(const Days days, ReadDays(request));
  tx.Snapshot();
  const auto path = platform::FindAreaPath(tx, request.area_code());
  if (!path.has_value()) return platform::NotFound();
  const absl::TimeZone& zone = platform::CityZone();
  v1::CountIncidentsResponse response;
  for (const KindCount& count : CountIncidents(tx, *path, absl::FromCivil(days.start_date, zone),
                                               absl::FromCivil(days.end_date, zone))) {
    v1::IncidentCount* proto = response.add_counts();
    proto->set_kind(static_cast<v1::Incident::Kind>(count.kind));
    proto->set_incident_count(count.incident_count);
    proto->set_serious_count(count.serious_count);
  }
  return response;
}

namespace {

class IncidentService final : public v1::IncidentService::CallbackService {
 public:
  explicit IncidentService(platform::Border& border) : border_(border) {}

  grpc::ServerUnaryReactor* CreateIncident(grpc::CallbackServerContext* context,
                                           const v1::CreateIncidentRequest* request,
                                           v1::CreateIncidentResponse* response) override {
    return platform::Serve(border_, context, request, response, incidents::CreateIncident);
  }
  grpc::ServerUnaryReactor* AmendIncident(grpc::CallbackServerContext* context,
                                          const v1::AmendIncidentRequest* request,
                                          v1::AmendIncidentResponse* response) override {
    return platform::Serve(border_, context, request, response, incidents::AmendIncident);
  }
  grpc::ServerUnaryReactor* GetIncident(grpc::CallbackServerContext* context,
                                        const v1::GetIncidentRequest* request,
                                        v1::GetIncidentResponse* response) override {
    return platform::Serve(border_, context, request, response, incidents::GetIncident);
  }
  grpc::ServerUnaryReactor* ListIncidents(grpc::CallbackServerContext* context,
                                          const v1::ListIncidentsRequest* request,
                                          v1::ListIncidentsResponse* response) override {
    return platform::Serve(border_, context, request, response, incidents::ListIncidents);
  }
  grpc::ServerUnaryReactor* CountIncidents(grpc::CallbackServerContext* context,
                                           const v1::CountIncidentsRequest* request,
                                           v1::CountIncidentsResponse* response) override {
    return platform::Serve(border_, context, request, response, incidents::CountIncidents);
  }

 private:
  platform::Border& border_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewIncidentService(platform::Border& border) {
  return std::make_unique<IncidentService>(border);
}

}  // namespace liengia::incidents
