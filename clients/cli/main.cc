// liengia: the command line client.

#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "absl/time/clock.h"
#include "clients/cli/command.h"
#include "clients/cli/help.h"
#include "clients/cli/nearest.h"
#include "clients/cli/refusal.h"
#include "clients/cli/session_file.h"

namespace liengia::cli {
namespace {

constexpr char kUsualServer[] = "127.0.0.1:50051";
constexpr int kUsualDeadlineSeconds = 15;

const Terms& Languages() {
  static const auto& terms = *new Terms({
      {static_cast<int>(Language::kVietnamese), "vi", {"tiếng Việt", "Vietnamese"}},
      {static_cast<int>(Language::kEnglish), "en", {"tiếng Anh", "English"}},
  });
  return terms;
}

const std::vector<Parameter>& CommonParameters() {
  static const auto& parameters = *new std::vector<Parameter>({
      {"server",
       Kind::kText,
       Place::kFlag,
       {"địa chỉ máy chủ (127.0.0.1:50051)", "the server's address (127.0.0.1:50051)"}},
      {"session-file",
       Kind::kText,
       Place::kFlag,
       {"tệp giữ phiên đăng nhập (~/.config/liengia/session)",
        "where the sign-in is kept (~/.config/liengia/session)"}},
      {"lang", Kind::kTerm, Place::kFlag, {"ngôn ngữ", "language"}, &Languages()},
      {"json",
       Kind::kSwitch,
       Place::kFlag,
       {"in câu trả lời của máy chủ dạng JSON", "print the server's reply as JSON"}},
      {"deadline",
       Kind::kNumber,
       Place::kFlag,
       {"chờ máy chủ nhiều nhất bao nhiêu giây (15)",
        "wait at most so many seconds for the server (15)"}},
      {"plaintext",
       Kind::kSwitch,
       Place::kFlag,
       {"gọi máy khác không mã hóa; chỉ dùng trong mạng tin cậy",
        "call another machine unencrypted; only in a network that you trust"}},
      {"help", Kind::kSwitch, Place::kFlag, {"trang này", "this page"}},
  });
  return parameters;
}

std::string Environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// Needed before anything else is read, to complain in it.
Language LanguageOf(const std::vector<std::string>& words) {
  std::string text = Environment("LIENGIA_LANG");
  for (size_t i = 0; i < words.size(); ++i) {
    if (absl::StartsWith(words[i], "--lang=")) text = words[i].substr(7);
    if (words[i] == "--lang" && i + 1 < words.size()) text = words[i + 1];
  }
  return absl::StartsWith(text, "en") ? Language::kEnglish : Language::kVietnamese;
}

std::vector<Command> AllCommands() {
  std::vector<Command> all;
  for (const auto& commands :
       {AccountCommands(), AreaCommands(), GroupCommands(), PeopleCommands(), HouseholdCommands(),
        MemberCommands(), PostCommands(), TemplateCommands(), CharterCommands(), WishCommands(),
        CreditCommands(), RosterCommands(), ProposalCommands(), AdviceCommands(), ShiftCommands(),
        DutyCommands(), IncidentCommands(), CoverageCommands(), OfficeCommands()}) {
    all.insert(all.end(), commands.begin(), commands.end());
  }
  return all;
}

std::string PathOfSession(const Arguments& arguments) {
  if (arguments.Has("session-file")) return arguments.Text("session-file");
  if (std::string path = Environment("LIENGIA_SESSION"); !path.empty()) return path;
  const std::string config = Environment("XDG_CONFIG_HOME");
  return absl::StrCat(config.empty() ? Environment("HOME") + "/.config" : config,
                      "/liengia/session");
}

Context MakeContext(Arguments arguments, const Speech& speech) {
  const std::string path = PathOfSession(arguments);
  const SavedSession session = LoadSession(path).value_or(SavedSession());
  Server::Options options;
  options.address = arguments.Text("server");
  if (options.address.empty()) options.address = Environment("LIENGIA_SERVER");
  if (options.address.empty()) options.address = session.server;
  if (options.address.empty()) options.address = kUsualServer;
  if (options.address == session.server) options.token = session.token;
  options.language = speech.language;
  options.deadline = absl::Seconds(arguments.Number("deadline", kUsualDeadlineSeconds));
  options.plaintext = arguments.Has("plaintext");
  const bool json = arguments.Has("json");
  const bool colour = isatty(STDOUT_FILENO) && Environment("NO_COLOR").empty();
  return {std::move(arguments), Server(options), speech, path, json, colour};
}

int Complain(const std::vector<std::string>& complaints, const std::string& help_of,
             Language language) {
  for (const std::string& complaint : complaints) std::cerr << complaint << "\n";
  std::cerr << absl::Substitute(
                   Words{"Xem: liengia $0--help", "See: liengia $0--help"}.In(language),
                   help_of.empty() ? "" : help_of + " ")
            << "\n";
  return kUsage;
}

int Run(const Command& command, const std::vector<std::string>& words, const Speech& speech) {
  std::vector<Parameter> parameters = command.parameters;
  parameters.insert(parameters.end(), CommonParameters().begin(), CommonParameters().end());
  Reading reading = ReadArguments(words, parameters, speech);
  if (reading.help) {
    std::cout << HelpFor(command, CommonParameters(), speech.language);
    return kDone;
  }
  if (!reading.complaints.empty()) {
    return Complain(reading.complaints, command.name, speech.language);
  }
  Context context = MakeContext(std::move(reading.arguments), speech);
  const absl::Status status = command.run(context);
  if (!status.ok())
    std::cerr << (context.json ? DescribeInJson(status) : Describe(status, speech.language));
  return ExitCodeOf(status);
}

// What was typed where a command's name should be.
int ComplainOfCommand(const std::string& typed, const std::vector<Command>& commands,
                      Language language) {
  std::vector<std::string> names;
  names.reserve(commands.size());
  for (const Command& command : commands) names.push_back(command.name);
  const std::string nearest = Nearest(typed, names);
  const Words words = nearest.empty()
                          ? Words{"Không có lệnh \"$0\".", "There is no command \"$0\"."}
                          : Words{"Không có lệnh \"$0\"; có phải \"$1\"?",
                                  "There is no command \"$0\"; did you mean \"$1\"?"};
  return Complain({absl::Substitute(words.In(language), typed, nearest)}, "", language);
}

int Main(std::vector<std::string> words) {
  const Speech speech{LanguageOf(words), absl::Now()};
  const std::vector<Command> commands = AllCommands();
  std::vector<size_t> at = OperandPositions(words, CommonParameters());
  if (!at.empty() && words[at[0]] == "help") {
    words[at[0]] = "--help";
    at = OperandPositions(words, CommonParameters());
  }
  if (at.empty()) {
    const Reading reading = ReadArguments(words, CommonParameters(), speech);
    if (!reading.help && !reading.complaints.empty()) {
      return Complain(reading.complaints, "", speech.language);
    }
    std::cout << Overview(commands, speech.language);
    return kDone;
  }
  const std::string noun = words[at[0]];
  const std::string two = at.size() > 1 ? absl::StrCat(noun, " ", words[at[1]]) : noun;
  for (const Command& command : commands) {
    if (command.name != two && command.name != noun) continue;
    if (command.name == two && two != noun) words.erase(words.begin() + at[1]);
    words.erase(words.begin() + at[0]);
    return Run(command, words, speech);
  }
  const std::string overview = OverviewOf(noun, commands, speech.language);
  if (at.size() > 1 || overview.empty()) return ComplainOfCommand(two, commands, speech.language);
  words.erase(words.begin() + at[0]);
  const Reading reading = ReadArguments(words, CommonParameters(), speech);
  if (!reading.help && !reading.complaints.empty()) {
    return Complain(reading.complaints, noun, speech.language);
  }
  std::cout << overview;
  return kDone;
}

}  // namespace
}  // namespace liengia::cli

int main(int argc, char** argv) {
  return liengia::cli::Main(std::vector<std::string>(argv + 1, argv + argc));
}
