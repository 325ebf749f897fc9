#include "clients/cli/help.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/platform/text.h"

namespace liengia::cli {
namespace {

constexpr Words kOpening = {
    R"(liengia: lịch trực, điểm danh và sổ vụ việc của các tổ tự quản

Bắt đầu:
  liengia sign-in 0905123456        đăng nhập bằng mã gửi về điện thoại
  liengia shifts mine               ca trực sắp tới của tôi
  liengia LỆNH --help               một lệnh, kèm ví dụ

)",
    R"(liengia: rosters, check-ins and incident logs of self-governing groups

To begin:
  liengia sign-in 0905123456        sign in with a code sent to the phone
  liengia shifts mine               my next shifts
  liengia COMMAND --help            one command, with examples

)"};

constexpr Words kClosing = {
    R"(
Tổ, tổ viên, hộ, nơi trực và ca trực được gọi bằng tên, phần đầu của tên, hoặc phần cuối của mã.
Ngày ghi 2026-10-17 hoặc 17/10; tháng ghi 2026-10; giờ ghi 22:00 hoặc 22h.

Mã kết thúc: 0 xong · 1 máy chủ không chấp nhận · 2 lệnh gọi sai · 3 không gặp được máy chủ · 4 cần đăng nhập.
Biến môi trường: LIENGIA_SERVER, LIENGIA_SESSION, LIENGIA_LANG (vi, en), LIENGIA_OUTBOX_FILE, NO_COLOR.
)",
    R"(
Groups, members, households, posts and shifts are called by name, by its beginning, or by the end of the id.
Days are written 2026-10-17 or 17/10, months 2026-10, times 22:00 or 22h.

Exit codes: 0 done · 1 refused by the server · 2 wrong usage · 3 server not reached · 4 sign-in needed.
Environment: LIENGIA_SERVER, LIENGIA_SESSION, LIENGIA_LANG (vi, en), LIENGIA_OUTBOX_FILE, NO_COLOR.
)"};

std::string Usage(const Command& command) {
  std::string usage = command.name;
  for (const Parameter& parameter : command.parameters) {
    if (parameter.place != Place::kFlag) absl::StrAppend(&usage, " ", Placeholder(parameter));
  }
  return usage;
}

std::string ParameterLines(const std::vector<Parameter>& parameters, Language language) {
  std::vector<std::pair<std::string, std::string>> pairs;
  for (const Parameter& parameter : parameters) {
    std::string text = parameter.text.In(language);
    if (parameter.terms != nullptr)
      absl::StrAppend(&text, ": ", WordsOf(*parameter.terms, language));
    pairs.emplace_back(absl::StrCat("  ", Placeholder(parameter)), text);
  }
  return AlignPairs(pairs);
}

std::string CommandLines(const std::string& noun, const std::vector<Command>& commands,
                         Language language) {
  std::vector<std::pair<std::string, std::string>> pairs;
  for (const Command& command : commands) {
    if (!absl::StartsWith(absl::StrCat(command.name, " "), noun)) continue;
    pairs.emplace_back(absl::StrCat("  ", Usage(command)), command.summary.In(language));
  }
  return AlignPairs(pairs);
}

}  // namespace

std::string Overview(const std::vector<Command>& commands, Language language) {
  return absl::StrCat(kOpening.In(language), CommandLines("", commands, language),
                      kClosing.In(language));
}

std::string OverviewOf(const std::string& noun, const std::vector<Command>& commands,
                       Language language) {
  return CommandLines(noun + " ", commands, language);
}

std::string HelpFor(const Command& command, const std::vector<Parameter>& common,
                    Language language) {
  std::string text =
      absl::StrCat(command.summary.In(language), "\n\n  liengia ", Usage(command), "\n");
  if (!command.parameters.empty()) {
    absl::StrAppend(&text, "\n", ParameterLines(command.parameters, language));
  }
  absl::StrAppend(&text, "\n", Words{"Ví dụ:", "Examples:"}.In(language), "\n");
  for (const char* example : command.examples) absl::StrAppend(&text, "  liengia ", example, "\n");
  absl::StrAppend(&text, "\n", Words{"Cờ chung:", "Flags of all commands:"}.In(language), "\n",
                  ParameterLines(common, language));
  return text;
}

}  // namespace liengia::cli
