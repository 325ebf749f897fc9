// Duty templates: the duties that come again.

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/substitute.h"
#include "clients/cli/command.h"
#include "clients/cli/lookup.h"
#include "clients/cli/wire.h"
#include "clients/cli/words.h"
#include "liengia/v1/duty_template_service.grpc.pb.h"
#include "liengia/v1/post_service.grpc.pb.h"

namespace liengia::cli {
namespace {

using Templates = v1::DutyTemplateService::Stub;

std::string DaysOf(const Context& context, const v1::DutyTemplate& duty) {
  std::string text;
  for (const int day : duty.weekdays()) {
    absl::StrAppend(&text, text.empty() ? "" : " ",
                    NameOf(Weekdays(), day, context.speech.language));
  }
  if (text.empty()) text = context.Say({"mọi ngày", "every day"});
  if (duty.has_valid_from()) {
    absl::StrAppend(&text, context.Say({", từ ", ", from "}),
                    SayDay(FromWire(duty.valid_from()), context.speech));
  }
  if (duty.has_valid_to()) {
    absl::StrAppend(&text, context.Say({", đến hết ", ", until "}),
                    SayDay(FromWire(duty.valid_to()) - 1, context.speech));
  }
  return text;
}

std::string HoursOf(const v1::DutyTemplate& duty) {
  return absl::StrCat(SayTimeOfDay(FromWire(duty.start_time())), "–",
                      SayTimeOfDay(FromWire(duty.end_time())));
}

std::string CrewOf(const v1::DutyTemplate& duty) {
  return absl::StrCat(duty.crew_min(), " / ", duty.crew_ideal(), " / ", duty.crew_max());
}

absl::StatusOr<v1::ListDutyTemplatesResponse> FetchTemplates(Context& context,
                                                             const std::string& group_id) {
  v1::ListDutyTemplatesRequest request;
  request.set_group_id(group_id);
  return context.server.List(&Templates::ListDutyTemplates, request, LimitOf(context));
}

absl::StatusOr<std::map<std::string, std::string>> PostNames(Context& context,
                                                             const std::string& group_id) {
  v1::ListPostsRequest request;
  request.set_group_id(group_id);
  CLI_ASSIGN_OR_RETURN(const auto reply,
                       context.server.List(&v1::PostService::Stub::ListPosts, request, 1000));
  std::map<std::string, std::string> names;
  for (const v1::Post& post : reply.posts()) names[post.post_id()] = post.name();
  return names;
}

absl::Status List(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Choice group, ChooseGroup(context));
  CLI_ASSIGN_OR_RETURN(const auto reply, FetchTemplates(context, group.id));
  CLI_ASSIGN_OR_RETURN(auto posts, PostNames(context, group.id));
  std::vector<Row> rows;
  for (const v1::DutyTemplate& duty : reply.duty_templates()) {
    rows.push_back({HoursOf(duty), duty.name(), posts[duty.post_id()], DaysOf(context, duty),
                    CrewOf(duty), absl::StrCat(duty.leaders_needed()),
                    absl::StrCat(duty.importance()), ShortId(duty.duty_template_id())});
  }
  return Print(context, reply,
               TableOr(context,
                       {"Tổ chưa có mẫu ca trực nào: thêm bằng liengia template add.",
                        "The group has no duty template yet: add one with liengia template add."},
                       {context.Say({"Giờ", "Hours"}), context.Say({"Ca trực", "Duty"}),
                        context.Say({"Nơi trực", "Post"}), context.Say({"Ngày", "Days"}),
                        context.Say({"Ít nhất / nên / nhiều nhất", "Least / well / most"}),
                        context.Say({"Trưởng ca", "Leaders"}),
                        context.Say({"Ưu tiên", "Importance"}), context.Say({"Mã", "Id"})},
                       rows, reply.next_page_token()));
}

void SetCrew(const Arguments& arguments, v1::DutyTemplate& duty) {
  duty.set_crew_min(arguments.Number("least", 2));
  duty.set_crew_ideal(arguments.Number("well", duty.crew_min()));
  duty.set_crew_max(arguments.Number("most", duty.crew_ideal()));
  duty.set_leaders_needed(arguments.Number("leaders", 1));
  duty.set_importance(arguments.Number("importance"));
}

void SetTimes(const Arguments& arguments, v1::DutyTemplate& duty) {
  *duty.mutable_start_time() = TimeOfDayToWire(*arguments.TimeOfDay("start"));
  *duty.mutable_end_time() = TimeOfDayToWire(*arguments.TimeOfDay("end"));
  for (const int day : arguments.TermNumbers("weekdays")) {
    duty.add_weekdays(static_cast<v1::DayOfWeek>(day));
  }
  if (const auto day = arguments.Day("from")) *duty.mutable_valid_from() = ToWire(*day);
  if (const auto day = arguments.Day("to")) *duty.mutable_valid_to() = ToWire(*day + 1);
}

absl::Status Add(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Choice group, ChooseGroup(context));
  CLI_ASSIGN_OR_RETURN(const Choice post,
                       ChoosePost(context, group.id, context.arguments.Text("post")));
  v1::CreateDutyTemplateRequest request;
  request.set_group_id(group.id);
  v1::DutyTemplate& duty = *request.mutable_duty_template();
  duty.set_name(context.arguments.Text("name"));
  duty.set_post_id(post.id);
  SetTimes(context.arguments, duty);
  SetCrew(context.arguments, duty);
  CLI_ASSIGN_OR_RETURN(const auto reply,
                       context.server.Call(&Templates::CreateDutyTemplate, request));
  const v1::DutyTemplate& added = reply.duty_template();
  return Print(
      context, reply,
      absl::Substitute(context.Say({"Đã thêm $0, $1, $2. Lịch đã lập không đổi theo.\n",
                                    "Added $0, $1, $2. Rosters that exist do not change by it.\n"}),
                       added.name(), HoursOf(added), DaysOf(context, added)));
}

