// What a group agreed on about its duty.

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/substitute.h"
#include "clients/cli/command.h"
#include "clients/cli/lookup.h"
#include "clients/cli/picture.h"
#include "clients/cli/wire.h"
#include "clients/cli/words.h"
#include "liengia/v1/charter_service.grpc.pb.h"

namespace liengia::cli {
namespace {

using Charters = v1::CharterService::Stub;
using Facts = std::vector<std::pair<std::string, std::string>>;

std::string Percent(int percent) { return absl::StrCat(percent, " %"); }

Facts FactsOf(const Context& context, const v1::Charter& charter) {
  const Language language = context.speech.language;
  return {
      {context.Say({"Nghỉ giữa hai lượt (giờ)", "Rest between duties (hours)"}),
       SayHours(charter.min_rest_minutes(), language)},
      {context.Say({"Số đêm liền nhau", "Nights in a row"}),
       absl::StrCat(charter.max_nights_in_row())},
      {context.Say({"Số lượt một tuần", "Duties a week"}),
       absl::StrCat(charter.max_duties_per_week())},
      {context.Say({"Chia đều theo", "Shared evenly by"}),
       NameOf(FairnessUnits(), charter.fairness_unit(), language)},
      {context.Say({"Phút cuối tuần tính", "A weekend's minute counts"}),
       Percent(charter.weekend_percent())},
      {context.Say({"Phút ngày lễ tính", "A holiday's minute counts"}),
       Percent(charter.holiday_percent())},
      {context.Say({"Phút ngày Tết tính", "A minute of Tết counts"}),
       Percent(charter.tet_percent())},
      {context.Say({"Ban đêm cộng thêm", "At night, added"}),
       Percent(charter.night_extra_percent())},
      {context.Say({"Đêm từ", "Night from"}), SayTimeOfDay(FromWire(charter.night_start_time()))},
      {context.Say({"Đêm đến", "Night until"}), SayTimeOfDay(FromWire(charter.night_end_time()))}};
}

// "Quy ước trực, phiên bản 2: Lê Văn Trưởng sửa lúc 22:15 thứ Bảy 17/10."
std::string Headline(const Context& context, const v1::Charter& charter) {
  if (charter.version() == 0) {
    return context.Say({"Quy ước trực, phiên bản 0: theo mô hình của tổ.\n",
                        "Charter, version 0: as the group's model has it.\n"});
  }
  return absl::Substitute(context.Say({"Quy ước trực, phiên bản $0: $1 sửa lúc $2.\n",
                                       "Charter, version $0: changed by $1 at $2.\n"}),
                          charter.version(), charter.changed_by_name(),
                          SayTime(FromWire(charter.change_time()), context.speech));
}

// Every fact; where it differs from what groups of the model begin with, with that.
std::string Details(const Context& context, const v1::Charter& charter, const v1::Charter& usual) {
  Facts facts = FactsOf(context, charter);
  const Facts usual_facts = FactsOf(context, usual);
  for (size_t i = 0; i < facts.size(); ++i) {
    if (facts[i].second == usual_facts[i].second) continue;
    absl::StrAppend(&facts[i].second, context.Say({" (ban đầu: ", " (at first: "}),
                    usual_facts[i].second, ")");
  }
  return absl::StrCat(Headline(context, charter), AlignPairs(facts));
}

// "Số đêm liền nhau 2 → 3; …"
std::string Differences(const Context& context, const v1::Charter& before,
                        const v1::Charter& after) {
  const Facts old_facts = FactsOf(context, before);
  std::vector<std::string> changes;
  for (size_t i = 0; i < old_facts.size(); ++i) {
    const auto [name, value] = FactsOf(context, after)[i];
    if (value == old_facts[i].second) continue;
    changes.push_back(absl::StrCat(name, " ", old_facts[i].second, " → ", value));
  }
  return absl::StrJoin(changes, "; ");
}

absl::StatusOr<v1::GetCharterResponse> Fetch(Context& context, const std::string& group_id) {
  v1::GetCharterRequest request;
  request.set_group_id(group_id);
  return context.server.Call(&Charters::GetCharter, request);
}

absl::Status Show(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Choice group, ChooseGroup(context));
  CLI_ASSIGN_OR_RETURN(const auto reply, Fetch(context, group.id));
  return Print(context, reply, Details(context, reply.charter(), reply.default_charter()));
}

void SetRules(const Arguments& arguments, v1::Charter& charter, google::protobuf::FieldMask& mask) {
  const auto given = [&](const char* flag, const char* path) {
    if (!arguments.Has(flag)) return false;
    mask.add_paths(path);
    return true;
  };
  if (given("rest", "min_rest_minutes")) {
    charter.set_min_rest_minutes(*arguments.TimeOfDay("rest"));
  }
  if (given("nights", "max_nights_in_row")) {
    charter.set_max_nights_in_row(arguments.Number("nights"));
  }
  if (given("week", "max_duties_per_week")) {
    charter.set_max_duties_per_week(arguments.Number("week"));
  }
  if (given("share-by", "fairness_unit")) {
    charter.set_fairness_unit(arguments.Term<v1::Charter::FairnessUnit>("share-by"));
  }
  if (given("night-from", "night_start_time")) {
    *charter.mutable_night_start_time() = TimeOfDayToWire(*arguments.TimeOfDay("night-from"));
  }
  if (given("night-to", "night_end_time")) {
    *charter.mutable_night_end_time() = TimeOfDayToWire(*arguments.TimeOfDay("night-to"));
  }
}

void SetWeights(const Arguments& arguments, v1::Charter& charter,
                google::protobuf::FieldMask& mask) {
  const auto set = [&](const char* flag, const char* path, void (v1::Charter::*field)(int32_t)) {
    if (!arguments.Has(flag)) return;
    mask.add_paths(path);
    (charter.*field)(arguments.Number(flag));
  };
  set("weekend", "weekend_percent", &v1::Charter::set_weekend_percent);
  set("holiday", "holiday_percent", &v1::Charter::set_holiday_percent);
  set("tet", "tet_percent", &v1::Charter::set_tet_percent);
  set("night-extra", "night_extra_percent", &v1::Charter::set_night_extra_percent);
}

absl::Status Set(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Choice group, ChooseLedGroup(context));
  v1::UpdateCharterRequest request;
  SetRules(context.arguments, *request.mutable_charter(), *request.mutable_update_mask());
  SetWeights(context.arguments, *request.mutable_charter(), *request.mutable_update_mask());
  if (request.update_mask().paths().empty()) {
    return UsageError(context.Say({"Hãy cho biết đổi gì; xem liengia charter set --help.",
                                   "Say what to change; see liengia charter set --help."}));
  }
  CLI_ASSIGN_OR_RETURN(const auto before, Fetch(context, group.id));
  request.set_group_id(group.id);
  request.mutable_charter()->set_etag(before.charter().etag());
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.Call(&Charters::UpdateCharter, request));
  const std::string note =
      reply.charter().version() == before.charter().version()
          ? context.Say({"Không có gì thay đổi.\n", "Nothing is different.\n"})
          : context.Say({"Bản nháp theo quy ước mới; lịch đã công bố giữ quy ước cũ.\n",
                         "Drafts follow it; published months keep the one before.\n"});
  return Print(context, reply,
               absl::StrCat(Details(context, reply.charter(), before.default_charter()), note));
}

