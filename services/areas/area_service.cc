#include "services/areas/area_service.h"

#include <optional>
#include <utility>

#include "liengia/v1/area_service.grpc.pb.h"
#include "services/areas/area.h"
#include "services/areas/area_proto.h"
#include "services/areas/area_store.h"
#include "services/platform/civil.h"
#include "services/platform/errors.h"
#include "services/platform/page.h"
#include "services/platform/rpc.h"

namespace liengia::areas {
namespace {

using platform::Call;
using platform::Reason;

absl::CivilDay Today(const Call& call) { return absl::ToCivilDay(call.now, platform::CityZone()); }

v1::ListAreasResponse PageOf(std::vector<Area> areas, int size,
                             const v1::ListAreasRequest& request) {
  v1::ListAreasResponse response;
  if (static_cast<int>(areas.size()) > size) {
    areas.resize(size);
    response.set_next_page_token(
        platform::PageToken(request, {areas.back().name, areas.back().code}));
  }
  for (const Area& area : areas) *response.add_areas() = ToProto(area);
  return response;
}

// Ends the predecessors on the day on which their successor begins.
absl::Status EndPredecessors(db::Tx& tx, const Area& successor) {
  for (const std::string& code : successor.predecessor_codes) {
    const std::optional<Area> predecessor = FindArea(tx, code);
    if (!predecessor.has_value()) return platform::NotFound();
    // A ward that was split has several successors, which all begin on the day it ended.
    if (predecessor->valid_to == successor.valid_from) continue;
    if (predecessor->valid_to.has_value() || predecessor->valid_from >= successor.valid_from) {
      return platform::Precondition(
          Reason::kAreaNotInForce,
          {"Địa bàn cũ đã hết hiệu lực, hoặc chưa có hiệu lực, vào ngày đó.",
           "A predecessor is not in force until that day."});
    }
    SaveEnd(tx, code, successor.valid_from);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::GetAreaResponse> GetArea(db::Tx& tx, const Call&,
                                            const v1::GetAreaRequest& request) {
  const std::optional<Area> area = FindArea(tx, request.area_code());
  if (!area.has_value()) return platform::NotFound();
  v1::GetAreaResponse response;
  *response.mutable_area() = ToProto(*area);
  return response;
}

absl::StatusOr<v1::ListAreasResponse> ListAreas(db::Tx& tx, const Call& call,
                                                const v1::ListAreasRequest& request) {
  platform::Violations violations;
  const absl::CivilDay day =
      request.has_day() ? platform::ReadDate(request.day(), "day", violations) : Today(call);
  LIENGIA_RETURN_IF_ERROR(violations.ToStatus());
  LIENGIA_ASSIGN_OR_RETURN(const platform::Page page, platform::ReadPage(request, 2));
  const std::string& parent = request.parent_code();
  std::vector<Area> areas = ListAreas(tx, parent, day, page.after, page.size + 1);
  if (areas.empty() && !parent.empty() && !FindArea(tx, parent).has_value()) {
    return platform::NotFound();
  }
  return PageOf(std::move(areas), page.size, request);
}

absl::StatusOr<v1::CreateAreaResponse> CreateArea(db::Tx& tx, const Call&,
                                                  const v1::CreateAreaRequest& request) {
  platform::Violations violations;
  Area area = FromProto(request.area(), violations);
  CheckNew(area, violations);
  LIENGIA_RETURN_IF_ERROR(violations.ToStatus());
  std::optional<Area> parent;
  if (!area.parent_code.empty()) {
    parent = FindArea(tx, area.parent_code);
    if (!parent.has_value()) return platform::NotFound();
  }
  if (!MayStandBelow(area.kind, parent.has_value() ? &*parent : nullptr)) {
    violations.Add("area.kind", {"loại địa bàn này không nằm dưới địa bàn đó.",
                                 "can't stand below that parent."});
    return violations.ToStatus(Reason::kAreaKindMisplaced);
  }
  area.path = (parent.has_value() ? parent->path : "") + area.code + "/";
  LIENGIA_RETURN_IF_ERROR(EndPredecessors(tx, area));
  InsertArea(tx, area);
  v1::CreateAreaResponse response;
  *response.mutable_area() = ToProto(area);
  return response;
}

absl::StatusOr<v1::EndAreaResponse> EndArea(db::Tx& tx, const Call&,
                                            const v1::EndAreaRequest& request) {
  platform::Violations violations;
  const absl::CivilDay valid_to = platform::ReadDate(request.valid_to(), "valid_to", violations);
  LIENGIA_RETURN_IF_ERROR(violations.ToStatus());
  std::optional<Area> area = FindArea(tx, request.area_code());
  if (!area.has_value()) return platform::NotFound();
  if (area->valid_to.has_value() || valid_to <= area->valid_from) {
    return platform::Precondition(
        Reason::kAreaNotInForce, {"Địa bàn đã hết hiệu lực, hoặc ngày kết thúc trước ngày bắt đầu.",
                                  "The area has ended, or would end before it began."});
  }
  if (IsInUse(tx, area->code, valid_to)) {
    return platform::Precondition(Reason::kAreaInUse,
                                  {"Còn địa bàn hoặc tổ thuộc địa bàn này.",
                                   "Areas or groups still hang on it; end or move them first."});
  }
  SaveEnd(tx, area->code, valid_to);
  area->valid_to = valid_to;
  v1::EndAreaResponse response;
  *response.mutable_area() = ToProto(*area);
  return response;
}

namespace {

class AreaService final : public v1::AreaService::CallbackService {
 public:
  explicit AreaService(platform::Border& border) : border_(border) {}

  grpc::ServerUnaryReactor* GetArea(grpc::CallbackServerContext* context,
                                    const v1::GetAreaRequest* request,
                                    v1::GetAreaResponse* response) override {
    return platform::Serve(border_, context, request, response, areas::GetArea);
  }
  grpc::ServerUnaryReactor* ListAreas(grpc::CallbackServerContext* context,
                                      const v1::ListAreasRequest* request,
                                      v1::ListAreasResponse* response) override {
    return platform::Serve(border_, context, request, response, areas::ListAreas);
  }
  grpc::ServerUnaryReactor* CreateArea(grpc::CallbackServerContext* context,
                                       const v1::CreateAreaRequest* request,
                                       v1::CreateAreaResponse* response) override {
    return platform::Serve(border_, context, request, response, areas::CreateArea);
  }
  grpc::ServerUnaryReactor* EndArea(grpc::CallbackServerContext* context,
                                    const v1::EndAreaRequest* request,
                                    v1::EndAreaResponse* response) override {
    return platform::Serve(border_, context, request, response, areas::EndArea);
  }

 private:
  platform::Border& border_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewAreaService(platform::Border& border) {
  return std::make_unique<AreaService>(border);
}

}  // namespace liengia::areas
