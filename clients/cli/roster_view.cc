#include "clients/cli/roster_view.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/substitute.h"
#include "clients/cli/picture.h"
#include "clients/cli/shift_lookup.h"
#include "clients/cli/wire.h"
#include "clients/cli/words.h"

namespace liengia::cli {
namespace {

std::string Squares(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) absl::StrAppend(&text, "■");
  return text;
}

}  // namespace

absl::CivilMonth MonthOf(const v1::Roster& roster) {
  return absl::CivilMonth(FromWire(roster.month()));
}

std::string Spelled(absl::CivilMonth month) {
  return absl::StrFormat("%04d-%02d", month.year(), month.month());
}

std::string Headline(const Context& context, const v1::Roster& roster) {
  return absl::Substitute(
      context.Say(
          {"Lịch $0, $1: $2 ca, cần $3 lượt, đã xếp $4, còn trống $5.\n",
           "Roster of $0, $1: $2 shifts, $3 people needed, $4 assigned, $5 places empty.\n"}),
      SayMonth(MonthOf(roster), context.speech.language),
      NameOf(RosterStates(), roster.state(), context.speech.language), roster.shift_count(),
      roster.needed_count(), roster.duty_count(), roster.empty_count());
}

std::string LoadTable(const Context& context, const Loads& loads) {
  std::vector<Row> rows;
  for (const v1::MemberLoad& load : loads) {
    rows.push_back({load.member_name(), absl::StrCat(load.duty_count()),
                    SayHours(load.duty_minutes(), context.speech.language),
                    Squares(load.duty_count())});
  }
  if (rows.empty()) return "";
  return absl::StrCat(
      "\n", AlignTable({context.Say({"Tổ viên", "Member"}), context.Say({"Lượt", "Duties"}),
                        context.Say({"Giờ", "Hours"}), ""},
                       rows));
}

std::string EmptySlotLines(const Context& context, const Shifts& shifts,
                           const EmptySlots& empty_slots) {
  std::string text;
  for (const v1::EmptySlot& slot : empty_slots) {
    for (const v1::Shift& shift : shifts) {
      if (shift.shift_id() != slot.shift_id()) continue;
      absl::StrAppend(
          &text, absl::Substitute(context.Say({"  thiếu $0 người: $1\n", "  $0 missing: $1\n"}),
                                  slot.missing_count(), SayShift(shift, context.speech)));
    }
    for (const v1::RuleCount& rule : slot.rule_counts()) {
      absl::StrAppend(&text, "    ", rule.member_count(), " × ", rule.text(), "\n");
    }
  }
  return text;
}

std::string FairnessLine(const Context& context, const v1::Fairness& fairness) {
  return absl::Substitute(
      context.Say({"Công trực: nhiều nhất $0 giờ, ít nhất $1 giờ quy đổi$2.\n",
                   "Credit: at most $0 hours, at least $1$2.\n"}),
      SayHours(static_cast<int>(fairness.max_credit_minutes()), context.speech.language),
      SayHours(static_cast<int>(fairness.min_credit_minutes()), context.speech.language),
      fairness.exchange_stable() ? context.Say({"; đổi lượt nào cũng không công bằng hơn được",
                                                "; no exchange makes it more even"})
                                 : "");
}

std::string NextStep(const Context& context, const v1::Roster& roster) {
  if (roster.state() != v1::Roster::STATE_DRAFT) return "";
  const Words words =
      roster.duty_count() == 0
          ? Words{"\nTiếp theo: xếp người bằng liengia roster generate $0.\n",
                  "\nNext: fill it with liengia roster generate $0.\n"}
          : Words{"\nTiếp theo: xem lại, rồi công bố bằng liengia roster publish $0.\n",
                  "\nNext: look it over, then publish it with liengia roster publish $0.\n"};
  return absl::Substitute(context.Say(words), Spelled(MonthOf(roster)));
}

absl::StatusOr<Chosen> ChooseRoster(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Choice group, ChooseGroup(context));
  const absl::CivilMonth month =
      context.arguments.Month("month").value_or(absl::CivilMonth(DayOf(context.speech.now)));
  CLI_ASSIGN_OR_RETURN(auto roster, FetchRoster(context, group.id, month));
  return Chosen{group, std::move(roster)};
}

Parameter MonthOperand(Place place) {
  return {"month", Kind::kMonth, place, {"tháng, ví dụ 2026-10", "the month, such as 2026-10"}};
}

}  // namespace liengia::cli