absl::Status Remove(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Choice group, ChooseGroup(context));
  CLI_ASSIGN_OR_RETURN(const auto templates, FetchTemplates(context, group.id));
  std::vector<Choice> choices;
  for (const v1::DutyTemplate& duty : templates.duty_templates()) {
    choices.push_back({duty.duty_template_id(), duty.name()});
  }
  CLI_ASSIGN_OR_RETURN(const size_t chosen, Choose(context, {"mẫu ca trực", "duty template"},
                                                   context.arguments.Text("template"), choices));
  v1::DeleteDutyTemplateRequest request;
  request.set_group_id(group.id);
  request.set_duty_template_id(choices[chosen].id);
  CLI_ASSIGN_OR_RETURN(const auto reply,
                       context.server.Call(&Templates::DeleteDutyTemplate, request));
  return Print(
      context, reply,
      absl::Substitute(context.Say({"Đã bỏ mẫu $0.\n", "Removed $0.\n"}), choices[chosen].name));
}

std::vector<Parameter> AddParameters() {
  return {
      {"name", Kind::kText, Place::kOperand, {"tên ca, ví dụ \"Tuần tra đêm, ca 1\"", "its name"}},
      GroupFlag(),
      {"post", Kind::kText, Place::kNeededFlag, {"nơi trực: tên hoặc mã", "the post: name or id"}},
      {"start", Kind::kTimeOfDay, Place::kNeededFlag, {"giờ bắt đầu", "when it starts"}},
      {"end",
       Kind::kTimeOfDay,
       Place::kNeededFlag,
       {"giờ kết thúc; sớm hơn giờ bắt đầu là sang hôm sau",
        "when it ends; before the start means on the next day"}},
      {"weekdays",
       Kind::kTerms,
       Place::kFlag,
       {"những thứ nào (mọi ngày)", "on which days (every day)"},
       &Weekdays()},
      {"from", Kind::kDay, Place::kFlag, {"từ ngày nào", "from which day"}},
      {"to", Kind::kDay, Place::kFlag, {"đến hết ngày nào", "until the end of which day"}},
      {"least", Kind::kNumber, Place::kFlag, {"cần ít nhất mấy người (2)", "people needed (2)"}},
      {"well", Kind::kNumber, Place::kFlag, {"nên có mấy người", "people that do it well"}},
      {"most", Kind::kNumber, Place::kFlag, {"nhiều nhất mấy người", "people that it can hold"}},
      {"leaders",
       Kind::kNumber,
       Place::kFlag,
       {"cần mấy người làm được trưởng ca (1)", "how many of them must be able to lead (1)"}},
      {"importance",
       Kind::kNumber,
       Place::kFlag,
       {"thiếu người thì xếp ca nào trước: 5 trước, 1 sau (3)",
        "filled first when people are short: 5, last: 1 (3)"}},
  };
}

}  // namespace

std::vector<Command> TemplateCommands() {
  return {
      {"template list",
       {"các mẫu ca trực lặp lại", "the duties that come again"},
       {GroupFlag(), LimitFlag()},
       {"template list"},
       List},
      {"template add",
       {"thêm một mẫu ca trực", "add a duty that comes again"},
       AddParameters(),
       {"template add \"Tuần tra cuối tuần\" --post=\"Tuyến kiệt 42\" --start=22:00 --end=01:00 "
        "--weekdays=fri,sat --least=2 --well=3"},
       Add},
      {"template remove",
       {"bỏ một mẫu ca trực", "remove a duty template"},
       {{"template", Kind::kText, Place::kOperand, {"tên hoặc mã", "its name or id"}}, GroupFlag()},
       {"template remove \"Tuần tra cuối tuần\""},
       Remove},
  };
}

}  // namespace liengia::cli
