// The months of a group.

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "clients/cli/command.h"
#include "clients/cli/lookup.h"
#include "clients/cli/roster_view.h"
#include "clients/cli/shift_lookup.h"
#include "clients/cli/wire.h"
#include "clients/cli/words.h"
#include "liengia/v1/roster_service.grpc.pb.h"

namespace liengia::cli {
namespace {

using Rosters = v1::RosterService::Stub;
using Problems = google::protobuf::RepeatedPtrField<v1::RosterProblem>;

std::string ProblemLines(const Context& context, const Problems& problems) {
  std::string text;
  for (const v1::RosterProblem& problem : problems) {
    absl::StrAppend(&text,
                    problem.warning() ? context.Say({"  cảnh báo: ", "  warning: "})
                                      : context.Say({"  lỗi: ", "  broken: "}),
                    problem.text(), "\n");
  }
  return text;
}

bool AnyBroken(const Problems& problems) {
  return std::any_of(problems.begin(), problems.end(),
                     [](const v1::RosterProblem& problem) { return !problem.warning(); });
}

std::string ShiftTable(const Context& context,
                       const google::protobuf::RepeatedPtrField<v1::Shift>& shifts) {
  const auto day = context.arguments.Day("day");
  std::vector<Row> rows;
  for (const v1::Shift& shift : shifts) {
    if (day && FromWire(shift.duty_date()) != *day) continue;
    rows.push_back(
        {SaySpan(FromWire(shift.start_time()), FromWire(shift.end_time()), context.speech),
         shift.title(), shift.post_name(), SayCrew(shift, context.speech.language),
         ShortId(shift.shift_id())});
  }
  return absl::StrCat(
      TableOr(context, {"Không có ca nào.", "There is no shift."},
              {context.Say({"Khi nào", "When"}), context.Say({"Ca trực", "Shift"}),
               context.Say({"Nơi trực", "Post"}), context.Say({"Ai trực", "Crew"}),
               context.Say({"Mã", "Id"})},
              rows),
      context.Say({"* làm được trưởng ca   ° xếp bằng tay\n", "* may lead   ° set by hand\n"}));
}

absl::Status Create(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Choice group, ChooseGroup(context));
  v1::CreateRosterRequest request;
  request.set_group_id(group.id);
  *request.mutable_month() = ToWire(absl::CivilDay(*context.arguments.Month("month")));
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.Call(&Rosters::CreateRoster, request));
  return Print(context, reply,
               absl::StrCat(Headline(context, reply.roster()), NextStep(context, reply.roster())));
}

// Nothing for officials, who have no charter to look at.
std::string CharterLine(const Context& context, const v1::GetRosterResponse& reply) {
  if (!reply.has_charter()) return "";
  return absl::Substitute(
      context.Say({"Theo quy ước trực phiên bản $0 (liengia charter history).\n",
                   "By version $0 of the charter (liengia charter history).\n"}),
      reply.charter().version());
}

absl::Status Show(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Chosen chosen, ChooseRoster(context));
  const v1::GetRosterResponse& reply = chosen.roster;
  const std::string loads = context.arguments.Has("day") ? "" : LoadTable(context, reply.loads());
  return Print(
      context, reply,
      absl::StrCat(Headline(context, reply.roster()), CharterLine(context, reply),
                   ProblemLines(context, reply.problems()), "\n",
                   ShiftTable(context, reply.shifts()), loads, NextStep(context, reply.roster())));
}

// A refusal to publish with all its problems, asked for once more if it could not hold them.
absl::Status WithAllProblems(Context& context, v1::PublishRosterRequest request,
                             const absl::Status& refusal) {
  if (!LacksProblems(refusal)) return refusal;
  request.set_validate_only(true);
  const auto reply = context.server.Call(&Rosters::PublishRoster, request);
  if (!reply.ok()) return refusal;
  v1::RosterProblems problems;
  *problems.mutable_problems() = reply->problems();
  return WithProblems(refusal, problems);
}

std::string LeftOutLine(const Context& context, const v1::PublishRosterResponse& reply) {
  if (reply.left_out_shift_count() == 0) return "";
  return absl::Substitute(context.Say({"Không công bố $0 ca đã qua; các ca đó ra khỏi lịch.\n",
                                       "$0 shifts that are over leave the roster.\n"}),
                          reply.left_out_shift_count());
}