absl::Status History(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Choice group, ChooseGroup(context));
  v1::ListChartersRequest request;
  request.set_group_id(group.id);
  CLI_ASSIGN_OR_RETURN(const auto reply,
                       context.server.List(&Charters::ListCharters, request, LimitOf(context)));
  std::vector<Row> rows;
  for (int i = 0; i < reply.charters_size(); ++i) {
    const v1::Charter& charter = reply.charters(i);
    const bool has_older = i + 1 < reply.charters_size();
    rows.push_back(
        {absl::StrCat(charter.version()),
         charter.has_change_time() ? SayTime(FromWire(charter.change_time()), context.speech) : "",
         charter.changed_by_name(),
         charter.version() == 0
             ? context.Say({"theo mô hình của tổ", "as the group's model has it"})
             : (has_older ? Differences(context, reply.charters(i + 1), charter) : "…")});
  }
  return Print(context, reply,
               TableOr(context, {"", ""},
                       {context.Say({"Phiên bản", "Version"}), context.Say({"Lúc", "When"}),
                        context.Say({"Ai sửa", "By whom"}), context.Say({"Đổi gì", "What"})},
                       rows, reply.next_page_token()));
}

std::vector<Parameter> SetParameters() {
  return {
      GroupFlag(),
      {"rest",
       Kind::kTimeOfDay,
       Place::kFlag,
       {"nghỉ ít nhất bao lâu giữa hai lượt: 8h, 1h30", "least rest between duties: 8h, 1h30"}},
      {"nights",
       Kind::kNumber,
       Place::kFlag,
       {"nhiều nhất mấy đêm liền nhau", "at most so many nights in a row"}},
      {"week",
       Kind::kNumber,
       Place::kFlag,
       {"nhiều nhất mấy lượt một tuần", "at most so many duties a week"}},
      {"share-by",
       Kind::kTerm,
       Place::kFlag,
       {"chia đều theo ai", "whose credit is evened out"},
       &FairnessUnits()},
      {"weekend",
       Kind::kNumber,
       Place::kFlag,
       {"phút cuối tuần tính bao nhiêu phần trăm", "percent that a weekend's minute counts"}},
      {"holiday",
       Kind::kNumber,
       Place::kFlag,
       {"phút ngày lễ tính bao nhiêu phần trăm", "percent that a holiday's minute counts"}},
      {"tet",
       Kind::kNumber,
       Place::kFlag,
       {"phút ngày Tết tính bao nhiêu phần trăm", "percent that a minute of Tết counts"}},
      {"night-extra",
       Kind::kNumber,
       Place::kFlag,
       {"phút ban đêm cộng thêm bao nhiêu phần trăm", "percent added at night"}},
      {"night-from",
       Kind::kTimeOfDay,
       Place::kFlag,
       {"đêm bắt đầu lúc nào, 18h đến 22h", "when night begins, 18h to 22h"}},
      {"night-to",
       Kind::kTimeOfDay,
       Place::kFlag,
       {"đêm hết lúc nào, 6h đến 8h", "when night ends, 6h to 8h"}},
  };
}

}  // namespace

std::vector<Command> CharterCommands() {
  return {
      {"charter show",
       {"quy ước trực của tổ", "what the group agreed on about its duty"},
       {GroupFlag()},
       {"charter show"},
       Show},
      {"charter set",
       {"sửa quy ước trực (tổ trưởng)", "change the charter (the leader)"},
       SetParameters(),
       {"charter set --rest=11h --week=2 --share-by=household"},
       Set},
      {"charter history",
       {"quy ước đã thay đổi thế nào", "how the charter changed"},
       {GroupFlag(), LimitFlag()},
       {"charter history"},
       History},
  };
}

}  // namespace liengia::cli
