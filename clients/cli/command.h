#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "clients/cli/arguments.h"
#include "clients/cli/dates.h"
#include "clients/cli/language.h"
#include "clients/cli/server.h"
#include "clients/cli/table.h"
#include "google/protobuf/message.h"

// A command and what it works with. Each noun has one file of commands.
namespace liengia::cli {

struct Context {
  Arguments arguments;
  Server server;
  Speech speech;
  std::string session_path;
  bool json = false;
  bool colour = false;  // A person is watching.

  const char* Say(Words words) const { return words.In(speech.language); }
};

struct Command {
  const char* name;  // "roster show".
  Words summary;
  std::vector<Parameter> parameters;
  std::vector<const char*> examples;  // As one would type them after "liengia ".
  absl::Status (*run)(Context& context);
};

// Prints the reply in proto3 JSON if that was asked for, otherwise `text`.
absl::Status Print(const Context& context, const google::protobuf::Message& reply,
                   const std::string& text);

// A table, or `empty` if there are no rows; tells if the list was cut by --limit.
std::string TableOr(const Context& context, Words empty, const Row& headings,
                    const std::vector<Row>& rows, const std::string& next_page_token = "");

// Parameters that many commands share.
Parameter GroupFlag();
Parameter LimitFlag();
Parameter ReasonFlag();
Parameter CaseFlag();
// The value of LimitFlag.
int LimitOf(const Context& context);

std::vector<Command> AccountCommands();
std::vector<Command> AdviceCommands();
std::vector<Command> AreaCommands();
std::vector<Command> CharterCommands();
std::vector<Command> CoverageCommands();
std::vector<Command> CreditCommands();
std::vector<Command> DutyCommands();
std::vector<Command> GroupCommands();
std::vector<Command> HouseholdCommands();
std::vector<Command> IncidentCommands();
std::vector<Command> MemberCommands();
std::vector<Command> OfficeCommands();
std::vector<Command> PeopleCommands();
std::vector<Command> PostCommands();
std::vector<Command> ProposalCommands();
std::vector<Command> RosterCommands();
std::vector<Command> ShiftCommands();
std::vector<Command> TemplateCommands();
std::vector<Command> WishCommands();

// Of the rosters' commands those with a file of their own.
Command GenerateRosterCommand();
Command VerifyRosterCommand();

}  // namespace liengia::cli
