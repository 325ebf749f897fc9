#pragma once

#include <string>
#include <vector>

#include "clients/cli/command.h"

namespace liengia::cli {

// All commands with a line each, how to begin, and the exit codes.
std::string Overview(const std::vector<Command>& commands, Language language);

// The commands of one noun, such as "roster".
std::string OverviewOf(const std::string& noun, const std::vector<Command>& commands,
                       Language language);

// One command: usage, parameters, examples.
std::string HelpFor(const Command& command, const std::vector<Parameter>& common,
                    Language language);

}  // namespace liengia::cli
