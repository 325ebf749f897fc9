// The incident log.

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/substitute.h"
#include "clients/cli/command.h"
#include "clients/cli/lookup.h"
#include "clients/cli/shift_lookup.h"
#include "clients/cli/wire.h"
#include "clients/cli/words.h"
#include "liengia/v1/incident_service.grpc.pb.h"

namespace liengia::cli {
namespace {

using Incidents = v1::IncidentService::Stub;

std::string ToldOf(const Context& context, const v1::Incident& incident) {
  return absl::StrJoin(
      incident.notifications(), ", ", [&](std::string* out, const v1::Notification& notification) {
        absl::StrAppend(out,
                        NameOf(Recipients(), notification.recipient(), context.speech.language));
        if (notification.has_notify_time()) {
          absl::StrAppend(out,
                          absl::FormatTime(" %H:%M", FromWire(notification.notify_time()), Zone()));
        }
      });
}

std::string AmendmentLines(const Context& context, const v1::Incident& incident) {
  std::string text;
  for (const v1::Amendment& amendment : incident.amendments()) {
    absl::StrAppend(&text, "  + ", SayTime(FromWire(amendment.record_time()), context.speech), ", ",
                    amendment.author_name(), ": ", amendment.text());
    if (amendment.outcome() != v1::Incident::OUTCOME_UNSPECIFIED) {
      absl::StrAppend(&text, " → ",
                      NameOf(IncidentOutcomes(), amendment.outcome(), context.speech.language));
    }
    absl::StrAppend(&text, "\n");
  }
  return text;
}

std::string Details(const Context& context, const v1::Incident& incident) {
  const Language language = context.speech.language;
  return absl::StrCat(
      AlignPairs({{context.Say({"Vụ việc", "Incident"}),
                   NameOf(IncidentKinds(), incident.kind(), language)},
                  {context.Say({"Mức độ", "Severity"}),
                   NameOf(IncidentSeverities(), incident.severity(), language)},
                  {context.Say({"Lúc", "Seen at"}),
                   SayTime(FromWire(incident.observe_time()), context.speech)},
                  {context.Say({"Ở đâu", "Where"}), incident.place()},
                  {context.Say({"Đã thấy", "What was seen"}), incident.seen()},
                  {context.Say({"Đã làm", "What was done"}), incident.action()},
                  {context.Say({"Đã báo", "Who was told"}), ToldOf(context, incident)},
                  {context.Say({"Bị thương", "Injured"}),
                   incident.injured_count() > 0 ? absl::StrCat(incident.injured_count()) : ""},
                  {context.Say({"Kết quả", "Outcome"}),
                   NameOf(IncidentOutcomes(), incident.latest_outcome(), language)},
                  {context.Say({"Người ghi", "Written by"}), incident.author_name()},
                  {context.Say({"Mã", "Id"}), incident.incident_id()}}),
      AmendmentLines(context, incident));
}

absl::Status Fill(Context& context, const std::string& group_id, v1::Incident& incident) {
  const Arguments& arguments = context.arguments;
  incident.set_kind(arguments.Term<v1::Incident::Kind>("kind"));
  incident.set_severity(arguments.Term<v1::Incident::Severity>("severity"));
  incident.set_outcome(arguments.Term<v1::Incident::Outcome>("outcome"));
  incident.set_place(arguments.Text("place"));
  incident.set_seen(arguments.Text("seen"));
  incident.set_action(arguments.Text("action"));
  incident.set_injured_count(arguments.Number("injured"));
  *incident.mutable_observe_time() = ToWire(arguments.Time("at").value_or(context.speech.now));
  for (const int recipient : arguments.TermNumbers("told")) {
    incident.add_notifications()->set_recipient(
        static_cast<v1::Notification::Recipient>(recipient));
  }
  if (arguments.Has("shift")) {
    CLI_ASSIGN_OR_RETURN(const v1::Shift shift,
                         ChooseShift(context, group_id, arguments.Text("shift")));
    incident.set_shift_id(shift.shift_id());
  }
  return absl::OkStatus();
}

absl::Status Add(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Choice group, ChooseGroup(context));
  v1::CreateIncidentRequest request;
  request.set_group_id(group.id);
  CLI_RETURN_IF_ERROR(Fill(context, group.id, *request.mutable_incident()));
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.Call(&Incidents::CreateIncident, request));
  std::string text = Details(context, reply.incident());
  for (const std::string& warning : reply.warnings()) {
    absl::StrAppend(&text, context.Say({"Lưu ý: ", "Note: "}), warning, "\n");
  }
  return Print(context, reply, text);
}