absl::Status Publish(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Chosen chosen, ChooseRoster(context));
  v1::PublishRosterRequest request;
  request.set_group_id(chosen.group.id);
  request.set_roster_id(chosen.roster.roster().roster_id());
  request.set_accept_warnings(context.arguments.Has("accept-warnings"));
  request.set_validate_only(context.arguments.Has("dry-run"));
  const auto reply = context.server.Call(&Rosters::PublishRoster, request);
  if (!reply.ok()) return WithAllProblems(context, request, reply.status());
  CLI_RETURN_IF_ERROR(
      Print(context, *reply,
            absl::StrCat(Headline(context, reply->roster()), LeftOutLine(context, *reply),
                         ProblemLines(context, reply->problems()))));
  if (!request.validate_only() || !AnyBroken(reply->problems())) return absl::OkStatus();
  return absl::FailedPreconditionError(
      context.Say({"Chưa công bố được.", "It can't be published yet."}));
}

absl::Status Close(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Chosen chosen, ChooseRoster(context));
  v1::CloseRosterRequest request;
  request.set_group_id(chosen.group.id);
  request.set_roster_id(chosen.roster.roster().roster_id());
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.Call(&Rosters::CloseRoster, request));
  return Print(context, reply, Headline(context, reply.roster()));
}

absl::Status Delete(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Chosen chosen, ChooseRoster(context));
  v1::DeleteRosterRequest request;
  request.set_group_id(chosen.group.id);
  request.set_roster_id(chosen.roster.roster().roster_id());
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.Call(&Rosters::DeleteRoster, request));
  return Print(context, reply, context.Say({"Đã bỏ bản nháp.\n", "The draft is thrown away.\n"}));
}

absl::Status List(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Choice group, ChooseGroup(context));
  v1::ListRostersRequest request;
  request.set_group_id(group.id);
  CLI_ASSIGN_OR_RETURN(const auto reply,
                       context.server.List(&Rosters::ListRosters, request, LimitOf(context)));
  std::vector<Row> rows;
  for (const v1::Roster& roster : reply.rosters()) {
    rows.push_back({SayMonth(MonthOf(roster), context.speech.language),
                    NameOf(RosterStates(), roster.state(), context.speech.language),
                    absl::StrCat(roster.shift_count()), absl::StrCat(roster.needed_count()),
                    absl::StrCat(roster.duty_count()), absl::StrCat(roster.empty_count()),
                    ShortId(roster.roster_id())});
  }
  return Print(
      context, reply,
      TableOr(context,
              {"Chưa có lịch nào: tổ trưởng lập bằng liengia roster create 2026-12.",
               "There is no roster yet: a leader makes one with liengia roster create 2026-12."},
              {context.Say({"Tháng", "Month"}), context.Say({"Trạng thái", "State"}),
               context.Say({"Ca", "Shifts"}), context.Say({"Cần", "Needed"}),
               context.Say({"Đã xếp", "Assigned"}), context.Say({"Trống", "Empty"}),
               context.Say({"Mã", "Id"})},
              rows, reply.next_page_token()));
}

}  // namespace

std::vector<Command> RosterCommands() {
  const Parameter month = MonthOperand(Place::kOperand);
  const Parameter this_month = MonthOperand(Place::kOptionalOperand);
  return {
      {"roster create",
       {"lập bản nháp một tháng từ các mẫu ca trực",
        "make a month's draft from the duty templates"},
       {month, GroupFlag()},
       {"roster create 2026-12"},
       Create},
      GenerateRosterCommand(),
      {"roster show",
       {"lịch một tháng", "a month's roster"},
       {this_month,
        GroupFlag(),
        {"day", Kind::kDay, Place::kFlag, {"chỉ một ngày", "only one day"}},
        ReasonFlag(),
        CaseFlag()},
       {"roster show", "roster show 2026-12 --day=24/12"},
       Show},
      {"roster publish",
       {"kiểm tra lại và công bố", "check a draft again and put it in force"},
       {month,
        GroupFlag(),
        {"accept-warnings",
         Kind::kSwitch,
         Place::kFlag,
         {"công bố dù còn chỗ trống", "publish although places are empty"}},
        {"dry-run",
         Kind::kSwitch,
         Place::kFlag,
         {"chỉ báo còn vướng gì", "only tell what stands against it"}}},
       {"roster publish 2026-12"},
       Publish},
      {"roster close",
       {"khóa một tháng đã qua", "close a month that is over"},
       {month, GroupFlag()},
       {"roster close 2026-10"},
       Close},
      VerifyRosterCommand(),
      {"roster list",
       {"các tháng đã lập lịch", "the months with a roster"},
       {GroupFlag(), LimitFlag()},
       {"roster list"},
       List},
      {"roster delete",
       {"bỏ một bản nháp", "throw a draft away"},
       {month, GroupFlag()},
       {"roster delete 2026-12"},
       Delete},
  };
}

}  // namespace liengia::cli
