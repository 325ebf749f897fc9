// Where and when an area is watched.

#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "clients/cli/command.h"
#include "clients/cli/lookup.h"
#include "clients/cli/picture.h"
#include "clients/cli/wire.h"
#include "liengia/v1/coverage_service.grpc.pb.h"

namespace liengia::cli {
namespace {

using Coverage = v1::CoverageService::Stub;

constexpr absl::Duration kNightEnds = absl::Hours(6);
constexpr int kDaysAround = 3;

std::vector<WatchedDay> DaysOf(const v1::AreaCoverage& area, absl::CivilDay first,
                               absl::CivilDay last) {
  std::vector<WatchedDay> days;
  for (absl::CivilDay day = first; day <= last; ++day) days.push_back({day, {}});
  for (const v1::CoverageHour& hour : area.hours()) {
    const absl::CivilDay day = FromWire(hour.date());
    if (day < first || day > last || hour.hour() < 0 || hour.hour() > 23) continue;
    days[static_cast<size_t>(day - first)].hours[static_cast<size_t>(hour.hour())] = {
        hour.planned_minutes(), hour.manned_minutes(), hour.done_minutes()};
  }
  return days;
}

absl::Status Show(Context& context) {
  v1::GetCoverageRequest request;
  CLI_ASSIGN_OR_RETURN(const std::string area_code,
                       ChooseArea(context, context.arguments.Text("area")));
  request.set_area_code(area_code);
  const absl::CivilDay today = DayOf(context.speech.now);
  const absl::CivilDay first = context.arguments.Day("from").value_or(today - kDaysAround);
  const absl::CivilDay last = context.arguments.Day("to").value_or(
      context.arguments.Has("from") ? first + 2 * kDaysAround : today + kDaysAround);
  *request.mutable_start_date() = ToWire(first);
  *request.mutable_end_date() = ToWire(last + 1);
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.Call(&Coverage::GetCoverage, request));
  std::string text;
  for (const v1::AreaCoverage& area : reply.areas()) {
    absl::StrAppend(&text, area.area_name(), " (", area.area_code(), ")\n",
                    Picture(DaysOf(area, first, last), context.speech, context.colour), "\n");
  }
  if (text.empty()) {
    return Print(context, reply,
                 context.Say({"Những ngày đó chưa có ca trực nào được công bố ở địa bàn này.\n",
                              "No shift is published in this area for those days.\n"}));
  }
  return Print(context, reply, absl::StrCat(text, PictureLegend(context.speech.language)));
}

// What an officer looks for first.
const char* NoteOf(const Context& context, const v1::AreaShift& shift) {
  if (shift.manned_count() < shift.needed_count()) return context.Say({"THIẾU NGƯỜI", "SHORT"});
  const bool begun = FromWire(shift.start_time()) <= context.speech.now;
  if (begun && shift.done_count() == 0) return context.Say({"CHƯA AI ĐẾN", "NOBODY CAME"});
  if (begun && shift.done_count() < shift.needed_count())
    return context.Say({"chưa đủ người đến", "not all came"});
  return "";
}

absl::Status Tonight(Context& context) {
  v1::ListAreaShiftsRequest request;
  CLI_ASSIGN_OR_RETURN(const std::string area_code,
                       ChooseArea(context, context.arguments.Text("area")));
  request.set_area_code(area_code);
  const absl::CivilDay day =
      context.arguments.Day("day").value_or(DayOf(context.speech.now - kNightEnds));
  *request.mutable_duty_date() = ToWire(day);
  CLI_ASSIGN_OR_RETURN(const auto reply,
                       context.server.List(&Coverage::ListAreaShifts, request, LimitOf(context)));
  std::vector<Row> rows;
  for (const v1::AreaShift& shift : reply.shifts()) {
    rows.push_back(
        {SaySpan(FromWire(shift.start_time()), FromWire(shift.end_time()), context.speech),
         shift.group_name(), shift.title(), shift.post_name(), absl::StrCat(shift.needed_count()),
         absl::StrCat(shift.manned_count()), absl::StrCat(shift.done_count()),
         NoteOf(context, shift)});
  }
  return Print(context, reply,
               TableOr(context,
                       {"Ngày này không có ca trực nào được công bố.",
                        "No shift is published for that day."},
                       {context.Say({"Khi nào", "When"}), context.Say({"Tổ", "Group"}),
                        context.Say({"Ca trực", "Shift"}), context.Say({"Nơi trực", "Post"}),
                        context.Say({"Cần", "Needed"}), context.Say({"Đã phân", "Assigned"}),
                        context.Say({"Đã đến", "Came"}), context.Say({"Lưu ý", "Note"})},
                       rows, reply.next_page_token()));
}

}  // namespace

std::vector<Command> CoverageCommands() {
  const Parameter area = {
      "area",
      Kind::kText,
      Place::kOptionalOperand,
      {"mã hoặc tên địa bàn (địa bàn của bạn)", "an area's code or name (yours)"}};
  return {
      {"coverage show",
       {"từng ngày, từng giờ: cần, đã phân công, đã trực",
        "by day and hour: needed, assigned, done"},
       {area,
        {"from",
         Kind::kDay,
         Place::kFlag,
         {"từ ngày nào (ba ngày trước)", "from which day (three days ago)"}},
        {"to",
         Kind::kDay,
         Place::kFlag,
         {"đến hết ngày nào (ba ngày tới)", "until the end of which day (in three days)"}}},
       {"coverage show", "coverage show \"Thuận Hóa\" --from=1/11 --to=30/11"},
       Show},
      {"coverage tonight",
       {"các ca đêm nay ở địa bàn", "the area's shifts tonight"},
       {area, {"day", Kind::kDay, Place::kFlag, {"ngày khác", "another day"}}, LimitFlag()},
       {"coverage tonight", "coverage tonight --day=20/11"},
       Tonight},
  };
}

}  // namespace liengia::cli
