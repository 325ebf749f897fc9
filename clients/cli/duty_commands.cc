// Duty as it is done: my shifts, checking in and out, who came.

#include <functional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "clients/cli/command.h"
#include "clients/cli/lookup.h"
#include "clients/cli/shift_lookup.h"
#include "clients/cli/wire.h"
#include "clients/cli/words.h"
#include "liengia/v1/duty_service.grpc.pb.h"
#include "liengia/v1/post_service.grpc.pb.h"
#include "liengia/v1/session_service.grpc.pb.h"

namespace liengia::cli {
namespace {

using Duties = v1::DutyService::Stub;

// As the server has it: from 30 minutes before the start.
constexpr absl::Duration kCheckInOpens = absl::Minutes(30);
constexpr int kMyShifts = 20;

absl::Status Mine(Context& context) {
  CLI_ASSIGN_OR_RETURN(const auto reply,
                       context.server.List(&Duties::ListMyShifts, v1::ListMyShiftsRequest(),
                                           context.arguments.Number("limit", kMyShifts)));
  std::vector<Row> rows;
  for (const v1::MyShift& shift : reply.shifts()) {
    rows.push_back(
        {SaySpan(FromWire(shift.start_time()), FromWire(shift.end_time()), context.speech),
         shift.title(), shift.post_name(), shift.group_name(), shift.member_name(),
         NameOf(DutyStates(), shift.state(), context.speech.language), ShortId(shift.shift_id())});
  }
  const Words empty =
      reply.empty_reason() == v1::ListMyShiftsResponse::EMPTY_REASON_NO_GROUP
          ? Words{"Bạn chưa ở tổ nào: hãy lập tổ bằng liengia group create, hoặc nhờ tổ trưởng ghi số của bạn.",
                  "You are in no group: propose one with liengia group create, or ask a leader to list your number."}
          : Words{"Chưa có lịch nào được công bố mà có bạn; hãy hỏi tổ trưởng.",
                  "No roster with a shift of yours is published; ask the leader."};
  return Print(context, reply,
               TableOr(context, empty,
                       {context.Say({"Khi nào", "When"}), context.Say({"Ca trực", "Shift"}),
                        context.Say({"Nơi trực", "Post"}), context.Say({"Tổ", "Group"}),
                        context.Say({"Ai", "Who"}), context.Say({"Tình trạng", "State"}),
                        context.Say({"Mã", "Id"})},
                       rows, reply.next_page_token()));
}

// A duty of the caller, or of somebody acted for.
struct OwnDuty {
  std::string group_id;
  v1::Shift shift;
  v1::Duty duty;
};

// Those of last night, now and the next day, in all groups.
absl::StatusOr<std::vector<OwnDuty>> OwnDuties(Context& context) {
  CLI_ASSIGN_OR_RETURN(const auto me,
                       context.server.Call(&v1::SessionService::Stub::GetMe, v1::GetMeRequest()));
  std::vector<OwnDuty> own;
  for (const v1::Membership& membership : me.memberships()) {
    v1::ListDutiesRequest request;
    request.set_group_id(membership.group_id());
    *request.mutable_start_time() = ToWire(context.speech.now - absl::Hours(12));
    *request.mutable_end_time() = ToWire(context.speech.now + absl::Hours(24));
    CLI_ASSIGN_OR_RETURN(const auto reply,
                         context.server.List(&Duties::ListDuties, request, LimitOf(context)));
    for (const v1::Shift& shift : reply.shifts()) {
      for (const v1::Duty& duty : shift.duties()) {
        if (duty.member_id() == membership.member_id())
          own.push_back({membership.group_id(), shift, duty});
      }
    }
  }
  return own;
}

using Fits = std::function<bool(const OwnDuty&)>;

// Duties with the choices that name them.
struct Candidates {
  std::vector<OwnDuty> duties;
  std::vector<Choice> choices;
};

Candidates Filter(const Context& context, const std::vector<OwnDuty>& all, const Fits& fits) {
  const std::string member = context.arguments.Text("member");
  Candidates fitting;
  for (const OwnDuty& own : all) {
    if (!fits(own)) continue;
    if (!member.empty() && Pick(member, {{own.duty.member_id(), own.duty.member_name()}}).empty()) {
      continue;
    }
    fitting.duties.push_back(own);
    fitting.choices.push_back(
        {own.shift.shift_id(),
         absl::StrCat(SayShift(own.shift, context.speech), ", ", own.duty.member_name())});
  }
  return fitting;
}

// The first reading of `tiers` by which any duty fits, and the shift of --shift among them; if that
// is in none, the first by which any duty fits.
Candidates FirstFitting(const Context& context, const std::vector<OwnDuty>& all,
                        const std::vector<Fits>& tiers) {
  const std::string shift = context.arguments.Text("shift");
  Candidates first;
  for (const Fits& fits : tiers) {
    Candidates fitting = Filter(context, all, fits);
    if (fitting.duties.empty()) continue;
    if (shift.empty() || !Pick(shift, fitting.choices).empty()) return fitting;
    if (first.duties.empty()) first = std::move(fitting);
  }
  return first;
}

// The one duty that is meant; --shift and --member tell several apart.
absl::StatusOr<OwnDuty> ChooseOwnDuty(Context& context, Words none,
                                      const std::vector<Fits>& tiers) {
  CLI_ASSIGN_OR_RETURN(const std::vector<OwnDuty> all, OwnDuties(context));
  const Candidates fitting = FirstFitting(context, all, tiers);
  if (fitting.duties.empty()) return UsageError(context.Say(none));
  const std::string shift = context.arguments.Text("shift");
  if (shift.empty() && fitting.duties.size() == 1) return fitting.duties.front();
  if (!shift.empty()) {
    CLI_ASSIGN_OR_RETURN(const size_t chosen,
                         Choose(context, {"ca trực", "shift"}, shift, fitting.choices));
    return fitting.duties[chosen];
  }
  std::string text = context.Say({"Hãy chọn ca, hoặc chọn người bằng --member:",
                                  "Choose a shift, or somebody with --member:"});
  for (const Choice& choice : fitting.choices) {
    absl::StrAppend(&text, "\n  ", ShortId(choice.id), "  ", choice.name);
  }
  return UsageError(text);
}

absl::StatusOr<std::string> CheckpointId(Context& context, const OwnDuty& own) {
  v1::ListPostsRequest request;
  request.set_group_id(own.group_id);
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.List(&v1::PostService::Stub::ListPosts,
                                                             request, LimitOf(context)));
  std::vector<Choice> choices;
  for (const v1::Post& post : reply.posts()) {
    if (post.post_id() != own.shift.post_id()) continue;
    for (const v1::Checkpoint& checkpoint : post.checkpoints()) {
      choices.push_back({checkpoint.checkpoint_id(), checkpoint.name()});
    }
  }
  CLI_ASSIGN_OR_RETURN(const size_t chosen, Choose(context, {"điểm kiểm tra", "checkpoint"},
                                                   context.arguments.Text("checkpoint"), choices));
  return choices[chosen].id;
}

std::string SayDuty(const Context& context, const OwnDuty& own, const v1::Duty& duty) {
  const std::string cover =
      duty.cover_member_name().empty()
          ? ""
          : absl::Substitute(context.Say({" ($0 trực thay)", " ($0 stood in)"}),
                             duty.cover_member_name());
  return absl::Substitute("$0: $1$2. $3.\n", duty.member_name(),
                          NameOf(DutyStates(), duty.state(), context.speech.language), cover,
                          SayShift(own.shift, context.speech));
}

// "20/11 22:40 Lê Văn Trưởng", or nothing.
std::string SayMark(const Context& context, const v1::Duty& duty) {
  if (!duty.has_mark_time()) return "";
  return absl::StrCat(SayTime(FromWire(duty.mark_time()), context.speech), " ",
                      duty.mark_member_name());
}

bool IsOpenAt(const v1::Shift& shift, absl::Time time) {
  return time >= FromWire(shift.start_time()) - kCheckInOpens && time < FromWire(shift.end_time());
}

// Which duty somebody who came at `came` means: one that waits for it; one that was checked in to
// before; and with a shift or a time given any, for the server to say what is wrong with it.
std::vector<Fits> CheckInTiers(const Context& context, absl::Time came) {
  std::vector<Fits> tiers = {
      [came](const OwnDuty& own) {
        return !own.duty.has_check_in_time() && IsOpenAt(own.shift, came);
      },
      [came](const OwnDuty& own) {
        return own.duty.has_check_in_time() && IsOpenAt(own.shift, came);
      },
  };
  if (context.arguments.Has("at")) {
    const absl::Time now = context.speech.now;
    tiers.push_back([now](const OwnDuty& own) { return IsOpenAt(own.shift, now); });
  }
  if (context.arguments.Has("at") || context.arguments.Has("shift")) {
    tiers.push_back([](const OwnDuty&) { return true; });
  }
  return tiers;
}

std::string SayCheckedInBefore(const Context& context, const OwnDuty& own, const v1::Duty& duty) {
  return absl::Substitute(context.Say({"$0 đã điểm danh từ trước, lúc $1. $2.\n",
                                       "$0 had checked in before, at $1. $2.\n"}),
                          duty.member_name(),
                          SayTime(FromWire(duty.check_in_time()), context.speech),
                          SayShift(own.shift, context.speech));
}

absl::Status CheckIn(Context& context) {
  const absl::Time came = context.arguments.Time("at").value_or(context.speech.now);
  CLI_ASSIGN_OR_RETURN(const OwnDuty own,
                       ChooseOwnDuty(context,
                                     {"Lúc này bạn không có ca nào chờ điểm danh. Điểm danh được "
                                      "từ 30 phút trước giờ trực. Xem: liengia shifts mine",
                                      "You have no shift to check in to now. It opens 30 minutes "
                                      "before the start. See: liengia shifts mine"},
                                     CheckInTiers(context, came)));
  v1::CheckInRequest request;
  request.set_group_id(own.group_id);
  request.set_duty_id(own.duty.duty_id());
  if (context.arguments.Has("at")) *request.mutable_check_in_time() = ToWire(came);
  if (context.arguments.Has("checkpoint")) {
    CLI_ASSIGN_OR_RETURN(const std::string id, CheckpointId(context, own));
    request.set_checkpoint_id(id);
  }
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.Call(&Duties::CheckIn, request));
  if (own.duty.has_check_in_time()) {
    return Print(context, reply, SayCheckedInBefore(context, own, reply.duty()));
  }
  return Print(context, reply, SayDuty(context, own, reply.duty()));
}

