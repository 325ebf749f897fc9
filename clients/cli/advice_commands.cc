// Why a roster is as it is, and what to do when somebody drops out of it.

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "clients/cli/command.h"
#include "clients/cli/lookup.h"
#include "clients/cli/picture.h"
#include "clients/cli/shift_lookup.h"
#include "clients/cli/wire.h"
#include "clients/cli/words.h"
#include "liengia/v1/advice_service.grpc.pb.h"

namespace liengia::cli {
namespace {

using Advice = v1::AdviceService::Stub;

std::string Bullets(const google::protobuf::RepeatedPtrField<std::string>& sentences) {
  std::string text;
  for (const std::string& sentence : sentences) absl::StrAppend(&text, "  ", sentence, "\n");
  return text;
}

absl::Status WhyEmpty(Context& context, const std::string& group_id, const v1::Shift& shift) {
  v1::ExplainEmptySlotRequest request;
  request.set_group_id(group_id);
  request.set_shift_id(shift.shift_id());
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.Call(&Advice::ExplainEmptySlot, request));
  return Print(context, reply,
               absl::StrCat(SayShift(shift, context.speech), "\n", Bullets(reply.sentences())));
}

absl::Status Why(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Choice group, ChooseGroup(context));
  CLI_ASSIGN_OR_RETURN(const v1::Shift shift,
                       ChooseShift(context, group.id, context.arguments.Text("shift")));
  if (!context.arguments.Has("member")) return WhyEmpty(context, group.id, shift);
  CLI_ASSIGN_OR_RETURN(const v1::Duty duty,
                       ChooseDuty(context, shift, context.arguments.Text("member")));
  v1::ExplainAssignmentRequest request;
  request.set_group_id(group.id);
  request.set_duty_id(duty.duty_id());
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.Call(&Advice::ExplainAssignment, request));
  return Print(context, reply,
               absl::StrCat(reply.reason().member_name(), ", ", SayShift(shift, context.speech),
                            "\n", Bullets(reply.reason().sentences())));
}

absl::Status Shortage(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Choice group, ChooseGroup(context));
  CLI_ASSIGN_OR_RETURN(const auto roster,
                       FetchRoster(context, group.id, *context.arguments.Month("month")));
  v1::ExplainShortageRequest request;
  request.set_group_id(group.id);
  request.set_roster_id(roster.roster().roster_id());
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.Call(&Advice::ExplainShortage, request));
  std::string text = Bullets(reply.sentences());
  for (const v1::RuleException& exception : reply.exceptions()) {
    absl::StrAppend(&text, "  ", exception.text(), "\n");
  }
  if (reply.left_count() > 0) {
    absl::StrAppend(&text, absl::Substitute(context.Say({"  Dù vậy vẫn còn trống $0 chỗ.\n",
                                                         "  $0 places stay empty even then.\n"}),
                                            reply.left_count()));
  }
  return Print(context, reply, text);
}

absl::Status Suggest(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Choice group, ChooseGroup(context));
  CLI_ASSIGN_OR_RETURN(const v1::Shift shift,
                       ChooseShift(context, group.id, context.arguments.Text("shift")));
  v1::SuggestReplacementsRequest request;
  request.set_group_id(group.id);
  request.set_shift_id(shift.shift_id());
  request.set_count(context.arguments.Number("count"));
  if (context.arguments.Has("member")) {
    CLI_ASSIGN_OR_RETURN(const v1::Duty duty,
                         ChooseDuty(context, shift, context.arguments.Text("member")));
    request.set_off_member_id(duty.member_id());
  }
  CLI_ASSIGN_OR_RETURN(const auto reply,
                       context.server.Call(&Advice::SuggestReplacements, request));
  const Language language = context.speech.language;
  std::vector<Row> rows;
  for (const v1::ReplacementCandidate& candidate : reply.candidates()) {
    rows.push_back({absl::StrCat(rows.size() + 1),
                    absl::StrCat(candidate.member_name(), candidate.brings_leader() ? "*" : ""),
                    SayHours(static_cast<int>(candidate.load_before_minutes()), language),
                    SayHours(static_cast<int>(candidate.load_after_minutes()), language)});
  }
  const std::string table =
      TableOr(context,
              {"Không ai nhận được chỗ này; xem liengia roster why.",
               "Nobody may take this place; see liengia roster why."},
              {"", context.Say({"Tổ viên", "Member"}), context.Say({"Giờ công", "Hours"}),
               context.Say({"Nếu nhận", "With it"})},
              rows);
  return Print(context, reply, absl::StrCat(SayShift(shift, context.speech), "\n", table));
}

std::string PlanLines(const Context& context, int number, const v1::RepairPlan& plan) {
  std::string text =
      absl::StrCat(number, ". ", NameOf(RepairAims(), plan.aim(), context.speech.language), ". ",
                   plan.text(), "\n");
  for (const v1::RepairChange& change : plan.changes()) {
    absl::StrAppend(&text, "   ", change.text(),
                    change.moves_published()
                        ? context.Say({" (dời lượt đã công bố)", " (moves a published duty)"})
                        : "",
                    "\n");
  }
  return text;
}

// Who drops out, and of which month: the shift's, or that of the first day.
struct Dropping {
  v1::DropOut drop_out;
  absl::CivilMonth month;
};

