#include "services/identity/session_service.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "liengia/v1/session_service.grpc.pb.h"
#include "services/identity/account.h"
#include "services/identity/account_store.h"
#include "services/identity/credentials_store.h"
#include "services/identity/office_proto.h"
#include "services/identity/office_store.h"
#include "services/identity/password.h"
#include "services/identity/phone.h"
#include "services/identity/session_proto.h"
#include "services/identity/session_store.h"
#include "services/identity/sign_in_code_store.h"
#include "services/identity/totp.h"
#include "services/identity/try_limit_store.h"
#include "services/notices/outbox_store.h"
#include "services/platform/civil.h"
#include "services/platform/errors.h"
#include "services/platform/id.h"
#include "services/platform/page.h"
#include "services/platform/rpc.h"
#include "services/platform/secret.h"
#include "services/platform/text.h"

namespace liengia::identity {
namespace {

using platform::Call;
using platform::Reason;
using platform::Violations;

absl::Status CodeWrong() {
  return platform::Refusal(absl::StatusCode::kUnauthenticated, Reason::kCredentialsWrong,
                           {"Mã không đúng, đã dùng rồi, hoặc đã quá năm phút. Hãy xin mã mới.",
                            "The code is wrong, used or older than five minutes; ask for a new "
                            "one."});
}

absl::Status CodeBurnt() {
  return platform::Refusal(
      absl::StatusCode::kResourceExhausted, Reason::kTooManyTries,
      {"Đã nhập sai năm lần. Hãy xin mã mới.", "Five tries were wrong; ask for a new code."});
}

// One sentence for every failure: it must not help to find out who is an official.
absl::Status OfficialCredentialsWrong() {
  return platform::Refusal(
      absl::StatusCode::kUnauthenticated, Reason::kCredentialsWrong,
      {"Số điện thoại, mật khẩu hoặc mã một lần không đúng. Mã chỉ dùng được một lần; hãy đợi mã "
       "mới rồi thử lại.",
       "The number, the password or the one-time password is wrong. A one-time password works "
       "once; "
       "wait for the next one and try again."});
}

std::string ReadDigits(const std::string& text, const std::string& field, Violations& violations) {
  const std::optional<std::string> digits = ReadSixDigits(text);
  violations.Require(digits.has_value(), field, {"phải gồm sáu chữ số.", "must be six digits."});
  return digits.value_or("");
}

// A session with its token.
struct Opened {
  std::string token;
  Session session;
};

Opened OpenSession(db::Tx& tx, const std::string& account_id, const std::string& device_name,
                   bool official) {
  Opened opened;
  opened.token = platform::NewToken();
  opened.session = {
      .id = platform::NewId(tx.now()),
      .account_id = account_id,
      .device_name = platform::CollapseSpaces(platform::Nfc(device_name)),
      .official = official,
      .create_time = tx.now(),
      .expire_time = tx.now() + (official ? kOfficialSessionDuration : kSessionDuration)};
  InsertSession(tx, opened.session, platform::TokenHash(opened.token));
  return opened;
}

// SignInResponse or SignInOfficialResponse.
template <typename Response>
Response Reply(const Opened& opened, const Account& account) {
  Response response;
  response.set_token(opened.token);
  *response.mutable_session() = ToProto(opened.session, opened.session.id);
  *response.mutable_account() = ToProto(account);
  return response;
}

// Whether the number has an account plays no part: the answer and the work are the same.
absl::StatusOr<v1::RequestSignInCodeResponse> RequestSignInCode(
    db::Tx& tx, const Call& call, const v1::RequestSignInCodeRequest& request) {
  Violations violations;
  const std::string number = ReadPhoneNumber(request.phone_number(), violations);
  LIENGIA_RETURN_IF_ERROR(violations.ToStatus());
  LIENGIA_RETURN_IF_ERROR(CountTries(
      tx, {TryOf(kCodesInARow, number, call.now), TryOf(kCodesOfNumber, number, call.now),
           TryOf(kCodesOfAddress, call.peer, call.now)}));
  const NewSignInCode fresh = MakeSignInCode();
  const KeptSignInCode kept = KeepSignInCode(fresh.code, number, fresh.key, call.now);
  SaveSignInCode(tx, number, kept);
  notices::InsertMessage(tx, {.id = platform::NewId(call.now),
                              .channel = "sms",
                              .recipient = number,
                              .payload = SignInText(fresh.code),
                              .create_time = call.now,
                              .expire_time = kept.expire_time});
  v1::RequestSignInCodeResponse response;
  platform::SetTime(kept.expire_time, response.mutable_expire_time());
  return response;
}

// The account with the name that a group lists it under, as long as it has none of its own.
Account Named(db::Tx& tx, Account account) {
  if (account.display_name != MaskPhone(account.phone_number)) return account;
  const std::optional<std::string> name = FindListedName(tx, account.id);
  return name.has_value() ? SaveDisplayName(tx, account.id, *name).value_or(account) : account;
}

absl::StatusOr<v1::SignInResponse> SignIn(db::Tx& tx, const Call& call,
                                          const v1::SignInRequest& request) {
  Violations violations;
  const std::string number = ReadPhoneNumber(request.phone_number(), violations);
  const std::string code = ReadDigits(request.code(), "code", violations);
  LIENGIA_RETURN_IF_ERROR(violations.ToStatus());
  switch (JudgeSignInCode(FindSignInCode(tx, number), code, number, call.now)) {
    case CodeVerdict::kTooMany:
      return CodeBurnt();
    case CodeVerdict::kWrong:
      CountWrongCode(tx, number);
      tx.KeepIfRefused();
      return CodeWrong();
    case CodeVerdict::kFits:
      break;
  }
  // Used up: of two calls that race with one code, the later finds none.
  DeleteSignInCode(tx, number);
  const Account account = Named(tx, FindOrInsertAccount(tx, number));
  return Reply<v1::SignInResponse>(OpenSession(tx, account.id, request.device_name(), false),
                                   account);
}

// The account that number, password and one-time password belong to. Takes as long for an unknown
// number as for a known one.
absl::StatusOr<Account> CheckOfficial(db::Tx& tx, const std::string& number,
                                      const std::string& password, const std::string& totp_code) {
  const std::optional<KeptCredentials> found = FindCredentialsByPhone(tx, number);
  const KeptCredentials kept =
      found.value_or(KeptCredentials{.password_hash = platform::NobodysPasswordHash(),
                                     .totp_secret = std::string(kTotpSecretSize, '\0')});
  const bool password_fits =
      platform::PasswordMatches(kept.password_hash, NormalPassword(password));
  const std::optional<int64_t> step =
      AcceptTotp(kept.totp_secret, totp_code, tx.now(), kept.totp_last_step);
  if (!found.has_value() || !password_fits || !step.has_value()) return OfficialCredentialsWrong();
  const std::optional<Account> account = FindAccount(tx, kept.account_id);
  if (!account.has_value() || ListOfficesHeld(tx, account->id).empty()) {
    return OfficialCredentialsWrong();
  }
  SaveTotpStep(tx, account->id, *step);
  return *account;
}

absl::StatusOr<v1::SignInOfficialResponse> SignInOfficial(
    db::Tx& tx, const Call& call, const v1::SignInOfficialRequest& request) {
  Violations violations;
  const std::string number = ReadPhoneNumber(request.phone_number(), violations);
  const std::string totp_code = ReadDigits(request.totp_code(), "totp_code", violations);
  LIENGIA_RETURN_IF_ERROR(violations.ToStatus());
  tx.KeepIfRefused();
  LIENGIA_RETURN_IF_ERROR(CountTries(tx, {TryOf(kPasswordsOfNumber, number, call.now),
                                          TryOf(kPasswordsOfAddress, call.peer, call.now)}));
  LIENGIA_ASSIGN_OR_RETURN(const Account account,
                           CheckOfficial(tx, number, request.password(), totp_code));
  return Reply<v1::SignInOfficialResponse>(OpenSession(tx, account.id, request.device_name(), true),
                                           account);
}

absl::StatusOr<v1::SignOutResponse> SignOut(db::Tx& tx, const Call& call,
                                            const v1::SignOutRequest&) {
  EndSession(tx, call.caller.account_id, call.caller.session_id);
  return v1::SignOutResponse();
}

absl::StatusOr<v1::GetMeResponse> GetMe(db::Tx& tx, const Call& call, const v1::GetMeRequest&) {
  tx.Snapshot();
  const std::optional<Account> account = FindAccount(tx, call.caller.account_id);
  if (!account.has_value()) return platform::NotFound();
  v1::GetMeResponse response;
  *response.mutable_account() = ToProto(*account);
  for (const Membership& membership : ListMemberships(tx, account->id)) {
    *response.add_memberships() = ToProto(membership);
  }
  // Of a session by code the caller has none, whatever offices the account holds.
  if (call.caller.offices.empty()) return response;
  for (const Office& office : ListOfficesHeld(tx, account->id)) {
    *response.add_offices() = ToProto(office);
  }
  return response;
}

absl::StatusOr<v1::UpdateMeResponse> UpdateMe(db::Tx& tx, const Call& call,
                                              const v1::UpdateMeRequest& request) {
  Violations violations;
  const std::string name = ReadDisplayName(request.display_name(), violations);
  LIENGIA_RETURN_IF_ERROR(violations.ToStatus());
  if (!ListOfficesHeld(tx, call.caller.account_id).empty()) {
    return platform::Precondition(
        Reason::kOfficeHeld,
        {"Tên của cán bộ do quản trị viên đặt, vì các tổ thấy tên này trong sổ.",
         "An official's name is set by an operator: groups read it in their "
         "ledgers."});
  }
  const std::optional<Account> account = SaveDisplayName(tx, call.caller.account_id, name);
  if (!account.has_value()) return platform::NotFound();
  v1::UpdateMeResponse response;
  *response.mutable_account() = ToProto(*account);
  return response;
}

// Nothing for the first page. A key is the time in microseconds and the id.
absl::StatusOr<std::optional<SessionKey>> ReadKey(const std::vector<std::string>& after) {
  if (after.empty()) return std::nullopt;
  int64_t micros = 0;
  constexpr int64_t kYear9999 = 253'402'300'799'000'000;
  if (!absl::SimpleAtoi(after[0], &micros) || micros < 0 || micros > kYear9999 ||
      !platform::IsId(after[1])) {
    return platform::BadPageToken();
  }
  return SessionKey{.create_time = absl::FromUnixMicros(micros), .id = after[1]};
}

absl::StatusOr<v1::ListSessionsResponse> ListSessions(db::Tx& tx, const Call& call,
                                                      const v1::ListSessionsRequest& request) {
  LIENGIA_ASSIGN_OR_RETURN(const platform::Page page, platform::ReadPage(request, 2));
  LIENGIA_ASSIGN_OR_RETURN(const std::optional<SessionKey> after, ReadKey(page.after));
  std::vector<Session> sessions =
      ListLiveSessions(tx, call.caller.account_id, after, page.size + 1);
  v1::ListSessionsResponse response;
  if (static_cast<int>(sessions.size()) > page.size) {
    sessions.resize(page.size);
    const Session& last = sessions.back();
    response.set_next_page_token(platform::PageToken(
        request, {absl::StrCat(absl::ToUnixMicros(last.create_time)), last.id}));
  }
  for (const Session& session : sessions) {
    *response.add_sessions() = ToProto(session, call.caller.session_id);
  }
  return response;
}

absl::StatusOr<v1::RevokeSessionResponse> RevokeSession(db::Tx& tx, const Call& call,
                                                        const v1::RevokeSessionRequest& request) {
  if (!EndSession(tx, call.caller.account_id, request.session_id())) {
    return platform::NotFound();
  }
  return v1::RevokeSessionResponse();
}

absl::StatusOr<v1::ChangePasswordResponse> ChangePassword(
    db::Tx& tx, const Call& call, const v1::ChangePasswordRequest& request) {
  const std::optional<KeptCredentials> kept = FindCredentials(tx, call.caller.account_id);
  if (!kept.has_value()) {
    return platform::Precondition(Reason::kPasswordMissing,
                                  {"Tài khoản này không có mật khẩu; hãy đăng nhập bằng mã.",
                                   "The account has no password; it signs in with codes."});
  }
  Violations violations;
  if (auto weakness = WeaknessOf(request.new_password(), kept->phone_number)) {
    violations.Add("new_password", *std::move(weakness));
  }
  LIENGIA_RETURN_IF_ERROR(violations.ToStatus(Reason::kPasswordWeak));
  tx.KeepIfRefused();
  LIENGIA_RETURN_IF_ERROR(
      CountTries(tx, {TryOf(kPasswordsOfNumber, kept->phone_number, call.now)}));
  if (!platform::PasswordMatches(kept->password_hash, NormalPassword(request.old_password()))) {
    return platform::Refusal(absl::StatusCode::kUnauthenticated, Reason::kCredentialsWrong,
                             {"Mật khẩu đang dùng không đúng.", "The old password is wrong."});
  }
  SavePassword(tx, call.caller.account_id, request.new_password());
  EndOtherSessions(tx, call.caller.account_id, call.caller.session_id);
  return v1::ChangePasswordResponse();
}

class SessionService final : public v1::SessionService::CallbackService {
 public:
  explicit SessionService(platform::Border& border) : border_(border) {
    // Made now: the first unknown number must not take longer than others.
    platform::NobodysPasswordHash();
  }