absl::Status CheckOut(Context& context) {
  CLI_ASSIGN_OR_RETURN(const OwnDuty own,
                       ChooseOwnDuty(context,
                                     {"Bạn không có ca nào đã điểm danh vào mà chưa ra.",
                                      "You have checked in to no shift that you have not left."},
                                     {[](const OwnDuty& own) {
                                       return own.duty.has_check_in_time() &&
                                              !own.duty.has_check_out_time();
                                     }}));
  v1::CheckOutRequest request;
  request.set_group_id(own.group_id);
  request.set_duty_id(own.duty.duty_id());
  if (const auto left = context.arguments.Time("at")) {
    *request.mutable_check_out_time() = ToWire(*left);
  }
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.Call(&Duties::CheckOut, request));
  return Print(context, reply, SayDuty(context, own, reply.duty()));
}

absl::Status Mark(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Choice group, ChooseGroup(context));
  CLI_ASSIGN_OR_RETURN(const v1::Shift shift,
                       ChooseShift(context, group.id, context.arguments.Text("shift")));
  CLI_ASSIGN_OR_RETURN(const v1::Duty duty,
                       ChooseDuty(context, shift, context.arguments.Text("member")));
  v1::MarkAttendanceRequest request;
  request.set_group_id(group.id);
  request.set_duty_id(duty.duty_id());
  request.set_mark(context.arguments.Term<v1::MarkAttendanceRequest::Mark>("mark"));
  if (context.arguments.Has("cover")) {
    CLI_ASSIGN_OR_RETURN(const Choice cover,
                         ChooseMember(context, group.id, context.arguments.Text("cover")));
    request.set_cover_member_id(cover.id);
  }
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.Call(&Duties::MarkAttendance, request));
  return Print(context, reply, SayDuty(context, {group.id, shift, duty}, reply.duty()));
}

