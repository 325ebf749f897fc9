#include "services/duties/duty_service.h"

#include <optional>
#include <utility>
#include <vector>

#include "liengia/v1/duty_service.grpc.pb.h"
#include "services/duties/attendance.h"
#include "services/duties/check_in_store.h"
#include "services/duties/duty_proto.h"
#include "services/duties/my_shifts_store.h"
#include "services/platform/caller.h"
#include "services/platform/civil.h"
#include "services/platform/errors.h"
#include "services/platform/id.h"
#include "services/platform/page.h"
#include "services/platform/rpc.h"
#include "services/rosters/shift_proto.h"
#include "services/rosters/shift_store.h"

namespace liengia::duties {
namespace {

using platform::Call;

constexpr int kUsualShifts = 10;
constexpr absl::Duration kUsualLookBack = absl::Hours(12);
constexpr absl::Duration kUsualSpan = absl::Hours(24);
constexpr absl::Duration kLongestSpan = absl::Hours(31 * 24);

// The time and the id after which a page goes on.
absl::StatusOr<std::optional<std::pair<absl::Time, std::string>>> ReadKey(
    const platform::Page& page) {
  if (page.after.empty()) return std::nullopt;
  LIENGIA_ASSIGN_OR_RETURN(const absl::Time time, platform::ReadTimeKey(page.after[0]));
  if (!platform::IsId(page.after[1])) return platform::BadPageToken();
  return std::pair(time, page.after[1]);
}

struct Span {
  absl::Time start_time;
  absl::Time end_time;
};

absl::StatusOr<Span> ReadSpan(const v1::ListDutiesRequest& request, absl::Time now) {
  platform::Violations violations;
  Span span;
  span.start_time = request.has_start_time()
                        ? platform::ReadTime(request.start_time(), "start_time", violations)
                        : now - kUsualLookBack;
  span.end_time = request.has_end_time()
                      ? platform::ReadTime(request.end_time(), "end_time", violations)
                      : span.start_time + kUsualSpan;
  LIENGIA_RETURN_IF_ERROR(violations.ToStatus());
  violations.Require(span.end_time > span.start_time, "end_time",
                     {"phải sau start_time.", "must be after start_time."});
  violations.Require(span.end_time - span.start_time <= kLongestSpan, "end_time",
                     {"xa start_time quá 31 ngày.", "is more than 31 days after start_time."});
  LIENGIA_RETURN_IF_ERROR(violations.ToStatus());
  return span;
}

// A duty with what the decisions on it need.
struct FoundDuty {
  rosters::Duty duty;
  DutyPlace place;

