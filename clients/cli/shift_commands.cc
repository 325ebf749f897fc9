// Who is on which shift, by hand.

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "clients/cli/command.h"
#include "clients/cli/lookup.h"
#include "clients/cli/shift_lookup.h"
#include "liengia/v1/roster_service.grpc.pb.h"

namespace liengia::cli {
namespace {

using Rosters = v1::RosterService::Stub;

absl::Status Assign(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Choice group, ChooseGroup(context));
  CLI_ASSIGN_OR_RETURN(const v1::Shift shift,
                       ChooseShift(context, group.id, context.arguments.Text("shift")));
  CLI_ASSIGN_OR_RETURN(const Choice member,
                       ChooseMember(context, group.id, context.arguments.Text("member")));
  v1::AssignShiftRequest request;
  request.set_group_id(group.id);
  request.set_shift_id(shift.shift_id());
  request.set_member_id(member.id);
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.Call(&Rosters::AssignShift, request));
  return Print(context, reply,
               absl::Substitute(context.Say({"$0 trực $1.\n", "$0 serves $1.\n"}),
                                reply.duty().member_name(), SayShift(shift, context.speech)));
}

absl::Status Unassign(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Choice group, ChooseGroup(context));
  CLI_ASSIGN_OR_RETURN(const v1::Shift shift,
                       ChooseShift(context, group.id, context.arguments.Text("shift")));
  CLI_ASSIGN_OR_RETURN(const v1::Duty duty,
                       ChooseDuty(context, shift, context.arguments.Text("member")));
  v1::UnassignShiftRequest request;
  request.set_group_id(group.id);
  request.set_duty_id(duty.duty_id());
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.Call(&Rosters::UnassignShift, request));
  return Print(context, reply,
               absl::Substitute(context.Say({"$0 không còn trong ca $1.\n", "$0 is off $1.\n"}),
                                duty.member_name(), SayShift(shift, context.speech)));
}

absl::Status Reassign(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Choice group, ChooseGroup(context));
  CLI_ASSIGN_OR_RETURN(const v1::Shift shift,
                       ChooseShift(context, group.id, context.arguments.Text("shift")));
  CLI_ASSIGN_OR_RETURN(const v1::Duty duty,
                       ChooseDuty(context, shift, context.arguments.Text("member")));
  CLI_ASSIGN_OR_RETURN(const Choice other,
                       ChooseMember(context, group.id, context.arguments.Text("other")));
  v1::ReassignShiftRequest request;
  request.set_group_id(group.id);
  request.set_duty_id(duty.duty_id());
  request.set_member_id(other.id);
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.Call(&Rosters::ReassignShift, request));
  return Print(
      context, reply,
      absl::Substitute(context.Say({"$0 thay $1, $2.\n", "$0 takes the place of $1, $2.\n"}),
                       reply.duty().member_name(), duty.member_name(),
                       SayShift(shift, context.speech)));
}

}  // namespace

std::vector<Command> ShiftCommands() {
  const Parameter member = {
      "member", Kind::kText, Place::kOperand, {"ai: tên hoặc mã", "who: name or id"}};
  const Parameter other = {
      "other", Kind::kText, Place::kOperand, {"ai vào thay", "who takes the place"}};
  return {
      {"shift assign",
       {"xếp một người vào ca", "put a member on a shift"},
       {ShiftOperand(), member, GroupFlag(), ShiftDayFlag()},
       {"shift assign 3fa9c1 \"Trần Thị Sáu\"",
        "shift assign \"Tuần tra đêm, ca 1\" \"Trần Thị Sáu\" --day=20/11"},
       Assign},
      {"shift unassign",
       {"bỏ một người khỏi ca", "take a member off a shift"},
       {ShiftOperand(), member, GroupFlag(), ShiftDayFlag()},
       {"shift unassign 3fa9c1 \"Trần Thị Sáu\""},
       Unassign},
      {"shift reassign",
       {"đổi người trong ca", "put another member in somebody's place"},
       {ShiftOperand(), member, other, GroupFlag(), ShiftDayFlag()},
       {"shift reassign 3fa9c1 \"Trần Thị Sáu\" \"Lê Văn Tám\""},
       Reassign},
  };
}

}  // namespace liengia::cli
