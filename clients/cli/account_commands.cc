// Signing in and out, and what the account is.

#include <termios.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "absl/time/clock.h"
#include "clients/cli/command.h"
#include "clients/cli/input_file.h"
#include "clients/cli/lookup.h"
#include "clients/cli/outbox_file.h"
#include "clients/cli/session_file.h"
#include "clients/cli/totp_secret.h"
#include "clients/cli/wire.h"
#include "clients/cli/words.h"
#include "liengia/v1/session_service.grpc.pb.h"
#include "services/identity/phone.h"
#include "services/identity/totp.h"

namespace liengia::cli {
namespace {

using Sessions = v1::SessionService::Stub;

// Asks on the terminal; a secret does not appear there while it is typed.
std::string Ask(const std::string& question, bool secret) {
  std::cerr << question << std::flush;
  termios before;
  const bool hide = secret && tcgetattr(STDIN_FILENO, &before) == 0;
  if (hide) {
    termios silent = before;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
  }
  std::string answer;
  std::getline(std::cin, answer);
  if (hide) {
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    std::cerr << "\n";
  }
  return std::string(absl::StripAsciiWhitespace(answer));
}

std::string DeviceName(const Context& context) {
  if (context.arguments.Has("device")) return context.arguments.Text("device");
  char host[65] = "";
  gethostname(host, sizeof(host) - 1);
  return absl::StrCat("liengia, ", host);
}

std::string OutboxPath(const Context& context) {
  if (context.arguments.Has("outbox-file")) return context.arguments.Text("outbox-file");
  const char* path = std::getenv("LIENGIA_OUTBOX_FILE");
  return path == nullptr ? "" : path;
}

// Has a code sent, and gets it from the demo's outbox or from the person.
absl::StatusOr<std::string> ObtainCode(Context& context, const std::string& phone) {
  if (context.arguments.Has("code")) return context.arguments.Text("code");
  const std::string outbox = OutboxPath(context);
  const int64_t size = SizeOfOutbox(outbox);
  v1::RequestSignInCodeRequest request;
  request.set_phone_number(phone);
  CLI_RETURN_IF_ERROR(context.server.Call(&Sessions::RequestSignInCode, request).status());
  if (outbox.empty()) {
    return Ask(
        context.Say({"Mã sáu số vừa gửi về điện thoại: ", "The six digits sent to the phone: "}),
        false);
  }
  const auto code = AwaitCode(outbox, size, identity::ReadPhone(phone).number, absl::Seconds(15));
  if (code.has_value()) return *code;
  return UsageError(absl::Substitute(context.Say({"Không thấy mã đăng nhập trong tệp $0.",
                                                  "There came no sign-in code in the file $0."}),
                                     outbox));
}

absl::Status KeepSession(const Context& context, const std::string& token,
                         const v1::Account& account) {
  absl::Status saved = SaveSession(
      context.session_path, {context.server.options().address, account.phone_number(), token});
  if (saved.ok()) return saved;
  return UsageError(absl::StrCat(
      context.Say({"Không ghi được phiên đăng nhập vào ", "Cannot keep the sign-in in "}),
      std::string(saved.message())));
}

// The reply's token goes into the session file and nowhere else.
template <typename Response>
absl::Status EndSignIn(const Context& context, Response reply) {
  CLI_RETURN_IF_ERROR(KeepSession(context, reply.token(), reply.account()));
  reply.clear_token();
  const v1::Account& account = reply.account();
  const std::string text = absl::Substitute(
      context.Say({"Đã đăng nhập: $0 ($1), đến $2.\n", "Signed in: $0 ($1), until $2.\n"}),
      account.display_name().empty() ? context.Say({"chưa đặt tên", "no name yet"})
                                     : account.display_name(),
      identity::NationalPhone(account.phone_number()),
      SayTime(FromWire(reply.session().expire_time()), context.speech));
  return Print(context, reply, text);
}

absl::StatusOr<std::string> ReadPassword(const Context& context) {
  const std::string path = context.arguments.Text("password-file");
  if (path.empty()) return Ask(context.Say({"Mật khẩu: ", "Password: "}), true);
  const auto content = ReadInputFile(path, context.speech.language);
  if (!content.ok()) return UsageError(std::string(content.status().message()));
  return content->substr(0, content->find('\n'));
}

absl::StatusOr<std::string> TotpCodeOf(const Context& context, const std::string& secret_text) {
  const auto secret = ReadTotpSecret(secret_text);
  if (secret.has_value()) return identity::TotpCode(*secret, identity::TotpStep(absl::Now()));
  return UsageError(context.Say(
      {"Khóa của ứng dụng xác thực là chữ A–Z và số 2–7, hoặc địa chỉ otpauth://…",
       "An authenticator's secret is letters A–Z and digits 2–7, or an otpauth:// address."}));
}

absl::StatusOr<std::string> ObtainTotp(const Context& context) {
  if (context.arguments.Has("totp")) return context.arguments.Text("totp");
  if (context.arguments.Has("totp-secret")) {
    return TotpCodeOf(context, context.arguments.Text("totp-secret"));
  }
  return Ask(
      context.Say({"Mã sáu số của ứng dụng xác thực: ", "Six digits of the authenticator app: "}),
      false);
}

absl::Status SignInOfficial(Context& context, const std::string& phone) {
  v1::SignInOfficialRequest request;
  request.set_phone_number(phone);
  CLI_ASSIGN_OR_RETURN(const std::string password, ReadPassword(context));
  request.set_password(password);
  CLI_ASSIGN_OR_RETURN(const std::string totp, ObtainTotp(context));
  request.set_totp_code(totp);
  request.set_device_name(DeviceName(context));
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.Call(&Sessions::SignInOfficial, request));
  return EndSignIn(context, reply);
}

absl::Status SignIn(Context& context) {
  std::string phone = context.arguments.Text("phone");
  if (phone.empty()) phone = Ask(context.Say({"Số điện thoại: ", "Phone number: "}), false);
  if (context.arguments.Has("official")) return SignInOfficial(context, phone);
  v1::SignInRequest request;
  request.set_phone_number(phone);
  CLI_ASSIGN_OR_RETURN(const std::string code, ObtainCode(context, phone));
  request.set_code(code);
  request.set_device_name(DeviceName(context));
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.Call(&Sessions::SignIn, request));
  return EndSignIn(context, reply);
}

