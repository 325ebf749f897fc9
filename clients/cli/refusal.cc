#include "clients/cli/refusal.h"

#include <string>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/cord.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/substitute.h"
#include "clients/cli/field_words.h"
#include "clients/cli/json.h"

namespace liengia::cli {
namespace {

constexpr char kUsageKey[] = "usage";

// The keys are the messages' own names.
template <typename Message>
void SetPayload(const Message& message, absl::Status& status) {
  status.SetPayload(Message::descriptor()->full_name(), absl::Cord(message.SerializeAsString()));
}

template <typename Message>
Message Payload(const absl::Status& status) {
  Message message;
  const auto payload = status.GetPayload(Message::descriptor()->full_name());
  if (payload.has_value()) message.ParseFromString(std::string(*payload));
  return message;
}

bool IsUnreachable(grpc::StatusCode code) {
  return code == grpc::UNAVAILABLE || code == grpc::DEADLINE_EXCEEDED;
}

// For a call that no server answered in its own words.
std::string PlainSentence(const grpc::Status& status, const std::string& address,
                          Language language) {
  const Words words =
      status.error_code() == grpc::UNAVAILABLE
          ? Words{"Không kết nối được máy chủ $0 ($1). Máy chủ đã chạy chưa? Khởi động bằng ./dev up, "
                  "hoặc chọn máy chủ khác bằng --server.",
                  "Cannot reach the server $0 ($1). Does it run? Start it with ./dev up, or choose "
                  "another with --server."}
      : status.error_code() == grpc::DEADLINE_EXCEEDED
          ? Words{"Máy chủ $0 không trả lời kịp. Hãy thử lại, hoặc chờ lâu hơn bằng --deadline.",
                  "The server $0 did not answer in time. Try again, or wait longer with --deadline."}
      : status.error_code() == grpc::RESOURCE_EXHAUSTED
          ? Words{"Yêu cầu hoặc câu trả lời quá lớn cho một lần gọi máy chủ $0. Hãy chia nhỏ tệp, "
                  "hoặc xem ít hơn một lần.",
                  "The request or the reply is too large for one call of the server $0 ($1). Split "
                  "the file, or look at less at a time."}
      : status.error_code() == grpc::UNIMPLEMENTED
          ? Words{"Máy chủ $0 không biết lệnh này: hoặc đó không phải máy chủ Liên Gia, hoặc nó cũ "
                  "hơn chương trình này.",
                  "The server $0 does not know this command: it is another program's, or older than "
                  "this client ($1)."}
          : Words{"Máy chủ $0 không làm được việc này (mã $2). Hãy thử lại; nếu vẫn vậy, hãy báo "
                  "người vận hành.",
                  "The server $0 could not do this (code $2: $1). Try again; if it stays so, tell "
                  "the operator."};
  // gRPC tells the whole story of its attempts; the last part is what happened.
  const std::string& message = status.error_message();
  const size_t colon = message.rfind(": ");
  return absl::Substitute(words.In(language), address,
                          colon == std::string::npos ? message : message.substr(colon + 2),
                          static_cast<int>(status.error_code()));
}

}  // namespace

absl::Status UsageError(const std::string& sentence) {
  absl::Status status = absl::InvalidArgumentError(sentence);
  status.SetPayload(kUsageKey, absl::Cord());
  return status;
}

absl::Status SignInNeeded(Language language) {
  const char* text = Words{"Bạn chưa đăng nhập. Hãy chạy: liengia sign-in SỐ_ĐIỆN_THOẠI",
                           "You are not signed in. Run: liengia sign-in PHONE"}
                         .In(language);
  absl::Status status = absl::UnauthenticatedError(text);
  v1::ErrorDetail detail;
  detail.set_reason(v1::ERROR_REASON_SIGN_IN_REQUIRED);
  detail.set_text(text);
  SetPayload(detail, status);
  return status;
}

absl::Status FromGrpc(const grpc::Status& status, const std::string& address, Language language) {
  v1::StatusDetails details;
  details.ParseFromString(status.error_details());
  v1::ErrorDetail detail;
  v1::RosterProblems problems;
  for (const google::protobuf::Any& any : details.details()) {
    any.UnpackTo(&detail);
    any.UnpackTo(&problems);
  }
  if (detail.reason() == v1::ERROR_REASON_SIGN_IN_REQUIRED) return SignInNeeded(language);
  if (detail.text().empty()) detail.set_text(PlainSentence(status, address, language));
  absl::Status refusal(static_cast<absl::StatusCode>(status.error_code()), detail.text());
  SetPayload(detail, refusal);
  if (problems.problems_size() > 0) SetPayload(problems, refusal);
  return refusal;
}

v1::ErrorReason ReasonOf(const absl::Status& status) {
  return Payload<v1::ErrorDetail>(status).reason();
}

bool LacksProblems(const absl::Status& status) {
  const auto detail = Payload<v1::ErrorDetail>(status);
  const auto count = detail.metadata().find("problem_count");
  int told = 0;
  return count != detail.metadata().end() && absl::SimpleAtoi(count->second, &told) &&
         told > Payload<v1::RosterProblems>(status).problems_size();
}

absl::Status WithProblems(absl::Status status, const v1::RosterProblems& problems) {
  SetPayload(problems, status);
  return status;
}

ExitCode ExitCodeOf(const absl::Status& status) {
  if (status.ok()) return kDone;
  if (status.GetPayload(kUsageKey).has_value()) return kUsage;
  if (IsUnreachable(static_cast<grpc::StatusCode>(status.code()))) return kUnreachable;
  return ReasonOf(status) == v1::ERROR_REASON_SIGN_IN_REQUIRED ? kSignInNeeded : kRefused;
}

std::string Describe(const absl::Status& status, Language language) {
  std::string sentence(status.message());
  const auto detail = Payload<v1::ErrorDetail>(status);
  const auto problems = Payload<v1::RosterProblems>(status);
  std::vector<std::string> lines;
  for (const v1::FieldViolation& violation : detail.violations()) {
    const std::string field = SayField(violation.field(), language);
    lines.push_back(absl::StrCat(field, ": ", violation.description()));
    absl::StrReplaceAll({{violation.field() + ": ", field + ": "}}, &sentence);
  }
  for (const v1::RosterProblem& problem : problems.problems()) lines.push_back(problem.text());
  // A short refusal says everything in its sentence; then that is enough.
  if (lines.size() == 1 && absl::StrContains(sentence, lines.front())) lines.clear();
  const bool all_told = !lines.empty() && absl::c_all_of(lines, [&](const std::string& line) {
    return absl::StrContains(sentence, line);
  });
  std::string text = all_told ? "" : absl::StrCat(sentence, "\n");
  for (const std::string& line : lines) absl::StrAppend(&text, "- ", line, "\n");
  return text;
}

std::string DescribeInJson(const absl::Status& status) {
  v1::ErrorDetail detail = Payload<v1::ErrorDetail>(status);
  detail.set_text(std::string(status.message()));
  const auto problems = Payload<v1::RosterProblems>(status);
  for (const v1::RosterProblem& problem : problems.problems()) {
    v1::FieldViolation& violation = *detail.add_violations();
    violation.set_field("problems");
    violation.set_description(problem.text());
  }
  return ToJson(detail);
}

}  // namespace liengia::cli
