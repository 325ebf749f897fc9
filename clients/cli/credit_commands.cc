// What was really done, and what is carried into the next roster.

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "clients/cli/command.h"
#include "clients/cli/lookup.h"
#include "clients/cli/picture.h"
#include "clients/cli/wire.h"
#include "liengia/v1/credit_service.grpc.pb.h"

namespace liengia::cli {
namespace {

using Credits = v1::CreditService::Stub;

// Signed hours: "+2,7".
std::string SayBalance(int64_t minutes, Language language) {
  return absl::StrCat(minutes > 0 ? "+" : "", SayHours(static_cast<int>(minutes), language));
}

std::string LineTable(const Context& context, const v1::GetCreditResponse& reply) {
  std::vector<Row> rows;
  for (const v1::CreditLine& line : reply.lines()) {
    rows.push_back({SaySpan(FromWire(line.start_time()), FromWire(line.end_time()), context.speech),
                    line.title(), line.text()});
  }
  if (rows.empty()) return "";
  return absl::StrCat(
      "\n", AlignTable({context.Say({"Khi nào", "When"}), context.Say({"Ca trực", "Duty"}),
                        context.Say({"Công trực", "Credit"})},
                       rows));
}

absl::Status Show(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Choice group, ChooseGroup(context));
  v1::GetCreditRequest request;
  request.set_group_id(group.id);
  if (context.arguments.Has("member")) {
    CLI_ASSIGN_OR_RETURN(const Choice member,
                         ChooseMember(context, group.id, context.arguments.Text("member")));
    request.set_member_id(member.id);
  }
  if (const auto month = context.arguments.Month("month")) {
    *request.mutable_month() = ToWire(absl::CivilDay(*month));
  }
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.Call(&Credits::GetCredit, request));
  std::string text = absl::StrCat(reply.credit().member_name(), ": ", reply.credit().text(), "\n");
  for (const v1::CreditEntry& entry : reply.entries()) {
    absl::StrAppend(&text, "  ", entry.text(),
                    entry.settled() ? "" : context.Say({" (chưa khóa sổ)", " (not closed)"}), "\n");
  }
  return Print(context, reply, absl::StrCat(text, LineTable(context, reply)));
}

absl::Status List(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Choice group, ChooseGroup(context));
  v1::ListCreditsRequest request;
  request.set_group_id(group.id);
  CLI_ASSIGN_OR_RETURN(const auto reply,
                       context.server.List(&Credits::ListCredits, request, LimitOf(context)));
  std::vector<Row> rows;
  for (const v1::MemberCredit& credit : reply.credits()) {
    rows.push_back({credit.member_name(),
                    SayBalance(credit.balance_minutes(), context.speech.language), credit.text()});
  }
  return Print(context, reply,
               TableOr(context, {"Tổ chưa có tổ viên nào.", "The group has no members."},
                       {context.Say({"Tổ viên", "Member"}), context.Say({"Giờ công", "Hours"}), ""},
                       rows, reply.next_page_token()));
}

}  // namespace

std::vector<Command> CreditCommands() {
  return {
      {"credit show",
       {"công trực của tôi và từ đâu mà có", "my credit and where it comes from"},
       {{"member",
         Kind::kText,
         Place::kOptionalOperand,
         {"của ai (của tôi); tên hoặc mã", "whose (mine); name or id"}},
        GroupFlag(),
        {"month",
         Kind::kMonth,
         Place::kFlag,
         {"kê các lượt của tháng nào (tháng này)", "list the duties of which month (this one)"}}},
       {"credit show", "credit show \"Trần Thị Sáu\" --month=2026-10"},
       Show},
      {"credit list",
       {"công trực của cả tổ", "everybody's credit"},
       {GroupFlag(), LimitFlag()},
       {"credit list"},
       List},
  };
}

}  // namespace liengia::cli