absl::StatusOr<Dropping> ReadDropping(Context& context, const std::string& group_id) {
  CLI_ASSIGN_OR_RETURN(const Choice member,
                       ChooseMember(context, group_id, context.arguments.Text("member")));
  Dropping dropping;
  dropping.drop_out.set_member_id(member.id);
  if (context.arguments.Has("shift")) {
    CLI_ASSIGN_OR_RETURN(const v1::Shift shift,
                         ChooseShift(context, group_id, context.arguments.Text("shift")));
    dropping.drop_out.set_shift_id(shift.shift_id());
    dropping.month = absl::CivilMonth(FromWire(shift.duty_date()));
    return dropping;
  }
  const absl::CivilDay first = context.arguments.Day("from").value_or(DayOf(context.speech.now));
  *dropping.drop_out.mutable_start_date() = ToWire(first);
  if (const auto last = context.arguments.Day("to")) {
    *dropping.drop_out.mutable_end_date() = ToWire(*last + 1);
  }
  dropping.month = absl::CivilMonth(first);
  return dropping;
}

absl::Status Apply(Context& context, const std::string& group_id,
                   const v1::ProposeRepairResponse& proposed, int number) {
  if (number > proposed.plans_size()) {
    return UsageError(context.Say({"--apply là 1, 2 hoặc 3.", "--apply is 1, 2 or 3."}));
  }
  const v1::RepairPlan& plan = proposed.plans(number - 1);
  v1::ApplyRepairRequest request;
  request.set_group_id(group_id);
  request.set_roster_id(proposed.roster().roster_id());
  request.set_etag(proposed.roster().etag());
  *request.mutable_changes() = plan.changes();
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.Call(&Advice::ApplyRepair, request));
  return Print(context, reply,
               absl::StrCat(PlanLines(context, number, plan),
                            context.Say({"Đã đổi lịch.\n", "The roster is changed.\n"})));
}

absl::Status Repair(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Choice group, ChooseGroup(context));
  CLI_ASSIGN_OR_RETURN(const Dropping dropping, ReadDropping(context, group.id));
  CLI_ASSIGN_OR_RETURN(const auto roster, FetchRoster(context, group.id, dropping.month));
  v1::ProposeRepairRequest request;
  request.set_group_id(group.id);
  request.set_roster_id(roster.roster().roster_id());
  *request.add_drop_outs() = dropping.drop_out;
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.Call(&Advice::ProposeRepair, request));
  if (reply.plans().empty() || reply.plans(0).changes().empty()) {
    return Print(context, reply,
                 context.Say({"Người này không có lượt trực nào cần thay.\n",
                              "There is no duty of theirs to replace.\n"}));
  }
  if (context.arguments.Number("apply") > 0) {
    return Apply(context, group.id, reply, context.arguments.Number("apply"));
  }
  std::string text;
  for (int i = 0; i < reply.plans_size(); ++i) {
    absl::StrAppend(&text, PlanLines(context, i + 1, reply.plans(i)));
  }
  return Print(context, reply,
               absl::StrCat(text, context.Say({"\nChưa đổi gì: chọn bằng --apply=1, 2 hoặc 3.\n",
                                               "\nNothing is changed yet: choose one with "
                                               "--apply=1, 2 or 3.\n"})));
}

}  // namespace

std::vector<Command> AdviceCommands() {
  const Parameter member = {
      "member", Kind::kText, Place::kOptionalOperand, {"ai: tên hoặc mã", "who: name or id"}};
  Parameter dropping = member;
  dropping.place = Place::kOperand;
  return {
      {"roster why",
       {"vì sao người này trực ca này, hoặc vì sao ca còn trống",
        "why a member has a duty, or why a place is empty"},
       {ShiftOperand(), member, GroupFlag(), ShiftDayFlag()},
       {"roster why 3fa9c1 \"Lê Văn Tám\"", "roster why \"Tuần tra đêm, ca 1\" --day=20/11"},
       Why},
      {"roster shortage",
       {"vì sao cả tháng không xếp đủ người", "why a month can't be filled"},
       {{"month", Kind::kMonth, Place::kOperand, {"tháng", "the month"}}, GroupFlag()},
       {"roster shortage 2026-12"},
       Shortage},
      {"roster suggest",
       {"ai nhận được một chỗ, hoặc thay được một người", "who could take or take over a place"},
       {ShiftOperand(),
        member,
        GroupFlag(),
        ShiftDayFlag(),
        {"count", Kind::kNumber, Place::kFlag, {"mấy người (5)", "how many (5)"}}},
       {"roster suggest 3fa9c1", "roster suggest 3fa9c1 \"Lê Văn Tám\""},
       Suggest},
      {"roster repair",
       {"ba cách sửa lịch đã công bố khi có người không trực được",
        "three ways to repair a published roster when somebody drops out"},
       {dropping,
        GroupFlag(),
        {"shift",
         Kind::kText,
         Place::kFlag,
         {"chỉ ca này: tên hoặc mã", "only this shift: its title or id"}},
        ShiftDayFlag(),
        {"from", Kind::kDay, Place::kFlag, {"từ ngày nào (hôm nay)", "from which day (today)"}},
        {"to",
         Kind::kDay,
         Place::kFlag,
         {"đến hết ngày nào (cuối tháng)", "until the end of which day (the month's)"}},
        {"apply",
         Kind::kNumber,
         Place::kFlag,
         {"đổi lịch theo cách 1, 2 hoặc 3", "change the roster by way 1, 2 or 3"}}},
       {"roster repair \"Lê Văn Tám\" --from=20/11 --to=25/11",
        "roster repair \"Lê Văn Tám\" --shift=3fa9c1 --apply=1"},
       Repair},
  };
}

}  // namespace liengia::cli
