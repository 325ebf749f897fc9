// The tree of areas.

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "clients/cli/command.h"
#include "clients/cli/lookup.h"
#include "clients/cli/wire.h"
#include "clients/cli/words.h"
#include "liengia/v1/area_service.grpc.pb.h"

namespace liengia::cli {
namespace {

using Areas = v1::AreaService::Stub;

std::string FullName(const Context& context, const v1::Area& area) {
  return absl::StrCat(NameOf(AreaKinds(), area.kind(), context.speech.language), " ", area.name());
}

std::string DayOrNothing(const Context& context, bool set, const v1::Date& date) {
  return set ? SayDay(FromWire(date), context.speech) : "";
}

std::string Details(const Context& context, const v1::Area& area) {
  return AlignPairs(
      {{context.Say({"Địa bàn", "Area"}), FullName(context, area)},
       {context.Say({"Mã", "Code"}), area.area_code()},
       {context.Say({"Thuộc", "Below"}), area.parent_code()},
       {context.Say({"Từ ngày", "In force from"}),
        DayOrNothing(context, area.has_valid_from(), area.valid_from())},
       {context.Say({"Không còn từ", "No longer from"}),
        DayOrNothing(context, area.has_valid_to(), area.valid_to())},
       {context.Say({"Gộp từ", "Made of"}), absl::StrJoin(area.predecessor_codes(), ", ")}});
}

absl::StatusOr<v1::ListAreasResponse> FetchAreas(Context& context) {
  v1::ListAreasRequest request;
  if (const auto day = context.arguments.Day("day")) *request.mutable_day() = ToWire(*day);
  if (context.arguments.Has("area")) {
    CLI_ASSIGN_OR_RETURN(const std::string code,
                         ChooseArea(context, context.arguments.Text("area")));
    request.set_parent_code(code);
  }
  return context.server.List(&Areas::ListAreas, request, LimitOf(context));
}

absl::Status List(Context& context) {
  CLI_ASSIGN_OR_RETURN(const v1::ListAreasResponse reply, FetchAreas(context));
  std::vector<Row> rows;
  for (const v1::Area& area : reply.areas())
    rows.push_back({FullName(context, area), area.area_code()});
  return Print(
      context, reply,
      TableOr(
          context,
          {"Dưới địa bàn này chưa có địa bàn nào; người quản trị thêm bằng liengia areas create.",
           "There is no area below; an operator adds them with liengia areas create."},
          {context.Say({"Địa bàn", "Area"}), context.Say({"Mã", "Code"})}, rows,
          reply.next_page_token()));
}

absl::Status Show(Context& context) {
  v1::GetAreaRequest request;
  CLI_ASSIGN_OR_RETURN(const std::string code, ChooseArea(context, context.arguments.Text("area")));
  request.set_area_code(code);
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.Call(&Areas::GetArea, request));
  return Print(context, reply, Details(context, reply.area()));
}

absl::Status Create(Context& context) {
  v1::CreateAreaRequest request;
  v1::Area& area = *request.mutable_area();
  area.set_area_code(context.arguments.Text("code"));
  area.set_name(context.arguments.Text("name"));
  area.set_kind(context.arguments.Term<v1::Area::Kind>("kind"));
  area.set_parent_code(context.arguments.Text("parent"));
  *area.mutable_valid_from() =
      ToWire(context.arguments.Day("from").value_or(DayOf(context.speech.now)));
  for (const absl::string_view code :
       absl::StrSplit(context.arguments.Text("made-of"), ',', absl::SkipWhitespace())) {
    area.add_predecessor_codes(std::string(code));
  }
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.Call(&Areas::CreateArea, request));
  return Print(context, reply, Details(context, reply.area()));
}

absl::Status End(Context& context) {
  v1::EndAreaRequest request;
  request.set_area_code(context.arguments.Text("code"));
  *request.mutable_valid_to() = ToWire(*context.arguments.Day("day"));
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.Call(&Areas::EndArea, request));
  return Print(context, reply, Details(context, reply.area()));
}

std::vector<Parameter> CreateParameters() {
  return {
      {"code",
       Kind::kText,
       Place::kOperand,
       {"mã, ví dụ 46-thuan-hoa-3", "the code, such as 46-thuan-hoa-3"}},
      {"name",
       Kind::kText,
       Place::kOperand,
       {"tên, không kèm phường hay xã", "the name, without its kind"}},
      {"kind", Kind::kTerm, Place::kNeededFlag, {"loại", "the kind"}, &AreaKinds()},
      {"parent", Kind::kText, Place::kFlag, {"mã địa bàn cấp trên", "the code of the area above"}},
      {"from", Kind::kDay, Place::kFlag, {"từ ngày nào (hôm nay)", "from which day (today)"}},
      {"made-of",
       Kind::kText,
       Place::kFlag,
       {"mã các địa bàn cũ được gộp, cách nhau bằng dấu phẩy",
        "codes of the areas that it is made of, with commas"}},
  };
}

}  // namespace

std::vector<Command> AreaCommands() {
  const Parameter area = {"area",
                          Kind::kText,
                          Place::kOptionalOperand,
                          {"mã hoặc tên địa bàn", "an area's code or name"}};
  return {
      {"areas list",
       {"các địa bàn ngay dưới một địa bàn", "the areas right below one"},
       {area,
        {"day", Kind::kDay, Place::kFlag, {"vào ngày nào (hôm nay)", "on which day (today)"}},
        LimitFlag()},
       {"areas list", "areas list 46", "areas list \"Thuận Hóa\" --day=2025-06-30"},
       List},
      {"areas show", {"một địa bàn", "one area"}, {area}, {"areas show \"Thuận Hóa\""}, Show},
      {"areas create",
       {"thêm địa bàn (người quản trị)", "add an area (operators)"},
       CreateParameters(),
       {"areas create 46-thuan-hoa-tdp-3 \"Tổ dân phố 3\" --kind=street-block "
        "--parent=46-thuan-hoa"},
       Create},
      {"areas end",
       {"cho một địa bàn hết hiệu lực (người quản trị)", "end an area (operators)"},
       {{"code", Kind::kText, Place::kOperand, {"mã địa bàn", "the area's code"}},
        {"day",
         Kind::kDay,
         Place::kOperand,
         {"ngày đầu tiên không còn hiệu lực", "the first day on which it is no longer in force"}}},
       {"areas end 46-thuan-hoa-tdp-3 2027-01-01"},
       End},
  };
}

}  // namespace liengia::cli