void SetPurpose(const Arguments& arguments, v1::Purpose& purpose) {
  purpose.set_reason(arguments.Text("reason"));
  purpose.set_case_number(arguments.Text("case"));
}

absl::StatusOr<v1::ListIncidentsResponse> FetchIncidents(Context& context,
                                                         const std::string& group_id) {
  v1::ListIncidentsRequest request;
  request.set_group_id(group_id);
  const Arguments& arguments = context.arguments;
  if (const auto day = arguments.Day("from")) {
    *request.mutable_start_time() = ToWire(absl::FromCivil(*day, Zone()));
  }
  if (const auto day = arguments.Day("to")) {
    *request.mutable_end_time() = ToWire(absl::FromCivil(*day + 1, Zone()));
  }
  if (arguments.Has("reason")) SetPurpose(arguments, *request.mutable_purpose());
  return context.server.List(&Incidents::ListIncidents, request, LimitOf(context));
}

// By the end of its id, or by words of what it is: "tiếng ồn".
absl::StatusOr<std::string> ChooseIncident(Context& context, const std::string& group_id,
                                           const std::string& text) {
  if (IsWholeId(text)) return text;
  CLI_ASSIGN_OR_RETURN(const auto incidents, FetchIncidents(context, group_id));
  std::vector<Choice> choices;
  for (const v1::Incident& incident : incidents.incidents()) {
    choices.push_back({incident.incident_id(), absl::StrCat(NameOf(IncidentKinds(), incident.kind(),
                                                                   context.speech.language),
                                                            ", ", incident.place())});
  }
  CLI_ASSIGN_OR_RETURN(const size_t chosen,
                       Choose(context, {"vụ việc", "incident"}, text, choices));
  return choices[chosen].id;
}

absl::Status Amend(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Choice group, ChooseGroup(context));
  CLI_ASSIGN_OR_RETURN(const std::string id,
                       ChooseIncident(context, group.id, context.arguments.Text("incident")));
  v1::AmendIncidentRequest request;
  request.set_group_id(group.id);
  request.set_incident_id(id);
  request.mutable_amendment()->set_text(context.arguments.Text("text"));
  request.mutable_amendment()->set_outcome(
      context.arguments.Term<v1::Incident::Outcome>("outcome"));
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.Call(&Incidents::AmendIncident, request));
  return Print(context, reply, Details(context, reply.incident()));
}

absl::Status Show(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Choice group, ChooseGroup(context));
  CLI_ASSIGN_OR_RETURN(const std::string id,
                       ChooseIncident(context, group.id, context.arguments.Text("incident")));
  v1::GetIncidentRequest request;
  request.set_group_id(group.id);
  request.set_incident_id(id);
  if (context.arguments.Has("reason")) SetPurpose(context.arguments, *request.mutable_purpose());
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.Call(&Incidents::GetIncident, request));
  return Print(context, reply, Details(context, reply.incident()));
}

absl::Status List(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Choice group, ChooseGroup(context));
  CLI_ASSIGN_OR_RETURN(const auto reply, FetchIncidents(context, group.id));
  const Language language = context.speech.language;
  std::vector<Row> rows;
  for (const v1::Incident& incident : reply.incidents()) {
    const std::string amended =
        incident.amendments().empty() ? "" : absl::StrCat("+", incident.amendments_size());
    rows.push_back({SayTime(FromWire(incident.observe_time()), context.speech),
                    NameOf(IncidentKinds(), incident.kind(), language),
                    NameOf(IncidentSeverities(), incident.severity(), language), incident.place(),
                    incident.seen(),
                    NameOf(IncidentOutcomes(), incident.latest_outcome(), language), amended,
                    ShortId(incident.incident_id())});
  }
  return Print(context, reply,
               TableOr(context,
                       {"Sổ vụ việc chưa có gì; ghi bằng liengia incident add.",
                        "The incident log is empty; write with liengia incident add."},
                       {context.Say({"Lúc", "When"}), context.Say({"Vụ việc", "Incident"}),
                        context.Say({"Mức độ", "Severity"}), context.Say({"Ở đâu", "Where"}),
                        context.Say({"Đã thấy", "Seen"}), context.Say({"Kết quả", "Outcome"}),
                        context.Say({"Bổ sung", "Amended"}), context.Say({"Mã", "Id"})},
                       rows, reply.next_page_token()));
}

