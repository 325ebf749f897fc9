#include "services/duties/duty_service.h"

#include <functional>
#include <iterator>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "db/batch.h"
#include "liengia/v1/duty_service.grpc.pb.h"
#include "services/duties/attendance.h"
#include "services/duties/check_in_store.h"
#include "services/duties/duty_proto.h"
#include "services/duties/my_shifts_store.h"
#include "services/groups/member_store.h"
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
                     {"phải sau thời điểm bắt đầu.", "must be after the start."});
  violations.Require(
      span.end_time - span.start_time <= kLongestSpan, "end_time",
      {"xa thời điểm bắt đầu quá 31 ngày.", "is more than 31 days after the start."});
  LIENGIA_RETURN_IF_ERROR(violations.ToStatus());
  return span;
}

// What a caller may do with a duty that was found: NOT_FOUND also for a draft's duty, unless the
// caller leads: members do not see drafts.
absl::Status CheckVisible(const std::optional<FoundDuty>& found, const Call& call) {
  if (!found.has_value()) return platform::NotFound();
  if (!found->duty.attendance.published && !call.leads()) return platform::NotFound();
  return absl::OkStatus();
}

// The same for the duties of the caller and of those acted for. PERMISSION_DENIED (kNotYourDuty).
absl::Status CheckOwn(const std::optional<FoundDuty>& found, const Call& call,
                      const std::string& group_id) {
  LIENGIA_RETURN_IF_ERROR(CheckVisible(found, call));
  if (platform::ActsFor(call.caller, group_id, found->duty.member_id)) return absl::OkStatus();
  return platform::Refusal(absl::StatusCode::kPermissionDenied, platform::Reason::kNotYourDuty,
                           {"Đây là lượt trực của người khác. Tổ trưởng có thể ghi nhận giúp.",
                            "This duty is somebody else's. A leader can mark attendance instead."});
}