std::string TimeOrNothing(bool set, const google::protobuf::Timestamp& time) {
  return set ? absl::FormatTime("%H:%M", FromWire(time), Zone()) : "";
}

Row RowOf(const Context& context, const std::string& shift, const v1::Duty& duty) {
  const Language language = context.speech.language;
  return {shift,
          absl::StrCat(duty.member_name(), duty.may_lead() ? "*" : ""),
          NameOf(DutyStates(), duty.state(), language),
          TimeOrNothing(duty.has_check_in_time(), duty.check_in_time()),
          TimeOrNothing(duty.has_check_out_time(), duty.check_out_time()),
          NameOf(CheckInMethods(), duty.check_in_method(), language),
          SayMark(context, duty)};
}

absl::Status ListAttendance(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Choice group, ChooseGroup(context));
  v1::ListDutiesRequest request;
  request.set_group_id(group.id);
  if (const auto day = context.arguments.Day("day")) {
    *request.mutable_start_time() = ToWire(absl::FromCivil(*day, Zone()));
  }
  if (context.arguments.Has("reason")) {
    request.mutable_purpose()->set_reason(context.arguments.Text("reason"));
    request.mutable_purpose()->set_case_number(context.arguments.Text("case"));
  }
  CLI_ASSIGN_OR_RETURN(const auto reply,
                       context.server.List(&Duties::ListDuties, request, LimitOf(context)));
  std::vector<Row> rows;
  for (const v1::Shift& shift : reply.shifts()) {
    std::string name = SayShift(shift, context.speech);
    for (const v1::Duty& duty : shift.duties()) {
      rows.push_back(RowOf(context, std::exchange(name, ""), duty));
    }
    if (shift.duties().empty())
      rows.push_back({name, context.Say({"(không có ai)", "(nobody)"}), "", "", "", "", ""});
  }
  return Print(context, reply,
               TableOr(context,
                       {"Không có ca nào đã công bố quanh lúc này; chọn ngày khác bằng --day.",
                        "There is no published shift around now; choose another day with --day."},
                       {context.Say({"Ca trực", "Shift"}), context.Say({"Ai", "Who"}),
                        context.Say({"Tình trạng", "State"}), context.Say({"Đến", "Came"}),
                        context.Say({"Về", "Left"}), context.Say({"Cách", "How"}),
                        context.Say({"Tổ trưởng ghi", "Marked"})},
                       rows, reply.next_page_token()));
}

