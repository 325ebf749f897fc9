#include "services/identity/office_service.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "liengia/v1/office_service.grpc.pb.h"
#include "services/areas/area_store.h"
#include "services/identity/account_store.h"
#include "services/identity/credentials_store.h"
#include "services/identity/office_proto.h"
#include "services/identity/office_store.h"
#include "services/identity/session_store.h"
#include "services/platform/civil.h"
#include "services/platform/errors.h"
#include "services/platform/id.h"
#include "services/platform/page.h"
#include "services/platform/rpc.h"

namespace liengia::identity {
namespace {

using platform::Call;
using platform::Reason;
using platform::Role;
using platform::Violations;

// That the office can stand over its area today.
absl::Status CheckPlace(db::Tx& tx, const Appointment& appointment) {
  if (appointment.role == Role::kOperator) return absl::OkStatus();
  const std::optional<areas::Area> area = areas::FindArea(tx, appointment.area_code);
  if (!area.has_value()) return platform::NotFound();
  if (!MayStandOver(appointment.role, area->kind)) {
    Violations violations;
    violations.Add("area_code", {"chức vụ này không phụ trách loại địa bàn đó.",
                                 "is of a kind that this office can't stand over."});
    return violations.ToStatus();
  }
  if (!areas::InForce(*area, absl::ToCivilDay(tx.now(), platform::CityZone()))) {
    return platform::Precondition(
        Reason::kAreaNotInForce,
        {"Địa bàn này hôm nay không có hiệu lực.", "The area is not in force today."});
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::CreateOfficeResponse> CreateOffice(db::Tx& tx, const Call&,
                                                      const v1::CreateOfficeRequest& request) {
  Violations violations;
  const Appointment appointment = FromProto(request, violations);
  LIENGIA_RETURN_IF_ERROR(violations.ToStatus());
  LIENGIA_RETURN_IF_ERROR(CheckPlace(tx, appointment));
  const Credentials credentials = NewCredentials();
  const Appointed appointed = Appoint(tx, appointment, credentials);
  v1::CreateOfficeResponse response;
  *response.mutable_office() = ToProto(appointed.office);
  if (appointed.first_office) {
    *response.mutable_credentials() = ToProto(credentials, appointment.phone_number);
  }
  return response;
}

absl::StatusOr<v1::ListOfficesResponse> ListOffices(db::Tx& tx, const Call&,
                                                    const v1::ListOfficesRequest& request) {
  LIENGIA_ASSIGN_OR_RETURN(const platform::Page page, platform::ReadPage(request, 2));
  std::optional<OfficeKey> after;
  if (!page.after.empty()) after = OfficeKey{.display_name = page.after[0], .id = page.after[1]};
  if (after.has_value() && !platform::IsId(after->id)) return platform::BadPageToken();
  std::vector<Office> offices = ListMatchingOffices(
      tx, {.area_code = request.area_code(), .show_ended = request.show_ended()}, after,
      page.size + 1);
  v1::ListOfficesResponse response;
  if (static_cast<int>(offices.size()) > page.size) {
    offices.resize(page.size);
    response.set_next_page_token(
        platform::PageToken(request, {offices.back().display_name, offices.back().id}));
  }
  for (const Office& office : offices) *response.add_offices() = ToProto(office);
  return response;
}

absl::StatusOr<v1::EndOfficeResponse> EndOffice(db::Tx& tx, const Call& call,
                                                const v1::EndOfficeRequest& request) {
  std::optional<Office> office = FindOffice(tx, request.office_id());
  if (!office.has_value()) return platform::NotFound();
  if (office->end_time.has_value()) {
    return platform::Precondition(Reason::kOfficeEnded, {"Chức vụ này đã kết thúc từ trước.",
                                                         "The office has ended before."});
  }
  if (office->role == Role::kOperator && CountOperators(tx) == 1) {
    return platform::Precondition(
        Reason::kLastOperator,
        {"Đây là người vận hành cuối cùng. Hãy giao việc cho người khác trước.",
         "This is the last operator; give somebody else the office first."});
  }
  SaveOfficeEnd(tx, *office);
  office->end_time = call.now;
  v1::EndOfficeResponse response;
  *response.mutable_office() = ToProto(*office);
  return response;
}

absl::StatusOr<v1::ResetCredentialsResponse> ResetCredentials(
    db::Tx& tx, const Call&, const v1::ResetCredentialsRequest& request) {
  const std::optional<Account> account = FindAccount(tx, request.account_id());
  if (!account.has_value() || ListOfficesHeld(tx, account->id).empty()) return platform::NotFound();
  const Credentials credentials = NewCredentials();
  SaveCredentials(tx, account->id, credentials);
  EndOtherSessions(tx, account->id, "");
  v1::ResetCredentialsResponse response;
  *response.mutable_credentials() = ToProto(credentials, account->phone_number);
  return response;
}

class OfficeService final : public v1::OfficeService::CallbackService {
 public:
  explicit OfficeService(platform::Border& border) : border_(border) {}

  grpc::ServerUnaryReactor* CreateOffice(grpc::CallbackServerContext* context,
                                         const v1::CreateOfficeRequest* request,
                                         v1::CreateOfficeResponse* response) override {
    return platform::Serve(border_, context, request, response, identity::CreateOffice);
  }
  grpc::ServerUnaryReactor* ListOffices(grpc::CallbackServerContext* context,
                                        const v1::ListOfficesRequest* request,
                                        v1::ListOfficesResponse* response) override {
    return platform::Serve(border_, context, request, response, identity::ListOffices);
  }
  grpc::ServerUnaryReactor* EndOffice(grpc::CallbackServerContext* context,
                                      const v1::EndOfficeRequest* request,
                                      v1::EndOfficeResponse* response) override {
    return platform::Serve(border_, context, request, response, identity::EndOffice);
  }
  grpc::ServerUnaryReactor* ResetCredentials(grpc::CallbackServerContext* context,
                                             const v1::ResetCredentialsRequest* request,
                                             v1::ResetCredentialsResponse* response) override {
    return platform::Serve(border_, context, request, response, identity::ResetCredentials);
  }

 private:
  platform::Border& border_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewOfficeService(platform::Border& border) {
  return std::make_unique<OfficeService>(border);
}

}  // namespace liengia::identity