absl::Status Count(Context& context) {
  v1::CountIncidentsRequest request;
  CLI_ASSIGN_OR_RETURN(const std::string area, ChooseArea(context, context.arguments.Text("area")));
  request.set_area_code(area);
  const absl::CivilDay last = context.arguments.Day("to").value_or(DayOf(context.speech.now));
  *request.mutable_start_date() = ToWire(context.arguments.Day("from").value_or(last - 29));
  *request.mutable_end_date() = ToWire(last + 1);
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.Call(&Incidents::CountIncidents, request));
  std::vector<Row> rows;
  for (const v1::IncidentCount& count : reply.counts()) {
    rows.push_back({NameOf(IncidentKinds(), count.kind(), context.speech.language),
                    absl::StrCat(count.incident_count()), absl::StrCat(count.serious_count())});
  }
  return Print(
      context, reply,
      TableOr(context,
              {"Không có vụ việc nào trong những ngày đó.", "There was no incident in those days."},
              {context.Say({"Vụ việc", "Incident"}), context.Say({"Số vụ", "Count"}),
               context.Say({"Nghiêm trọng", "Serious"})},
              rows));
}

std::vector<Parameter> AddParameters() {
  return {
      GroupFlag(),
      {"kind", Kind::kTerm, Place::kNeededFlag, {"chuyện gì", "what happened"}, &IncidentKinds()},
      {"place", Kind::kText, Place::kNeededFlag, {"ở đâu", "where"}},
      {"seen",
       Kind::kText,
       Place::kNeededFlag,
       {"đã thấy gì; viết chuyện xảy ra, đừng viết ai sống ở đó",
        "what was seen: what happened, not who lives there"}},
      {"action", Kind::kText, Place::kFlag, {"tổ đã làm gì", "what the crew did"}},
      {"told", Kind::kTerms, Place::kFlag, {"đã báo cho ai", "who was told"}, &Recipients()},
      {"at", Kind::kTime, Place::kFlag, {"thấy lúc nào (bây giờ)", "when it was seen (now)"}},
      {"severity", Kind::kTerm, Place::kFlag, {"mức độ", "how grave"}, &IncidentSeverities()},
      {"outcome", Kind::kTerm, Place::kFlag, {"kết quả", "how it ended"}, &IncidentOutcomes()},
      {"injured", Kind::kNumber, Place::kFlag, {"mấy người bị thương", "how many were hurt"}},
      ShiftOperand(Place::kFlag),
      ShiftDayFlag(),
  };
}

}  // namespace

std::vector<Command> IncidentCommands() {
  const Parameter incident = {
      "incident",
      Kind::kText,
      Place::kOperand,
      {"mã, hoặc chữ trong loại và nơi", "the id, or words of its kind and place"}};
  const Parameter area = {
      "area",
      Kind::kText,
      Place::kOptionalOperand,
      {"mã hoặc tên địa bàn (địa bàn của bạn)", "an area's code or name (yours)"}};
  const Parameter from = {"from", Kind::kDay, Place::kFlag, {"từ ngày nào", "from which day"}};
  const Parameter to = {
      "to", Kind::kDay, Place::kFlag, {"đến hết ngày nào", "until the end of which day"}};
  return {
      {"incident add",
       {"ghi một vụ việc vào sổ", "write an incident down"},
       AddParameters(),
       {"incident add --kind=noise --place=\"trước chợ Tây Lộc\" --seen=\"Hát karaoke to sau 22 "
        "giờ\" --action=\"Đã nhắc nhở\" --told=duty-desk"},
       Add},
      {"incident amend",
       {"bổ sung, đính chính; điều đã ghi vẫn còn", "add to an incident; what was written stays"},
       {incident,
        {"text", Kind::kText, Place::kOperand, {"điều bổ sung", "what there is to add"}},
        GroupFlag(),
        {"outcome",
         Kind::kTerm,
         Place::kFlag,
         {"kết quả nay đã rõ", "the outcome, known now"},
         &IncidentOutcomes()}},
       {"incident amend 3fa9c1 \"Đến 22:40 đã tắt nhạc\" --outcome=closed"},
       Amend},
      {"incident list",
       {"sổ vụ việc của tổ", "a group's incident log"},
       {GroupFlag(), from, to, ReasonFlag(), CaseFlag(), LimitFlag()},
       {"incident list",
        "incident list --group=\"Liên gia Kiệt 42\" --from=1/11 --reason=\"Xác minh tin báo\" "
        "--case=12/CAP"},
       List},
      {"incident show",
       {"một vụ việc và các bổ sung", "one incident with its amendments"},
       {incident, GroupFlag(), ReasonFlag(), CaseFlag()},
       {"incident show 3fa9c1"},
       Show},
      {"incident count",
       {"số vụ việc theo loại ở một địa bàn (cán bộ)", "an area's incidents by kind (officials)"},
       {area, from, to},
       {"incident count \"Thuận Hóa\" --from=1/11 --to=30/11"},
       Count},
  };
}

}  // namespace liengia::cli