  DutyFacts facts() const { return {duty.attendance, place.roster_closed}; }
};

// NOT_FOUND also for a draft's duty, unless the caller leads: members do not see drafts.
absl::StatusOr<FoundDuty> LoadDuty(db::Tx& tx, const Call& call, const std::string& group_id,
                                   const std::string& duty_id,
                                   const std::string& checkpoint_id = "") {
  std::optional<rosters::Duty> duty = rosters::FindDuty(tx, group_id, duty_id);
  if (!duty.has_value()) return platform::NotFound();
  if (!duty->attendance.published && !call.leads()) return platform::NotFound();
  const auto place = FindDutyPlace(tx, group_id, duty->shift_id, checkpoint_id);
  if (!place.has_value()) return platform::Fault("a duty without a shift");
  return FoundDuty{*std::move(duty), *place};
}

// The same for the duties of the caller and of those acted for. PERMISSION_DENIED (kNotYourDuty).
absl::StatusOr<FoundDuty> LoadOwnDuty(db::Tx& tx, const Call& call, const std::string& group_id,
                                      const std::string& duty_id,
                                      const std::string& checkpoint_id = "") {
  LIENGIA_ASSIGN_OR_RETURN(FoundDuty found, LoadDuty(tx, call, group_id, duty_id, checkpoint_id));
  if (!platform::ActsFor(call.caller, group_id, found.duty.member_id)) {
    return platform::Refusal(
        absl::StatusCode::kPermissionDenied, platform::Reason::kNotYourDuty,
        {"Đây là lượt trực của người khác. Tổ trưởng có thể ghi nhận giúp.",
         "This duty is somebody else's. A leader can mark attendance instead."});
  }
  return found;
}

// When the member came or left: as noted offline, else now.
absl::Time ReadNotedTime(const google::protobuf::Timestamp* noted, const std::string& field,
                         absl::Time now, platform::Violations& violations) {
  if (noted == nullptr) return now;
  platform::Violations malformed;
  const absl::Time time = platform::ReadTime(*noted, field, malformed);
  if (malformed.empty()) {
    CheckNotedTime(time, now, field, violations);
  } else {
    platform::ReadTime(*noted, field, violations);
  }
  return time;
}

// The check-in as the caller wishes it; whose duty it is, is not known yet.
absl::StatusOr<CheckIn> ReadClaim(const Call& call, const v1::CheckInRequest& request) {
  platform::Violations violations;
  CheckIn claim;
  claim.time = ReadNotedTime(request.has_check_in_time() ? &request.check_in_time() : nullptr,
                             "check_in_time", call.now, violations);
  claim.record_time = call.now;
  claim.checkpoint_id = request.checkpoint_id();
  claim.account_id = call.caller.account_id;
  const v1::Duty::Method method = request.method();
  violations.Require(method <= v1::Duty::METHOD_CODE, "method",
                     {"chỉ được là SELF hoặc CODE.", "must be SELF or CODE."});
  violations.Require(method != v1::Duty::METHOD_CODE || !request.checkpoint_id().empty(),
                     "checkpoint_id",
                     {"còn thiếu: mã quét được là của điểm nào?",
                      "is missing: the code of which checkpoint was scanned?"});
  if (method == v1::Duty::METHOD_CODE) claim.method = CheckInMethod::kCode;
  LIENGIA_RETURN_IF_ERROR(violations.ToStatus());
  return claim;
}

absl::Status CheckCheckpoint(const CheckIn& claim, const DutyPlace& place) {
  platform::Violations violations;
  violations.Require(claim.checkpoint_id.empty() || place.has_checkpoint, "checkpoint_id",
                     {"không phải điểm của chốt trong ca này. Hãy quét lại tại chốt.",
                      "is no checkpoint of this shift's post; scan the code there again."});
  return violations.ToStatus();
}

bool IsOwn(const Call& call, const std::string& group_id, const std::string& member_id) {
  for (const platform::CallerMembership& membership : call.caller.memberships) {
    if (membership.group_id == group_id && membership.member_id == member_id) {
      return !membership.acted_for;
    }
  }
  return false;
}

}  // namespace

absl::StatusOr<v1::ListMyShiftsResponse> ListMyShifts(db::Tx& tx, const Call& call,
                                                      const v1::ListMyShiftsRequest& request) {
  LIENGIA_ASSIGN_OR_RETURN(const platform::Page page, platform::ReadPage(request, 2, kUsualShifts));
  LIENGIA_ASSIGN_OR_RETURN(const auto key, ReadKey(page));
  std::optional<MyShiftKey> after;
  if (key.has_value()) after = MyShiftKey{key->first, key->second};
  v1::ListMyShiftsResponse response;
  if (call.caller.memberships.empty()) {
    response.set_empty_reason(v1::ListMyShiftsResponse::EMPTY_REASON_NO_GROUP);
    return response;
  }
  std::vector<MyShift> shifts = ListMyShifts(tx, call.caller.memberships, after, page.size + 1);
  if (shifts.empty() && !after.has_value()) {
    response.set_empty_reason(v1::ListMyShiftsResponse::EMPTY_REASON_NO_SHIFT);
  }
  if (static_cast<int>(shifts.size()) > page.size) {
    shifts.resize(page.size);
    response.set_next_page_token(platform::PageToken(
        request, {platform::TimeKey(shifts.back().attendance.start_time), shifts.back().duty_id}));
  }
  for (const MyShift& shift : shifts) *response.add_shifts() = ToProto(shift, call.now);
  return response;
}

absl::StatusOr<v1::ListDutiesResponse> ListDuties(db::Tx& tx, const Call& call,
                                                  const v1::ListDutiesRequest& request) {
  LIENGIA_ASSIGN_OR_RETURN(const Span span, ReadSpan(request, call.now));
  LIENGIA_ASSIGN_OR_RETURN(const platform::Page page, platform::ReadPage(request, 2));
  LIENGIA_ASSIGN_OR_RETURN(const auto key, ReadKey(page));
  std::optional<rosters::ShiftKey> after;
  if (key.has_value()) after = rosters::ShiftKey{key->first, key->second};
  tx.Snapshot();
  std::vector<rosters::Shift> shifts = rosters::ListPublishedShifts(
      tx, request.group_id(), span.start_time, span.end_time, after, page.size + 1);
  v1::ListDutiesResponse response;
  if (static_cast<int>(shifts.size()) > page.size) {
    shifts.resize(page.size);
    response.set_next_page_token(platform::PageToken(
        request, {platform::TimeKey(shifts.back().start_time), shifts.back().id}));
  }
  for (const rosters::Shift& shift : shifts) {
    *response.add_shifts() = rosters::ToProto(shift, call.now);
  }
  return response;
}

absl::StatusOr<v1::CheckInResponse> CheckIn(db::Tx& tx, const Call& call,
                                            const v1::CheckInRequest& request) {
  LIENGIA_ASSIGN_OR_RETURN(auto claim, ReadClaim(call, request));
  LIENGIA_ASSIGN_OR_RETURN(FoundDuty found, LoadOwnDuty(tx, call, request.group_id(),
                                                        request.duty_id(), claim.checkpoint_id));
  LIENGIA_RETURN_IF_ERROR(CheckCheckpoint(claim, found.place));
  if (!IsOwn(call, request.group_id(), found.duty.member_id)) claim.method = CheckInMethod::kProxy;
  LIENGIA_ASSIGN_OR_RETURN(const auto check_in, DecideCheckIn(found.facts(), claim));
  Attendance& attendance = found.duty.attendance;
  if (!attendance.check_in.has_value()) {
    SaveCheckIn(tx, request.group_id(), request.duty_id(), check_in);
    attendance.check_in = check_in;
  }
  v1::CheckInResponse response;
  *response.mutable_duty() = rosters::ToProto(found.duty, call.now);
  return response;
}

absl::StatusOr<v1::CheckOutResponse> CheckOut(db::Tx& tx, const Call& call,
                                              const v1::CheckOutRequest& request) {
  platform::Violations violations;
  const absl::Time left =
      ReadNotedTime(request.has_check_out_time() ? &request.check_out_time() : nullptr,
                    "check_out_time", call.now, violations);
  LIENGIA_RETURN_IF_ERROR(violations.ToStatus());
  LIENGIA_ASSIGN_OR_RETURN(FoundDuty found,
                           LoadOwnDuty(tx, call, request.group_id(), request.duty_id()));
  LIENGIA_ASSIGN_OR_RETURN(const absl::Time check_out, DecideCheckOut(found.facts(), left));
  Attendance& attendance = found.duty.attendance;
  if (!attendance.check_out_time.has_value()) {
    SaveCheckOut(tx, request.group_id(), request.duty_id(), check_out);
    attendance.check_out_time = check_out;
  }
  v1::CheckOutResponse response;
  *response.mutable_duty() = rosters::ToProto(found.duty, call.now);
  return response;
}

absl::StatusOr<v1::MarkAttendanceResponse> MarkAttendance(
    db::Tx& tx, const Call& call, const v1::MarkAttendanceRequest& request) {
  LIENGIA_ASSIGN_OR_RETURN(FoundDuty found,
                           LoadDuty(tx, call, request.group_id(), request.duty_id()));
  const std::string& account_id = call.caller.account_id;
  LIENGIA_ASSIGN_OR_RETURN(
      found.duty.attendance,
      DecideMark(found.facts(), static_cast<AttendanceMark>(request.mark()), account_id, call.now));
  SaveMark(tx, request.group_id(), request.duty_id(), found.duty.attendance, account_id);
  v1::MarkAttendanceResponse response;
  *response.mutable_duty() = rosters::ToProto(found.duty, call.now);
  return response;
}

namespace {

class DutyService final : public v1::DutyService::CallbackService {
 public:
  explicit DutyService(platform::Border& border) : border_(border) {}