absl::Status SignOut(Context& context) {
  const auto reply = context.server.Call(&Sessions::SignOut, v1::SignOutRequest());
  if (!reply.ok() && ExitCodeOf(reply.status()) != kSignInNeeded) return reply.status();
  DeleteSession(context.session_path);
  return Print(context, v1::SignOutResponse(), context.Say({"Đã đăng xuất.\n", "Signed out.\n"}));
}

std::string MembershipsOf(const Context& context, const v1::GetMeResponse& me) {
  std::vector<Row> rows;
  for (const v1::Membership& membership : me.memberships()) {
    rows.push_back(
        {membership.group_name(), NameOf(Roles(), membership.role(), context.speech.language),
         membership.acted_for() ? membership.member_name() : "", ShortId(membership.group_id())});
  }
  return TableOr(context,
                 {"Bạn chưa ở tổ nào: hãy lập tổ bằng liengia group create, hoặc nhờ tổ trưởng ghi "
                  "số của bạn.",
                  "You are in no group: propose one with liengia group create, or ask a leader to "
                  "list your number."},
                 {context.Say({"Tổ", "Group"}), context.Say({"Vai trò", "Role"}),
                  context.Say({"Thay cho", "For"}), context.Say({"Mã", "Id"})},
                 rows);
}

std::string OfficesOf(const Context& context, const v1::GetMeResponse& me) {
  std::vector<Row> rows;
  for (const v1::Office& office : me.offices()) {
    rows.push_back({NameOf(Roles(), office.role(), context.speech.language), office.area_code()});
  }
  return AlignTable({context.Say({"Chức trách", "Office"}), context.Say({"Địa bàn", "Area"})},
                    rows);
}

absl::Status WhoAmI(Context& context) {
  CLI_ASSIGN_OR_RETURN(const auto me, context.server.Call(&Sessions::GetMe, v1::GetMeRequest()));
  std::string text = AlignPairs(
      {{context.Say({"Tên", "Name"}), me.account().display_name()},
       {context.Say({"Điện thoại", "Phone"}), identity::NationalPhone(me.account().phone_number())},
       {context.Say({"Máy chủ", "Server"}), context.server.options().address}});
  if (me.offices_size() > 0) absl::StrAppend(&text, "\n", OfficesOf(context, me));
  if (me.memberships_size() > 0 || me.offices_size() == 0) {
    absl::StrAppend(&text, "\n", MembershipsOf(context, me));
  }
  return Print(context, me, text);
}

absl::Status Rename(Context& context) {
  v1::UpdateMeRequest request;
  request.set_display_name(context.arguments.Text("name"));
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.Call(&Sessions::UpdateMe, request));
  return Print(context, reply, absl::StrCat(reply.account().display_name(), "\n"));
}

absl::Status ChangePassword(Context& context) {
  v1::ChangePasswordRequest request;
  request.set_old_password(Ask(context.Say({"Mật khẩu đang dùng: ", "Password in use: "}), true));
  request.set_new_password(Ask(
      context.Say({"Mật khẩu mới (ít nhất 12 ký tự): ", "New password (at least 12 characters): "}),
      true));
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.Call(&Sessions::ChangePassword, request));
  return Print(context, reply,
               context.Say({"Đã đổi mật khẩu; các thiết bị khác đã bị đăng xuất.\n",
                            "The password is changed; other devices are signed out.\n"}));
}

absl::StatusOr<v1::ListSessionsResponse> FetchSessions(Context& context) {
  return context.server.List(&Sessions::ListSessions, v1::ListSessionsRequest(), LimitOf(context));
}