std::optional<FoundDuty> LockDuty(db::Tx& tx, const std::string& group_id,
                                  const std::string& duty_id) {
  return LockDuties(tx, {{group_id, duty_id, ""}}).front();
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

absl::Status CheckCheckpoint(const CheckIn& claim, const FoundDuty& found) {
  platform::Violations violations;
  violations.Require(claim.checkpoint_id.empty() || found.has_checkpoint, "checkpoint_id",
                     {"không phải điểm của chốt trong ca này. Hãy quét lại tại chốt.",
                      "is no checkpoint of this shift's post; scan the code there again."});
  return violations.ToStatus();
}

// Who stood in, if the request names somebody: a member who was not on that shift anyway.
absl::StatusOr<std::string> CoverOf(db::Tx& tx, const v1::MarkAttendanceRequest& request,
                                    const rosters::Duty& duty) {
  const std::string& cover = request.cover_member_id();
  if (cover.empty()) return cover;
  if (!groups::FindMember(tx, request.group_id(), cover).has_value()) return platform::NotFound();
  if (cover == duty.member_id || IsOnShift(tx, request.group_id(), duty.shift_id, cover)) {
    return platform::Refusal(
        absl::StatusCode::kAlreadyExists, platform::Reason::kAlreadyOnShift,
        {"Người trực thay vốn đã ở trong ca trực này.", "Who stood in was on this shift anyway."});
  }
  return cover;
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

absl::StatusOr<v1::CheckOutResponse> CheckOut(db::Tx& tx, const Call& call,
                                              const v1::CheckOutRequest& request) {
  platform::Violations violations;
  const absl::Time left =
      ReadNotedTime(request.has_check_out_time() ? &request.check_out_time() : nullptr,
                    "check_out_time", call.now, violations);
  LIENGIA_RETURN_IF_ERROR(violations.ToStatus());
  std::optional<FoundDuty> found = LockDuty(tx, request.group_id(), request.duty_id());
  LIENGIA_RETURN_IF_ERROR(CheckOwn(found, call, request.group_id()));
  LIENGIA_ASSIGN_OR_RETURN(const absl::Time check_out, DecideCheckOut(found->facts(), left));
  Attendance& attendance = found->duty.attendance;
  if (!attendance.check_out_time.has_value()) {
    SaveCheckOut(tx, request.group_id(), request.duty_id(), check_out);
    attendance.check_out_time = check_out;
  }
  v1::CheckOutResponse response;
  *response.mutable_duty() = rosters::ToProto(found->duty, call.now);
  return response;
}

absl::StatusOr<v1::MarkAttendanceResponse> MarkAttendance(
    db::Tx& tx, const Call& call, const v1::MarkAttendanceRequest& request) {
  platform::Violations violations;
  violations.Require(
      request.cover_member_id().empty() ||
          request.mark() != v1::MarkAttendanceRequest::MARK_PRESENT,
      "cover_member_id",
      {"chỉ dùng khi người được phân công vắng.", "is only for somebody who was not there."});
  LIENGIA_RETURN_IF_ERROR(violations.ToStatus());
  std::optional<FoundDuty> found = LockDuty(tx, request.group_id(), request.duty_id());
  LIENGIA_RETURN_IF_ERROR(CheckVisible(found, call));
  LIENGIA_ASSIGN_OR_RETURN(Attendance marked,
                           DecideMark(found->facts(), static_cast<AttendanceMark>(request.mark()),
                                      {.time = call.now, .account_id = call.caller.account_id}));
  LIENGIA_ASSIGN_OR_RETURN(marked.cover_member_id, CoverOf(tx, request, found->duty));
  SaveMark(tx, request.group_id(), request.duty_id(), marked);
  v1::MarkAttendanceResponse response;
  *response.mutable_duty() =
      rosters::ToProto(*rosters::FindDuty(tx, request.group_id(), request.duty_id()), call.now);
  return response;
}

namespace {

// ListMyShifts of one caller, on its way through the batch.
absl::StatusOr<MyShiftsQuery> ReadMyShifts(const Call& call, const platform::Page& page) {
  LIENGIA_ASSIGN_OR_RETURN(const auto key, ReadKey(page));
  MyShiftsQuery query{.memberships = call.caller.memberships, .now = call.now};
  if (key.has_value()) query.after = MyShiftKey{key->first, key->second};
  query.limit = page.size + 1;
  return query;
}

void FillMyShifts(std::vector<MyShift> shifts, const platform::Page& page, const Call& call,
                  const v1::ListMyShiftsRequest& request, v1::ListMyShiftsResponse& response) {
  if (shifts.empty() && page.after.empty()) {
    response.set_empty_reason(call.caller.memberships.empty()
                                  ? v1::ListMyShiftsResponse::EMPTY_REASON_NO_GROUP
                                  : v1::ListMyShiftsResponse::EMPTY_REASON_NO_SHIFT);
  }
  if (static_cast<int>(shifts.size()) > page.size) {
    shifts.resize(page.size);
    response.set_next_page_token(platform::PageToken(
        request, {platform::TimeKey(shifts.back().attendance.start_time), shifts.back().duty_id}));
  }
  for (MyShift& shift : shifts) *response.add_shifts() = ToProto(std::move(shift), call.now);
}

// A check-in of one caller, on its way through the batch.
struct CheckInItem {
  const Call* call;  // Lives until the call is finished.
  DutyKey key;
  CheckIn claim;
};

// Decides one check-in on the duty as it stands, notes it there and, if it is new, in `added`.
absl::StatusOr<rosters::Duty> DecideOne(const CheckInItem& item, std::optional<FoundDuty>& found,
                                        std::vector<NewCheckIn>& added) {
  LIENGIA_RETURN_IF_ERROR(CheckOwn(found, *item.call, item.key.group_id));
  LIENGIA_RETURN_IF_ERROR(CheckCheckpoint(item.claim, *found));
  CheckIn claim = item.claim;
  if (!IsOwn(*item.call, item.key.group_id, found->duty.member_id)) {
    claim.method = CheckInMethod::kProxy;
  }
  LIENGIA_ASSIGN_OR_RETURN(const CheckIn check_in, DecideCheckIn(found->facts(), claim));
  if (!found->duty.attendance.check_in.has_value()) {
    found->duty.attendance.check_in = check_in;
    added.push_back({item.key.group_id, item.key.duty_id, check_in});
  }
  return found->duty;
}

using CheckInResults = std::vector<absl::StatusOr<rosters::Duty>>;

// One transaction for all: they share the flush of the log at its commit.
void CheckInAll(db::Tx& tx, const std::vector<CheckInItem>& items, CheckInResults& results) {
  std::vector<DutyKey> keys;
  for (const CheckInItem& item : items) keys.push_back(item.key);
  std::vector<std::optional<FoundDuty>> found = LockDuties(tx, keys);
  std::vector<NewCheckIn> added;
  std::map<std::string, size_t> first_of;  // Two taps on one button may come in one batch.
  results.clear();
  for (size_t i = 0; i < items.size(); ++i) {
    const size_t first = first_of.try_emplace(keys[i].group_id + keys[i].duty_id, i).first->second;
    if (first != i && found[i].has_value()) found[i]->duty = found[first]->duty;
    results.push_back(DecideOne(items[i], found[i], added));
  }
  if (!added.empty()) SaveCheckIns(tx, added);
}

class DutyService final : public v1::DutyService::CallbackService {
 public:
  DutyService(platform::Border& border, db::Pool& pool)
      : border_(border),
        my_shifts_({},
                   [&pool](const std::vector<MyShiftsQuery>& queries, absl::Time deadline) {
                     return RunMyShifts(pool, queries, deadline);
                   }),
        check_ins_({}, [&pool](const std::vector<CheckInItem>& items, absl::Time deadline) {
          return RunCheckIns(pool, items, deadline);
        }) {}

  grpc::ServerUnaryReactor* ListMyShifts(grpc::CallbackServerContext* context,
                                         const v1::ListMyShiftsRequest* request,
                                         v1::ListMyShiftsResponse* response) override {
    return platform::ServeBatched(
        border_, context, request, response,
        [this](const Call& call, absl::Time deadline, const v1::ListMyShiftsRequest& asked,
               v1::ListMyShiftsResponse& reply,
               Done done) { StartMyShifts(call, deadline, asked, reply, std::move(done)); });
  }
  grpc::ServerUnaryReactor* ListDuties(grpc::CallbackServerContext* context,
                                       const v1::ListDutiesRequest* request,
                                       v1::ListDutiesResponse* response) override {
    return platform::Serve(border_, context, request, response, duties::ListDuties);
  }
  grpc::ServerUnaryReactor* CheckIn(grpc::CallbackServerContext* context,
                                    const v1::CheckInRequest* request,
                                    v1::CheckInResponse* response) override {
    return platform::ServeBatched(
        border_, context, request, response,
        [this](const Call& call, absl::Time deadline, const v1::CheckInRequest& asked,
               v1::CheckInResponse& reply,
               Done done) { StartCheckIn(call, deadline, asked, reply, std::move(done)); });
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
  using Done = std::function<void(absl::Status)>;
  using MyShiftsBatch = db::Batch<MyShiftsQuery, std::vector<MyShift>>;
  using CheckInBatch = db::Batch<CheckInItem, rosters::Duty>;

  static absl::StatusOr<std::vector<absl::StatusOr<std::vector<MyShift>>>> RunMyShifts(
      db::Pool& pool, const std::vector<MyShiftsQuery>& queries, absl::Time deadline) {
    std::vector<absl::StatusOr<std::vector<MyShift>>> results;
    LIENGIA_RETURN_IF_ERROR(pool.Read(queries[0].now, deadline, [&](db::Tx& tx) {
      auto lists = duties::ListMyShifts(tx, queries);
      results.assign(std::make_move_iterator(lists.begin()), std::make_move_iterator(lists.end()));
      return absl::OkStatus();
    }));
    return results;
  }

  static absl::StatusOr<CheckInResults> RunCheckIns(db::Pool& pool,
                                                    const std::vector<CheckInItem>& items,
                                                    absl::Time deadline) {
    CheckInResults results;
    LIENGIA_RETURN_IF_ERROR(pool.TransactLocked(items[0].call->now, deadline, [&](db::Tx& tx) {
      CheckInAll(tx, items, results);
      return absl::OkStatus();
    }));
    return results;
  }

  void StartMyShifts(const Call& call, absl::Time deadline, const v1::ListMyShiftsRequest& request,
                     v1::ListMyShiftsResponse& response, Done done) {
    const auto page = platform::ReadPage(request, 2, kUsualShifts);
    if (!page.ok()) return done(page.status());
    auto query = ReadMyShifts(call, *page);
    if (!query.ok()) return done(query.status());
    if (call.caller.memberships.empty()) {
      FillMyShifts({}, *page, call, request, response);
      return done(absl::OkStatus());
    }
    my_shifts_.Submit(*std::move(query), deadline,
                      [&call, &request, &response, page = *page,
                       done = std::move(done)](absl::StatusOr<std::vector<MyShift>> shifts) {
                        if (shifts.ok()) {
                          FillMyShifts(*std::move(shifts), page, call, request, response);
                        }
                        done(shifts.status());
                      });
  }

  void StartCheckIn(const Call& call, absl::Time deadline, const v1::CheckInRequest& request,
                    v1::CheckInResponse& response, Done done) {
    auto claim = ReadClaim(call, request);
    if (!claim.ok()) return done(claim.status());
    const DutyKey key = {request.group_id(), request.duty_id(), request.checkpoint_id()};
    check_ins_.Submit(
        {&call, key, *std::move(claim)}, deadline,
        [&call, &response, done = std::move(done)](const absl::StatusOr<rosters::Duty>& duty) {
          if (duty.ok()) *response.mutable_duty() = rosters::ToProto(*duty, call.now);
          done(duty.status());
        });
  }

  platform::Border& border_;
  MyShiftsBatch my_shifts_;
  CheckInBatch check_ins_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewDutyService(platform::Border& border, db::Pool& pool) {
  return std::make_unique<DutyService>(border, pool);
}

}  // namespace liengia::duties