std::vector<Parameter> CheckParameters() {
  return {
      ShiftOperand(Place::kOptionalOperand),
      {"member",
       Kind::kText,
       Place::kFlag,
       {"làm thay ai, nếu bạn là người đại diện hộ", "for whom, if you are a household's proxy"}},
      {"at",
       Kind::kTime,
       Place::kFlag,
       {"lúc mấy giờ, nếu lúc đó không có mạng (bây giờ)",
        "at what time, if you were offline then (now)"}}};
}

}  // namespace

std::vector<Command> DutyCommands() {
  std::vector<Parameter> check_in = CheckParameters();
  check_in.push_back(
      {"checkpoint", Kind::kText, Place::kFlag, {"ở điểm kiểm tra nào", "at which checkpoint"}});
  return {
      {"shifts mine",
       {"ca trực sắp tới của tôi, ở mọi tổ", "my next shifts, in all groups"},
       {LimitFlag()},
       {"shifts mine"},
       Mine},
      {"check-in",
       {"điểm danh vào ca", "note that I have come"},
       check_in,
       {"check-in", "check-in --checkpoint=\"Đầu kiệt 42\" --at=22:05"},
       CheckIn},
      {"check-out",
       {"điểm danh ra ca", "note that I leave"},
       CheckParameters(),
       {"check-out"},
       CheckOut},
      {"attendance mark",
       {"tổ trưởng ghi ai có mặt, ai vắng", "a leader marks who was there"},
       {ShiftOperand(),
        {"member", Kind::kText, Place::kOperand, {"ai: tên hoặc mã", "who: name or id"}},
        {"mark", Kind::kTerm, Place::kOperand, {"thế nào", "how it was"}, &Marks()},
        {"cover",
         Kind::kText,
         Place::kFlag,
         {"ai đã trực thay, được tính công", "who stood in, and has the credit"}},
        GroupFlag(),
        ShiftDayFlag()},
       {"attendance mark 3fa9c1 \"Lê Văn Tám\" excused --cover=\"Trần Thị Sáu\"",
        "attendance mark \"Tuần tra đêm, ca 1\" \"Lê Văn Tám\" \"có mặt\" --day=20/11"},
       Mark},
      {"attendance list",
       {"ai đã đến, ai chưa", "who came and who did not"},
       {GroupFlag(),
        {"day",
         Kind::kDay,
         Place::kFlag,
         {"từ 0 giờ ngày nào, trong 24 giờ (12 giờ qua và ngày tới)",
          "the 24 hours of which day (the last 12 hours and the next)"}},
        ReasonFlag(),
        CaseFlag(),
        LimitFlag()},
       {"attendance list", "attendance list --day=20/11"},
       ListAttendance},
  };
}

}  // namespace liengia::cli
