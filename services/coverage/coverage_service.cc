#include "services/coverage/coverage_service.h"

#include <optional>
#include <utility>
#include <vector>

#include "liengia/v1/coverage_service.grpc.pb.h"
#include "services/coverage/coverage.h"
#include "services/coverage/coverage_proto.h"
#include "services/coverage/coverage_store.h"
#include "services/platform/civil.h"
#include "services/platform/errors.h"
#include "services/platform/id.h"
#include "services/platform/page.h"
#include "services/platform/rpc.h"
#include "services/platform/scope_store.h"

namespace liengia::coverage {
namespace {

using platform::Call;

constexpr int kMostDays = 31;

struct Days {
  absl::CivilDay start_date;
  absl::CivilDay end_date;
};

absl::StatusOr<Days> ReadDays(const v1::GetCoverageRequest& request) {
  platform::Violations violations;
  Days days;
  days.start_date = platform::ReadDate(request.start_date(), "start_date", violations);
  days.end_date = platform::ReadDate(request.end_date(), "end_date", violations);
  LIENGIA_RETURN_IF_ERROR(violations.ToStatus());
  violations.Require(days.end_date > days.start_date, "end_date",
                     {"phải sau ngày bắt đầu.", "must be after the first day."});
  violations.Require(days.end_date - days.start_date <= kMostDays, "end_date",
                     {"xa ngày bắt đầu quá 31 ngày.", "is more than 31 days after the first day."});
  LIENGIA_RETURN_IF_ERROR(violations.ToStatus());
  return days;
}

absl::StatusOr<std::optional<AreaShiftKey>> ReadKey(const platform::Page& page) {
  if (page.after.empty()) return std::nullopt;
  LIENGIA_ASSIGN_OR_RETURN(const absl::Time time, platform::ReadTimeKey(page.after[0]));
  if (!platform::IsId(page.after[1]) || !platform::IsId(page.after[2])) {
    return platform::BadPageToken();
  }
  return AreaShiftKey{time, page.after[1], page.after[2]};
}

}  // namespace

absl::StatusOr<v1::GetCoverageResponse> GetCoverage(db::Tx& tx, const Call&,
                                                    const v1::GetCoverageRequest& request) {
  LIENGIA_ASSIGN_OR_RETURN(const Days days, ReadDays(request));
  tx.Snapshot();
  const auto path = platform::FindAreaPath(tx, request.area_code());
  if (!path.has_value()) return platform::NotFound();
  const absl::TimeZone& zone = platform::CityZone();
  v1::GetCoverageResponse response;
  for (const AreaSpans& area : ListAreaSpans(tx, *path, absl::FromCivil(days.start_date, zone),
                                             absl::FromCivil(days.end_date, zone))) {
    v1::AreaCoverage* coverage = response.add_areas();
    coverage->set_area_code(area.area_code);
    coverage->set_area_name(area.area_name);
    for (const WatchedHour& hour : HoursOf(area.spans, days.start_date, days.end_date, zone)) {
      *coverage->add_hours() = ToProto(hour);
    }
  }
  return response;
}

absl::StatusOr<v1::ListAreaShiftsResponse> ListAreaShifts(
    db::Tx& tx, const Call& call, const v1::ListAreaShiftsRequest& request) {
  const absl::TimeZone& zone = platform::CityZone();
  platform::Violations violations;
  const absl::CivilDay day = request.has_duty_date()
                                 ? platform::ReadDate(request.duty_date(), "duty_date", violations)
                                 : absl::ToCivilDay(call.now, zone);
  LIENGIA_RETURN_IF_ERROR(violations.ToStatus());
  LIENGIA_ASSIGN_OR_RETURN(const platform::Page page, platform::ReadPage(request, 3));
  LIENGIA_ASSIGN_OR_RETURN(const auto after, ReadKey(page));
  tx.Snapshot();
  const auto path = platform::FindAreaPath(tx, request.area_code());
  if (!path.has_value()) return platform::NotFound();
  std::vector<AreaShift> shifts = ListAreaShifts(
      tx, *path, absl::FromCivil(day, zone), absl::FromCivil(day + 1, zone), after, page.size + 1);
  v1::ListAreaShiftsResponse response;
  if (static_cast<int>(shifts.size()) > page.size) {
    shifts.resize(page.size);
    const AreaShift& last = shifts.back();
    response.set_next_page_token(platform::PageToken(
        request, {platform::TimeKey(last.span.start_time), last.group_id, last.shift_id}));
  }
  for (const AreaShift& shift : shifts) *response.add_shifts() = ToProto(shift);
  return response;
}

namespace {

class CoverageService final : public v1::CoverageService::CallbackService {
 public:
  explicit CoverageService(platform::Border& border) : border_(border) {}

  grpc::ServerUnaryReactor* GetCoverage(grpc::CallbackServerContext* context,
                                        const v1::GetCoverageRequest* request,
                                        v1::GetCoverageResponse* response) override {
    return platform::Serve(border_, context, request, response, coverage::GetCoverage);
  }
  grpc::ServerUnaryReactor* ListAreaShifts(grpc::CallbackServerContext* context,
                                           const v1::ListAreaShiftsRequest* request,
                                           v1::ListAreaShiftsResponse* response) override {
    return platform::Serve(border_, context, request, response, coverage::ListAreaShifts);
  }

 private:
  platform::Border& border_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewCoverageService(platform::Border& border) {
  return std::make_unique<CoverageService>(border);
}

}  // namespace liengia::coverage
