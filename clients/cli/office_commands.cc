// Officials and their offices, for operators.

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "clients/cli/command.h"
#include "clients/cli/lookup.h"
#include "clients/cli/wire.h"
#include "clients/cli/words.h"
#include "liengia/v1/office_service.grpc.pb.h"

namespace liengia::cli {
namespace {

using Offices = v1::OfficeService::Stub;

std::string CredentialLines(const Context& context, const v1::Credentials& credentials) {
  return absl::StrCat(
      AlignPairs(
          {{context.Say({"Mật khẩu đầu tiên", "First password"}), credentials.password()},
           {context.Say({"Ứng dụng xác thực", "Authenticator app"}), credentials.totp_uri()}}),
      context.Say(
          {"Chỉ hiện một lần: hãy trao tận tay, và nhắc đổi mật khẩu bằng liengia password.\n",
           "Shown only once: hand it over in person, to be changed with liengia password.\n"}));
}

std::string Details(const Context& context, const v1::Office& office) {
  return AlignPairs(
      {{context.Say({"Cán bộ", "Official"}), office.display_name()},
       {context.Say({"Chức trách", "Office"}),
        NameOf(OfficeRoles(), office.role(), context.speech.language)},
       {context.Say({"Địa bàn", "Area"}), office.area_code()},
       {context.Say({"Thôi từ", "Ended"}),
        office.has_end_time() ? SayTime(FromWire(office.end_time()), context.speech) : ""},
       {context.Say({"Mã", "Id"}), office.office_id()}});
}

absl::Status Create(Context& context) {
  v1::CreateOfficeRequest request;
  request.set_phone_number(context.arguments.Text("phone"));
  request.set_display_name(context.arguments.Text("name"));
  request.set_role(context.arguments.Term<v1::Role>("role"));
  if (context.arguments.Has("area")) {
    CLI_ASSIGN_OR_RETURN(const std::string area,
                         ChooseArea(context, context.arguments.Text("area")));
    request.set_area_code(area);
  }
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.Call(&Offices::CreateOffice, request));
  return Print(
      context, reply,
      absl::StrCat(Details(context, reply.office()),
                   reply.has_credentials() ? CredentialLines(context, reply.credentials()) : ""));
}

absl::StatusOr<v1::ListOfficesResponse> FetchOffices(Context& context) {
  v1::ListOfficesRequest request;
  if (context.arguments.Has("area")) {
    CLI_ASSIGN_OR_RETURN(const std::string area,
                         ChooseArea(context, context.arguments.Text("area")));
    request.set_area_code(area);
  }
  request.set_show_ended(context.arguments.Has("ended"));
  return context.server.List(&Offices::ListOffices, request, LimitOf(context));
}

absl::Status List(Context& context) {
  CLI_ASSIGN_OR_RETURN(const auto reply, FetchOffices(context));
  std::vector<Row> rows;
  for (const v1::Office& office : reply.offices()) {
    rows.push_back(
        {office.display_name(), NameOf(OfficeRoles(), office.role(), context.speech.language),
         office.area_code(), SayDay(DayOf(FromWire(office.create_time())), context.speech),
         office.has_end_time() ? SayDay(DayOf(FromWire(office.end_time())), context.speech) : "",
         ShortId(office.office_id())});
  }
  return Print(context, reply,
               TableOr(context,
                       {"Chưa có cán bộ nào: thêm bằng liengia office create.",
                        "There is no official yet: add one with liengia office create."},
                       {context.Say({"Cán bộ", "Official"}), context.Say({"Chức trách", "Office"}),
                        context.Say({"Địa bàn", "Area"}), context.Say({"Từ", "Since"}),
                        context.Say({"Đến", "Until"}), context.Say({"Mã", "Id"})},
                       rows, reply.next_page_token()));
}

absl::StatusOr<v1::Office> ChooseOffice(Context& context) {
  CLI_ASSIGN_OR_RETURN(const auto offices, FetchOffices(context));
  std::vector<Choice> choices;
  for (const v1::Office& office : offices.offices())
    choices.push_back({office.office_id(), office.display_name()});
  CLI_ASSIGN_OR_RETURN(const size_t chosen, Choose(context, {"cán bộ", "official"},
                                                   context.arguments.Text("office"), choices));
  return offices.offices(static_cast<int>(chosen));
}

absl::Status End(Context& context) {
  CLI_ASSIGN_OR_RETURN(const v1::Office office, ChooseOffice(context));
  v1::EndOfficeRequest request;
  request.set_office_id(office.office_id());
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.Call(&Offices::EndOffice, request));
  return Print(context, reply, Details(context, reply.office()));
}

absl::Status Reset(Context& context) {
  CLI_ASSIGN_OR_RETURN(const v1::Office office, ChooseOffice(context));
  v1::ResetCredentialsRequest request;
  request.set_account_id(office.account_id());
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.Call(&Offices::ResetCredentials, request));
  return Print(
      context, reply,
      absl::StrCat(office.display_name(), "\n", CredentialLines(context, reply.credentials())));
}

}  // namespace

std::vector<Command> OfficeCommands() {
  const Parameter office = {"office",
                            Kind::kText,
                            Place::kOperand,
                            {"tên cán bộ hoặc mã", "the official's name or the id"}};
  const Parameter area = {
      "area", Kind::kText, Place::kFlag, {"mã hoặc tên địa bàn", "an area's code or name"}};
  return {
      {"office create",
       {"giao chức trách cho một người (người quản trị)", "give a person an office (operators)"},
       {{"phone", Kind::kText, Place::kOperand, {"số điện thoại", "the phone number"}},
        {"name", Kind::kText, Place::kOperand, {"họ và tên", "the name"}},
        {"role", Kind::kTerm, Place::kNeededFlag, {"chức trách", "the office"}, &OfficeRoles()},
        area},
       {"office create 0905123456 \"Hoàng Thị Lan\" --role=duty-officer --area=\"Thuận Hóa\""},
       Create},
      {"office list",
       {"các cán bộ (người quản trị)", "the officials (operators)"},
       {area,
        {"ended",
         Kind::kSwitch,
         Place::kFlag,
         {"cả những người đã thôi", "also those that have ended"}},
        LimitFlag()},
       {"office list"},
       List},
      {"office end",
       {"thôi giao một chức trách (người quản trị)", "end an office (operators)"},
       {office},
       {"office end \"Hoàng Thị Lan\""},
       End},
      {"office reset",
       {"cấp lại mật khẩu và khóa xác thực (người quản trị)", "make new credentials (operators)"},
       {office},
       {"office reset \"Hoàng Thị Lan\""},
       Reset},
  };
}

}  // namespace liengia::cli