  grpc::ServerUnaryReactor* ListMyShifts(grpc::CallbackServerContext* context,
                                         const v1::ListMyShiftsRequest* request,
                                         v1::ListMyShiftsResponse* response) override {
    return platform::Serve(border_, context, request, response, duties::ListMyShifts);
  }
  grpc::ServerUnaryReactor* ListDuties(grpc::CallbackServerContext* context,
                                       const v1::ListDutiesRequest* request,
                                       v1::ListDutiesResponse* response) override {
    return platform::Serve(border_, context, request, response, duties::ListDuties);
  }
  grpc::ServerUnaryReactor* CheckIn(grpc::CallbackServerContext* context,
                                    const v1::CheckInRequest* request,
                                    v1::CheckInResponse* response) override {
    return platform::Serve(border_, context, request, response, duties::CheckIn);
  }
  grpc::ServerUnaryReactor* CheckOut(grpc::CallbackServerContext* context,
                                     const v1::CheckOutRequest* request,
                                     v1::CheckOutResponse* response) override {
    return platform::Serve(border_, context, request, response, duties::CheckOut);
  }
  grpc::ServerUnaryReactor* MarkAttendance(grpc::CallbackServerContext* context,
                                           const v1::MarkAttendanceRequest* request,
                                           v1::MarkAttendanceResponse* response) override {
    return platform::Serve(border_, context, request, response, duties::MarkAttendance);
  }

 private:
  platform::Border& border_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewDutyService(platform::Border& border) {
  return std::make_unique<DutyService>(border);
}

}  // namespace liengia::duties