  grpc::ServerUnaryReactor* RequestSignInCode(grpc::CallbackServerContext* context,
                                              const v1::RequestSignInCodeRequest* request,
                                              v1::RequestSignInCodeResponse* response) override {
    return platform::Serve(border_, context, request, response, identity::RequestSignInCode);
  }
  grpc::ServerUnaryReactor* SignIn(grpc::CallbackServerContext* context,
                                   const v1::SignInRequest* request,
                                   v1::SignInResponse* response) override {
    return platform::Serve(border_, context, request, response, identity::SignIn);
  }
  grpc::ServerUnaryReactor* SignInOfficial(grpc::CallbackServerContext* context,
                                           const v1::SignInOfficialRequest* request,
                                           v1::SignInOfficialResponse* response) override {
    return platform::Serve(border_, context, request, response, identity::SignInOfficial);
  }
  grpc::ServerUnaryReactor* SignOut(grpc::CallbackServerContext* context,
                                    const v1::SignOutRequest* request,
                                    v1::SignOutResponse* response) override {
    return platform::Serve(border_, context, request, response, identity::SignOut);
  }
  grpc::ServerUnaryReactor* GetMe(grpc::CallbackServerContext* context,
                                  const v1::GetMeRequest* request,
                                  v1::GetMeResponse* response) override {
    return platform::Serve(border_, context, request, response, identity::GetMe);
  }
  grpc::ServerUnaryReactor* UpdateMe(grpc::CallbackServerContext* context,
                                     const v1::UpdateMeRequest* request,
                                     v1::UpdateMeResponse* response) override {
    return platform::Serve(border_, context, request, response, identity::UpdateMe);
  }
  grpc::ServerUnaryReactor* ListSessions(grpc::CallbackServerContext* context,
                                         const v1::ListSessionsRequest* request,
                                         v1::ListSessionsResponse* response) override {
    return platform::Serve(border_, context, request, response, identity::ListSessions);
  }
  grpc::ServerUnaryReactor* RevokeSession(grpc::CallbackServerContext* context,
                                          const v1::RevokeSessionRequest* request,
                                          v1::RevokeSessionResponse* response) override {
    return platform::Serve(border_, context, request, response, identity::RevokeSession);
  }
  grpc::ServerUnaryReactor* ChangePassword(grpc::CallbackServerContext* context,
                                           const v1::ChangePasswordRequest* request,
                                           v1::ChangePasswordResponse* response) override {
    return platform::Serve(border_, context, request, response, identity::ChangePassword);
  }

 private:
  platform::Border& border_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewSessionService(platform::Border& border) {
  return std::make_unique<SessionService>(border);
}

}  // namespace liengia::identity
