#include "clients/cli/shift_lookup.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "clients/cli/roster_view.h"
#include "clients/cli/wire.h"
#include "liengia/v1/roster_service.grpc.pb.h"

namespace liengia::cli {
namespace {

// Between the end of one night and the beginning of the next nobody is in doubt which is meant.
constexpr absl::Duration kNightEnds = absl::Hours(12);

absl::Status AddShifts(Context& context, const std::string& group_id, absl::CivilMonth month,
                       std::vector<v1::Shift>& shifts) {
  auto roster = FetchRoster(context, group_id, month);
  if (absl::IsNotFound(roster.status())) return absl::OkStatus();
  if (!roster.ok()) return roster.status();
  for (v1::Shift& shift : *roster->mutable_shifts()) shifts.push_back(std::move(shift));
  return absl::OkStatus();
}

// Only one shift on that day, or its title's words.
absl::StatusOr<v1::Shift> ChooseOfDay(Context& context, absl::CivilDay day,
                                      const std::string& title,
                                      const std::vector<v1::Shift>& shifts) {
  std::vector<Choice> choices;
  std::vector<const v1::Shift*> of_day;
  for (const v1::Shift& shift : shifts) {
    if (FromWire(shift.duty_date()) != day) continue;
    of_day.push_back(&shift);
    choices.push_back({shift.shift_id(), SayShift(shift, context.speech)});
  }
  if (title.empty() && of_day.size() == 1) return *of_day.front();
  if (of_day.empty()) {
    return UsageError(
        absl::Substitute(context.Say({"Không có ca nào bắt đầu $0.", "No shift starts on $0."}),
                         SayDay(day, context.speech)));
  }
  if (title.empty()) {
    std::string text =
        absl::Substitute(context.Say({"$0 có $1 ca; hãy ghi mã, hoặc tên ca kèm --day:",
                                      "$0 has $1 shifts; give an id, or a title with --day:"}),
                         SayDay(day, context.speech), of_day.size());
    for (const Choice& choice : choices) {
      absl::StrAppend(&text, "\n  ", ShortId(choice.id), "  ", choice.name);
    }
    return UsageError(text);
  }
  CLI_ASSIGN_OR_RETURN(const size_t chosen, Choose(context, {"ca trực", "shift"}, title, choices));
  return *of_day[chosen];
}

}  // namespace

absl::StatusOr<v1::GetRosterResponse> FetchRoster(Context& context, const std::string& group_id,
                                                  absl::CivilMonth month) {
  v1::GetRosterRequest request;
  request.set_group_id(group_id);
  *request.mutable_month() = ToWire(absl::CivilDay(month));
  request.mutable_purpose()->set_reason(context.arguments.Text("reason"));
  request.mutable_purpose()->set_case_number(context.arguments.Text("case"));
  if (!context.arguments.Has("reason")) request.clear_purpose();
  auto reply = context.server.Call(&v1::RosterService::Stub::GetRoster, request);
  if (!absl::IsNotFound(reply.status())) return reply;
  return absl::NotFoundError(absl::Substitute(
      context.Say(
          {"Chưa có lịch $0 để xem; tổ trưởng lập bằng liengia roster create $1.",
           "There is no roster of $0 to see; a leader makes one with liengia roster create $1."}),
      SayMonth(month, context.speech.language), Spelled(month)));
}

absl::StatusOr<v1::Shift> ChooseShift(Context& context, const std::string& group_id,
                                      const std::string& text) {
  const absl::CivilDay today = DayOf(context.speech.now - kNightEnds);
  const std::optional<absl::CivilDay> spelled = ReadDay(text, today);
  const std::optional<absl::CivilDay> day = spelled ? spelled : context.arguments.Day("day");
  std::vector<v1::Shift> shifts;
  const absl::CivilMonth month(day.value_or(today));
  CLI_RETURN_IF_ERROR(AddShifts(context, group_id, month, shifts));
  if (!day) CLI_RETURN_IF_ERROR(AddShifts(context, group_id, month + 1, shifts));
  if (day) return ChooseOfDay(context, *day, spelled ? "" : text, shifts);
  std::vector<Choice> choices;
  choices.reserve(shifts.size());
  for (const v1::Shift& shift : shifts) {
    choices.push_back({shift.shift_id(), SayShift(shift, context.speech)});
  }
  CLI_ASSIGN_OR_RETURN(const size_t chosen, Choose(context, {"ca trực", "shift"}, text, choices));
  return shifts[chosen];
}

absl::StatusOr<v1::Duty> ChooseDuty(const Context& context, const v1::Shift& shift,
                                    const std::string& text) {
  std::vector<Choice> choices;
  for (const v1::Duty& duty : shift.duties())
    choices.push_back({duty.member_id(), duty.member_name()});
  CLI_ASSIGN_OR_RETURN(
      const size_t chosen,
      Choose(context, {"người trong ca này", "person on this shift"}, text, choices));
  return shift.duties(static_cast<int>(chosen));
}

std::string SayShift(const v1::Shift& shift, const Speech& speech) {
  return absl::StrCat(shift.title(), ", ",
                      SaySpan(FromWire(shift.start_time()), FromWire(shift.end_time()), speech));
}

std::string SayCrew(const v1::Shift& shift, Language language) {
  std::string text;
  for (const v1::Duty& duty : shift.duties()) {
    absl::StrAppend(&text, text.empty() ? "" : ", ", duty.member_name(), duty.may_lead() ? "*" : "",
                    duty.pinned() ? "°" : "");
  }
  const int missing = shift.crew_min() - shift.duties_size();
  if (missing > 0) {
    absl::StrAppend(&text, text.empty() ? "" : ", ",
                    absl::Substitute(Words{"(thiếu $0)", "($0 missing)"}.In(language), missing));
  }
  return text;
}

Parameter ShiftOperand(Place place) {
  return {"shift",
          Kind::kText,
          place,
          {"ca trực: mã, hoặc ngày nếu chỉ có một ca, hoặc tên ca kèm --day",
           "the shift: its id, or the day if it has only one, or the title with --day"}};
}

Parameter ShiftDayFlag() {
  return {
      "day", Kind::kDay, Place::kFlag, {"ngày ca bắt đầu", "the day on which the shift starts"}};
}

}  // namespace liengia::cli