absl::Status ListSessions(Context& context) {
  CLI_ASSIGN_OR_RETURN(const auto reply, FetchSessions(context));
  std::vector<Row> rows;
  for (const v1::Session& session : reply.sessions()) {
    rows.push_back({session.device_name(), SayTime(FromWire(session.create_time()), context.speech),
                    SayTime(FromWire(session.expire_time()), context.speech),
                    session.current() ? context.Say({"thiết bị này", "this device"}) : "",
                    ShortId(session.session_id())});
  }
  return Print(
      context, reply,
      TableOr(context, {"Không có phiên nào.", "There is no session."},
              {context.Say({"Thiết bị", "Device"}), context.Say({"Đăng nhập lúc", "Signed in"}),
               context.Say({"Đến", "Until"}), "", context.Say({"Mã", "Id"})},
              rows, reply.next_page_token()));
}

absl::Status RevokeSession(Context& context) {
  CLI_ASSIGN_OR_RETURN(const auto sessions, FetchSessions(context));
  std::vector<Choice> choices;
  for (const v1::Session& session : sessions.sessions()) {
    choices.push_back({session.session_id(), session.device_name()});
  }
  CLI_ASSIGN_OR_RETURN(const size_t chosen, Choose(context, {"phiên đăng nhập", "session"},
                                                   context.arguments.Text("session"), choices));
  v1::RevokeSessionRequest request;
  request.set_session_id(choices[chosen].id);
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.Call(&Sessions::RevokeSession, request));
  return Print(
      context, reply,
      absl::Substitute(context.Say({"Đã đăng xuất thiết bị $0.\n", "Signed out the device $0.\n"}),
                       choices[chosen].name));
}

absl::Status Totp(Context& context) {
  CLI_ASSIGN_OR_RETURN(const std::string code,
                       TotpCodeOf(context, context.arguments.Text("secret")));
  std::cout << code << "\n";
  return absl::OkStatus();
}

std::vector<Parameter> SignInParameters() {
  return {
      {"phone", Kind::kText, Place::kOptionalOperand, {"số điện thoại", "the phone number"}},
      {"code",
       Kind::kText,
       Place::kFlag,
       {"mã đã nhận; không gửi mã mới", "a code received before; no new one is sent"}},
      {"official",
       Kind::kSwitch,
       Place::kFlag,
       {"cán bộ: bằng mật khẩu và ứng dụng xác thực",
        "officials: by password and authenticator app"}},
      {"password-file",
       Kind::kText,
       Place::kFlag,
       {"đọc mật khẩu từ dòng đầu của tệp", "read the password from the file's first line"}},
      {"totp",
       Kind::kText,
       Place::kFlag,
       {"mã sáu số của ứng dụng xác thực", "six digits of the authenticator app"}},
      {"totp-secret",
       Kind::kText,
       Place::kFlag,
       {"khóa của ứng dụng xác thực, để tự tính mã", "the app's secret, to work the digits out"}},
      {"device",
       Kind::kText,
       Place::kFlag,
       {"tên thiết bị trong danh sách phiên", "the device's name in the list of sessions"}},
      {"outbox-file",
       Kind::kText,
       Place::kFlag,
       {"bản thử: đọc mã từ tệp của máy chủ", "demo: read the code from the server's file"}},
  };
}

}  // namespace

std::vector<Command> AccountCommands() {
  return {
      {"sign-in",
       {"đăng nhập", "sign in"},
       SignInParameters(),
       {"sign-in 0905123456", "sign-in 0905123456 --official --password-file=password.txt"},
       SignIn},
      {"sign-out", {"đăng xuất", "sign out"}, {}, {"sign-out"}, SignOut},
      {"whoami", {"tôi là ai, ở tổ nào", "who I am, and in which groups"}, {}, {"whoami"}, WhoAmI},
      {"rename",
       {"đổi tên của tôi", "change my name"},
       {{"name", Kind::kText, Place::kOperand, {"tên mới", "the new name"}}},
       {"rename \"Nguyễn Văn Bảy\""},
       Rename},
      {"password",
       {"cán bộ đổi mật khẩu", "change an official's password"},
       {},
       {"password"},
       ChangePassword},
      {"sessions list",
       {"các thiết bị đang đăng nhập", "the devices that are signed in"},
       {LimitFlag()},
       {"sessions list"},
       ListSessions},
      {"sessions revoke",
       {"đăng xuất một thiết bị", "sign a device out"},
       {{"session",
         Kind::kText,
         Place::kOperand,
         {"tên thiết bị hoặc mã", "the device's name or the id"}}},
       {"sessions revoke 3fa9c1"},
       RevokeSession},
      {"totp",
       {"tính mã sáu số từ khóa của ứng dụng xác thực",
        "work out the six digits of an authenticator secret"},
       {{"secret",
         Kind::kText,
         Place::kOperand,
         {"khóa hoặc địa chỉ otpauth://", "the secret or otpauth:// address"}}},
       {"totp JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"},
       Totp},
  };
}

}  // namespace liengia::cli
